/* What a panel's figures are made up of: in a line, or as bars. */
#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/facts.h"
#include "tui/views/figures.h"

#define SHARES_MOST 12
#define WORDS_MOST  24 /* columns */

/* One part: its words, and how much of the whole. */
struct slice {
    char words[FIGURE_TEXT];
    char figure[FIGURE_TEXT];
    double value;
};

struct slices {
    struct slice items[SHARES_MOST];
    size_t count;
    double most;
};

static void add_slice(struct slices *slices, const char *words, const char *figure, double value)
{
    if (slices->count == SHARES_MOST)
        return;

    struct slice *slice = &slices->items[slices->count++];

    snprintf(
        slice->words, sizeof slice->words, "%.*s", (int)text_fit(words, WORDS_MOST, NULL), words);
    snprintf(slice->figure, sizeof slice->figure, "%s", figure);
    slice->value = value;
    slices->most = value > slices->most ? value : slices->most;
}

static void draw_line(const struct slices *slices, struct pen *pen)
{
    for (size_t i = 0; i < slices->count; i++)
        pen_put(pen, STYLE_TEXT, "%s%s %s", i > 0 ? "  " : "", slices->items[i].words,
            slices->items[i].figure);
    pen_next(pen);
}

#define WORDS_COLUMNS 22 /* of a list: what the longest words have */
#define LIST_COLUMNS  7  /* its figures */

static void draw_list(const struct slices *slices, struct pen *pen)
{
    for (size_t i = 0; i < LIST_LINES && i < slices->count; i++) {
        const struct slice *slice = &slices->items[i];
        struct rect line = pen_rest(pen);

        if (line.height > 0 && line.width >= WORDS_COLUMNS + LIST_COLUMNS) {
            canvas_field(
                pen->canvas, line.x, line.y, WORDS_COLUMNS, ALIGN_LEFT, STYLE_TEXT, slice->words);
            canvas_figure(pen->canvas, line.x + WORDS_COLUMNS, line.y, LIST_COLUMNS, STYLE_TEXT,
                slice->figure);
        }
        pen_next(pen);
    }
}

static int words_width(const struct slices *slices)
{
    int width = 0;

    for (size_t i = 0; i < slices->count; i++) {
        int wide = text_width(slices->items[i].words);

        width = wide > width ? wide : width;
    }
    return width;
}

#define FIGURE_COLUMNS 7

static void draw_bar_line(
    const struct scene *scene, const struct slice *slice, double most, int words, struct pen *pen)
{
    struct rect line = pen_rest(pen);

    words++; /* a gap, however long the figure */

    int bar = line.width - words - FIGURE_COLUMNS - 2;

    if (line.height > 0 && bar > 0) {
        canvas_field(pen->canvas, line.x, line.y, words, ALIGN_LEFT, STYLE_TEXT, slice->words);
        canvas_figure(
            pen->canvas, line.x + words, line.y, FIGURE_COLUMNS, STYLE_TEXT, slice->figure);
        bar_draw(pen->canvas, (struct rect){line.x + words + FIGURE_COLUMNS + 1, line.y, bar, 1},
            scene->glyphs, STYLE_LINE, slice->value, most, 0);
    }
    pen_next(pen);
}

static void draw_bars(const struct scene *scene, const struct slices *slices, struct pen *pen)
{
    int words = words_width(slices);

    for (size_t i = 0; i < slices->count; i++)
        draw_bar_line(scene, &slices->items[i], slices->most, words, pen);
}

/* --- caseload: by category -------------------------------------------------------------------- */

const char *category_name(const struct scene *scene, const char *id)
{
    int category = service_category(scene->service, id);

    return category < 0 ? id : scene->service->categories[category].name;
}

static void slice_cases(const struct scene *scene, unit_index unit, struct slices *slices)
{
    struct share shares[SHARES_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_OPEN_CASES, SHARES_MOST, shares);
    char text[FIGURE_TEXT];

    for (size_t i = 0; i < count; i++)
        if (shares[i].figure.suppressed)
            add_slice(slices, category_name(scene, shares[i].sub), SUPPRESSED_TEXT, 0);
        else if (shares[i].figure.numerator > 0)
            add_slice(slices, category_name(scene, shares[i].sub),
                fixed_text_rounded(shares[i].figure.numerator, 0, text),
                (double)shares[i].figure.numerator);
}

void caseload_parts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    slice_cases(scene, unit, &slices);
    draw_line(&slices, pen);
}

void caseload_list(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    slice_cases(scene, unit, &slices);
    draw_list(&slices, pen);
}

void caseload_bars(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    slice_cases(scene, unit, &slices);
    draw_bars(scene, &slices, pen);
}

