/* extract_cell.c: one field of a row: trimmed, mapped, null or read as its column's kind says. */
#include <string.h>

#include "core/feed/extraction.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct piece piece_trimmed(const char *bytes, size_t length)
{
    while (length > 0 && is_blank(bytes[length - 1]))
        length--;
    while (length > 0 && is_blank(*bytes)) {
        bytes++;
        length--;
    }
    return (struct piece){bytes, length};
}

struct piece row_field(const struct csv_row *row, size_t at)
{
    if (at >= row->count)
        return (struct piece){"", 0};
    return piece_trimmed(row->bytes + row->fields[at].offset, row->fields[at].length);
}

static bool is_text(struct piece piece, const char *text)
{
    if (piece.length == 0)
        return text[0] == '\0';
    /* The first byte rules out most. */
    return text[0] == piece.bytes[0] && strncmp(text, piece.bytes, piece.length) == 0 &&
           text[piece.length] == '\0';
}

static bool is_null(const struct feed_spec *feed, struct piece text)
{
    if (text.length == 0)
        return true;
    for (size_t i = 0; i < feed->null_count; i++)
        if (is_text(text, feed->nulls[i]))
            return true;
    return false;
}

static const struct value_map *map_of(const struct feed_spec *feed, int native, struct piece text)
{
    for (size_t i = 0; native >= 0 && i < feed->value_count; i++)
        if (feed->values[i].column == native && is_text(text, feed->values[i].from))
            return &feed->values[i];
    return NULL;
}

/* What the configuration makes of a field. A mapped value is what it was mapped to and nothing
 * else, so that a text that is null elsewhere can be given a meaning in one column. */
static struct piece meaning_of(
    const struct extraction *extraction, const struct column *column, struct piece text)
{
    const struct value_map *map = map_of(extraction->feed, column->native, text);
    if (map)
        return (struct piece){map->to, strlen(map->to)};
    return is_null(extraction->feed, text) ? (struct piece){"", 0} : text;
}

static enum result read_meaning(struct extraction *extraction, const struct column *column,
    struct piece text, struct cell *cell)
{
    struct piece meaning = meaning_of(extraction, column, text);
    cell->given = meaning.length > 0;
    if (!cell->given)
        return RESULT_OK;
    if (meaning.length > VALUE_MOST)
        return extract_reject(
            extraction, cell->field, "%s is longer than %d bytes", column->rule.id, VALUE_MOST);
    return column->rule.kind->read(extraction, column, meaning, cell);
}

static enum result require(
    struct extraction *extraction, const struct column *column, const struct cell *cell)
{
    if (cell->given || column->rule.need != NEED_VALUE)
        return RESULT_OK;
    return extract_reject(extraction, cell->field, "%s is empty", column->rule.id);
}

enum result cell_read(struct extraction *extraction, const struct column *column,
    const struct csv_row *row, struct cell *ret)
{
    struct cell cell = {0};
    if (column->at == COLUMN_ABSENT) {
        *ret = cell;
        return RESULT_OK;
    }
    struct piece text = row_field(row, column->at);
    if (!recall_find(column->recall, text.bytes, text.length, &cell)) {
        cell.field = (unsigned)column->at + 1;
        enum result result = read_meaning(extraction, column, text, &cell);
        if (result != RESULT_OK)
            return result;
        recall_keep(column->recall, text.bytes, text.length, &cell);
    }
    *ret = cell;
    return require(extraction, column, &cell);
}
