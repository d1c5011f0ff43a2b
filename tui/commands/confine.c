#include "tui/commands/confine.h"

#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tui/screen/terminal.h"

#define TYPE_SIZE 64

static bool is_own_account(const char *name)
{
    const struct passwd *const account = getpwuid(getuid());
    return account && strcmp(name, account->pw_name) == 0;
}

bool confine_is_due(const struct options *options)
{
    return options->locked || (options->user && !is_own_account(options->user));
}

/* --- what may stay ---------------------------------------------------------------------------- */

/* A name that can only be looked up where the system keeps terminals. */
static bool is_sound_type(const char *type)
{
    const char *const bytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._";
    const size_t length = strlen(type);
    return length > 0 && length < TYPE_SIZE && strspn(type, bytes) == length && type[0] != '.';
}

/* "xterm-kitty" → "xterm" → "vt100": the nearest that this machine knows. */
static void find_type(const char *asked, char type[TYPE_SIZE])
{
    snprintf(type, TYPE_SIZE, "%s", asked && is_sound_type(asked) ? asked : "vt100");
    if (!terminal_knows(type))
        type[strcspn(type, "-")] = '\0';
    if (!terminal_knows(type))
        snprintf(type, TYPE_SIZE, "vt100");
}

static bool says_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *const value = getenv(names[i]);
        const char *const dot = value ? strrchr(value, '.') : NULL;
        if (value && value[0])
            return dot && (strcasecmp(dot, ".UTF-8") == 0 || strcasecmp(dot, ".utf8") == 0);
    }
    return false;
}

/* --- the environment -------------------------------------------------------------------------- */

static bool put(const char *name, const char *value)
{
    return !value || setenv(name, value, 1) == 0;
}

static enum result forget_environment(void)
{
    char type[TYPE_SIZE];
    const bool utf8 = says_utf8();
    const char *const asked = getenv("TERM"), *const colours = getenv("COLORTERM");
    const char *const plain = getenv("NO_COLOR");
    const bool no_colour = plain && plain[0];
    const bool many = colours && (!strcmp(colours, "truecolor") || !strcmp(colours, "24bit"));
    char *const kept = asked ? strdup(asked) : NULL;
    if ((asked && !kept) || clearenv() != 0) {
        free(kept);
        return RESULT_NO_MEMORY;
    }
    find_type(kept, type);
    free(kept);
    return put("TERM", type) && put("LC_ALL", utf8 ? "C.UTF-8" : "C") &&
                   put("COLORTERM", many ? "truecolor" : NULL) &&
                   put("NO_COLOR", no_colour ? "1" : NULL)
               ? RESULT_OK
               : RESULT_NO_MEMORY;
}

/* A stopped dashboard would hold its connection for ever; there is nothing to come back to. */
static void forget_job_control(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
}

enum result confine(struct diags *diags)
{
    const char *const command = getenv("SSH_ORIGINAL_COMMAND");
    const bool asked = command && command[0];
    const enum result result = forget_environment();
    forget_job_control();
    if (result != RESULT_OK || !asked)
        return result;
    diag_add(diags, DIAG_ERROR, (struct place){0},
        "this account shows the dashboard and runs no commands: connect without one (ssh -t HOST)");
    return RESULT_DENIED;
}
