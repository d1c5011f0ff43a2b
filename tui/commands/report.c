/* teamtop report: the same figures as the screen, written whole or not at all. */
#include "core/report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/commands/app.h"
#include "tui/commands/commands.h"
#include "tui/commands/output.h"

#define MEASURES_MOST 256

struct asked {
    struct report_request request;
    struct measure_ref measures[MEASURES_MOST];
};

static enum result usage(struct app *app, const char *option, const char *value, const char *wanted)
{
    diag_add(
        &app->diags, DIAG_ERROR, (struct place){0}, "--%s \"%s\" is not %s", option, value, wanted);
    return RESULT_INVALID;
}

static enum result ask_level(struct app *app, struct report_request *request)
{
    const char *const level = app->options->level;
    request->level = level ? service_level(app->service, level) : -1;
    if (!level || request->level >= 0)
        return RESULT_OK;
    const char *names[64];
    size_t count = 0;
    for (; count < 64 && (int)count < app->service->level_count; count++)
        names[count] = app->service->levels[count].id;
    const char *const meant = diag_suggest(level, names, count);
    diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "unknown level \"%s\"%s%s%s", level,
        meant ? " (did you mean \"" : "", meant ? meant : "", meant ? "\"?)" : "");
    return RESULT_INVALID;
}

static enum result no_such_measure(struct app *app, const char *name)
{
    const char *names[64];
    size_t count = 0;
    for (; count < 64 && count < measure_count(); count++)
        names[count] = measure_at(count)->id;
    const char *const meant = diag_suggest(name, names, count);
    diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "unknown measure \"%s\"%s%s%s", name,
        meant ? " (did you mean \"" : " (see teamtop help measures)", meant ? meant : "",
        meant ? "\"?)" : "");
    return RESULT_INVALID;
}

/* `list` is cut at its commas; the names point into it. */
static enum result ask_measures(struct app *app, char *list, struct asked *asked)
{
    char *rest = NULL;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        if (asked->request.measure_count == MEASURES_MOST)
            return usage(app, "measure", name, "possible: that is too many measures at once");
        if (!measure_find(name, &asked->measures[asked->request.measure_count]))
            return no_such_measure(app, name);
        asked->request.measure_count++;
    }
    asked->request.measures = asked->measures;
    return RESULT_OK;
}

static enum result ask_trend(struct app *app, struct report_request *request)
{
    static const char *const names[] = {"day", "week", "month"};
    const char *const trend = app->options->trend;
    if (!trend)
        return RESULT_OK;
    for (int i = 0; i < 3; i++) {
        if (strcmp(trend, names[i]) == 0) {
            request->trend = true;
            request->points = (enum points)i;
            return RESULT_OK;
        }
    }
    return usage(app, "trend", trend, "one of day, week, month");
}

static enum result ask(struct app *app, char *measures, struct asked *asked)
{
    const struct options *options = app->options;
    struct report_request *request = &asked->request;
    const char *const format = options->format ? options->format : "text";
    if (!report_format_parse(format, &request->format))
        return usage(app, "format", format, "one of text, csv, json, html");
    request->share = options->share || app->viewer.share;
    if (options->fail_on && strcmp(options->fail_on, "red") != 0)
        return usage(app, "fail-on", options->fail_on, "red");
    enum result result = app_unit(app, &request->unit);
    if (result == RESULT_OK)
        result = ask_level(app, request);
    if (result == RESULT_OK)
        result = ask_trend(app, request);
    if (result == RESULT_OK && measures)
        result = ask_measures(app, measures, asked);
    return result;
}

static bool wants_colour(const struct options *options)
{
    if (options->no_colour || options->output || getenv("NO_COLOR"))
        return false;
    if (options->colour)
        return strcmp(options->colour, "always") == 0 ||
               (strcmp(options->colour, "auto") == 0 && isatty(STDOUT_FILENO));
    return isatty(STDOUT_FILENO);
}

/* What output_file() needs to have a report written. */
struct document {
    struct snapshot *snapshot;
    const struct report_request *request;
    bool *ret_red;
};

static enum result write_document(void *context, FILE *stream)
{
    const struct document *document = context;
    return report_write(document->snapshot, document->request, stream, document->ret_red);
}

static enum result write_report(
    struct app *app, struct snapshot *snapshot, struct report_request *request, bool *ret_red)
{
    const bool colour = wants_colour(app->options);
    request->style_bold = colour ? "\033[1m" : "";
    request->style_end = colour ? "\033[m" : "";
    struct document document = {snapshot, request, ret_red};
    if (app->options->output)
        return output_file(app->options->output, write_document, &document, &app->diags);
    const enum result result = write_document(&document, stdout);
    return result == RESULT_IO ? output_failed("standard output", &app->diags) : result;
}

static enum result run(struct app *app, char *measures, bool *ret_red)
{
    struct asked asked = {0};
    const time_t now = app_now();
    day_t day;
    enum window window;
    enum result result = app_let_in(app);
    if (result == RESULT_OK)
        result = app_day(app, now, &day);
    if (result == RESULT_OK)
        result = app_window(app, &window);
    if (result == RESULT_OK)
        result = ask(app, measures, &asked);
    if (result == RESULT_OK)
        result = app_open_store(app, STORE_READ);
    if (result == RESULT_OK)
        result = app_open_provider(app);
    if (result != RESULT_OK)
        return result;
    struct snapshot *const snapshot =
        snapshot_create(app->service, store_provider_get(app->provider), day, window, now);
    if (!snapshot)
        return RESULT_NO_MEMORY;
    result = app_record(app, "report", asked.request.unit,
        app->options->format ? app->options->format : "text", &app->diags);
    if (result == RESULT_OK)
        result = write_report(app, snapshot, &asked.request, ret_red);
    snapshot_destroy(snapshot);
    return result;
}

int command_report(const struct options *options)
{
    struct app app;
    bool red = false;
    char *const measures = options->measure ? strdup(options->measure) : NULL;
    app_init(&app, options);
    const enum result result =
        options->measure && !measures ? RESULT_NO_MEMORY : run(&app, measures, &red);
    free(measures);
    const int code = app_done(&app, result);
    return code == EXIT_DONE && red && options->fail_on ? EXIT_FINDINGS : code;
}
