/* extract_columns.c: which columns a feed reads, and where the header has them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/feed/extraction.h"

#define NAME_BYTES  60 /* of one header in a message */
#define NAMES_SHOWN 24

/* --- before the file: what is looked for -------------------------------------------------- */

static enum result add_column(struct extraction *extraction, struct column column)
{
    column.at = COLUMN_ABSENT;
    if (column.rule.kind->remembered && !(column.recall = recall_create()))
        return RESULT_NO_MEMORY;
    struct column *added = grow_one(
        &extraction->columns, &extraction->column_count, &extraction->column_room, sizeof *added);
    if (!added) {
        recall_destroy(column.recall);
        return RESULT_NO_MEMORY;
    }
    *added = column;
    return RESULT_OK;
}

static int native_index(enum feed_type type, const char *id)
{
    size_t count;
    const struct feed_column *columns = feed_columns(type, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].id, id) == 0)
            return (int)i;
    return -1;
}

/* A native column. One that the configuration gives another header must be there: a slip in an
 * optional column's header must not pass for "the file has none". */
static enum result add_native(struct extraction *extraction, const struct column_rule *rule)
{
    const struct feed_spec *feed = extraction->feed;
    int native = native_index(feed->type, rule->id);
    size_t count;
    const struct feed_column *columns = feed_columns(feed->type, &count);
    const char *header = native >= 0 ? feed->columns[native] : NULL;
    struct column column = {.rule = *rule, .header = header ? header : rule->id, .native = native};
    column.identifying = native >= 0 && columns[native].identifying;
    if (rule->need == NEED_NOTHING && strcmp(column.header, rule->id) != 0)
        column.rule.need = NEED_COLUMN;
    return add_column(extraction, column);
}

static const struct column_rule period_rule = {"period", &cell_period, NEED_VALUE};
static const struct column_rule unit_rule = {"unit", &cell_unit, NEED_VALUE};
static const struct column_rule part_rule = {"part", &cell_part, NEED_VALUE};
static const struct column_rule value_rule = {"value", &cell_value, NEED_COLUMN};

static enum result add_period(struct extraction *extraction)
{
    const char *header = extraction->feed->period_column;
    if (!header)
        return add_native(extraction, &period_rule);
    struct column column = {.rule = period_rule,
        .header = header,
        .native = native_index(FEED_READINGS, period_rule.id)};
    return add_column(extraction, column);
}

/* The unit and its fallbacks: each may be empty, one of them must not. */
static enum result add_units(struct extraction *extraction)
{
    const struct feed_spec *feed = extraction->feed;
    if (feed->unit_column_count == 0)
        return add_native(extraction, &unit_rule);
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < feed->unit_column_count; i++) {
        struct column column = {.rule = unit_rule,
            .header = feed->unit_columns[i],
            .native = native_index(FEED_READINGS, unit_rule.id)};
        column.rule.need = NEED_COLUMN;
        result = add_column(extraction, column);
    }
    return result;
}

static enum result add_parts(struct extraction *extraction)
{
    const struct feed_spec *feed = extraction->feed;
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < feed->part_count; i++) {
        struct column column = {.rule = value_rule,
            .header = feed->parts[i].column,
            .native = -1,
            .part = &feed->parts[i]};
        column.rule.id = feed->parts[i].column;
        result = add_column(extraction, column);
    }
    return result;
}

static enum result add_part_and_value(struct extraction *extraction)
{
    enum result result = add_native(extraction, &part_rule);
    return result == RESULT_OK ? add_native(extraction, &value_rule) : result;
}

static enum result prepare_readings(struct extraction *extraction)
{
    enum result result = add_period(extraction);
    if (result == RESULT_OK)
        result = add_units(extraction);
    if (result != RESULT_OK)
        return result;
    return extraction->feed->wide ? add_parts(extraction) : add_part_and_value(extraction);
}

enum result columns_prepare(struct extraction *extraction)
{
    size_t count;
    const struct column_rule *rules = row_rules(extraction->feed->type, &count);
    if (!rules)
        return prepare_readings(extraction);
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < count; i++)
        result = add_native(extraction, &rules[i]);
    return result;
}

void columns_done(struct extraction *extraction)
{
    for (size_t i = 0; i < extraction->column_count; i++)
        recall_destroy(extraction->columns[i].recall);
    free(extraction->columns);
}

/* --- the header --------------------------------------------------------------------------- */

