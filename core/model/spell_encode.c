#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/series_format.h"
#include "core/model/spell_format.h"

void spell_encoder_done(struct spell_encoder *encoder)
{
    free(encoder->items);
    free(encoder->words);
    free(encoder->ranks);
    *encoder = (struct spell_encoder){0};
}

/* --- the spells of one chunk, copied -------------------------------------------------------- */

static const char *items_of(const struct spells *spells, const struct spell_format *format)
{
    const char *items;
    memcpy(&items, (const char *)spells + format->items, sizeof items);
    return items;
}

static size_t count_of(const struct spells *spells, const struct spell_format *format)
{
    size_t count;
    memcpy(&count, (const char *)spells + format->count, sizeof count);
    return count;
}

/* Copies, whose text numbers may be changed. */
static bool copy_spells(struct spell_encoder *encoder, const struct spell_format *format,
    const struct spells *spells, const uint32_t *places, size_t count)
{
    const char *items = items_of(spells, format);
    encoder->count = 0;
    if (!grow_room(&encoder->items, &encoder->item_bytes, count * format->size + 1, 1))
        return false;
    for (size_t i = 0; i < count; i++)
        memcpy(encoder->items + i * format->size, items + places[i] * format->size, format->size);
    encoder->count = count;
    return true;
}

/* --- the text they use, sorted: a number becomes a rank ------------------------------------- */

#define AT_HAND                                                                                    \
    8 /* bytes of a text, as a number: most are told apart without looking at them elsewhere */

struct word {
    uint64_t first, next; /* the first bytes and those after them, 0 behind its end */
    const char *text;
    uint32_t number, length;
};

/* Its order among others is that of the bytes. */
static uint64_t bytes_at_hand(const char *text, size_t length)
{
    uint64_t bytes = 0;
    memcpy(&bytes, text, length < AT_HAND ? length : AT_HAND);
    return be64toh(bytes);
}

static struct word make_word(const struct interned *interned, uint32_t number)
{
    const char *text = intern_at(interned, number);
    const size_t length = intern_length(interned, number);
    struct word word = {.first = bytes_at_hand(text, length),
        .text = text,
        .number = number,
        .length = (uint32_t)length};
    if (length > AT_HAND)
        word.next = bytes_at_hand(text + AT_HAND, length - AT_HAND);
    return word;
}

static int compare_words(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->next != y->next)
        return x->next < y->next ? -1 : 1;
    return strcmp(x->text, y->text);
}

static bool rank_room(struct spell_encoder *encoder, size_t count)
{
    size_t before = encoder->rank_room;
    if (!grow_room(&encoder->ranks, &encoder->rank_room, count, sizeof *encoder->ranks))
        return false;
    memset(encoder->ranks + before, 0, (encoder->rank_room - before) * sizeof *encoder->ranks);
    return true;
}

static bool use_word(struct spell_encoder *encoder, const struct interned *text, uint32_t number)
{
    if (number == 0 || encoder->ranks[number] != 0)
        return true;
    struct word *word =
        grow_one(&encoder->words, &encoder->word_count, &encoder->word_room, sizeof *word);
    if (!word)
        return false;
    *word = make_word(text, number);
    encoder->ranks[number] = 1; /* used; its rank is known once they are sorted */
    return true;
}

/* The words of one of its texts, which is so far into a spell. */
static bool collect_field(struct spell_encoder *encoder, const struct spell_format *format,
    size_t offset, const struct interned *text)
{
    const char *field = encoder->items + offset;
    for (size_t i = 0; i < encoder->count; i++, field += format->size) {
        uint32_t number;
        memcpy(&number, field, sizeof number);
        if (!use_word(encoder, text, number))
            return false;
    }
    return true;
}

static bool collect_words(
    struct spell_encoder *encoder, const struct spell_format *format, const struct interned *text)
{
    encoder->word_count = 0;
    for (size_t i = 0; i < format->text_count; i++)
        if (!collect_field(encoder, format, format->texts[i], text))
            return false;
    return true;
}

