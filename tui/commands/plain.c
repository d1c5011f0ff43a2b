#include "tui/commands/plain.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/report/sheets.h"
#include "tui/commands/export.h"
#include "tui/commands/output.h"
#include "tui/screen/keys.h"

/* A size at which every screen prepares all it has; nothing of it is drawn. */
#define WIDTH     200
#define HEIGHT    60
#define LINE_SIZE 256
#define PATH_SIZE 4096

struct plain {
    struct showing *showing;
    FILE *in, *out;
    struct sheet sheet; /* what was read out last */
    struct stat rules;  /* access.yaml as it was read last; zeros: there was none */
    bool moved;         /* rows are others now: they are read out even after a message */
    bool leaving;
};

/* --- reading out ------------------------------------------------------------------------------ */

static enum result fill(struct plain *plain)
{
    struct showing *const showing = plain->showing;
    enum result result = showing_prepare(showing, app_now(), WIDTH, HEIGHT);
    sheet_done(&plain->sheet);
    if (result == RESULT_OK && session_is_shared(showing->session))
        result = export_sheet(showing, &plain->sheet);
    else if (result == RESULT_OK)
        result = session_sheet(showing->session, showing->snapshot, &plain->sheet);
    return result == RESULT_OK && plain->sheet.failed ? RESULT_NO_MEMORY : result;
}

static enum result read_out(struct plain *plain)
{
    const enum result result = fill(plain);
    if (result == RESULT_OK)
        sheet_write_plain(&plain->sheet, plain->out);
    else if (result == RESULT_INVALID)
        fputs("There is nothing to read on this screen.\n", plain->out);
    return result == RESULT_INVALID ? RESULT_OK : result;
}

static void say_message(struct plain *plain)
{
    const char *const message = session_message(plain->showing->session);
    if (message)
        output_line(plain->out, "%s", message);
}

/* --- typed words ------------------------------------------------------------------------------ */

/* Returns bits of enum wish. */
typedef unsigned word_fn(struct plain *plain, const char *argument);

static unsigned open_unit(struct plain *plain, unit_index unit)
{
    const struct unit *const found = unit_tree_at(plain->showing->app->service->units, unit);
    char line[LINE_SIZE];
    snprintf(line, sizeof line, "unit %s", found->id);
    return session_command(plain->showing->session, line);
}

/* NULL, and it was said, when there is no such row. */
static const struct sheet_row *row_named(struct plain *plain, const char *argument)
{
    char *end;
    const long number = strtol(argument, &end, 10);
    if (end != argument && !*end && number >= 1 && (size_t)number <= plain->sheet.row_count)
        return &plain->sheet.rows[number - 1];
    output_line(
        plain->out, "There is no row %s; rows are 1 to %zu.", argument, plain->sheet.row_count);
    return NULL;
}

/* Without a number: what is selected, or the chart of the panel that Tab went to. */
static unsigned open_row(struct plain *plain, const char *argument)
{
    if (!argument[0])
        return session_press(plain->showing->session, ACTION_OPEN);
    const struct sheet_row *const row = row_named(plain, argument);
    if (!row)
        return WISH_NOTHING;
    return row->unit != UNIT_NONE
               ? open_unit(plain, row->unit)
               : session_open_row(plain->showing->session, (int)(row - plain->sheet.rows));
}

/* Seen alerts stand below those that are open: what row 3 is may be another now. */
static unsigned see_row(struct plain *plain, const char *argument)
{
    const struct sheet_row *const row = row_named(plain, argument);
    plain->moved = row;
    return row ? session_see_row(plain->showing->session, (int)(row - plain->sheet.rows))
               : WISH_NOTHING;
}

static unsigned back(struct plain *plain, const char *argument)
{
    (void)argument;
    return session_key(plain->showing->session, TT_KEY_ESCAPE);
}

static unsigned again(struct plain *plain, const char *argument)
{
    (void)argument;
    return session_press(plain->showing->session, ACTION_REDRAW) | WISH_SNAPSHOT;
}

static unsigned live(struct plain *plain, const char *argument)
{
    (void)argument;
    return session_command(plain->showing->session, "as-at live");
}

static unsigned leave(struct plain *plain, const char *argument)
{
    (void)plain;
    (void)argument;
    return WISH_LEAVE;
}

static unsigned help(struct plain *plain, const char *argument);

