/* The sentences of the what-if: what is tried out, and the smallest move that would be enough. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/views/figures.h"
#include "tui/views/whatif.h"

static const char *name_of(const struct scene *scene, unit_index unit)
{
    return unit_of(scene, unit)->name;
}

/* --- what is tried out ------------------------------------------------------------------------ */

static const struct {
    int decimals;
    const char *one, *many; /* what so many of it are called */
    const char *after;      /* follows "more" or "fewer" */
} lever_words[LEVER_COUNT] = {
    [LEVER_POSTS] = {1, "FTE", "FTE", " in post"},
    [LEVER_AGENCY] = {1, "FTE", "FTE", " agency"},
    [LEVER_ABSENCE] = {1, "FTE", "FTE", " off"},
    [LEVER_CASES] = {0, "case", "cases", ""},
};

/* "6 cases fewer" */
static void lever_text(enum lever lever, fixed_t amount, char *buffer, size_t size)
{
    fixed_t much = amount < 0 ? -amount : amount;
    char figure[FIXED_TEXT_SIZE];

    snprintf(buffer, size, "%s %s %s%s",
        fixed_text_rounded(much, lever_words[lever].decimals, figure),
        much == FIXED_ONE ? lever_words[lever].one : lever_words[lever].many,
        amount < 0 ? "fewer" : "more", lever_words[lever].after);
}

const char *whatif_changes_text(const struct trial *trial, unit_index unit, char *buffer)
{
    size_t used = 0;

    buffer[0] = '\0';
    for (int i = 0; i < LEVER_COUNT; i++) {
        fixed_t amount = whatif_amount(trial->whatif, trial->scene->snapshot, unit, (enum lever)i);
        char text[WHATIF_TEXT / LEVER_COUNT];

        if (amount == 0)
            continue;
        lever_text((enum lever)i, amount, text, sizeof text);
        used +=
            (size_t)snprintf(buffer + used, WHATIF_TEXT - used, "%s%s", used > 0 ? ", " : "", text);
    }
    return buffer;
}

/* "26.0 (red)" */
static void judged_text(const struct scene *scene, const struct figure *figure, enum status status,
    char *buffer, size_t size)
{
    char value[FIGURE_TEXT];

    figure_text(scene, figure, measure_named("pressure").measure, value);
    if (status == STATUS_NONE)
        snprintf(buffer, size, "%s", value);
    else
        snprintf(buffer, size, "%s (%s)", value, status_id(status));
}

/* "pressure from 26.0 (red) to 21.1 (amber)"; "" without data. */
static void pressure_text(const struct trial *trial, char *buffer, size_t size)
{
    struct whatif_figure pressure = whatif_figure(
        trial->whatif, trial->scene->snapshot, trial->unit, measure_named("pressure"));
    char real[FIGURE_TEXT * 2], after[FIGURE_TEXT * 2];

    buffer[0] = '\0';
    if (!pressure.real.figure.has_data)
        return;
    judged_text(trial->scene, &pressure.real.figure, pressure.real.status, real, sizeof real);
    judged_text(trial->scene, &pressure.after, pressure.after_status, after, sizeof after);
    if (strcmp(real, after) == 0)
        snprintf(buffer, size, ": pressure stays %s", real);
    else
        snprintf(buffer, size, ": pressure from %s to %s", real, after);
}

static void say_how(const struct trial *trial, struct pen *pen)
{
    const struct bindings *bindings = trial->scene->bindings;
    bool ascii = trial->scene->glyphs->ascii;
    char more[KEY_NAME_SIZE], less[KEY_NAME_SIZE], text[SENTENCE_TEXT];

    key_label(bindings->keys[ACTION_MORE][0], ascii, more);
    key_label(bindings->keys[ACTION_JUMP_BACK][0], ascii, less);
    snprintf(text, sizeof text, "as it is; %s and %s move the lever. ", more, less);
    pen_words(pen, STYLE_TEXT, text);
    pen_put(pen, STYLE_DIM, "Nothing here is stored.");
}

static void say_changes(const struct trial *trial, struct pen *pen)
{
    char changes[WHATIF_TEXT], pressure[WHATIF_TEXT * 2], key[KEY_NAME_SIZE];
    char text[WHATIF_TEXT * 3 + 32];

    whatif_changes_text(trial, trial->unit, changes);
    pressure_text(trial, pressure, sizeof pressure);
    snprintf(
        text, sizeof text, "%s%s.  ", changes[0] != '\0' ? changes : "as it is itself", pressure);
    pen_words(pen, STYLE_STRONG, text);
    key_label(trial->scene->bindings->keys[ACTION_LIVE][0], trial->scene->glyphs->ascii, key);
    pen_put(pen, STYLE_DIM, "%s puts everything back.", key);
}