static void rank_field(
    struct spell_encoder *encoder, const struct spell_format *format, size_t offset)
{
    char *field = encoder->items + offset;
    for (size_t i = 0; i < encoder->count; i++, field += format->size) {
        uint32_t number;
        memcpy(&number, field, sizeof number);
        memcpy(field, &encoder->ranks[number], sizeof number);
    }
}

static void rank_words(struct spell_encoder *encoder, const struct spell_format *format)
{
    if (encoder->word_count > 0)
        qsort(encoder->words, encoder->word_count, sizeof *encoder->words, compare_words);
    for (size_t i = 0; i < encoder->word_count; i++)
        encoder->ranks[encoder->words[i].number] = (uint32_t)i + 1;
    for (size_t i = 0; i < format->text_count; i++)
        rank_field(encoder, format, format->texts[i]);
}

static void forget_ranks(struct spell_encoder *encoder)
{
    for (size_t i = 0; i < encoder->word_count; i++)
        encoder->ranks[encoder->words[i].number] = 0;
}

/* --- the chunk ------------------------------------------------------------------------------ */

/* Sorted, they lie anywhere in memory: a short one is written without looking at it there. */
static void write_word(struct buffer *out, const struct word *word)
{
    const uint64_t at_hand[] = {htobe64(word->first), htobe64(word->next)};
    varint_write(out, word->length);
    buffer_add(
        out, word->length > sizeof at_hand ? word->text : (const char *)at_hand, word->length);
}

static void write_words(struct buffer *out, const struct spell_encoder *encoder)
{
    varint_write(out, encoder->word_count);
    for (size_t i = 0; i < encoder->word_count; i++)
        write_word(out, &encoder->words[i]);
}

static size_t sorted_prefix(const struct spell_encoder *encoder, const struct spell_format *format)
{
    size_t i = 1;
    while (i < encoder->count && format->compare(encoder->items + (i - 1) * format->size,
                                     encoder->items + i * format->size) <= 0)
        i++;
    return i < encoder->count ? i : encoder->count;
}

/* Puts the items from `first` on, which are sorted, among those before, which are: from the back,
 * so that each stretch between two of them moves once. */
