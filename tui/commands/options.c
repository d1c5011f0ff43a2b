#include "tui/commands/options.h"

#include <getopt.h>
#include <stdint.h>
#include <string.h>

#include "tui/commands/commands.h"

enum {
    DASHBOARD = 1 << 0,
    DEMO = 1 << 1,
    IMPORT = 1 << 2,
    WATCH = 1 << 3,
    REPORT = 1 << 4,
    FEEDS = 1 << 5,
    CHECK = 1 << 6,
    INIT = 1 << 7,
    HELP = 1 << 8,
    STORE = 1 << 9,
    AUDIT = 1 << 10,
    SCREEN = DASHBOARD | DEMO,
    EVERY = (1 << 11) - 1,
};

static const struct command commands[] = {
    {"", "", "open the dashboard", DASHBOARD, command_dashboard},
    {"demo", "", "open it on a generated service whose day goes by while you watch", DEMO,
        command_demo},
    {"import", "FILE...", "read extracts into the store", IMPORT, command_import},
    {"watch", "", "keep reading the inbox folder until stopped (a service)", WATCH, command_watch},
    {"report", "", "the same figures, without a screen", REPORT, command_report},
    {"feeds", "[FEED]",
        "each feed: last import, rows, rejected, freshness; of one: the rejected rows", FEEDS,
        command_feeds},
    {"audit", "[FILE...]", "who looked at single workers, and who exported what", AUDIT,
        command_audit},
    {"check", "[FILE...]",
        "the configuration, and what an import of FILE would do, changing nothing", CHECK,
        command_check},
    {"store", "grant | copy STORE...",
        "the database's rights that access.yaml amounts to, as SQL; all of a store into another",
        STORE, command_store},
    {"init", "DIR", "write a starting configuration to edit", INIT, command_init},
    {"help", "[TOPIC]", "commands, measures, views, keys or configuration", HELP, command_help},
};

#define FIELD(name) offsetof(struct options, name)

static const struct option_info infos[] = {
    {"config", "DIR", "the configuration folder", EVERY & ~(INIT | HELP), FIELD(config)},
    {"store", "URI", "sqlite:PATH or postgresql://... instead of the configuration's store",
        EVERY & ~(INIT | HELP | CHECK | STORE | AUDIT), FIELD(store)},
    {"as-at", "YYYY-MM-DD", "show figures as at the close of this day", SCREEN | REPORT,
        FIELD(as_at)},
    {"unit", "ID", "start at this unit", SCREEN | REPORT, FIELD(unit)},
    {"user", "NAME", "act for this viewer, where the configuration lets this account",
        SCREEN | REPORT | IMPORT | FEEDS, FIELD(user)},
    {"ascii", NULL, "draw with ASCII characters only", SCREEN | REPORT, FIELD(ascii)},
    {"colour", "auto|always|never", "colour (default auto; NO_COLOR counts as never)",
        SCREEN | REPORT, FIELD(colour)},
    {"no-colour", NULL, "the same as --colour never", SCREEN | REPORT, FIELD(no_colour)},
    {"theme", "NAME", "default, classic, dark, light or mono", SCREEN, FIELD(theme)},
    {"view", "NAME", "the screen to open: see teamtop help views", SCREEN, FIELD(view)},
    {"plain", NULL, "read it as lines of text and answer with typed words: for screen readers",
        SCREEN, FIELD(plain)},
    {"once", NULL, "draw one screen as plain text and leave; watch: take what is there and leave",
        SCREEN | WATCH, FIELD(once)},
    {"size", "COLSxROWS", "the size for --once (default 120x36)", SCREEN, FIELD(size)},
    {"read-only", NULL, "never write: no import from the inbox", DASHBOARD, FIELD(read_only)},
    {"locked", NULL, "no way out of it: what an account that shows it to others always has",
        DASHBOARD, FIELD(locked)},
    {"format", "text|csv|json|html", "form of the report (default text); the log has no html",
        REPORT | AUDIT, FIELD(format)},
    {"level", "LEVEL", "every unit of this level at or below --unit", REPORT, FIELD(level)},
    {"measure", "ID[,ID...]", "only these measures", REPORT, FIELD(measure)},
    {"window", "1w|4w|3m|12m", "the window of rates and flows (default 12m)", SCREEN | REPORT,
        FIELD(window)},
    {"trend", "day|week|month", "a series of points over the window instead of one value", REPORT,
        FIELD(trend)},
    {"output", "FILE", "write there instead, whole or not at all", REPORT, FIELD(output)},
    {"share", NULL, "for readers outside: counts of 1 to 5 people are suppressed as c",
        SCREEN | REPORT, FIELD(share)},
    {"fail-on", "red", "exit 1 when any figure asked for is red", REPORT, FIELD(fail_on)},
    {"feed", "ID", "the feed the files belong to, whatever their names", IMPORT | CHECK,
        FIELD(feed)},
    {"extracts", "DIR", "write the generated extracts there (as at --as-at) and leave", DEMO,
        FIELD(extracts)},
    {"seed", "NUMBER", "generate another service (default 1)", DEMO, FIELD(seed)},
    {"viewer", "NAME", "only what this viewer did", AUDIT, FIELD(viewer)},
    {"since", "YYYY-MM-DD", "only what was done on this day or later (in UTC)", AUDIT,
        FIELD(since)},
    {"quiet", NULL, "only say what went wrong", IMPORT | WATCH, FIELD(quiet)},
    {"help", NULL, "this text", EVERY, FIELD(help)},
    {"version", NULL, "the version", EVERY, FIELD(version)},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])