void whatif_say_trial(const struct trial *trial, struct pen *pen)
{
    if (trial->whatif->count > 0)
        say_changes(trial, pen);
    else
        say_how(trial, pen);
}

/* --- what is suggested ------------------------------------------------------------------------ */

static const struct {
    const char *title;
    int decimals;
    const char *one, *many;
    const char *plenty;  /* the bands … at most */
    const char *too_few; /* the bands … at least */
} moved_words[] = {
    [MOVED_CASES] = {"cases", 0, "case", "cases", "hold", "ask for"},
    [MOVED_STAFF] = {"staff", 1, "FTE", "FTE", "have work for", "need"},
};

static void amount_text(enum moved moved, fixed_t amount, char *buffer, size_t size)
{
    char figure[FIXED_TEXT_SIZE];

    snprintf(buffer, size, "%s %s", fixed_text_rounded(amount, moved_words[moved].decimals, figure),
        amount == FIXED_ONE ? moved_words[moved].one : moved_words[moved].many);
}

const char *whatif_move_text(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, const struct balance_move *move, char *buffer)
{
    char amount[FIGURE_TEXT];

    amount_text(moved, move->amount * moved_step(moved), amount, sizeof amount);
    snprintf(buffer, WHATIF_SENTENCE, "%s from %s to %s", amount,
        name_of(scene, suggestion->teams[move->from]), name_of(scene, suggestion->teams[move->to]));
    return buffer;
}

static void band_text(const struct scene *scene, unit_index team, char *buffer, size_t size)
{
    const struct thresholds *band =
        unit_thresholds(scene->service, team, measure_named("pressure").measure);
    char low[FIXED_TEXT_SIZE], high[FIXED_TEXT_SIZE];

    snprintf(buffer, size, "%s%s%s", fixed_text(band->band_low, low), scene->glyphs->no_value,
        fixed_text(band->band_high, high));
}

/* ": both inside 12–18", or each in its own. */
static void say_bands(const struct scene *scene, unit_index from, unit_index to, struct pen *pen)
{
    char one[FIGURE_TEXT * 2], other[FIGURE_TEXT * 2];

    band_text(scene, from, one, sizeof one);
    band_text(scene, to, other, sizeof other);
    if (strcmp(one, other) == 0)
        pen_put(pen, STYLE_GREEN, ": both inside %s", one);
    else
        pen_put(pen, STYLE_GREEN, ": inside %s and %s", one, other);
}

static void say_move(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, const struct balance_move *move, struct pen *pen)
{
    char text[WHATIF_SENTENCE], sentence[WHATIF_SENTENCE + 8];

    snprintf(sentence, sizeof sentence, "Move %s",
        whatif_move_text(scene, suggestion, moved, move, text));
    pen_words(pen, STYLE_STRONG, sentence);
    say_bands(scene, suggestion->teams[move->from], suggestion->teams[move->to], pen);
    pen_next(pen);
}

/* How many lines the moves of cases, and as many those of staff, may take: the title and a caution
 * have one each. */
static size_t lines_of(const struct pen *pen)
{
    int lines = (pen->rect.height - 2) / 2;

    return lines > 1 ? (size_t)lines : 1;
}

/* "Move 12 cases in all by 5 moves", or by so many more. */
static void say_rest(
    const struct suggestion *suggestion, enum moved moved, size_t said, struct pen *pen)
{
    const struct balance *balance = &suggestion->balance;
    char amount[FIGURE_TEXT];

    amount_text(moved, balance->total * moved_step(moved), amount, sizeof amount);
    if (said == 0)
        pen_put(pen, STYLE_STRONG, "%zu moves: %s in all", balance->count, amount);
    else
        pen_put(pen, STYLE_STRONG, "         and %zu more moves: %s in all", balance->count - said,
            amount);
    pen_next(pen);
}

static void say_moves(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, struct pen *pen)
{
    const struct balance *balance = &suggestion->balance;
    size_t lines = lines_of(pen), said = balance->count <= lines ? balance->count : lines - 1;

    for (size_t i = 0; i < said; i++) {
        if (i > 0)
            pen_put(pen, STYLE_DIM, "         ");
        say_move(scene, suggestion, moved, &balance->moves[i], pen);
    }
    if (said < balance->count)
        say_rest(suggestion, moved, said, pen);
}

/* Too much for all together, or too little. */
static void say_sums(const struct suggestion *suggestion, enum moved moved, struct pen *pen)
{
    bool too_much = suggestion->balance.outcome == BALANCE_TOO_MUCH;
    char have[FIGURE_TEXT], limit[FIXED_TEXT_SIZE];

    amount_text(moved, suggestion->have, have, sizeof have);
    pen_put(pen, STYLE_AMBER, "No move is enough: the teams have %s, ", have);
    pen_put(pen, STYLE_AMBER, "their bands %s %s.",
        too_much ? moved_words[moved].plenty : moved_words[moved].too_few,
        fixed_text_rounded(
            too_much ? suggestion->most : suggestion->least, moved_words[moved].decimals, limit));
    pen_next(pen);
}

