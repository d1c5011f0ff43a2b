/* extract_kind.c: the ways of reading a field, one function each. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/feed/extraction.h"

#define LIST_MOST 512 /* bytes of a list in a message */

_Static_assert(sizeof(child_hash) == crypto_shorthash_BYTES, "a child is one short hash");

static bool equal(struct piece piece, const char *text)
{
    return text_equal_folded(piece.bytes, piece.length, text, strlen(text));
}

/* --- identifiers and text ----------------------------------------------------------------- */

/* The hash's bytes are read in one order, so that a store may move between machines. */
static uint64_t from_little_endian(const uint8_t *bytes)
{
    uint64_t number = 0;
    for (size_t i = sizeof number; i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

static enum result read_child(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    (void)column;
    uint8_t hash[crypto_shorthash_BYTES];
    memcpy(extraction->child_text + extraction->child_prefix, text.bytes, text.length);
    crypto_shorthash(hash, (const uint8_t *)extraction->child_text,
        extraction->child_prefix + text.length, extraction->key);
    cell->number = (int64_t)from_little_endian(hash);
    return RESULT_OK;
}

static enum result intern(
    struct extraction *extraction, const char *bytes, size_t length, struct cell *cell)
{
    uint32_t number = intern_add(extraction->extract->spells.text, bytes, length);
    if (number == INTERN_FAILED)
        return RESULT_NO_MEMORY;
    cell->number = number;
    return RESULT_OK;
}

static enum result read_text(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    (void)column;
    if (text_is_clean(text.bytes, text.length))
        return intern(extraction, text.bytes, text.length, cell);
    char *clean = text_clean(text.bytes, text.length, 0);
    if (!clean)
        return RESULT_NO_MEMORY;
    enum result result = intern(extraction, clean, strlen(clean), cell);
    free(clean);
    return result;
}

static enum result read_role(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    (void)column;
    char *clean = text_clean(text.bytes, text.length, 0);
    if (!clean)
        return RESULT_NO_MEMORY;
    const struct role *role = service_role(extraction->service, clean);
    const char *id = role ? role->id : clean;
    enum result result = intern(extraction, id, strlen(id), cell);
    free(clean);
    return result;
}

/* --- what the configuration names --------------------------------------------------------- */

static enum result read_unit(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    cell->number = unit_tree_match(extraction->service->units, text.bytes, text.length);
    if (cell->number != UNIT_NONE)
        return RESULT_OK;
    return extract_reject_value(
        extraction, column, text, "is not a unit or alias in organisation.yaml");
}

static int category_of(const struct service *service, struct piece text)
{
    for (int i = 0; i < service->category_count; i++)
        if (equal(text, service->categories[i].id) || equal(text, service->categories[i].name))
            return i;
    return -1;
}

static void list_categories(const struct service *service, char *list, size_t size)
{
    list[0] = '\0';
    for (int i = 0; i < service->category_count; i++) {
        size_t length = strlen(list);
        snprintf(
            list + length, size - length, "%s%s", i > 0 ? ", " : "", service->categories[i].id);
    }
}

static enum result read_category(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    cell->number = category_of(extraction->service, text);
    if (cell->number >= 0)
        return RESULT_OK;
    char list[LIST_MOST];
    list_categories(extraction->service, list, sizeof list);
    return extract_reject_value(extraction, column, text, "is not one of %s", list);
}

static enum result read_part(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    cell->number = part_find(text.bytes, text.length);
    if (cell->number != PART_NONE)
        return RESULT_OK;
    return extract_reject_value(extraction, column, text, "is not a part of any measure");
}

/* --- words -------------------------------------------------------------------------------- */

static enum result read_contract(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    static const char *const contracts[] = {
        [CONTRACT_PERMANENT] = "permanent",
        [CONTRACT_FIXED_TERM] = "fixed_term",
        [CONTRACT_AGENCY] = "agency",
        [CONTRACT_VACANT] = "vacant",
    };
    for (size_t i = 0; i < sizeof contracts / sizeof *contracts; i++) {
        cell->number = (int64_t)i;
        if (equal(text, contracts[i]))
            return RESULT_OK;
    }
    return extract_reject_value(
        extraction, column, text, "is not one of permanent, fixed_term, agency, vacant");
}

static enum result read_yes_no(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    static const char *const words[] = {"no", "yes", "n", "y", "false", "true", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cell->number = i % 2;
        if (equal(text, words[i]))
            return RESULT_OK;
    }
    return extract_reject_value(extraction, column, text, "is not yes or no");
}

/* --- days and figures --------------------------------------------------------------------- */

static enum result read_day(struct extraction *extraction, const struct column *column,
    const struct date_form *form, struct piece text, day_t *ret)
{
    if (date_form_parse(form, text.bytes, text.length, ret))
        return RESULT_OK;
    return extract_reject_value(
        extraction, column, text, "is not a date (expected %s)", form->format->text);
}

static enum result read_date(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    day_t day = DAY_NONE;
    enum result result = read_day(extraction, column, &extraction->dates, text, &day);
    cell->number = day;
    return result;
}

static int or_else(int number, int otherwise)
{
    return number > 0 ? number : otherwise;
}

/* The day a period stands for: as `day:` says, else its last. */
static day_t period_day(const struct feed_spec *feed, day_t first)
{
    if (feed_period_months(feed) == 0)
        return first;
    struct civil civil = day_to_civil(first);
    if (!day_format_has_month(&feed->period_format))
        civil.month = or_else(feed->period_month, 12);
    int last = days_in_month(civil.year, civil.month);
    int day = or_else(feed->period_day, last);
    return day_from_civil(civil.year, civil.month, day < last ? day : last);
}

static enum result read_period(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    day_t first = DAY_NONE;
    enum result result = read_day(extraction, column, &extraction->periods, text, &first);
    if (result == RESULT_OK)
        cell->number = period_day(extraction->feed, first);
    return result;
}

static enum result read_fte(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    if (!fixed_parse(text.bytes, text.length, true, &cell->number))
        return extract_reject_value(extraction, column, text, "is not a number");
    if (cell->number < 0 || cell->number > POST_FTE_MOST)
        return extract_reject_value(extraction, column, text, "is not between 0 and 2");
    return RESULT_OK;
}

static enum result read_count(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    fixed_t value;
    if (!fixed_parse(text.bytes, text.length, true, &value) || value % FIXED_ONE != 0)
        return extract_reject_value(extraction, column, text, "is not a whole number");
    cell->number = value / FIXED_ONE;
    if (cell->number < 0 || cell->number > REQUEST_COUNT_MOST)
        return extract_reject_value(extraction, column, text, "is not between 0 and 1,000,000");
    return RESULT_OK;
}

static enum result read_value(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    if (!fixed_parse(text.bytes, text.length, true, &cell->number))
        return extract_reject_value(extraction, column, text, "is not a number");
    if (cell->number < 0)
        return extract_reject_value(extraction, column, text, "is below 0");
    if (cell->number > READING_VALUE_MOST)
        return extract_reject_value(extraction, column, text, "is above 1,000,000,000");
    return RESULT_OK;
}

const struct cell_kind cell_child = {read_child, false};
const struct cell_kind cell_text = {read_text, true};
const struct cell_kind cell_role = {read_role, true};
const struct cell_kind cell_unit = {read_unit, true};
const struct cell_kind cell_category = {read_category, true};
const struct cell_kind cell_contract = {read_contract, true};
const struct cell_kind cell_yes_no = {read_yes_no, true};
const struct cell_kind cell_date = {read_date, false};
const struct cell_kind cell_period = {read_period, true};
const struct cell_kind cell_part = {read_part, true};
const struct cell_kind cell_fte = {read_fte, true};
const struct cell_kind cell_count = {read_count, false};
const struct cell_kind cell_value = {read_value, false};