static void merge_tail(struct spell_encoder *encoder, const struct spell_format *format,
    const char *tail, size_t first)
{
    size_t size = format->size, end = encoder->count, left = first;
    for (size_t i = encoder->count - first; i > 0; i--) {
        const char *item = tail + (i - 1) * size;
        size_t low = 0, high = left;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (format->compare(encoder->items + middle * size, item) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        end -= left - low;
        memmove(encoder->items + end * size, encoder->items + low * size, (left - low) * size);
        left = low;
        memcpy(encoder->items + --end * size, item, size);
    }
}

/* --- in order: first by day, of which there are few ------------------------------------------ */

struct days {
    day_t first;
    size_t count; /* from the first to the last */
};

static day_t day_at(
    const struct spell_encoder *encoder, const struct spell_format *format, size_t i)
{
    day_t day;
    memcpy(&day, encoder->items + i * format->size + format->day, sizeof day);
    return day;
}

static struct days find_days(const struct spell_encoder *encoder, const struct spell_format *format)
{
    day_t first = day_at(encoder, format, 0), last = first;
    for (size_t i = 1; i < encoder->count; i++) {
        day_t day = day_at(encoder, format, i);
        first = day < first ? day : first;
        last = day > last ? day : last;
    }
    return (struct days){first, (size_t)((int64_t)last - first) + 1};
}

/* Where each day's spells begin among all, at starts[day]; then, as they are put there, where they end. */
static void place_by_day(struct spell_encoder *encoder, const struct spell_format *format,
    struct days days, size_t *starts, char *room)
{
    size_t size = format->size, before = 0;
    for (size_t i = 0; i < encoder->count; i++)
        starts[day_at(encoder, format, i) - days.first]++;
    for (size_t day = 0; day < days.count; day++) {
        size_t own = starts[day];
        starts[day] = before;
        before += own;
    }
    memcpy(room, encoder->items, encoder->count * size);
    for (size_t i = 0; i < encoder->count; i++) {
        day_t day;
        memcpy(&day, room + i * size + format->day, sizeof day);
        memcpy(encoder->items + starts[day - days.first]++ * size, room + i * size, size);
    }
}

/* Everything anew, in time that grows with how many there are; qsort() where they are so few, or their days so far
 * apart, that it is none the worse. False: no memory. */
static bool sort_all(struct spell_encoder *encoder, const struct spell_format *format)
{
    size_t size = format->size, from = 0;
    const struct days days = find_days(encoder, format);
    if (days.count > encoder->count) {
        qsort(encoder->items, encoder->count, size, format->compare);
        return true;
    }
    size_t *starts = calloc(days.count, sizeof *starts);
    char *room = malloc(encoder->count * size);
    if (starts && room) {
        place_by_day(encoder, format, days, starts, room);
        for (size_t day = 0; day < days.count; from = starts[day++])
            if (starts[day] - from > 1)
                qsort(encoder->items + from * size, starts[day] - from, size, format->compare);
    }
    const bool sorted = starts && room;
    free(room);
    free(starts);
    return sorted;
}

/* What comes from the store stands in order already, and a few new ones behind it. */
static bool sort_spells(struct spell_encoder *encoder, const struct spell_format *format)
{
    size_t first = sorted_prefix(encoder, format), size = format->size;
    size_t count = encoder->count - first;
    if (count == 0)
        return true;
    if (first < count)
        return sort_all(encoder, format);
    char *tail = malloc(count * size);
    if (!tail)
        return false;
    memcpy(tail, encoder->items + first * size, count * size);
    qsort(tail, count, size, format->compare);
    merge_tail(encoder, format, tail, first);
    free(tail);
    return true;
}

static void write_spells(
    struct buffer *out, struct spell_encoder *encoder, const struct spell_format *format)
{
    day_t day = SERIES_FIRST_DAY;
    if (!sort_spells(encoder, format))
        out->failed = true;
    varint_write(out, encoder->count);
    for (size_t i = 0; i < encoder->count; i++)
        format->write(out, encoder->items + i * format->size, &day);
}

void spell_encoder_add(struct spell_encoder *encoder, const struct spells *spells,
    enum feed_type type, const uint32_t *places, size_t count, struct buffer *out)
{
    const struct spell_format *format = &SPELL_FORMATS[type];
    if (!rank_room(encoder, intern_count(spells->text) + 1) ||
        !copy_spells(encoder, format, spells, places, count)) {
        out->failed = true;
        return;
    }
    if (collect_words(encoder, format, spells->text)) {
        rank_words(encoder, format);
        varint_write(out, type);
        write_words(out, encoder);
        write_spells(out, encoder, format);
    } else {
        out->failed = true;
    }
    forget_ranks(encoder);
}

/* --- one unit alone ------------------------------------------------------------------------- */

static bool belongs(const struct spell_format *format, const char *spell, unit_index unit)
{
    unit_index own;
    if (format->unit == NO_FIELD)
        return true;
    memcpy(&own, spell + format->unit, sizeof own);
    return own == unit;
}

void spells_encode(
    const struct spells *spells, enum feed_type type, unit_index unit, struct buffer *out)
{
    const struct spell_format *format = &SPELL_FORMATS[type];
    const char *items = items_of(spells, format);
    size_t all = count_of(spells, format), count = 0;
    struct spell_encoder encoder = {0};
    uint32_t *places = malloc((all + 1) * sizeof *places);
    if (!places) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < all; i++)
        if (belongs(format, items + i * format->size, unit))
            places[count++] = (uint32_t)i;
    spell_encoder_add(&encoder, spells, type, places, count, out);
    free(places);
    spell_encoder_done(&encoder);
}
