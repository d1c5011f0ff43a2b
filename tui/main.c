/* main.c: which command is meant; everything else is the command's. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "tui/commands/commands.h"

/* Figures are written with a decimal point whatever the locale: only text and messages follow it.
 */
static void set_locale(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_NUMERIC, "C");
}

int main(int argc, char **argv)
{
    struct options options;
    const struct command *command;
    struct diags diags;
    set_locale();
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of the write */
    diags_init(&diags);
    const enum result result = options_parse(argc, argv, &options, &command, &diags);
    diags_print(&diags, stderr);
    diags_done(&diags);
    if (result != RESULT_OK)
        return EXIT_USAGE;
    if (options.version) {
        puts("teamtop " TEAMTOP_VERSION);
        return EXIT_DONE;
    }
    if (options.help) {
        if (command->name[0])
            options_usage_of(command, stdout);
        else
            options_usage(stdout);
        return EXIT_DONE;
    }
    return command->run(&options);
}
