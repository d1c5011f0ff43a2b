/*
 * spell.h: facts as they arrive: intervals with a weight (domain page, section 3).
 *
 * Every interval here is half open, [from, until): readers turn a feed's own rule for its end date
 * (cases end on `end`, posts and absences on the day after) into `until`, DAY_NEVER when there is
 * none. `struct spells` owns the arrays and the table its text numbers (0 = none) refer to; a child
 * is only ever a keyed hash.
 */
#ifndef TEAMTOP_MODEL_SPELL_H
#define TEAMTOP_MODEL_SPELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/base/fixed.h"
#include "core/base/grow.h"
#include "core/base/intern.h"
#include "core/base/result.h"
#include "core/model/feed.h"
#include "core/model/unit.h"

/* What one row may say at most, so that a service's rows can be added up; a chunk with more is
 * damaged. */
#define POST_FTE_MOST      (2 * FIXED_ONE) /* one person in one post: more is hours or a percentage */
#define REQUEST_COUNT_MOST 1000000
#define READING_VALUE_MOST (INT64_C(1000000000) * FIXED_ONE)

typedef uint64_t child_hash; /* keyed: says nothing without the key */

struct case_spell {
    child_hash child;
    unit_index team;
    uint32_t worker;  /* 0: unallocated */
    int32_t category; /* index into the service's categories: smaller goes first */
    day_t from, until;
    uint32_t origin; /* where in its extract it stood: not part of the fact (core/feed/origins.h) */
};

enum contract {
    CONTRACT_PERMANENT,
    CONTRACT_FIXED_TERM,
    CONTRACT_AGENCY,
    CONTRACT_VACANT,
};

struct post_spell {
    uint32_t post;
    unit_index team;
    uint32_t role;   /* text: a role id of the configuration, or what the extract says */
    uint32_t worker; /* 0 exactly when vacant */
    uint32_t name;   /* display text, 0: none */
    int32_t fte;     /* ten-thousandths, 0 to POST_FTE_MOST */
    enum contract contract;
    bool case_holding;
    day_t from, until;
};

struct absence_spell {
    uint32_t worker;
    uint32_t reason;
    day_t from, until;
};

struct request {
    day_t day;
    unit_index unit;
    uint32_t source;
    int64_t count; /* 0 to REQUEST_COUNT_MOST */
};

struct reading {
    day_t day;      /* last day of the period */
    int32_t months; /* length of the period; 0: that one day */
    unit_index unit;
    int32_t part;  /* enum part_id */
    fixed_t value; /* 0 to READING_VALUE_MOST */
    bool known;    /* false: published as suppressed or not available */
};

struct spells {
    struct interned *text;
    struct case_spell *cases;
    size_t case_count, case_room;
    struct post_spell *posts;
    size_t post_count, post_room;
    struct absence_spell *absences;
    size_t absence_count, absence_room;
    struct request *requests;
    size_t request_count, request_room;
    struct reading *readings;
    size_t reading_count, reading_room;
};

MUST_CHECK enum result spells_init(struct spells *spells);
void spells_done(struct spells *spells);

/* --- as bytes, one chunk per feed and unit: what the store keeps ---------------------------- */

/* Appends the spells of one type that belong to `unit` (absences: UNIT_NONE, they have none) to
 * `out`, sorted, with the text they use, so that equal spells give equal bytes in whatever order
 * they came. */
void spells_encode(
    const struct spells *spells, enum feed_type type, unit_index unit, struct buffer *out);

/* The same for many units: what one chunk needs to be made is kept for the next, and the caller
 * says which spells belong together, so that a chunk takes no longer than its own spells. Zeroed it
 * is valid and empty. */
struct spell_encoder {
    char *items; /* the spells of the last chunk, sorted as they stand in it; texts are ranks */
    size_t count, item_bytes;
    struct word *words; /* of the last chunk, sorted */
    size_t word_count, word_room;
    uint32_t *ranks; /* by text number; all 0 between two chunks */
    size_t rank_room;
};
void spell_encoder_done(struct spell_encoder *encoder);

/* Appends one chunk: the spells at these places of their array. */
void spell_encoder_add(struct spell_encoder *encoder, const struct spells *spells,
    enum feed_type type, const uint32_t *places, size_t count, struct buffer *out);

/* Adds what a chunk holds to `spells`, giving every spell `unit`. RESULT_INVALID when it is
 * damaged; then, as when memory runs out, no spell was added. Categories come back as the numbers
 * they were: they mean something only to a service with the same list of categories. */
MUST_CHECK enum result spells_decode(
    struct spells *spells, unit_index unit, const uint8_t *bytes, size_t size);

#endif
