#include "core/model/formula.h"

#include <string.h>

struct lookup {
    const struct series_source *source;
    unit_index unit;
    const char *sub;
};

struct found {
    struct series spells, readings;
};

static struct found find(const struct lookup *lookup, enum part_id part, const char *sub)
{
    struct found found = {0};
    lookup->source->find(
        lookup->source->context, lookup->unit, part, sub, &found.spells, &found.readings);
    return found;
}

/* --- what a feed leaves behind once it has mentioned a unit --------------------------------- */

#define MARKS_MOST 3

static const struct {
    enum part_id exists; /* there is a series of this part once the feed mentioned the unit */
    enum part_id begins[MARKS_MOST]; /* what is known of the unit begins with the first of these */
    size_t begin_count;
} MARKS[FEED_TYPE_COUNT] = {
    [FEED_CASES] = {PART_OPEN_CASES, {PART_OPEN_CASES}, 1},
    [FEED_POSTS] = {PART_FTE_IN_POST, {PART_FTE_IN_POST, PART_VACANT_FTE, PART_AGENCY_FTE}, 3},
    /* Nobody sick for years is not the same as not knowing: absences begin with the posts. */
    [FEED_ABSENCES] = {PART_FTE_ABSENT, {0}, 0},
    [FEED_REQUESTS] = {PART_REQUESTS, {PART_REQUESTS}, 1},
    [FEED_READINGS] = {PART_NONE, {0}, 0},
};

/* True when all feeds the part is derived from mentioned the unit: without a series it is then 0.
 */
static bool is_mentioned(const struct lookup *lookup, enum part_id part)
{
    for (int feed = 0; feed < FEED_TYPE_COUNT; feed++) {
        if (!(part_at(part)->feeds >> feed & 1))
            continue;
        enum part_id mark = MARKS[feed].exists;
        if (mark == PART_NONE || !series_exists(find(lookup, mark, "").spells))
            return false;
    }
    return true;
}

static day_t first_point(struct series series)
{
    struct series_cursor cursor;
    series_cursor_init(&cursor, series);
    return series_next(&cursor) ? cursor.point.day : DAY_NEVER;
}

static day_t feed_begins(const struct lookup *lookup, int feed)
{
    day_t earliest = MARKS[feed].begin_count > 0 ? DAY_NEVER : DAY_NONE;
    for (size_t i = 0; i < MARKS[feed].begin_count; i++) {
        day_t first = first_point(find(lookup, MARKS[feed].begins[i], "").spells);
        earliest = first < earliest ? first : earliest;
    }
    return earliest;
}

/* The first day on which everything the operands are derived from is known. */
static day_t known_from(
    const struct lookup *lookup, const struct operand *operands, size_t count, day_t latest)
{
    unsigned feeds = 0;
    for (size_t i = 0; i < count; i++)
        feeds |= part_at(operands[i].term.part)->feeds;
    for (int feed = 0; feed < FEED_TYPE_COUNT; feed++) {
        day_t first = feeds >> feed & 1 ? feed_begins(lookup, feed) : DAY_NONE;
        latest = first > latest ? first : latest;
    }
    return latest;
}

/* --- finding the series of each term -------------------------------------------------------- */

typedef bool (*operand_finder)(
    const struct lookup *lookup, const char *sub, struct operand *operand);

static bool find_spells(const struct lookup *lookup, const char *sub, struct operand *operand)
{
    operand->series = find(lookup, operand->term.part, sub).spells;
    if (series_exists(operand->series))
        return true;
    return sub[0] == '\0' && is_mentioned(lookup, operand->term.part);
}

static bool find_readings(const struct lookup *lookup, const char *sub, struct operand *operand)
{
    enum part_id part = operand->term.part;
    if (operand->term.flow_part != PART_NONE)
        part = operand->term.flow_part;
    operand->series = find(lookup, part, sub).readings;
    return series_exists(operand->series);
}

static bool find_terms(const struct lookup *lookup, operand_finder finder, const char *sub,
    const struct term *terms, struct operand *operands, size_t *ret_count)
{
    size_t count = 0;
    for (; count < MEASURE_TERMS && terms[count].sign != 0; count++) {
        operands[count].term = terms[count];
        if (!finder(lookup, sub, &operands[count]))
            return false;
    }
    *ret_count = count;
    return true;
}

/* A sub is a part of the numerator; what it is divided by is whole. */
static bool find_all(const struct lookup *lookup, operand_finder finder, struct formula *formula)
{
    const struct measure *measure = formula->measure;
    return find_terms(lookup, finder, lookup->sub, measure->numerator, formula->numerator,
               &formula->numerator_count) &&
           find_terms(lookup, finder, "", measure->denominator, formula->denominator,
               &formula->denominator_count);
}

bool formula_resolve(struct formula *formula, const struct series_source *source,
    const struct service *service, unit_index unit, struct measure_ref measure)
{
    const struct lookup lookup = {source, unit, measure.sub};
    *formula =
        (struct formula){.service = service, .measure = measure.measure, .first_day = DAY_NONE};
    if (find_all(&lookup, find_spells, formula)) {
        formula->first_day =
            known_from(&lookup, formula->numerator, formula->numerator_count, DAY_NONE);
        formula->first_day = known_from(
            &lookup, formula->denominator, formula->denominator_count, formula->first_day);
        return true;
    }
    formula->from_readings = true;
    return find_all(&lookup, find_readings, formula);
}
