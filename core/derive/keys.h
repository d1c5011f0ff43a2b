/*
 * keys.h: the keys series are kept under: "open_cases", "open_cases.cin",
 * "fte_absent.stress".
 *
 * Keys are numbered in the order of their text, so that what is written by number is sorted by key.
 * A `struct keys` owns its tables; texts live in the arena it was made with. Making one fails only
 * for want of memory.
 */
#ifndef TEAMTOP_DERIVE_KEYS_H
#define TEAMTOP_DERIVE_KEYS_H

#include "core/base/grow.h"
#include "core/model/measure.h"
#include "core/model/service.h"
#include "core/model/spell.h"

#define KEY_NONE UINT32_MAX

struct key {
    const char *text;
    enum part_id part;
    bool sub; /* one category, role, reason or source of the part */
};

struct keys {
    struct key *all; /* sorted by text */
    size_t count;
    uint32_t of_part[PART_COUNT];
    uint32_t *of_category; /* by index into the service's categories; KEY_NONE after the last */
    size_t category_count;
    uint32_t *of_reason; /* by text number of the spells; KEY_NONE where it is no reason */
    uint32_t *of_source;
    uint32_t *of_role;
};

bool keys_make(struct keys *ret, struct arena *arena, const struct service *service,
    const struct spells *spells);
void keys_done(struct keys *keys);

#endif