static const struct word {
    const char *name, *meaning;
    word_fn *act;
} words[] = {
    {"open", "open 3, or 3: opens row 3; open alone: the chart of the panel one is on", open_row},
    {"seen", "seen 3: you have seen the alert of row 3; again: it is open again", see_row},
    {"back", "back: the screen before", back},
    {"again", "again: reads this screen once more, with what came in meanwhile", again},
    {"live", "live: the newest day", live},
    {"help", "help: these words", help},
    {"quit", "quit: ends the program", leave},
};

/* The dashboard's own command line takes what stands below. */
static const char *const commands[] = {
    "view alerts: opens a screen: overview, alerts, compare, feeds and others",
    "unit eh-penwith: opens the page of a unit",
    "find penwith: goes to the unit of that name",
    "measure sickness_rate: the chart of a measure, or what is compared",
    "level team: compares the units of a level",
    "as-at 2019-12-31: shows another day",
    "pin 2019-12-31: holds a day beside the one shown; pin off lets go of it",
    "window 4w: counts over another span",
    "filter status:red: keeps some rows; filter alone keeps all",
    "sort pressure: puts the worst first; sort pressure lowest the best",
    "mark a: names this place; jump a: goes there",
    "export csv overview.csv: saves what is shown",
    "share on: for other eyes, with small counts of people suppressed; share off: as it is",
};

/* What keys do, by the names the bindings have for it; with these it takes no key. */
static const enum action pressed[] = {ACTION_NEXT_PANEL, ACTION_PREVIOUS_PANEL, ACTION_FOLD,
    ACTION_SORT, ACTION_SORT_REVERSE, ACTION_FIND_NEXT, ACTION_FIND_PREVIOUS, ACTION_WINDOW,
    ACTION_DAY_BACK, ACTION_DAY_FORTH, ACTION_WEEK_BACK, ACTION_WEEK_FORTH, ACTION_MONTH_BACK,
    ACTION_MONTH_FORTH, ACTION_LAST_IMPORT, ACTION_PIN, ACTION_JUMP_BACK, ACTION_UP, ACTION_DOWN,
    ACTION_LEFT, ACTION_RIGHT, ACTION_MORE, ACTION_LESS};
#define PRESSED (sizeof pressed / sizeof pressed[0])

static enum action pressed_named(const char *name, size_t length)
{
    for (size_t i = 0; i < PRESSED; i++) {
        const char *const id = action_at(pressed[i])->id;
        if (strlen(id) == length && strncmp(id, name, length) == 0)
            return pressed[i];
    }
    return ACTION_NONE;
}

/* Where Tab moves the keys alone, what is read out would be the same again. */
static unsigned say_panel(struct plain *plain, unsigned wishes)
{
    const char *const panel = session_panel(plain->showing->session);
    if (!panel || !(wishes & WISH_DRAW))
        return wishes;
    fprintf(plain->out, "Panel: %s. open shows its chart.\n", panel);
    return WISH_NOTHING;
}

static unsigned press(struct plain *plain, enum action action)
{
    const unsigned wishes = session_press(plain->showing->session, action);
    return action == ACTION_NEXT_PANEL || action == ACTION_PREVIOUS_PANEL ? say_panel(plain, wishes)
                                                                          : wishes;
}

/* "fold 3": shows or hides what is below the unit of row 3. */
static unsigned fold_row(struct plain *plain, const char *argument)
{
    const struct sheet_row *const row = row_named(plain, argument);
    return row ? session_press_on(plain->showing->session, row->unit, ACTION_FOLD) : WISH_NOTHING;
}

static unsigned help(struct plain *plain, const char *argument)
{
    (void)argument;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        fprintf(plain->out, "%s\n", words[i].meaning);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        fprintf(plain->out, "%s\n", commands[i]);
    for (size_t i = 0; i < PRESSED; i++)
        fprintf(plain->out, "%s: %s\n", action_at(pressed[i])->id, action_at(pressed[i])->help);
    return WISH_NOTHING;
}

static const struct word *word_named(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i].name) == length && strncmp(words[i].name, name, length) == 0)
            return &words[i];
    return NULL;
}

static unsigned answer(struct plain *plain, const char *line)
{
    line += strspn(line, ": ");
    const size_t length = strcspn(line, " ");
    const struct word *const word = word_named(line, length);
    if (length == 0)
        return WISH_NOTHING;
    if (strspn(line, "0123456789") == strlen(line))
        return open_row(plain, line);
    const char *const argument = line + length + strspn(line + length, " ");
    const enum action action = pressed_named(line, length);
    if (word)
        return word->act(plain, argument);
    if (action != ACTION_NONE && !argument[0])
        return press(plain, action);
    if (action == ACTION_FOLD)
        return fold_row(plain, argument);
    return session_command(plain->showing->session, line);
}

