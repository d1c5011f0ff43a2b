/* What is on each screen, what the signs mean, and which key does what. */
#include "tui/views/help.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/hints.h"
#include "tui/views/list.h"
#include "tui/views/sheets.h"

#define KEY_COLUMNS 18

/* --- one line after the other ----------------------------------------------------------------- */

/* Walks the help; fills `line` when it comes to the one wanted. */
struct walk {
    const struct help *help;
    int left; /* lines before the one wanted */
    struct help_line *line;
    bool found;
};

static void emit(
    struct walk *walk, enum style style, const char *key, const char *text, size_t size)
{
    if (walk->left-- != 0)
        return;
    walk->line->style = style;
    snprintf(walk->line->key, sizeof walk->line->key, "%s", key);
    snprintf(walk->line->text, sizeof walk->line->text, "%.*s", (int)size, text);
    walk->found = true;
}

static void emit_text(struct walk *walk, enum style style, const char *text)
{
    emit(walk, style, "", text, strlen(text));
}

/* How many bytes of the text go on a line: up to the last blank that fits. */
static size_t line_break(const char *text, int width)
{
    size_t fits = text_fit(text, width, NULL);
    size_t at = fits;

    if (text[fits] == '\0')
        return fits;
    while (at > 0 && text[at] != ' ')
        at--;
    return at > 0 ? at : fits > 0 ? fits : 1;
}

static void emit_paragraph(struct walk *walk, const char *key, const char *text)
{
    int width = walk->help->width - (key[0] != '\0' ? KEY_COLUMNS : 0);

    while (*text != '\0' && !walk->found) {
        size_t size = line_break(text, width > 8 ? width : 8);

        size = size < HELP_LINE ? size : HELP_LINE - 1;
        emit(walk, STYLE_TEXT, key, text, size);
        text += size;
        text += strspn(text, " ");
        key = key[0] != '\0' ? " " : ""; /* further lines stand below the first */
    }
}

#define ABOUT_SIZE 1024

/* "{next-panel}" is the first key in force for that action, its name where none is. */
static size_t put_key(const struct help *help, const char *id, size_t length, char *buffer)
{
    char name[KEY_NAME_SIZE * 2], key[KEY_NAME_SIZE];

    snprintf(name, sizeof name, "%.*s", (int)length, id);
    key_label(help->bindings->keys[action_named(name)][0], help->glyphs->ascii, key);
    return (size_t)snprintf(buffer, sizeof name, "%s", key[0] != '\0' ? key : name);
}

static void emit_about(struct walk *walk, const char *about)
{
    char text[ABOUT_SIZE];
    size_t used = 0;

    while (*about != '\0' && used < sizeof text - 2 * KEY_NAME_SIZE) {
        if (*about != '{') {
            text[used++] = *about++;
            continue;
        }
        size_t length = strcspn(about + 1, "}");

        used += put_key(walk->help, about + 1, length, text + used);
        about += 1 + length + (about[1 + length] == '}');
    }
    text[used] = '\0';
    emit_paragraph(walk, "", text);
}

/* --- chapters --------------------------------------------------------------------------------- */

static void walk_views(struct walk *walk)
{
    const struct view *view;

    for (size_t i = 0; (view = view_at(i)) != NULL; i++) {
        emit_text(walk, STYLE_STRONG, view->title != NULL ? view->title : view->id);
        emit_about(walk, view->about);
        emit_text(walk, STYLE_TEXT, "");
    }
}

static void walk_signs(struct walk *walk)
{
    const struct glyphs *glyphs = walk->help->glyphs;
    char arrows[32], points[32];

    snprintf(arrows, sizeof arrows, "%s %s", glyphs->rising, glyphs->falling);
    emit_text(walk, STYLE_STRONG, "Signs");
    emit_paragraph(
        walk, "G A R", "green, amber or red against the thresholds of the configuration.");
    emit_paragraph(walk, arrows,
        "a signal: more than the usual ups and downs. A red figure without an arrow is as it has "
        "been for some time.");
    snprintf(points, sizeof points, "%s %s %s", glyphs->special_bad, glyphs->special_good,
        glyphs->special_other);
    emit_paragraph(walk, points,
        "in a chart, a point with a signal: concerning, improving, unusual where neither is said.");
    emit_paragraph(walk, glyphs->no_value, "no value: there is nothing to divide by.");
    emit_paragraph(walk, "(blank)", "no data: no extract ever spoke of this unit.");
    emit_paragraph(walk, "c", "suppressed: too few people to show a figure without showing them.");
    emit_paragraph(walk, glyphs->live, "live: the newest day there is is shown.");
    emit_paragraph(walk, "stale", "a figure from an extract that is overdue is grey.");
    emit_paragraph(walk, "+3", "what the last import changed, for a few seconds.");
    emit_paragraph(walk, glyphs->fresh,
        "before a unit: the last import changed one of its main figures. \"Changes\" lists them.");
    emit_paragraph(walk, glyphs->dot,
        "before a unit: one of them is another since you last left the program.");
    emit_text(walk, STYLE_TEXT, "");
}

