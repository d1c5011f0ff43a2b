/*
 * recounting.h: a re-import while it is worked out; private to the files of recount.h.
 *
 * recount_fates.c says which spells go and come, recount.c which of the others matter with them,
 * recount_series.c changes the series by them, recount_chunks.c writes the spells. All of it is one
 * `struct recounting`, owned by recount(), which borrows the file's spells and the blocks known.
 * Each fails for want of memory or as the store does; RESULT_INVALID: what is known does not fit.
 */
#ifndef TEAMTOP_FEED_RECOUNTING_H
#define TEAMTOP_FEED_RECOUNTING_H

#include "core/derive/change.h"
#include "core/feed/child_set.h"
#include "core/feed/origin_chunks.h"
#include "core/feed/recount.h"

/* What becomes of a case spell: all spells stand in one array, the file's new ones first, then the
 * store's. */
enum fate {
    FATE_STAYS,
    FATE_GOES,
    FATE_COMES,
    FATE_DOUBLE, /* read again, and in the store already */
};

struct unit_count {
    size_t cases, posts;
    bool changed; /* here or below */
    bool encoded; /* its own chunk has to be written */
};

struct recounting {
    const struct chunks *chunks;
    const struct feed_spec *feed;
    struct spells *spells;
    size_t fresh; /* the first so many are the file's */
    struct origins *known;
    struct stretch *stretches; /* by unit: the store's */
    uint8_t *fates;
    size_t *changed; /* places of the spells that go or come */
    size_t changed_count, changed_room;
    size_t unallocated;        /* spells without a worker, whatever becomes of them */
    struct child_set children; /* with a changed case */
    struct child_set waiting;  /* that ever wait for a worker */
    bool *workers;             /* by text number: has a changed case */
    struct unit_count *units;
    size_t *categories; /* [unit × category_count] */
    struct spells posts;
    struct case_change change;
    struct derived difference, oldest;
    bool waits; /* a child with a changed case waits, or waited, for a worker */
    size_t series_changed;
};

/* fates: before the import, or after it. */
static inline bool fate_counts(enum fate fate, int side)
{
    return fate == FATE_STAYS || fate == (side == 0 ? FATE_GOES : FATE_COMES);
}

/* recount_fates.c: gives the file's new blocks their numbers and every spell its fate, and marks whom and
 * what the changed ones are about; the posts and their texts are there. */
MUST_CHECK enum result recount_decide(struct recounting *recounting, const struct origins *fresh);
/* recount_series.c: every series of the units that changed. */
MUST_CHECK enum result recount_series(struct recounting *recounting);
/* recount_chunks.c: the spells of every unit that changed, and the blocks. */
MUST_CHECK enum result recount_put_chunks(struct recounting *recounting);

#endif
