/*
 * options.h: the command line, as one table.
 *
 * The table names every option with the commands that take it; parsing, the usage text and the
 * check of the man page all read it. A parsed `struct options` points into argv and owns nothing.
 * What cannot be understood is a message with a suggestion and RESULT_INVALID.
 */
#ifndef TEAMTOP_COMMANDS_OPTIONS_H
#define TEAMTOP_COMMANDS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "core/base/diag.h"
#include "core/base/result.h"

struct options {
    const char *config, *store, *as_at, *unit, *user, *theme, *colour;
    const char *view, *size;
    const char *format, *level, *measure, *window, *trend, *output, *fail_on;
    const char *feed, *extracts, *seed, *viewer, *since;
    bool ascii, no_colour, once, read_only, quiet, share, plain, locked, help, version;
    char **arguments; /* after the command's name */
    int argument_count;
};

struct command {
    const char *name;      /* "" is the dashboard */
    const char *arguments; /* "[--feed F] FILE...", for the usage text */
    const char *summary;
    unsigned bit;
    int (*run)(const struct options *options); /* returns the exit code */
};

struct option_info {
    const char *name;     /* without dashes */
    const char *argument; /* "DIR", or NULL for a flag */
    const char *help;
    unsigned commands; /* bits of the commands that take it */
    size_t offset;     /* of the field in struct options */
};

/* All commands and options, for help and completion. */
const struct command *command_at(size_t index);    /* NULL past the last */
const struct option_info *option_at(size_t index); /* NULL past the last */

/* Reads argv; *ret_command is the command meant. */
MUST_CHECK enum result options_parse(int argc, char **argv, struct options *ret,
    const struct command **ret_command, struct diags *diags);

void options_usage(FILE *stream);                                   /* all commands */
void options_usage_of(const struct command *command, FILE *stream); /* one of them */

/* Exit codes (interface page). */
enum {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1,
    EXIT_USAGE = 2,
    EXIT_STORE = 3,
    EXIT_REFUSED = 4,
};
int exit_code(enum result result);

#endif
