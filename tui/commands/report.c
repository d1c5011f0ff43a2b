/* teamtop report: the same figures as the screen, written whole or not at all. */
#include "core/report/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/commands/app.h"
#include "tui/commands/commands.h"

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
        return usage(app, "format", format, "one of text, csv, json");
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

static enum result write_failed(struct app *app, const char *name)
{
    if (errno == EPIPE) /* the reader has seen enough; that needs no message */
        return RESULT_IO;
    diag_add(&app->diags, DIAG_ERROR, (struct place){name, 0, 0}, "cannot be written: %s",
        strerror(errno));
    return RESULT_IO;
}

/* Beside the file, synced, then renamed over it: whole or not at all. */
static enum result write_file(struct app *app, struct snapshot *snapshot,
    const struct report_request *request, const char *path, bool *ret_red)
{
    char temporary[4096];
    if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary)
        return usage(app, "output", path, "a usable path: too long");
    const int descriptor = mkstemp(temporary);
    FILE *const stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!stream) {
        const enum result failed = write_failed(app, path);
        if (descriptor >= 0) {
            close(descriptor);
            unlink(temporary);
        }
        return failed;
    }
    enum result result = report_write(snapshot, request, stream, ret_red);
    if (result == RESULT_OK && (fchmod(descriptor, 0640) != 0 || fsync(descriptor) != 0))
        result = RESULT_IO;
    if (fclose(stream) != 0 && result == RESULT_OK)
        result = RESULT_IO;
    if (result == RESULT_OK && rename(temporary, path) != 0)
        result = RESULT_IO;
    if (result == RESULT_IO)
        (void)write_failed(app, path);
    if (result != RESULT_OK)
        unlink(temporary);
    return result;
}

static enum result write_report(
    struct app *app, struct snapshot *snapshot, struct report_request *request, bool *ret_red)
{
    const bool colour = wants_colour(app->options);
    request->style_bold = colour ? "\033[1m" : "";
    request->style_end = colour ? "\033[m" : "";
    if (app->options->output)
        return write_file(app, snapshot, request, app->options->output, ret_red);
    const enum result result = report_write(snapshot, request, stdout, ret_red);
    return result == RESULT_IO ? write_failed(app, "standard output") : result;
}

static enum result run(struct app *app, char *measures, bool *ret_red)
{
    struct asked asked = {0};
    const time_t now = app_now();
    day_t day;
    enum window window;
    enum result result = app_configure(app);
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