#define OPTION_COUNT  (sizeof infos / sizeof infos[0])

const struct command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? &commands[index] : NULL;
}

const struct option_info *option_at(size_t index)
{
    return index < OPTION_COUNT ? &infos[index] : NULL;
}

int exit_code(enum result result)
{
    switch (result) {
    case RESULT_OK:
        return EXIT_DONE;
    case RESULT_REFUSED_INPUT:
        return EXIT_FINDINGS;
    case RESULT_INVALID:
        return EXIT_USAGE;
    case RESULT_DENIED:
        return EXIT_REFUSED;
    case RESULT_NO_MEMORY:
    case RESULT_IO:
    case RESULT_BUSY:
        break;
    }
    return EXIT_STORE;
}

static void *field_of(struct options *options, const struct option_info *info)
{
    return (char *)options + info->offset;
}

static const struct command *find_command(const char *name, struct diags *diags)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        names[i] = commands[i].name;
    }
    const char *const meant = diag_suggest(name, names, COMMAND_COUNT);
    diag_add(diags, DIAG_ERROR, (struct place){0}, "unknown command \"%s\"%s%s%s", name,
        meant ? " (did you mean \"" : " (see teamtop help)", meant ? meant : "",
        meant ? "\"?)" : "");
    return NULL;
}

static void unknown_option(const char *given, struct diags *diags)
{
    const char *names[OPTION_COUNT];
    char name[64];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = infos[i].name;
    while (*given == '-')
        given++;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(given, "="), given);
    const char *const meant = diag_suggest(name, names, OPTION_COUNT);
    diag_add(diags, DIAG_ERROR, (struct place){0}, "unknown option --%s%s%s%s", name,
        meant ? " (did you mean --" : " (see teamtop help)", meant ? meant : "", meant ? "?)" : "");
}

/* Getopt's own table, made from ours: values are indexes from 256 up, out of the way of letters. */
static void fill_getopt(struct option *table)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        table[i] = (struct option){.name = infos[i].name,
            .has_arg = infos[i].argument ? required_argument : no_argument,
            .val = 256 + (int)i};
    table[OPTION_COUNT] = (struct option){0};
}

