/* extract_row.c: one row of cases, posts, absences or requests → one spell. */
#include <stdlib.h>
#include <string.h>

#include "core/feed/extraction.h"

/* --- the columns, in the order of the domain page (section 3) ----------------------------- */

enum { CASE_CHILD, CASE_TEAM, CASE_WORKER, CASE_CATEGORY, CASE_START, CASE_END, CASE_COLUMNS };
static const struct column_rule case_rules[CASE_COLUMNS] = {
    [CASE_CHILD] = {"case_id", &cell_child, NEED_VALUE},
    [CASE_TEAM] = {"team", &cell_unit, NEED_VALUE},
    [CASE_WORKER] = {"worker", &cell_text, NEED_COLUMN},
    [CASE_CATEGORY] = {"category", &cell_category, NEED_VALUE},
    [CASE_START] = {"start", &cell_date, NEED_VALUE},
    [CASE_END] = {"end", &cell_date, NEED_COLUMN},
};

enum {
    POST_POST,
    POST_TEAM,
    POST_ROLE,
    POST_CONTRACT,
    POST_WORKER,
    POST_NAME,
    POST_FTE,
    POST_CASE_HOLDING,
    POST_START,
    POST_END,
    POST_COLUMNS
};
static const struct column_rule post_rules[POST_COLUMNS] = {
    [POST_POST] = {"post_id", &cell_text, NEED_VALUE},
    [POST_TEAM] = {"team", &cell_unit, NEED_VALUE},
    [POST_ROLE] = {"role", &cell_role, NEED_NOTHING},
    [POST_CONTRACT] = {"contract", &cell_contract, NEED_VALUE},
    [POST_WORKER] = {"worker", &cell_text, NEED_COLUMN},
    [POST_NAME] = {"name", &cell_text, NEED_NOTHING},
    [POST_FTE] = {"fte", &cell_fte, NEED_VALUE},
    [POST_CASE_HOLDING] = {"case_holding", &cell_yes_no, NEED_NOTHING},
    [POST_START] = {"start", &cell_date, NEED_VALUE},
    [POST_END] = {"end", &cell_date, NEED_COLUMN},
};

enum { ABSENCE_WORKER, ABSENCE_REASON, ABSENCE_START, ABSENCE_END, ABSENCE_COLUMNS };
static const struct column_rule absence_rules[ABSENCE_COLUMNS] = {
    [ABSENCE_WORKER] = {"worker", &cell_text, NEED_VALUE},
    [ABSENCE_REASON] = {"reason", &cell_text, NEED_NOTHING},
    [ABSENCE_START] = {"start", &cell_date, NEED_VALUE},
    [ABSENCE_END] = {"end", &cell_date, NEED_COLUMN},
};

enum { REQUEST_DATE, REQUEST_UNIT, REQUEST_SOURCE, REQUEST_COUNT, REQUEST_COLUMNS };
static const struct column_rule request_rules[REQUEST_COLUMNS] = {
    [REQUEST_DATE] = {"date", &cell_date, NEED_VALUE},
    [REQUEST_UNIT] = {"unit", &cell_unit, NEED_VALUE},
    [REQUEST_SOURCE] = {"source", &cell_text, NEED_COLUMN},
    [REQUEST_COUNT] = {"count", &cell_count, NEED_VALUE},
};

/* --- spells ------------------------------------------------------------------------------- */

/* From start to end as half-open days. `after_end`: how many days after its end date a spell ends
 * (cases 0, posts and absences 1). */
static enum result read_span(struct extraction *extraction, struct cell start, struct cell end,
    day_t after_end, struct span *ret)
{
    if (!end.given) {
        *ret = (struct span){(day_t)start.number, DAY_NEVER};
        return RESULT_OK;
    }
    if (end.number >= start.number) {
        *ret = (struct span){(day_t)start.number, (day_t)end.number + after_end};
        return RESULT_OK;
    }
    char started[DAY_TEXT_SIZE], ended[DAY_TEXT_SIZE];
    return extract_reject(extraction, end.field, "end %s is before start %s",
        day_text((day_t)end.number, ended), day_text((day_t)start.number, started));
}

static enum result take_case(struct extraction *extraction, const struct cell *cells)
{
    struct spells *spells = &extraction->extract->spells;
    struct span span = {0};
    enum result result = read_span(extraction, cells[CASE_START], cells[CASE_END], 0, &span);
    if (result != RESULT_OK)
        return result;
    struct case_spell *spell =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *spell);
    if (!spell)
        return RESULT_NO_MEMORY;
    *spell = (struct case_spell){
        .child = (child_hash)cells[CASE_CHILD].number,
        .team = (unit_index)cells[CASE_TEAM].number,
        .worker = (uint32_t)cells[CASE_WORKER].number,
        .category = (int32_t)cells[CASE_CATEGORY].number,
        .from = span.from,
        .until = span.last,
        .origin = extraction->origin,
    };
    return RESULT_OK;
}

static enum result check_vacancy(struct extraction *extraction, const struct cell *cells)
{
    bool vacant = cells[POST_CONTRACT].number == CONTRACT_VACANT;
    if (vacant != cells[POST_WORKER].given)
        return RESULT_OK;
    return extract_reject(extraction, cells[POST_WORKER].field, "%s",
        vacant ? "worker is given, but the post is vacant"
               : "worker is empty, but the post is not vacant");
}

