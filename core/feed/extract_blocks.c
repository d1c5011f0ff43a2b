/* extract_blocks.c: a cases extract block by block, without reading those that were read before. */
#include <string.h>

#include "core/base/hash.h"
#include "core/feed/extract_blocks.h"

/* Goes up when the same rows and mapping give other spells than before. */
#define READING_FORMAT 2

/* --- what the same bytes are read as depends on --------------------------------------------- */

static uint64_t hash_unit(uint64_t hash, const struct unit *unit)
{
    hash = hash_text(hash_text(hash, unit->id), unit->name);
    for (size_t i = 0; i < unit->alias_count; i++)
        hash = hash_text(hash, unit->aliases[i]);
    return hash_number(hash, (int64_t)unit->alias_count);
}

static uint64_t hash_service(uint64_t hash, const struct service *service)
{
    unit_index count = unit_tree_count(service->units);
    for (unit_index i = 0; i < count; i++)
        hash = hash_unit(hash, unit_tree_at(service->units, i));
    for (int i = 0; i < service->category_count; i++)
        hash = hash_text(hash_text(hash, service->categories[i].id), service->categories[i].name);
    return hash_number(hash, count);
}

static uint64_t hash_feed(uint64_t hash, const struct feed_spec *feed)
{
    hash = hash_text(hash_text(hash, feed->register_id), feed->dates.text);
    hash = hash_number(hash_number(hash, feed->delimiter), feed->encoding);
    for (size_t i = 0; i < feed->null_count; i++)
        hash = hash_text(hash, feed->nulls[i]);
    for (size_t i = 0; i < feed->value_count; i++) {
        const struct value_map *map = &feed->values[i];
        hash = hash_text(hash_text(hash_number(hash, map->column), map->from), map->to);
    }
    return hash_number(hash, (int64_t)feed->null_count);
}

static uint64_t hash_columns(uint64_t hash, const struct extraction *extraction)
{
    for (size_t i = 0; i < extraction->column_count; i++)
        hash = hash_number(hash, (int64_t)extraction->columns[i].at);
    return hash_number(hash, (int64_t)extraction->header_fields);
}

/* Everything but the bytes that says what is read. */
static uint64_t hash_reading(const struct extraction *extraction)
{
    uint64_t hash = hash_number(HASH_START, READING_FORMAT);
    hash = hash_service(hash, extraction->service);
    hash = hash_feed(hash, extraction->feed);
    return hash_finish(hash_columns(hash, extraction));
}

/* A block read with another mapping has another digest. Never 0, which is none. */
static uint64_t digest_of(const struct extraction *extraction, const struct source_block *block)
{
    return hash_finish(hash_number(extraction->reading, (int64_t)block->digest)) | 1;
}

/* --- one block ------------------------------------------------------------------------------ */

/* What a block has to be to be known again: it begins and ends with a row, after the header, and
 * none of its rows was rejected. */
static bool is_between_rows(const struct extraction *extraction, const struct csv_reader *reader)
{
    return extraction->header_fields > 0 && csv_reader_is_at_row(reader);
}

static bool keep(
    struct extraction *extraction, struct csv_reader *reader, const struct source_block *block)
{
    struct origin *origin =
        extraction->known ? origins_keep(extraction->known, digest_of(extraction, block)) : NULL;
    if (!origin)
        return false;
    extraction->extract->rows += origin->rows;
    extraction->extract->taken += origin->rows;
    csv_reader_pass(reader, block->lines);
    return true;
}

static enum result read_block(struct extraction *extraction, struct csv_reader *reader,
    const struct source_block *block, block_feed_fn *feed)
{
    struct extract *extract = extraction->extract;
    bool began = is_between_rows(extraction, reader);
    int64_t rows = extract->rows, rejected = extract->rejected;
    if (began && keep(extraction, reader, block))
        return RESULT_OK;
    extraction->origin = (uint32_t)extract->origins.count + 1;
    enum result result = feed(reader, block->bytes, block->length);
    if (result != RESULT_OK)
        return result;
    if (!began && extraction->header_fields > 0 && extract->origins.count == 0)
        extraction->reading = hash_reading(extraction);
    bool whole = began && is_between_rows(extraction, reader) && extract->rejected == rejected;
    return origins_add(&extract->origins, whole ? digest_of(extraction, block) : 0,
        (uint32_t)(extract->rows - rows));
}

/* --- all of them ---------------------------------------------------------------------------- */

enum result blocks_read(struct extraction *extraction, struct source *source,
    struct csv_reader *reader, block_encoding_fn *encoding_of, enum result *ret_verdict)
{
    enum result verdict = RESULT_OK;
    block_feed_fn *feed = NULL;
    for (;;) {
        struct source_block block;
        enum result result = source_next_block(source, extraction->key, &block);
        if (result != RESULT_OK)
            return result;
        if (block.length == 0)
            break;
        if (!origins_are_kept(extraction->feed))
            source_hash_bytes(source, &block);
        if (!feed)
            feed = encoding_of(extraction->feed, &block.bytes, &block.length);
        if (verdict == RESULT_OK)
            verdict = read_block(extraction, reader, &block, feed);
        if (verdict == RESULT_NO_MEMORY)
            return verdict;
    }
    *ret_verdict = verdict == RESULT_OK ? csv_reader_finish(reader) : verdict;
    return RESULT_OK;
}
