#include "core/model/veil.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/suppress.h"

#define SUBS_MOST 64

/* Counts that hang together; each is the numerator of a measure, or a part no measure shows. Opened
 * and closed have no whole but differ by how the open cases moved. */
static const struct family {
    const char *whole, *left, *right; /* NULL: none */
} families[] = {
    {"open_cases", "average_caseload", "unallocated_cases"},
    {NULL, "cases_opened", "cases_closed"},
    {"fte_absent", NULL, NULL},
    {"long_term_absent", NULL, NULL},
    {"turnover_rate", NULL, NULL},
    {"requests", NULL, NULL},
    {"case_holding_fte_absent", NULL, NULL},
};
#define FAMILIES (sizeof families / sizeof families[0])

/* Measures that are computed from a count that another measure shows, or a part is. Who knows the
 * posts works out from a pressure and the open cases how many of them are away. */
static const struct {
    const char *measure, *count;
} derived[] = {
    {"pressure", "open_cases"},
    {"pressure", "case_holding_fte_absent"},
    {"oldest_unallocated_days", "unallocated_cases"},
};

/* One family of the whole service, moment by moment: tables of units × columns. */
struct layer {
    size_t columns;
    const char *subs[SUBS_MOST]; /* of its whole; owned by the veil */
    size_t sub_count;
    fixed_t *counts; /* [(moment × units + unit) × columns + column] */
    bool *hidden;
};

struct veil {
    size_t units, moments;
    int *parents;
    struct arena text;
    struct layer layers[FAMILIES];
};

static const char *column_measure(const struct family *family, size_t column)
{
    const char *const measures[] = {family->whole, family->left, family->right};
    return column < SUPPRESS_SUBS ? measures[column] : family->whole;
}

/* What is counted in a column. */
struct counted {
    struct measure_ref measure; /* by the numerator of this; its measure is NULL: … */
    enum part_id part;          /* … by this; PART_NONE: the family has no such column */
};

static struct counted counted_in(
    const struct family *family, const struct layer *layer, size_t column)
{
    struct counted counted = {{NULL, ""}, PART_NONE};
    const char *const id = column_measure(family, column);
    if (!id)
        return counted;
    if (!measure_find(id, &counted.measure))
        counted.part = part_find(id, strlen(id));
    else if (column >= SUPPRESS_SUBS)
        counted.measure.sub = layer->subs[column - SUPPRESS_SUBS];
    return counted;
}

/* --- making ----------------------------------------------------------------------------------- */

static enum result add_sub(struct veil *veil, struct layer *layer, const char *sub)
{
    for (size_t i = 0; i < layer->sub_count; i++)
        if (strcmp(layer->subs[i], sub) == 0)
            return RESULT_OK;
    if (layer->sub_count == SUBS_MOST)
        return RESULT_OK; /* never shown: veil_hides() does not find it */
    const char *const copy = arena_copy(&veil->text, sub);
    if (!copy)
        return RESULT_NO_MEMORY;
    layer->subs[layer->sub_count++] = copy;
    return RESULT_OK;
}

static enum result find_subs(
    struct veil *veil, struct layer *layer, const struct measure *whole, struct snapshot *snapshot)
{
    struct share shares[SUBS_MOST];
    enum result result = RESULT_OK;
    for (size_t unit = 0; unit < veil->units; unit++) {
        const size_t count = snapshot_shares(
            snapshot, (unit_index)unit, whole->numerator[0].part, SUBS_MOST, shares);
        for (size_t i = 0; i < count && result == RESULT_OK; i++)
            result = add_sub(veil, layer, shares[i].sub);
    }
    return result;
}

static enum result make_layer(
    struct veil *veil, const struct family *family, struct layer *layer, struct snapshot *snapshot)
{
    struct measure_ref whole;
    if (family->whole && measure_find(family->whole, &whole) && whole.measure->has_subs) {
        const enum result result = find_subs(veil, layer, whole.measure, snapshot);
        if (result != RESULT_OK)
            return result;
    }
    layer->columns = SUPPRESS_SUBS + layer->sub_count;
    const size_t cells = veil->moments * veil->units * layer->columns + 1;
    layer->counts = calloc(cells, sizeof *layer->counts);
    layer->hidden = calloc(cells, sizeof *layer->hidden);
    return layer->counts && layer->hidden ? RESULT_OK : RESULT_NO_MEMORY;
}

static fixed_t count_of(const struct figure *figure)
{
    return figure->has_data && figure->has_numerator ? figure->numerator : SUPPRESS_UNKNOWN;
}

static size_t cell_at(
    const struct veil *veil, const struct layer *layer, size_t moment, size_t unit, size_t column)
{
    return (moment * veil->units + unit) * layer->columns + column;
}

/* What gathers one column of one unit over all moments. */
struct gatherer {
    struct snapshot *snapshot;
    struct veil_moments moments;
    struct figure *figures; /* room for as many as there are moments */
};

/* Into gatherer->figures, the oldest first; how many there are. */
static size_t find_figures(const struct gatherer *gatherer, unit_index unit, struct counted counted)
{
    const struct veil_moments moments = gatherer->moments;
    struct figure *const figures = gatherer->figures;
    if (moments.count > 0 && counted.measure.measure)
        return snapshot_trend(gatherer->snapshot, unit, counted.measure, moments.points,
            moments.count, figures, NULL);
    if (moments.count > 0 && counted.part != PART_NONE)
        return snapshot_part_trend(
            gatherer->snapshot, unit, counted.part, moments.points, moments.count, figures);
    if (counted.measure.measure)
        figures[0] = snapshot_figure(gatherer->snapshot, unit, counted.measure);
    else if (counted.part != PART_NONE)
        figures[0] = snapshot_part_level(gatherer->snapshot, unit, counted.part);
    return counted.measure.measure || counted.part != PART_NONE ? 1 : 0;
}

