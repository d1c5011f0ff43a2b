/*
 * amendment.h: what became of a unit's cases since their chunk was written, in a few bytes beside it.
 *
 * Of a chunk some cases are gone, and others stand among those that are left. Chunk and amendment together
 * give the cases in the order in which they would stand in a chunk written anew. Amendments are always
 * against the chunk, never against one another. An amendment owns its arrays; zeroed it is valid and
 * empty. Reading trusts no byte.
 */
#ifndef TEAMTOP_MODEL_AMENDMENT_H
#define TEAMTOP_MODEL_AMENDMENT_H

#include "core/model/spell.h"

struct amendment {
    size_t chunk_count; /* cases in the chunk */
    uint32_t *gone;     /* their places in it, ascending */
    size_t gone_count, gone_room;
    uint32_t *before; /* of each that came, the place in the chunk it stands before; ascending */
    size_t came_count, came_room;
};

void amendment_done(struct amendment *amendment);

/* The order of cases in a chunk: `a` before `b` is negative. Those alike in every fact are 0. */
int case_order(const struct interned *text, const struct case_spell *a, const struct case_spell *b);

/* Appends it with the cases that came, which are at these places, in order. */
void amendment_write(const struct amendment *amendment, struct spell_encoder *encoder,
    const struct spells *spells, const uint32_t *places, struct buffer *out);

/* Brings the cases from `first` on, the last ones there are and all that a chunk of the unit held, to what they have
 * become. *ret (may be NULL) is what was read. RESULT_INVALID when the bytes are damaged or another chunk's;
 * then, as when memory runs out, the cases are as they were. */
MUST_CHECK enum result amendment_apply(struct spells *spells, unit_index unit, size_t first,
    const uint8_t *bytes, size_t size, struct amendment *ret);

#endif
