/* extract_reading.c: one row of readings → one figure (long) or one a part column (wide). */
#include <stdlib.h>

#include "core/feed/extraction.h"

/* --- figures ------------------------------------------------------------------------------ */

/* True when the 12 months that end on this day hold a 29 February. */
static bool year_to_holds_leap_day(day_t end)
{
    int year = day_to_civil(end).year;
    day_t before = day_add_months(end, -12);
    for (int y = year - 1; y <= year; y++) {
        if (!year_is_leap(y))
            continue;
        day_t leap_day = day_from_civil(y, 2, 29);
        if (leap_day > before && leap_day <= end)
            return true;
    }
    return false;
}

static int64_t times_of(const struct part_column *part, day_t day)
{
    int64_t times =
        year_to_holds_leap_day(day) && part->times_leap > 0 ? part->times_leap : part->times;
    return times > 0 ? times : 1;
}

/* A cell that is null is a figure too: one that was published as not known. */
static enum result add_reading(struct extraction *extraction, struct reading reading)
{
    struct spells *spells = &extraction->extract->spells;
    struct reading *added =
        grow_one(&spells->readings, &spells->reading_count, &spells->reading_room, sizeof *added);
    if (!added)
        return RESULT_NO_MEMORY;
    *added = reading;
    return RESULT_OK;
}

static enum result add_long(
    struct extraction *extraction, const struct csv_row *row, struct reading reading)
{
    const struct column *part = &extraction->columns[extraction->column_count - 2];
    struct cell which = {0}, value = {0};
    enum result result = cell_read(extraction, part, row, &which);
    if (result == RESULT_OK)
        result = cell_read(extraction, part + 1, row, &value);
    if (result != RESULT_OK)
        return result;
    reading.part = (int32_t)which.number;
    reading.known = value.given;
    reading.value = value.number;
    return add_reading(extraction, reading);
}

static enum result add_wide(struct extraction *extraction, const struct csv_row *row,
    const struct column *column, struct reading reading)
{
    struct cell value = {0};
    enum result result = cell_read(extraction, column, row, &value);
    if (result != RESULT_OK)
        return result;
    reading.part = column->part->part;
    reading.known = value.given;
    if (__builtin_mul_overflow(value.number, times_of(column->part, reading.day), &reading.value) ||
        reading.value > READING_VALUE_MOST)
        return extract_reject(
            extraction, value.field, "%s is too large to be multiplied", column->rule.id);
    return add_reading(extraction, reading);
}

static enum result add_figures(
    struct extraction *extraction, const struct csv_row *row, struct reading reading)
{
    if (!extraction->feed->wide)
        return add_long(extraction, row, reading);
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < extraction->column_count; i++)
        if (extraction->columns[i].part)
            result = add_wide(extraction, row, &extraction->columns[i], reading);
    return result;
}

/* --- one row ------------------------------------------------------------------------------ */

static bool is_unit(const struct column *column)
{
    return column->rule.kind == &cell_unit;
}

/* The first of the unit columns that says something decides. */
static enum result read_unit(
    struct extraction *extraction, const struct csv_row *row, unit_index *ret)
{
    const struct column *first = &extraction->columns[1];
    const struct column *end = extraction->columns + extraction->column_count;
    for (const struct column *column = first; column < end && is_unit(column); column++) {
        struct cell cell = {0};
        enum result result = cell_read(extraction, column, row, &cell);
        if (result == RESULT_OK && cell.given)
            *ret = (unit_index)cell.number;
        if (result != RESULT_OK || cell.given)
            return result;
    }
    return extract_reject(extraction, (unsigned)first->at + 1, "unit is empty");
}

static enum result check_new(struct extraction *extraction, const struct reading *reading)
{
    struct figure_key key = {reading->unit, reading->part, reading->day};
    unsigned before = 0;
    enum result result = seen_add(&extraction->seen, key, extraction->line, &before);
    if (result != RESULT_OK || before == 0)
        return result;
    char day[DAY_TEXT_SIZE];
    return extract_reject(extraction, 0, "%s of %s for %s was given before, on line %u",
        part_at((enum part_id)reading->part)->id,
        unit_tree_at(extraction->service->units, reading->unit)->id, day_text(reading->day, day),
        before);
}

/* Only rows that are sound so far are remembered as given: a row that was rejected gave nothing. */
static enum result check_all_new(struct extraction *extraction, size_t first)
{
    const struct spells *spells = &extraction->extract->spells;
    enum result result = RESULT_OK;
    for (size_t i = first; result == RESULT_OK && i < spells->reading_count; i++)
        result = check_new(extraction, &spells->readings[i]);
    return result;
}

static enum result read_place(
    struct extraction *extraction, const struct csv_row *row, struct reading *ret)
{
    struct cell period = {0};
    enum result result = cell_read(extraction, &extraction->columns[0], row, &period);
    if (result != RESULT_OK)
        return result;
    ret->day = (day_t)period.number;
    ret->months = feed_period_months(extraction->feed);
    return read_unit(extraction, row, &ret->unit);
}

/* All of the row's figures, or none. */
enum result readings_take(struct extraction *extraction, const struct csv_row *row)
{
    struct spells *spells = &extraction->extract->spells;
    size_t first = spells->reading_count;
    struct reading reading = {.unit = UNIT_NONE};
    enum result result = read_place(extraction, row, &reading);
    if (result == RESULT_OK)
        result = add_figures(extraction, row, reading);
    if (result == RESULT_OK)
        result = check_all_new(extraction, first);
    if (result != RESULT_OK)
        spells->reading_count = first;
    return result;
}