/* --- sickness: by reason ---------------------------------------------------------------------- */

bool reasons_suppressed(const struct scene *scene, unit_index unit)
{
    struct figure in_post = figure_of(scene, unit, "fte_in_post");

    return !in_post.has_data || !in_post.has_value ||
           in_post.value < scene->service->reasons_least * FIXED_ONE;
}

static void slice_reasons(const struct scene *scene, unit_index unit, struct slices *slices)
{
    struct share shares[SHARES_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_FTE_ABSENT, SHARES_MOST, shares);

    for (size_t i = 0; i < count; i++) {
        char text[FIGURE_TEXT], share[FIXED_TEXT_SIZE];

        if (!shares[i].figure.has_value || shares[i].figure.value == 0)
            continue;
        snprintf(text, sizeof text, "%s %%", fixed_text_rounded(shares[i].figure.value, 0, share));
        add_slice(slices, shares[i].sub, text, (double)shares[i].figure.value);
    }
}

static bool say_suppressed(const struct scene *scene, unit_index unit, struct pen *pen)
{
    if (!figure_of(scene, unit, "fte_absent").has_data || !reasons_suppressed(scene, unit))
        return false;
    pen_put(pen, STYLE_DIM, "reasons c: fewer than %d FTE in post", scene->service->reasons_least);
    pen_next(pen);
    return true;
}

void sickness_parts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    if (say_suppressed(scene, unit, pen))
        return;
    slice_reasons(scene, unit, &slices);
    draw_line(&slices, pen);
}

void sickness_list(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    if (say_suppressed(scene, unit, pen))
        return;
    slice_reasons(scene, unit, &slices);
    draw_list(&slices, pen);
}

void sickness_bars(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    if (say_suppressed(scene, unit, pen))
        return;
    slice_reasons(scene, unit, &slices);
    draw_bars(scene, &slices, pen);
}

/* --- staffing: by contract and role ----------------------------------------------------------- */

static const struct {
    const char *measure, *words;
} staffing_slices[] = {
    {"fte_in_post", "in post"},
    {"vacant_fte", "vacant"},
    {"agency_fte", "agency"},
};

#define STAFFING_SLICES (sizeof staffing_slices / sizeof staffing_slices[0])

static void slice_contracts(const struct scene *scene, unit_index unit, struct slices *slices)
{
    for (size_t i = 0; i < STAFFING_SLICES; i++) {
        struct figure figure = figure_of(scene, unit, staffing_slices[i].measure);
        char text[FIGURE_TEXT];

        if (figure.has_data && figure.has_value)
            add_slice(slices, staffing_slices[i].words, fixed_text_rounded(figure.value, 1, text),
                (double)figure.value);
    }
}

const char *role_name(const struct scene *scene, const char *id_or_name)
{
    const struct role *role = service_role(scene->service, id_or_name);

    return role != NULL ? role->name : id_or_name;
}

/* FTE in post by role, largest first. */
static void slice_roles(const struct scene *scene, unit_index unit, struct slices *slices)
{
    struct share shares[SHARES_MOST];
    size_t count = snapshot_shares(scene->snapshot, unit, PART_FTE_IN_POST, SHARES_MOST, shares);
    char text[FIGURE_TEXT];

    for (size_t i = 0; i < count; i++)
        if (shares[i].figure.numerator > 0)
            add_slice(slices, role_name(scene, shares[i].sub),
                fixed_text_rounded(shares[i].figure.numerator, 1, text),
                (double)shares[i].figure.numerator);
}

void staffing_bars(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct slices slices = {0};

    slice_contracts(scene, unit, &slices);
    slice_roles(scene, unit, &slices);
    draw_bars(scene, &slices, pen);
}

/* "vacant longest: 143 days": a vacancy nobody fills is worth a question of its own. */
static void put_oldest_vacancy(const struct scene *scene, unit_index unit, struct pen *pen)
{
    struct figure oldest = snapshot_oldest_vacancy(scene->snapshot, unit);
    char days[FIXED_TEXT_SIZE];

    if (oldest.has_data && oldest.has_value)
        pen_put(pen, STYLE_TEXT, "vacant longest: %s %s  ",
            fixed_text_rounded(oldest.value, 0, days), oldest.value == FIXED_ONE ? "day" : "days");
}

void staffing_parts(const struct scene *scene, unit_index unit, struct pen *pen)
{
    char text[FIGURE_TEXT];

    put_oldest_vacancy(scene, unit, pen);
    figure_text_of(scene, unit, "turnover_rate", text);
    if (text[0] != '\0')
        pen_put(pen, STYLE_TEXT, "turnover %s %%", text);
    pen_next(pen);
}