static bool take_options(
    int argc, char **argv, struct options *options, bool given[OPTION_COUNT], struct diags *diags)
{
    struct option table[OPTION_COUNT + 1];
    fill_getopt(table);
    opterr = 0;
    optind = 0;
    int found;
    while ((found = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
        if (found == 'h') {
            options->help = true;
        } else if (found == ':') {
            diag_add(diags, DIAG_ERROR, (struct place){0}, "%s needs a value", argv[optind - 1]);
            return false;
        } else if (found < 256) {
            unknown_option(argv[optind - 1], diags);
            return false;
        } else {
            const struct option_info *info = &infos[found - 256];
            given[found - 256] = true;
            if (info->argument)
                *(const char **)field_of(options, info) = optarg;
            else
                *(bool *)field_of(options, info) = true;
        }
    }
    return true;
}

static bool options_fit(
    const struct command *command, const bool given[OPTION_COUNT], struct diags *diags)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (given[i] && !(infos[i].commands & command->bit)) {
            diag_add(diags, DIAG_ERROR, (struct place){0}, "--%s is not an option of %s%s",
                infos[i].name, command->name[0] ? "teamtop " : "the dashboard", command->name);
            return false;
        }
    }
    return true;
}

static bool arguments_fit(
    const struct command *command, const struct options *options, struct diags *diags)
{
    const int count = options->argument_count;
    const bool wants = command->arguments[0] != '\0';
    const bool needs = wants && command->arguments[0] != '[';
    const bool many = strstr(command->arguments, "...") != NULL;
    if (options->help || options->version)
        return true;
    if (count == 0 && needs)
        diag_add(diags, DIAG_ERROR, (struct place){0}, "teamtop %s needs %s", command->name,
            command->arguments);
    else if ((count > 0 && !wants) || (count > 1 && !many))
        diag_add(diags, DIAG_ERROR, (struct place){0}, "%s%s does not take \"%s\"",
            command->name[0] ? "teamtop " : "the dashboard", command->name,
            options->arguments[wants]);
    else
        return true;
    return false;
}

enum result options_parse(int argc, char **argv, struct options *ret,
    const struct command **ret_command, struct diags *diags)
{
    struct options options = {0};
    bool given[OPTION_COUNT] = {false};
    if (!take_options(argc, argv, &options, given, diags))
        return RESULT_INVALID;
    const struct command *command = &commands[0];
    if (optind < argc && !(command = find_command(argv[optind++], diags)))
        return RESULT_INVALID;
    options.arguments = argv + optind;
    options.argument_count = argc - optind;
    if (!options_fit(command, given, diags) || !arguments_fit(command, &options, diags))
        return RESULT_INVALID;
    *ret = options;
    *ret_command = command;
    return RESULT_OK;
}

static void usage_line(const struct command *command, FILE *stream)
{
    char call[96];
    snprintf(call, sizeof call, "teamtop%s%s %s", command->name[0] ? " " : "", command->name,
        command->bit & DASHBOARD ? "[OPTIONS]" : command->arguments);
    fprintf(stream, "  %-26s %s\n", call, command->summary);
}

void options_usage(FILE *stream)
{
    fputs("teamtop: caseload, sickness and staffing of every team, side by side\n\n", stream);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        usage_line(&commands[i], stream);
    fputs("\nteamtop COMMAND --help lists the options of a command; the dashboard's are:\n\n",
        stream);
    options_usage_of(&commands[0], stream);
}

void options_usage_of(const struct command *command, FILE *stream)
{
    if (!(command->bit & DASHBOARD)) {
        usage_line(command, stream);
        fputc('\n', stream);
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char call[48];
        if (!(infos[i].commands & command->bit))
            continue;
        snprintf(call, sizeof call, "--%s%s%s", infos[i].name, infos[i].argument ? " " : "",
            infos[i].argument ? infos[i].argument : "");
        fprintf(stream, "  %-28s %s\n", call, infos[i].help);
    }
}
