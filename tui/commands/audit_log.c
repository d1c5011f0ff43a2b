#include "tui/commands/audit_log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/text.h"

#define LINE_SIZE 1024 /* no line is longer; a piece that long is written at once */
#define FIELD     200  /* bytes of one field at most */

/* --- writing ---------------------------------------------------------------------------------- */

static enum result refuse(const char *path, const char *why, struct diags *diags)
{
    diag_add(diags, DIAG_ERROR, (struct place){path, 0, 0},
        "what is shown here has to be recorded and cannot be, so it is not shown: %s", why);
    return RESULT_DENIED;
}

/* A tab and the text, without anything that would end the field or the line. */
static void add_field(char line[LINE_SIZE], const char *text)
{
    const size_t length = strlen(line);
    snprintf(line + length, LINE_SIZE - length, "\t%.*s", FIELD, text);
    for (char *at = line + length + 1; *at; at++)
        if ((unsigned char)*at < ' ' || *at == '\177')
            *at = '?';
}

static bool write_line(char line[LINE_SIZE], time_t now, const struct audit_event *event)
{
    struct tm utc;
    if (!gmtime_r(&now, &utc) || strftime(line, LINE_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return false;
    add_field(line, event->viewer);
    add_field(line, event->account);
    add_field(line, event->what);
    add_field(line, event->unit);
    add_field(line, event->detail);
    strcat(line, "\n");
    return true;
}

/* Where somebody's line was cut off by a full disk, the next one begins on a line of its own. */
static bool ends_inside_line(int log)
{
    char last;
    const off_t size = lseek(log, 0, SEEK_END);
    return size > 0 && pread(log, &last, 1, size - 1) == 1 && last != '\n';
}

enum result audit_log_write(
    const char *path, time_t now, const struct audit_event *event, struct diags *diags)
{
    char line[LINE_SIZE + 1] = "\n";
    if (!write_line(line + 1, now, event))
        return refuse(path, "the clock is wrong", diags);
    const int log = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (log < 0)
        return refuse(path, strerror(errno), diags);
    const char *const from = ends_inside_line(log) ? line : line + 1;
    const ssize_t length = (ssize_t)strlen(from);
    errno = ENOSPC; /* what a short write means */
    const bool written = write(log, from, (size_t)length) == length;
    const int reason = errno;
    const bool closed = close(log) == 0;
    if (written && closed)
        return RESULT_OK;
    return refuse(path, strerror(written ? errno : reason), diags);
}

/* --- reading ---------------------------------------------------------------------------------- */

#define FIELDS 6

static bool split(char *line, char *fields[FIELDS])
{
    int count = 0;
    for (char *at = line; at && count < FIELDS; count++) {
        fields[count] = at;
        /* cppcheck-suppress nullPointer ; the loop goes on only where there is a field */
        at = strchr(at, '\t');
        if (at && count < FIELDS - 1)
            *at++ = '\0';
        else if (at)
            return false;
    }
    return count == FIELDS;
}

static bool parse_time(const char *text, time_t *ret)
{
    struct tm utc = {0};
    const char *const end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    *ret = timegm(&utc);
    return end && *end == '\0';
}

/* False: nobody but this program writes here, and it did not write this. */
static bool take_line(char *line, audit_line_fn *each, void *context)
{
    char *fields[FIELDS];
    time_t at;
    char *const newline = strchr(line, '\n');
    if (!newline)
        return false;
    *newline = '\0';
    if (line[0] == '\0')
        return true;
    if (!split(line, fields) || !parse_time(fields[0], &at))
        return false;
    char *const detail = text_clean(fields[5], strlen(fields[5]), 0);
    const struct audit_event event = {.viewer = fields[1],
        .account = fields[2],
        .what = fields[3],
        .unit = fields[4],
        .detail = detail ? detail : ""};
    each(context, at, &event);
    free(detail);
    return true;
}

enum result audit_log_read(
    const char *path, audit_line_fn *each, void *context, size_t *ret_damaged, struct diags *diags)
{
    char line[LINE_SIZE + 2];
    FILE *const log = fopen(path, "re");
    while (log && fgets(line, sizeof line, log))
        *ret_damaged += !take_line(line, each, context);
    const bool failed = !log || ferror(log);
    if (failed)
        diag_add(
            diags, DIAG_ERROR, (struct place){path, 0, 0}, "cannot be read: %s", strerror(errno));
    if (log)
        fclose(log);
    return failed ? RESULT_IO : RESULT_OK;
}
