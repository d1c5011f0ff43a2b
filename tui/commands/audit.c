/* teamtop audit: who looked at single workers, and who took figures away. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/report/escape.h"
#include "core/report/report.h"
#include "tui/commands/app.h"
#include "tui/commands/audit_log.h"
#include "tui/commands/commands.h"

struct asked {
    const char *viewer; /* NULL: everybody's */
    time_t since;
    enum report_format format;
    size_t lines; /* printed so far */
};

/* --- a line in each form ---------------------------------------------------------------------- */

static void print_text(const struct asked *asked, const char *at, const struct audit_event *event)
{
    if (asked->lines == 0)
        printf("%-20s %-16s %-8s %-20s %s\n", "when", "who", "what", "unit", "how");
    printf(
        "%-20s %-16s %-8s %-20s %s\n", at, event->viewer, event->what, event->unit, event->detail);
}

static void print_csv(const struct asked *asked, const char *at, const struct audit_event *event)
{
    const char *const fields[] = {
        at, event->viewer, event->account, event->what, event->unit, event->detail};
    if (asked->lines == 0)
        fputs("at,viewer,account,what,unit,detail\r\n", stdout);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        fputs(i > 0 ? "," : "", stdout);
        csv_put_text(stdout, fields[i]);
    }
    fputs("\r\n", stdout);
}

static void print_member(const char *before, const char *name, const char *value)
{
    printf("%s\"%s\": ", before, name);
    json_put_text(stdout, value);
}

static void print_json(const struct asked *asked, const char *at, const struct audit_event *event)
{
    fputs(asked->lines == 0 ? "[\n" : ",\n", stdout);
    print_member("  {", "at", at);
    print_member(", ", "viewer", event->viewer);
    print_member(", ", "account", event->account);
    print_member(", ", "what", event->what);
    print_member(", ", "unit", event->unit);
    print_member(", ", "detail", event->detail);
    fputs("}", stdout);
}

static void print_line(void *context, time_t at, const struct audit_event *event)
{
    struct asked *const asked = context;
    char when[32];
    struct tm utc;
    if (at < asked->since || (asked->viewer && strcmp(asked->viewer, event->viewer) != 0))
        return;
    if (!gmtime_r(&at, &utc) || strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return;
    if (asked->format == REPORT_CSV)
        print_csv(asked, when, event);
    else if (asked->format == REPORT_JSON)
        print_json(asked, when, event);
    else
        print_text(asked, when, event);
    asked->lines++;
}

/* --- asking ----------------------------------------------------------------------------------- */

static enum result ask(struct app *app, struct asked *asked)
{
    const struct options *const options = app->options;
    const struct day_format iso = DAY_FORMAT_ISO;
    day_t day;
    *asked = (struct asked){.viewer = options->viewer, .format = REPORT_TEXT};
    if (options->format &&
        (!report_format_parse(options->format, &asked->format) || asked->format == REPORT_HTML)) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){0},
            "--format \"%s\" is not one of text, csv, json", options->format);
        return RESULT_INVALID;
    }
    if (!options->since)
        return RESULT_OK;
    if (strlen(options->since) == 10 && day_parse(&iso, options->since, 10, &day)) {
        asked->since = (time_t)(day - day_from_civil(1970, 1, 1)) * 86400;
        return RESULT_OK;
    }
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--since \"%s\" is not a date (expected YYYY-MM-DD)", options->since);
    return RESULT_INVALID;
}

static enum result read_one(struct app *app, const char *path, struct asked *asked)
{
    size_t damaged = 0;
    const enum result result = audit_log_read(path, print_line, asked, &damaged, &app->diags);
    if (result != RESULT_OK || damaged == 0)
        return result;
    diag_add(&app->diags, DIAG_WARNING, (struct place){path, 0, 0},
        "lines that are not whole or that teamtop did not write: %zu", damaged);
    return RESULT_REFUSED_INPUT;
}

/* Files given are logs that were moved away; without any it is the one being written. */
static enum result read_logs(struct app *app, struct asked *asked)
{
    const struct options *const options = app->options;
    const char *const log = app->service->access.audit;
    enum result worst = RESULT_OK;
    if (options->argument_count == 0 && !log[0]) {
        diag_add(&app->diags, DIAG_ERROR, (struct place){app->directory, 0, 0},
            "access.yaml names no log (audit:), so nothing is recorded");
        return RESULT_INVALID;
    }
    if (options->argument_count == 0 && access(log, F_OK) != 0 && errno == ENOENT)
        return RESULT_OK; /* nothing happened yet */
    if (options->argument_count == 0)
        return read_one(app, log, asked);
    for (int i = 0; i < options->argument_count && worst != RESULT_IO; i++) {
        const enum result result = read_one(app, options->arguments[i], asked);
        worst = result != RESULT_OK ? result : worst;
    }
    return worst;
}

int command_audit(const struct options *options)
{
    struct app app;
    struct asked asked = {0};
    app_init(&app, options);
    enum result result = app_configure(&app);
    if (result == RESULT_OK && access_is_service(&app.service->access, app.viewer.account)) {
        diag_add(&app.diags, DIAG_ERROR, (struct place){0},
            "the account %s shows the dashboard to others; the log is for who keeps it",
            app.viewer.account);
        result = RESULT_DENIED;
    }
    if (result == RESULT_OK)
        result = ask(&app, &asked);
    if (result == RESULT_OK)
        result = read_logs(&app, &asked);
    if (asked.format == REPORT_JSON && (result == RESULT_OK || result == RESULT_REFUSED_INPUT))
        fputs(asked.lines > 0 ? "\n]\n" : "[]\n", stdout);
    return app_done(&app, result);
}