/* The header's names as text, clean and short enough to be shown. */
struct names {
    char **items;
    size_t count;
};

static void names_done(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static bool names_init(struct names *names, const struct csv_row *header)
{
    *names = (struct names){.items = calloc(header->count, sizeof *names->items)};
    if (!names->items)
        return false;
    for (size_t i = 0; i < header->count; i++) {
        struct piece name = row_field(header, i);
        names->items[i] = text_clean(name.bytes, name.length, NAME_BYTES);
        if (!names->items[i]) {
            names_done(names);
            return false;
        }
        names->count++;
    }
    return true;
}

static void list_names(const struct names *names, char *list, size_t size)
{
    size_t length = 0;
    list[0] = '\0';
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN && length < size; i++)
        length += (size_t)snprintf(
            list + length, size - length, "%s%s", i > 0 ? ", " : "", names->items[i]);
    if (names->count > NAMES_SHOWN && length < size)
        snprintf(list + length, size - length, " and %zu more", names->count - NAMES_SHOWN);
}

static enum result refuse_missing(struct extraction *extraction, const struct column *column,
    const struct names *names, unsigned line)
{
    char native[64] = "", meant[2 * NAME_BYTES] = "", list[NAMES_SHOWN * (NAME_BYTES + 2) + 40];
    if (strcmp(column->header, column->rule.id) != 0)
        snprintf(native, sizeof native, " (%s)", column->rule.id);
    const char *near =
        diag_suggest(column->header, (const char *const *)names->items, names->count);
    if (near)
        snprintf(meant, sizeof meant, " (did you mean \"%s\"?)", near);
    list_names(names, list, sizeof list);
    return extract_refuse(extraction, line, "column \"%s\"%s is not in the header%s; it has: %s",
        column->header, native, meant, list);
}

static enum result match_column(struct extraction *extraction, struct column *column,
    const struct csv_row *header, const struct names *names)
{
    for (size_t i = 0; i < header->count; i++) {
        struct piece name = row_field(header, i);
        if (!text_equal_folded(name.bytes, name.length, column->header, strlen(column->header)))
            continue;
        if (column->at != COLUMN_ABSENT)
            return extract_refuse(extraction, header->line,
                "column \"%s\" is in the header twice; rename one of them", column->header);
        column->at = i;
    }
    if (column->at != COLUMN_ABSENT || column->rule.need == NEED_NOTHING)
        return RESULT_OK;
    return refuse_missing(extraction, column, names, header->line);
}

/* Every column that is missing is said, not only the first. */
static enum result match_all(
    struct extraction *extraction, const struct csv_row *header, const struct names *names)
{
    enum result worst = RESULT_OK;
    for (size_t i = 0; i < extraction->column_count && worst != RESULT_NO_MEMORY; i++) {
        enum result result = match_column(extraction, &extraction->columns[i], header, names);
        if (result != RESULT_OK)
            worst = result;
    }
    return worst;
}

/* text_next() shows an invalid byte as the mark, which may also truly be there. */
static bool is_utf_8(const char *text)
{
    size_t advance;
    for (uint32_t c; (c = text_next(text, &advance)) != 0; text += advance)
        if (c == 0xFFFD && strncmp(text, TEXT_MARK, sizeof TEXT_MARK - 1) != 0)
            return false;
    return true;
}

static enum result check_encoding(struct extraction *extraction, const struct csv_row *header)
{
    for (size_t i = 0; i < header->count; i++) {
        struct piece name = row_field(header, i);
        char *text = strndup(name.bytes, name.length);
        if (!text)
            return RESULT_NO_MEMORY;
        bool valid = is_utf_8(text);
        free(text);
        if (!valid)
            return extract_refuse(extraction, header->line,
                "field %zu of the header is not UTF-8; if the file comes from Windows, give its "
                "feed \"encoding: windows-1252\"",
                i + 1);
    }
    return RESULT_OK;
}

enum result columns_match(struct extraction *extraction, const struct csv_row *header)
{
    if (header->damaged)
        return extract_refuse(
            extraction, header->line, "a quotation mark in the header stands where none may be");
    enum result result = check_encoding(extraction, header);
    if (result != RESULT_OK)
        return result;
    struct names names;
    if (!names_init(&names, header))
        return RESULT_NO_MEMORY;
    result = match_all(extraction, header, &names);
    names_done(&names);
    extraction->header_fields = header->count;
    return result;
}
