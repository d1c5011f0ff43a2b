/* teamtop: the dashboard itself. */
#include "tui/commands/dashboard.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/commands/commands.h"
#include "tui/commands/glance.h"
#include "tui/commands/live.h"
#include "tui/commands/output.h"
#include "tui/commands/plain.h"
#include "tui/commands/showing.h"

#define SIDE_MOST 1000 /* columns or rows of --size */

/* Pieces of memory of so many bytes are the system's own pages: what of them was never touched takes
 * nothing, and they are given back one by one. */
#define OWN_PAGES (16 << 10)

static enum result parse_size(struct app *app, int *ret_width, int *ret_height)
{
    const char *const size = app->options->size;
    char left;
    *ret_width = 120;
    *ret_height = 36;
    if (!size)
        return RESULT_OK;
    if (sscanf(size, "%4dx%4d%c", ret_width, ret_height, &left) == 2 && *ret_width > 0 &&
        *ret_height > 0 && *ret_width <= SIDE_MOST && *ret_height <= SIDE_MOST)
        return RESULT_OK;
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--size \"%s\" is not COLSxROWS, such as 120x36, with at most %d of each", size, SIDE_MOST);
    return RESULT_INVALID;
}

/* False: it is none of the words there are. */
static bool colour_wanted(const struct options *options, enum colour_mode *ret)
{
    static const char *const names[] = {"auto", "always", "never"};
    const char *const asked = options->no_colour ? "never" : options->colour;
    const char *const unwanted = getenv("NO_COLOR");
    *ret = unwanted && unwanted[0] ? COLOUR_NEVER : COLOUR_AUTO;
    for (int i = 0; asked && i < 3; i++) {
        if (strcmp(asked, names[i]) == 0) {
            *ret = (enum colour_mode)i;
            return true;
        }
    }
    return !asked;
}

static enum result parse_colour(struct app *app, enum colour_mode *ret)
{
    if (colour_wanted(app->options, ret))
        return RESULT_OK;
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--colour \"%s\" is not one of auto, always, never", app->options->colour);
    return RESULT_INVALID;
}

static enum result find_theme(struct app *app, const struct theme **ret)
{
    const char *const name = app->options->theme ? app->options->theme : app->service->ui.theme;
    *ret = theme_find(name);
    if (*ret)
        return RESULT_OK;
    const char *names[16];
    size_t count = 0;
    for (; count < 16 && theme_at((int)count); count++)
        names[count] = theme_name(theme_at((int)count));
    const char *const meant = diag_suggest(name, names, count);
    diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "no theme \"%s\" (%s%s)", name,
        meant ? "did you mean " : "there is default, classic, dark, light, mono",
        meant ? meant : "");
    return RESULT_INVALID;
}

static enum result print_screen(struct showing *showing, time_t now, int width, int height)
{
    enum result result = showing_paint(showing, now, width, height);
    if (result == RESULT_OK)
        result = app_record(
            showing->app, "print", session_unit(showing->session), "text", &showing->app->diags);
    if (result != RESULT_OK)
        return result;
    char *const text = canvas_to_text(&showing->canvas);
    if (!text)
        return RESULT_NO_MEMORY;
    const bool written = fputs(text, stdout) >= 0 && putchar('\n') != EOF && fflush(stdout) == 0;
    free(text);
    return written ? RESULT_OK : output_failed("standard output", &showing->app->diags);
}

/* The dashboard until it is left, by whatever way it lets one keep what was seen. */
static enum result look(
    struct showing *showing, const struct theme *theme, enum colour_mode colour, int *ret_signal)
{
    const enum result result = live_run(showing, theme, colour, ret_signal);
    if (result == RESULT_OK)
        showing_leave(showing, app_now());
    return result;
}

static enum result read_aloud(struct showing *showing)
{
    const enum result result = plain_run(showing, stdin, stdout);
    if (result == RESULT_OK)
        showing_leave(showing, app_now());
    return result;
}

enum result dashboard_run(struct app *app, int *ret_signal)
{
    struct showing showing;
    const struct theme *theme;
    enum colour_mode colour;
    int width, height;
    const time_t now = app_now();
    enum result result = parse_size(app, &width, &height);
    if (result == RESULT_OK)
        result = parse_colour(app, &colour);
    if (result == RESULT_OK)
        result = find_theme(app, &theme);
    if (result != RESULT_OK)
        return result;
    result = showing_open(&showing, app, now);
    if (result == RESULT_OK && app->options->plain)
        result = read_aloud(&showing);
    else if (result == RESULT_OK && (app->options->once || !isatty(STDOUT_FILENO)))
        result = print_screen(&showing, now, width, height);
    else if (result == RESULT_OK)
        result = look(&showing, theme, colour, ret_signal);
    showing_close(&showing);
    return result;
}

int command_dashboard(const struct options *options)
{
    struct app app;
    enum colour_mode colour;
    int ended_by = 0;
    mallopt(M_MMAP_THRESHOLD, OWN_PAGES);
    app_init(&app, options);
    if (colour_wanted(options, &colour))
        glance_show(&app, colour);
    enum result result = app_let_in(&app);
    if (result == RESULT_OK)
        result = app_open_store(&app, STORE_READ);
    if (result == RESULT_OK)
        result = app_open_provider(&app);
    if (result == RESULT_OK)
        result = dashboard_run(&app, &ended_by);
    const int code = app_done(&app, result);
    if (ended_by)
        raise(ended_by);
    return code;
}
