#include <stdlib.h>
#include <string.h>

#include "core/model/series_format.h"
#include "core/model/spell_format.h"

/* --- the spells of one unit, copied --------------------------------------------------------- */

struct selection {
    char *items; /* copies, whose text numbers may be changed */
    size_t count;
};

static bool belongs(const struct spell_format *format, const char *spell, unit_index unit)
{
    unit_index own;
    if (format->unit == NO_FIELD)
        return true;
    memcpy(&own, spell + format->unit, sizeof own);
    return own == unit;
}

static bool select_spells(struct selection *selection, const struct spell_format *format,
    const struct spells *spells, unit_index unit)
{
    const char *items;
    size_t count, room = 0;
    memcpy(&items, (const char *)spells + format->items, sizeof items);
    memcpy(&count, (const char *)spells + format->count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        const char *spell = items + i * format->size;
        if (!belongs(format, spell, unit))
            continue;
        if (!grow_room(&selection->items, &room, selection->count + 1, format->size))
            return false;
        memcpy(selection->items + selection->count++ * format->size, spell, format->size);
    }
    return true;
}

/* --- the text they use, sorted: a number becomes a rank ------------------------------------- */

struct word {
    const char *text;
    uint32_t number;
};

struct words {
    struct word *items;
    size_t count, room;
    uint32_t *ranks; /* by text number; 0: not used */
};

static int compare_words(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    return strcmp(x->text, y->text);
}

static bool use_word(struct words *words, const struct interned *text, uint32_t number)
{
    if (number == 0 || words->ranks[number] != 0)
        return true;
    if (!grow_room(&words->items, &words->room, words->count + 1, sizeof *words->items))
        return false;
    words->items[words->count++] = (struct word){intern_at(text, number), number};
    words->ranks[number] = 1; /* used; its rank is known once they are sorted */
    return true;
}

static char *text_field(const struct selection *selection, const struct spell_format *format,
    size_t spell, size_t field)
{
    return selection->items + spell * format->size + format->texts[field];
}

static bool collect_words(struct words *words, const struct selection *selection,
    const struct spell_format *format, const struct interned *text)
{
    words->ranks = calloc(intern_count(text) + 1, sizeof *words->ranks);
    if (!words->ranks)
        return false;
    for (size_t i = 0; i < selection->count * format->text_count; i++) {
        uint32_t number;
        memcpy(&number,
            text_field(selection, format, i / format->text_count, i % format->text_count),
            sizeof number);
        if (!use_word(words, text, number))
            return false;
    }
    return true;
}

static void rank_words(
    struct words *words, const struct selection *selection, const struct spell_format *format)
{
    if (words->count > 0)
        qsort(words->items, words->count, sizeof *words->items, compare_words);
    for (size_t i = 0; i < words->count; i++)
        words->ranks[words->items[i].number] = (uint32_t)i + 1;
    for (size_t i = 0; i < selection->count * format->text_count; i++) {
        char *field = text_field(selection, format, i / format->text_count, i % format->text_count);
        uint32_t number;
        memcpy(&number, field, sizeof number);
        memcpy(field, &words->ranks[number], sizeof number);
    }
}

/* --- the chunk ------------------------------------------------------------------------------ */

static void write_words(struct buffer *out, const struct words *words)
{
    varint_write(out, words->count);
    for (size_t i = 0; i < words->count; i++) {
        size_t length = strlen(words->items[i].text);
        varint_write(out, length);
        buffer_add(out, words->items[i].text, length);
    }
}

static void write_spells(
    struct buffer *out, const struct selection *selection, const struct spell_format *format)
{
    day_t day = SERIES_FIRST_DAY;
    if (selection->count > 0)
        qsort(selection->items, selection->count, format->size, format->compare);
    varint_write(out, selection->count);
    for (size_t i = 0; i < selection->count; i++)
        format->write(out, selection->items + i * format->size, &day);
}

void spells_encode(
    const struct spells *spells, enum feed_type type, unit_index unit, struct buffer *out)
{
    const struct spell_format *format = &SPELL_FORMATS[type];
    struct selection selection = {0};
    struct words words = {0};
    if (select_spells(&selection, format, spells, unit) &&
        collect_words(&words, &selection, format, spells->text)) {
        rank_words(&words, &selection, format);
        varint_write(out, type);
        write_words(out, &words);
        write_spells(out, &selection, format);
    } else {
        out->failed = true;
    }
    free(words.items);
    free(words.ranks);
    free(selection.items);
}