/* Moments count from the newest; where a unit has fewer points, the oldest are unknown. */
static void gather(const struct gatherer *gatherer, struct veil *veil, struct layer *layer,
    unit_index unit, size_t column, struct counted counted)
{
    const size_t found = find_figures(gatherer, unit, counted);
    for (size_t moment = 0; moment < veil->moments; moment++)
        layer->counts[cell_at(veil, layer, moment, (size_t)unit, column)] =
            moment < found ? count_of(&gatherer->figures[found - 1 - moment]) : SUPPRESS_UNKNOWN;
}

static void fill_layer(const struct gatherer *gatherer, struct veil *veil,
    const struct family *family, struct layer *layer)
{
    for (size_t unit = 0; unit < veil->units; unit++)
        for (size_t column = 0; column < layer->columns; column++)
            gather(
                gatherer, veil, layer, (unit_index)unit, column, counted_in(family, layer, column));
}

static void suppress_layer(const struct veil *veil, struct layer *layer, int small_number)
{
    for (size_t moment = 0; moment < veil->moments; moment++) {
        const size_t first = cell_at(veil, layer, moment, 0, 0);
        const struct suppress_table table = {
            .rows = veil->units,
            .columns = layer->columns,
            .parents = veil->parents,
            .counts = layer->counts + first,
            .hidden = layer->hidden + first,
            .small_number = small_number,
        };
        suppress_apply(&table);
    }
}

static enum result make_layers(struct veil *veil, const struct gatherer *gatherer)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; i < FAMILIES && result == RESULT_OK; i++) {
        struct layer *const layer = &veil->layers[i];
        result = make_layer(veil, &families[i], layer, gatherer->snapshot);
        if (result != RESULT_OK)
            break;
        fill_layer(gatherer, veil, &families[i], layer);
        suppress_layer(veil, layer, snapshot_service(gatherer->snapshot)->small_number);
    }
    return result;
}

static enum result prepare_units(struct veil *veil, struct snapshot *snapshot)
{
    const struct unit_tree *const units = snapshot_service(snapshot)->units;
    enum result result = RESULT_OK;
    veil->parents = calloc(veil->units + 1, sizeof *veil->parents);
    if (!veil->parents)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < veil->units && result == RESULT_OK; i++) {
        veil->parents[i] = unit_tree_at(units, (unit_index)i)->parent;
        result = snapshot_prepare(snapshot, (unit_index)i);
    }
    return result;
}

enum result veil_create(struct veil **ret, struct snapshot *snapshot, struct veil_moments moments)
{
    struct veil *const veil = calloc(1, sizeof *veil);
    if (!veil)
        return RESULT_NO_MEMORY;
    veil->units = (size_t)unit_tree_count(snapshot_service(snapshot)->units);
    veil->moments = moments.count > 0 ? moments.count : 1;
    const struct gatherer gatherer = {
        snapshot, moments, calloc(veil->moments, sizeof(struct figure))};
    enum result result = gatherer.figures ? prepare_units(veil, snapshot) : RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        result = make_layers(veil, &gatherer);
    free(gatherer.figures);
    if (result == RESULT_OK)
        *ret = veil;
    else
        veil_destroy(veil);
    return result;
}

void veil_destroy(struct veil *veil)
{
    if (!veil)
        return;
    for (size_t i = 0; i < FAMILIES; i++) {
        free(veil->layers[i].counts);
        free(veil->layers[i].hidden);
    }
    arena_done(&veil->text);
    free(veil->parents);
    free(veil);
}

/* --- asking ----------------------------------------------------------------------------------- */

/* The family's column of this measure, −1: it has none. */
static int column_of(const struct family *family, const char *measure)
{
    for (int column = 0; column < SUPPRESS_SUBS; column++) {
        const char *const id = column_measure(family, (size_t)column);
        if (id && strcmp(id, measure) == 0)
            return column;
    }
    return -1;
}

static int sub_column(const struct layer *layer, const char *sub)
{
    for (size_t i = 0; i < layer->sub_count; i++)
        if (strcmp(layer->subs[i], sub) == 0)
            return (int)(SUPPRESS_SUBS + i);
    return -1;
}

static bool hidden_at(
    const struct veil *veil, const struct layer *layer, unit_index unit, int column, size_t back)
{
    return column < 0 || back >= veil->moments ||
           layer->hidden[cell_at(veil, layer, back, (size_t)unit, (size_t)column)];
}

/* The sub's, where one is asked for: no part of a whole without one. */
static bool hides_count(
    const struct veil *veil, unit_index unit, const char *count, const char *sub, size_t back)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        int column = column_of(&families[i], count);
        if (column < 0)
            continue;
        if (sub[0])
            column = sub_column(&veil->layers[i], sub);
        return hidden_at(veil, &veil->layers[i], unit, column, back);
    }
    return false;
}

bool veil_hides(const struct veil *veil, unit_index unit, struct measure_ref measure, size_t back)
{
    for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
        if (strcmp(derived[i].measure, measure.measure->id) == 0 &&
            hides_count(veil, unit, derived[i].count, measure.sub, back))
            return true;
    return hides_count(veil, unit, measure.measure->id, measure.sub, back);
}

static bool is_derived(const char *measure)
{
    for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
        if (strcmp(derived[i].measure, measure) == 0)
            return true;
    return false;
}

bool veil_may_hide(const struct measure *measure)
{
    for (size_t i = 0; i < FAMILIES; i++)
        if (column_of(&families[i], measure->id) >= 0)
            return true;
    return is_derived(measure->id);
}
