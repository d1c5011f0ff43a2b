/*
 * write.h: a unit's finished ledger as series, one per key that has data.
 *
 * Series are appended to one buffer and remembered by where they stand in it, because it moves
 * while it grows. A `struct output` owns its list; the buffer belongs to whoever gave it. Running
 * out of memory is noted in the buffer and in `failed`.
 */
#ifndef TEAMTOP_DERIVE_WRITE_H
#define TEAMTOP_DERIVE_WRITE_H

#include "core/base/grow.h"
#include "core/derive/keys.h"
#include "core/derive/ledger.h"
#include "core/model/unit.h"

struct written {
    unit_index unit;
    uint32_t key;
    size_t at, size; /* in the buffer */
};

struct output {
    const struct keys *keys;
    struct buffer *bytes;
    struct written *items;
    size_t count, room;
    unsigned imported; /* 1 << feed_type of each feed that has ever come */
    bool failed;
};

void output_done(struct output *output);

/* Which series there are says which figures have data (docs/figures.md, "No data"): a part where
 * all the feeds it is made of mention the unit; one category, reason or source where it occurs as
 * well. */
void write_unit(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books);

/* What the ledger adds to the series of cases that add up (steps and amounts), where it is not 0. */
void write_case_changes(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books);

#endif
