#include <stdlib.h>
#include <string.h>

#include "core/model/series_format.h"
#include "core/model/spell_format.h"

struct chunk {
    struct spells *spells;
    const struct spell_format *format;
    unit_index unit;
    struct reader reader;
    uint32_t *words; /* by rank: its number in spells->text; [0] is 0 */
    size_t word_count;
};

static enum result verdict(const struct chunk *chunk)
{
    return chunk->reader.failed ? RESULT_INVALID : RESULT_OK;
}

/* Nothing takes less than a byte: more of it than there are bytes left is damage, found before any
 * memory is asked for. */
static size_t read_count(struct chunk *chunk)
{
    return (size_t)varint_read_bounded(&chunk->reader, chunk->reader.size - chunk->reader.at);
}

/* A word that was read and is foreseen, and not yet looked up. */
struct waiting {
    const char *bytes;
    size_t length;
};

/* Text was clean when it was written: a NUL would cut it short from now on. */
static bool read_word(struct chunk *chunk, struct waiting *ret)
{
    ret->length = read_count(chunk);
    ret->bytes = (const char *)reader_take(&chunk->reader, ret->length);
    if (!ret->bytes || memchr(ret->bytes, '\0', ret->length))
        return false;
    intern_foresee(chunk->spells->text, ret->bytes, ret->length);
    return true;
}

/* Words are read some way ahead of being looked up, so that the memory for it comes meanwhile. */
#define AHEAD 16

static enum result read_words(struct chunk *chunk)
{
    struct waiting waiting[AHEAD];
    chunk->word_count = read_count(chunk);
    chunk->words = calloc(chunk->word_count + 1, sizeof *chunk->words);
    if (!chunk->words)
        return RESULT_NO_MEMORY;
    for (size_t i = 0, read = 0; i < chunk->word_count; i++) {
        for (; read < chunk->word_count && read < i + AHEAD; read++)
            if (!read_word(chunk, &waiting[read % AHEAD]))
                return RESULT_INVALID;
        const struct waiting *word = &waiting[i % AHEAD];
        chunk->words[i + 1] = intern_add(chunk->spells->text, word->bytes, word->length);
        if (chunk->words[i + 1] == INTERN_FAILED)
            return RESULT_NO_MEMORY;
    }
    return verdict(chunk);
}

/* Ranks become numbers of the table they are added to. */
static void place_words(struct chunk *chunk, char *spell)
{
    for (size_t i = 0; i < chunk->format->text_count; i++) {
        uint32_t rank;
        memcpy(&rank, spell + chunk->format->texts[i], sizeof rank);
        if (rank > chunk->word_count) {
            chunk->reader.failed = true;
            return;
        }
        memcpy(spell + chunk->format->texts[i], &chunk->words[rank], sizeof rank);
    }
}

static void read_spell(struct chunk *chunk, char *spell, day_t *day)
{
    const struct spell_format *format = chunk->format;
    format->read(&chunk->reader, spell, day);
    place_words(chunk, spell);
    if (format->unit != NO_FIELD)
        memcpy(spell + format->unit, &chunk->unit, sizeof chunk->unit);
}

/* So many more spells, all of them nought; NULL: no memory. */
static char *add_spells(struct chunk *chunk, size_t more)
{
    const struct spell_format *format = chunk->format;
    char *base = (char *)chunk->spells, *items;
    size_t *count = (size_t *)(void *)(base + format->count);
    size_t *room = (size_t *)(void *)(base + format->room);
    if (!grow_room(base + format->items, room, *count + more + 1, format->size))
        return NULL;
    memcpy(&items, base + format->items, sizeof items);
    items += *count * format->size;
    memset(items, 0, more * format->size);
    *count += more;
    return items;
}

static enum result read_spells(struct chunk *chunk)
{
    day_t day = SERIES_FIRST_DAY;
    size_t count = read_count(chunk);
    if (chunk->reader.failed)
        return RESULT_INVALID;
    char *spell = add_spells(chunk, count);
    if (!spell)
        return RESULT_NO_MEMORY;
    for (; !chunk->reader.failed && count > 0; count--, spell += chunk->format->size)
        read_spell(chunk, spell, &day);
    return chunk->reader.at == chunk->reader.size ? verdict(chunk) : RESULT_INVALID;
}

enum result spells_decode(struct spells *spells, unit_index unit, const uint8_t *bytes, size_t size)
{
    struct chunk chunk = {.spells = spells, .unit = unit, .reader = {.bytes = bytes, .size = size}};
    size_t type = (size_t)varint_read_bounded(&chunk.reader, FEED_TYPE_COUNT - 1);
    if (chunk.reader.failed)
        return RESULT_INVALID;
    chunk.format = &SPELL_FORMATS[type];
    char *count = (char *)spells + chunk.format->count;
    size_t before;
    memcpy(&before, count, sizeof before);
    enum result result = read_words(&chunk);
    if (result == RESULT_OK)
        result = read_spells(&chunk);
    if (result != RESULT_OK) /* all of it or nothing */
        memcpy(count, &before, sizeof before);
    free(chunk.words);
    return result;
}
