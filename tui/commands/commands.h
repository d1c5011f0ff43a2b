/*
 * commands.h: the subcommands, one file each.
 *
 * Each takes the parsed options and returns the exit code; each prints its own output and messages,
 * and cleans up after itself.
 */
#ifndef TEAMTOP_COMMANDS_COMMANDS_H
#define TEAMTOP_COMMANDS_COMMANDS_H

#include "tui/commands/options.h"

int command_dashboard(const struct options *options);
int command_demo(const struct options *options);
int command_import(const struct options *options);
int command_watch(const struct options *options);
int command_report(const struct options *options);
int command_feeds(const struct options *options);
int command_audit(const struct options *options);
int command_check(const struct options *options);
int command_store(const struct options *options);
int command_init(const struct options *options);
int command_help(const struct options *options);

#endif