static void say_hopeless(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, struct pen *pen)
{
    char text[WHATIF_SENTENCE];

    snprintf(text, sizeof text, "No move is enough: with any number of %s %s is outside its band.",
        moved_words[moved].many, name_of(scene, suggestion->teams[suggestion->balance.hopeless]));
    pen_words(pen, STYLE_AMBER, text);
    pen_next(pen);
}

static void say_suggestion(const struct scene *scene, const struct suggestion *suggestion,
    enum moved moved, struct pen *pen)
{
    pen_put(pen, STYLE_DIM, "by %s ", moved_words[moved].title);
    if (suggestion->balance.outcome == BALANCE_FOUND)
        say_moves(scene, suggestion, moved, pen);
    else if (suggestion->balance.outcome == BALANCE_HOPELESS)
        say_hopeless(scene, suggestion, moved, pen);
    else
        say_sums(suggestion, moved, pen);
}

/* --- what has to be known with it ------------------------------------------------------------- */

static bool mixes_kinds(const struct scene *scene, const struct suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->balance.count; i++) {
        const struct balance_move *move = &suggestion->balance.moves[i];

        if (unit_of(scene, suggestion->teams[move->from])->kind !=
            unit_of(scene, suggestion->teams[move->to])->kind)
            return true;
    }
    return false;
}

static void say_left_out(const struct suggestion *suggestion, struct pen *pen)
{
    size_t count = suggestion->left_out;

    if (count > 0)
        pen_put(pen, STYLE_DIM, "%zu %s without a band or figures left out.  ", count,
            count == 1 ? "team" : "teams");
}

static void say_caution(const struct scene *scene, const struct suggestion *cases,
    const struct suggestion *staff, struct pen *pen)
{
    bool found = cases->balance.outcome == BALANCE_FOUND || staff->balance.outcome == BALANCE_FOUND;
    char key[KEY_NAME_SIZE];

    key_label(scene->bindings->keys[ACTION_FOLD][0], scene->glyphs->ascii, key);
    if (found)
        pen_put(pen, STYLE_DIM, "%s tries it out.  ", key);
    if (mixes_kinds(scene, cases) || mixes_kinds(scene, staff))
        pen_put(pen, STYLE_DIM, "Teams of different kinds: make sure the work fits.  ");
    say_left_out(cases, pen);
    pen_next(pen);
}

/* Of teams that are left out nobody can say it. */
static void say_inside(const struct suggestion *cases, struct pen *pen)
{
    if (cases->left_out > 0)
        pen_put(pen, STYLE_TEXT, "Nothing has to move: the others are inside their bands.");
    else
        pen_put(pen, STYLE_GREEN, "Nothing has to move: every team is inside its band.");
    pen_next(pen);
    say_left_out(cases, pen);
}

static void say_both(const struct trial *trial, struct pen *pen)
{
    struct suggestion cases, staff;

    suggestion_make(trial->whatif, trial->scene->snapshot, trial->family.area, MOVED_CASES, &cases);
    suggestion_make(trial->whatif, trial->scene->snapshot, trial->family.area, MOVED_STAFF, &staff);
    if (cases.count < 2) {
        pen_put(pen, STYLE_DIM, "Fewer than two teams here have a band and figures.");
    } else if (cases.balance.outcome == BALANCE_INSIDE) {
        say_inside(&cases, pen);
    } else {
        say_suggestion(trial->scene, &cases, MOVED_CASES, pen);
        say_suggestion(trial->scene, &staff, MOVED_STAFF, pen);
        say_caution(trial->scene, &cases, &staff, pen);
    }
}

/* Why work is not moved between any teams. */
static void say_no_area(const struct family *family, struct pen *pen)
{
    char text[WHATIF_SENTENCE] = "No other team is in sight to move work to or from.";

    if (family->crowd > 0)
        snprintf(text, sizeof text,
            "%d teams are too many to move work between: open a unit that has %d at most.",
            family->crowd, FAMILY_TEAMS);
    pen_paragraph(pen, STYLE_DIM, text);
}

void whatif_say_suggestions(const struct trial *trial, struct pen *pen)
{
    if (trial->family.area == UNIT_NONE) {
        say_no_area(&trial->family, pen);
        return;
    }
    char title[WHATIF_SENTENCE];

    snprintf(title, sizeof title, "To bring the pressure of every team of %s inside its band: ",
        name_of(trial->scene, trial->family.area));
    pen_words(pen, STYLE_STRONG, title);
    pen_put(pen, STYLE_DIM, "the smallest move");
    pen_next(pen);
    say_both(trial, pen);
}
