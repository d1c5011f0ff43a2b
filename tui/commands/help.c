/* teamtop help: commands, measures, keys, configuration: all from the tables the program itself
 * uses. */
#include <stdio.h>
#include <string.h>

#include "core/config/config.h"
#include "core/model/measure.h"
#include "tui/commands/commands.h"
#include "tui/commands/output.h"
#include "tui/screen/keys.h"
#include "tui/screen/terminal.h"
#include "tui/views/view.h"

static void help_commands(void)
{
    options_usage(stdout);
    puts("\nMore: teamtop help measures, help views, help keys, help configuration");
}

static const char *polarity_text(enum polarity polarity)
{
    static const char *const texts[] = {
        [POLARITY_NONE] = "no judgement",
        [POLARITY_LESS] = "less is better",
        [POLARITY_MORE] = "more is better",
        [POLARITY_BAND] = "target band",
    };
    return texts[polarity];
}

static void help_measures(void)
{
    for (size_t i = 0; i < measure_count(); i++) {
        const struct measure *measure = measure_at(i);
        printf("%s%s  (%s)\n    %s\n", measure->id,
            measure->has_subs ? ", and one for each part of it" : "",
            polarity_text(measure->polarity), measure->meaning);
    }
}

static void help_views(void)
{
    for (size_t i = 0; view_at(i); i++)
        puts(view_at(i)->id);
}

static void help_keys(void)
{
    struct bindings bindings;
    const bool ascii = !terminal_speaks_utf8();
    bindings_init(&bindings);
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct action_info *info = action_at((enum action)action);
        char keys[64];
        printf("%-24s %-18s %s\n", bindings_text(&bindings, info->action, ascii, keys, sizeof keys),
            info->id, info->help);
    }
    puts("\nRebind in ui.yaml: keys: {ACTION: KEY} or {ACTION: [KEY, KEY]}");
}

static void help_configuration(void)
{
    struct buffer text = {0};
    config_reference(&text);
    if (!text.failed)
        fwrite(text.bytes, 1, text.length, stdout);
    buffer_done(&text);
}

static const struct {
    const char *name;
    void (*show)(void);
} topics[] = {
    {"commands", help_commands},
    {"measures", help_measures},
    {"views", help_views},
    {"keys", help_keys},
    {"configuration", help_configuration},
};

int command_help(const struct options *options)
{
    const char *const wanted = options->argument_count ? options->arguments[0] : "commands";
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (strcmp(topics[i].name, wanted) == 0) {
            topics[i].show();
            return EXIT_DONE;
        }
    }
    for (size_t i = 0; command_at(i); i++) {
        if (command_at(i)->name[0] && strcmp(command_at(i)->name, wanted) == 0) {
            options_usage_of(command_at(i), stdout);
            return EXIT_DONE;
        }
    }
    output_line(stderr,
        "error: no help on \"%s\"; there is commands, measures, views, keys, configuration, "
        "and each command",
        wanted);
    return EXIT_USAGE;
}