/* --- the conversation ------------------------------------------------------------------------- */

/* The newest data, for the day the session wants; nothing is marked where nothing is drawn. */
static enum result renew(struct showing *showing)
{
    const time_t now = app_now();
    bool marked;
    (void)session_live_day(showing->session, showing->app->live_day(showing->app, now));
    const enum result result = showing_refresh(showing, now, &marked);
    session_unmark(showing->session);
    return result;
}

/* Brings about what was wished for; what is shown is read out unless there was something to say. */
static enum result follow(struct plain *plain, unsigned wishes)
{
    struct showing *const showing = plain->showing;
    enum result result = RESULT_OK;
    const bool moved = plain->moved;
    plain->moved = false;
    plain->leaving = wishes & WISH_LEAVE;
    if (plain->leaving || wishes == WISH_NOTHING)
        return RESULT_OK;
    if (wishes & WISH_SNAPSHOT)
        result = renew(showing);
    if (result == RESULT_OK && (wishes & WISH_EXPORT))
        export_shown(showing);
    say_message(plain);
    if (result == RESULT_OK && (wishes & WISH_DRAW) &&
        (moved || !session_message(showing->session)))
        result = read_out(plain);
    return result;
}

/* What was typed comes back in messages, and it need not be a keyboard that it came from. */
static void clean_line(char line[LINE_SIZE])
{
    char *const clean = text_clean(line, strlen(line), PROMPT_SIZE - 1);
    snprintf(line, LINE_SIZE, "%s", clean ? clean : "");
    free(clean);
}

/* Nobody is told here when a file is edited: who may see what is asked before every answer. */
static bool rules_moved(struct plain *plain)
{
    char path[PATH_SIZE];
    struct stat now = {0};
    snprintf(path, sizeof path, "%s/access.yaml", plain->showing->app->directory);
    if (stat(path, &now) != 0)
        now = (struct stat){0};
    const bool moved = now.st_ino != plain->rules.st_ino || now.st_size != plain->rules.st_size ||
                       now.st_mtim.tv_sec != plain->rules.st_mtim.tv_sec ||
                       now.st_mtim.tv_nsec != plain->rules.st_mtim.tv_nsec;
    plain->rules = now;
    return moved;
}

/* What came in while nobody asked. */
static enum result catch_up(struct plain *plain)
{
    const enum result result = store_wake(plain->showing->app->store);
    return result == RESULT_BUSY ? renew(plain->showing) : result;
}

static enum result answer_line(struct plain *plain, const char *line)
{
    const enum result awake = catch_up(plain);
    if (awake != RESULT_OK)
        return awake;
    if (rules_moved(plain)) {
        const enum result result = showing_reload(plain->showing, app_now());
        if (result != RESULT_OK)
            return result;
        say_message(plain);
    }
    return follow(plain, answer(plain, line));
}

/* False at the end of the input. What does not fit into a line is dropped. The store is not held while
 * somebody thinks. */
static bool next_line(struct plain *plain, char line[LINE_SIZE])
{
    store_rest(plain->showing->app->store);
    if (isatty(fileno(plain->in)))
        fputs("> ", plain->out);
    fflush(plain->out);
    if (!fgets(line, LINE_SIZE, plain->in))
        return false;
    if (!strchr(line, '\n'))
        for (int byte = fgetc(plain->in); byte != '\n' && byte != EOF;)
            byte = fgetc(plain->in);
    line[strcspn(line, "\r\n")] = '\0';
    clean_line(line);
    return true;
}

enum result plain_run(struct showing *showing, FILE *in, FILE *out)
{
    struct plain plain = {.showing = showing, .in = in, .out = out};
    char line[LINE_SIZE];
    sheet_init(&plain.sheet);
    (void)rules_moved(&plain);
    enum result result = read_out(&plain);
    while (result == RESULT_OK && !plain.leaving && !ferror(out) && next_line(&plain, line))
        result = answer_line(&plain, line);
    if (result == RESULT_OK && (fputc('\n', out) == EOF || fflush(out) != 0))
        result = output_failed("standard output", &showing->app->diags);
    sheet_done(&plain.sheet);
    return result;
}