static enum result take_post(struct extraction *extraction, const struct cell *cells)
{
    struct spells *spells = &extraction->extract->spells;
    struct span span = {0};
    enum result result = check_vacancy(extraction, cells);
    if (result == RESULT_OK)
        result = read_span(extraction, cells[POST_START], cells[POST_END], 1, &span);
    if (result != RESULT_OK)
        return result;
    struct post_spell *spell =
        grow_one(&spells->posts, &spells->post_count, &spells->post_room, sizeof *spell);
    if (!spell)
        return RESULT_NO_MEMORY;
    *spell = (struct post_spell){
        .post = (uint32_t)cells[POST_POST].number,
        .team = (unit_index)cells[POST_TEAM].number,
        .role = (uint32_t)cells[POST_ROLE].number,
        .worker = (uint32_t)cells[POST_WORKER].number,
        .name = (uint32_t)cells[POST_NAME].number,
        .fte = (int32_t)cells[POST_FTE].number,
        .contract = (enum contract)cells[POST_CONTRACT].number,
        .case_holding = !cells[POST_CASE_HOLDING].given || cells[POST_CASE_HOLDING].number == 1,
        .from = span.from,
        .until = span.last,
    };
    return RESULT_OK;
}

static enum result take_absence(struct extraction *extraction, const struct cell *cells)
{
    struct spells *spells = &extraction->extract->spells;
    struct span span = {0};
    enum result result = read_span(extraction, cells[ABSENCE_START], cells[ABSENCE_END], 1, &span);
    if (result != RESULT_OK)
        return result;
    struct absence_spell *spell =
        grow_one(&spells->absences, &spells->absence_count, &spells->absence_room, sizeof *spell);
    if (!spell)
        return RESULT_NO_MEMORY;
    *spell = (struct absence_spell){
        .worker = (uint32_t)cells[ABSENCE_WORKER].number,
        .reason = (uint32_t)cells[ABSENCE_REASON].number,
        .from = span.from,
        .until = span.last,
    };
    return RESULT_OK;
}

static enum result take_request(struct extraction *extraction, const struct cell *cells)
{
    struct spells *spells = &extraction->extract->spells;
    struct request *request =
        grow_one(&spells->requests, &spells->request_count, &spells->request_room, sizeof *request);
    if (!request)
        return RESULT_NO_MEMORY;
    const struct cell *source = &cells[REQUEST_SOURCE];
    *request = (struct request){
        .day = (day_t)cells[REQUEST_DATE].number,
        .unit = (unit_index)cells[REQUEST_UNIT].number,
        .source = source->given ? (uint32_t)source->number : extraction->source_unknown,
        .count = cells[REQUEST_COUNT].number,
    };
    return RESULT_OK;
}

/* --- one row ------------------------------------------------------------------------------ */

static const struct {
    const struct column_rule *rules;
    size_t count;
    enum result (*take)(struct extraction *extraction, const struct cell *cells);
} types[FEED_TYPE_COUNT] = {
    [FEED_CASES] = {case_rules, CASE_COLUMNS, take_case},
    [FEED_POSTS] = {post_rules, POST_COLUMNS, take_post},
    [FEED_ABSENCES] = {absence_rules, ABSENCE_COLUMNS, take_absence},
    [FEED_REQUESTS] = {request_rules, REQUEST_COLUMNS, take_request},
};

const struct column_rule *row_rules(enum feed_type type, size_t *ret_count)
{
    *ret_count = types[type].count;
    return types[type].rules;
}

/* Of the texts of a row nearly all are identifiers, and stand as they are. */
static void foresee_texts(const struct extraction *extraction, const struct csv_row *row)
{
    const struct interned *text = extraction->extract->spells.text;
    for (size_t i = 0; i < extraction->column_count; i++) {
        const struct column *column = &extraction->columns[i];
        if (column->at == COLUMN_ABSENT || column->rule.kind != &cell_text)
            continue;
        struct piece field = row_field(row, column->at);
        intern_foresee(text, field.bytes, field.length);
    }
}

static enum result take_cells(struct extraction *extraction, const struct csv_row *row)
{
    struct cell cells[FEED_COLUMNS_MOST];
    foresee_texts(extraction, row);
    for (size_t i = 0; i < extraction->column_count; i++) {
        enum result result = cell_read(extraction, &extraction->columns[i], row, &cells[i]);
        if (result != RESULT_OK)
            return result;
    }
    return types[extraction->feed->type].take(extraction, cells);
}

/* Spreadsheets end rows in stray delimiters; anything in those fields means the row has slipped. */
static bool has_slipped(const struct extraction *extraction, const struct csv_row *row)
{
    for (size_t i = extraction->header_fields; i < row->count; i++)
        if (row_field(row, i).length > 0)
            return true;
    return false;
}

enum result row_take(struct extraction *extraction, const struct csv_row *row)
{
    if (row->damaged)
        return extract_reject(extraction, 0,
            "a quotation mark stands where none may be; inside a value it is written twice, and "
            "the "
            "value in quotation marks");
    if (has_slipped(extraction, row))
        return extract_reject(extraction, 0, "the row has %zu fields, the header %zu", row->count,
            extraction->header_fields);
    return extraction->feed->type == FEED_READINGS ? readings_take(extraction, row)
                                                   : take_cells(extraction, row);
}
