/* main.c: which command is meant; everything else is the command's. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "tui/commands/commands.h"
#include "tui/commands/confine.h"
#include "tui/commands/output.h"

/* Figures are written with a decimal point whatever the locale: only text and messages follow it.
 */
static void set_locale(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_NUMERIC, "C");
}

/* What was printed and did not get to where it was to go is not done. */
static int settle_output(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    struct diags diags;
    diags_init(&diags);
    (void)output_failed("standard output", &diags);
    diags_print(&diags, stderr);
    diags_done(&diags);
    return EXIT_STORE;
}

/* Usage and the version, where those were asked for; false where something is to be run. */
static bool told(const struct options *options, const struct command *command)
{
    if (options->version)
        puts("teamtop " TEAMTOP_VERSION);
    else if (options->help && command->name[0])
        options_usage_of(command, stdout);
    else if (options->help)
        options_usage(stdout);
    return options->version || options->help;
}

int main(int argc, char **argv)
{
    struct options options;
    const struct command *command;
    struct diags diags;
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of the write */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow further */
    diags_init(&diags);
    enum result result = options_parse(argc, argv, &options, &command, &diags);
    if (result == RESULT_OK && confine_is_due(&options))
        result = confine(&diags);
    set_locale(); /* by an environment that may be believed */
    diags_print(&diags, stderr);
    diags_done(&diags);
    if (result != RESULT_OK)
        return exit_code(result);
    const int code = told(&options, command) ? EXIT_DONE : command->run(&options);
    return code <= EXIT_FINDINGS ? settle_output(code) : code;
}
