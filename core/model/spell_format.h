/*
 * spell_format.h: the shape of a chunk of spells, type by type; private to core/model.
 *
 * A chunk is: type, its text table (count, then length and bytes of each, sorted), the number of
 * spells, the spells. Each type is one row of a table that says where its array lives, which fields
 * are text and how one spell is written and read. Reading trusts nothing: damage sets the reader's
 * failed flag.
 */
#ifndef TEAMTOP_MODEL_SPELL_FORMAT_H
#define TEAMTOP_MODEL_SPELL_FORMAT_H

#include "core/model/spell.h"
#include "core/model/varint.h"

#define SPELL_TEXTS_MOST 4
#define NO_FIELD         SIZE_MAX

struct spell_format {
    size_t items, count, room;      /* offsets in struct spells */
    size_t size;                    /* of one spell */
    size_t unit;                    /* offset of its unit, or NO_FIELD */
    size_t day;                     /* offset of the day they are in order of before all else */
    size_t texts[SPELL_TEXTS_MOST]; /* offsets of its text numbers */
    size_t text_count;
    /* A total order once text numbers are ranks, so that equal spells are written alike. */
    int (*compare)(const void *a, const void *b);
    /* `day` is the day of the spell before, and becomes this one's. */
    void (*write)(struct buffer *out, const void *spell, day_t *day);
    void (*read)(struct reader *reader, void *spell, day_t *day);
};

extern const struct spell_format SPELL_FORMATS[FEED_TYPE_COUNT];

#endif