static void walk_keys(struct walk *walk)
{
    char keys[64];

    emit_text(walk, STYLE_STRONG, walk->help->from != NULL ? "All keys" : "Keys");
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        bindings_text(
            walk->help->bindings, (enum action)i, walk->help->glyphs->ascii, keys, sizeof keys);
        if (keys[0] != '\0')
            emit_paragraph(walk, keys, action_at((enum action)i)->help);
    }
}

/* The keys of its footer, also those that it has no room for. */
static void walk_hints(struct walk *walk, const struct view *view)
{
    const struct help *help = walk->help;
    char keys[HINT_SIZE];

    for (const enum action *action = view->hints; *action != ACTION_NONE; action++) {
        hint_keys(help->bindings, help->glyphs->ascii, *action, keys, sizeof keys);
        if (keys[strspn(keys, " ")] != '\0')
            emit_paragraph(walk, keys, hint_said(view, *action));
    }
}

/* What brought the person here comes first. */
static void walk_here(struct walk *walk)
{
    const struct view *from = walk->help->from;

    if (from == NULL)
        return;
    emit_text(walk, STYLE_STRONG, "On this screen");
    emit_about(walk, from->about);
    emit_text(walk, STYLE_TEXT, "");
    walk_hints(walk, from);
    emit_text(walk, STYLE_TEXT, "");
}

bool help_line_at(const struct help *help, int index, struct help_line *ret)
{
    struct walk walk = {.help = help, .left = index, .line = ret};

    walk_here(&walk);
    walk_keys(&walk);
    emit_text(&walk, STYLE_TEXT, "");
    walk_signs(&walk);
    walk_views(&walk);
    return walk.found;
}

static int count_lines(const struct help *help)
{
    struct help_line line;
    int count = 0;

    while (help_line_at(help, count, &line))
        count++;
    return count;
}

static bool holds(const struct help_line *line, const char *text)
{
    return text_contains_folded(line->text, text) || text_contains_folded(line->key, text);
}

int help_match(const struct help *help, int from, int step, const char *text)
{
    int count = count_lines(help);

    for (int tried = 0; tried < count; tried++) {
        struct help_line line;

        from = ((from + step) % count + count) % count;
        if (help_line_at(help, from, &line) && holds(&line, text))
            return from;
    }
    return -1;
}

/* --- the view --------------------------------------------------------------------------------- */

static struct help help_of(const struct scene *scene, const struct view_place *place)
{
    return (struct help){scene->glyphs, scene->bindings, place->from, place->row};
}

static enum result help_prepare(
    const struct scene *scene, struct view_place *place, struct rect body)
{
    place->row = body.width - 2 * HELP_MARGIN;

    struct help help = help_of(scene, place);

    page_fit(place, count_lines(&help), body.height);
    return RESULT_OK;
}

static void draw_line(const struct help_line *line, struct canvas *canvas, struct rect at)
{
    if (line->key[0] != '\0') {
        canvas_field(canvas, at.x, at.y, KEY_COLUMNS - 1, ALIGN_LEFT, STYLE_KEY, line->key);
        at.x += KEY_COLUMNS;
        at.width -= KEY_COLUMNS;
    }
    if (at.width > 0)
        canvas_field(canvas, at.x, at.y, at.width, ALIGN_LEFT, line->style, line->text);
}

static void help_draw(const struct scene *scene, const struct view_place *place,
    struct canvas *canvas, struct rect body)
{
    struct help help = help_of(scene, place);
    struct help_line line;

    for (int i = 0; i < body.height; i++) {
        struct rect at = {body.x + HELP_MARGIN, body.y + i, body.width - 2 * HELP_MARGIN, 1};

        if (!help_line_at(&help, place->top + i, &line))
            return;
        draw_line(&line, canvas, at);
    }
}

static unsigned help_act(struct hand *hand, enum action action)
{
    return page_act(hand->place, action);
}

#define SHEET_COLUMNS (HELP_LINE - 1) /* a line of the sheet has no edge to break at */

/* A line of the help a row. */
static enum result help_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet)
{
    const struct help help = {scene->glyphs, scene->bindings, place->from, SHEET_COLUMNS};
    struct help_line line;

    sheet_begin(scene, place, sheet);
    sheet_column(sheet, "What is said", SHEET_TEXT);
    sheet_column(sheet, "Key or sign", SHEET_TEXT);
    for (int i = 0; help_line_at(&help, i, &line); i++) {
        if (line.text[0] == '\0')
            continue;
        sheet_row(sheet);
        sheet_text(sheet, line.text);
        sheet_text(sheet, line.key + strspn(line.key, " "));
    }
    return RESULT_OK;
}

static const enum action hints[] = {ACTION_DOWN, ACTION_FIND, ACTION_NONE};

const struct view help_view = {
    .id = "help",
    .title = "Help",
    .about = "The keys in force, what the signs mean and what is on each screen.",
    .hints = hints,
    .panels = 1,
    .prepare = help_prepare,
    .draw = help_draw,
    .act = help_act,
    .sheet = help_sheet,
};
