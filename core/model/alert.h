/*
 * alert.h: what needs a person: one list made from a snapshot.
 *
 * Thresholds crossed and signals (domain page, section 5), cases that wait too long for a worker,
 * workers over their limit (section 4, "caseload of a worker"), and extracts that are late, refused
 * or left rows out. A list owns its keys and sentences and borrows the service of the snapshot;
 * making one fails as preparing the snapshot does, or for want of memory.
 */
#ifndef TEAMTOP_MODEL_ALERT_H
#define TEAMTOP_MODEL_ALERT_H

#include "core/base/grow.h"
#include "core/model/snapshot.h"

enum alert_kind {
    ALERT_RED,        /* beyond the red line, or outside the amber band */
    ALERT_SIGNAL,     /* concerning, and not red */
    ALERT_WAITING,    /* a team's unallocated cases, older than the service allows */
    ALERT_OVER_LIMIT, /* a team's workers; only for those who may see workers */
    ALERT_REFUSED,    /* a feed's newest file was refused whole */
    ALERT_STALE,      /* a feed's next extract is late */
    ALERT_REJECTED,   /* a feed's newest file lost rows */
    ALERT_KINDS,
};

enum alert_severity {
    ALERT_TO_NOTE,  /* have a look */
    ALERT_TO_ACT,   /* somebody should do something */
    ALERT_TO_HURRY, /* red and getting worse; waiting twice as long as allowed; refused */
};

struct alert {
    enum alert_kind kind;
    enum alert_severity severity;
    const char *key;      /* the same for the same thing on any day: "red/eh-penwith/pressure" */
    const char *sentence; /* what a person is told; the unit is not in it */
    const char *brief;    /* the same in two or three words, to stand beside others */
    unit_index unit;      /* UNIT_NONE: it is about a feed */
    const struct measure *measure; /* ALERT_RED and ALERT_SIGNAL; else NULL */
    const struct feed_spec *feed;  /* NULL: it is about a unit */
    bool high;   /* the figure lies above what is asked for, or is usual; else below */
    day_t since; /* the day it began */
    bool longer; /* it began before `since`: as far back as is looked */
    /* More is worse, in ten-thousandths: how far beyond the target, or how many cases, workers'
     * cases too many, rows. */
    fixed_t extent;
};

struct alerts {
    struct alert *items; /* newest first, the more severe first within a day */
    size_t count, room;
    struct arena text;
};

/* Of the units at or below `root` (UNIT_NONE: all) and of every feed, as at the snapshot's day:
 * what began later is not in it. A unit with a single unit below it says nothing that one does not.
 */
MUST_CHECK enum result alerts_make(
    struct alerts *ret, struct snapshot *snapshot, unit_index root, bool may_see_workers);

/* Those of the feeds alone: little to look at, whatever the size of the service. */
MUST_CHECK enum result alerts_make_of_feeds(struct alerts *ret, struct snapshot *snapshot);

/* A list that is made a unit at a time; zeroed: nothing was begun, and every unit will be looked at. */
struct alerts_work {
    struct alerts list; /* in no order yet */
    int looked_at;      /* units */
    bool *changed;      /* by unit_index: those to look at; NULL: all */
};
/* Begins with what a list of another version says of the units that are not marked as changed, so that only those
 * that are will be looked at. That list is one for the same day, window, root and rights, and nothing was begun. Takes
 * over `changed` in any case; fails for want of memory: then nothing is begun. */
MUST_CHECK enum result alerts_begin(
    struct alerts_work *work, const struct alerts *before, bool *changed);
/* Looks at one more unit, or at the feeds after the last: then *ret_done is true, and the list in
 * *ret is what alerts_make() makes. Nothing stays in the snapshot of units that were not prepared.
 * Every step takes a snapshot of the same day, window and data, the same root and the same rights;
 * the clock is asked for the feeds alone, at the end. Fails as alerts_make() does: then nothing is begun. */
MUST_CHECK enum result alerts_step(struct alerts_work *work, struct snapshot *snapshot,
    unit_index root, bool may_see_workers, struct alerts *ret, bool *ret_done);
/* How many units the next steps will look at, with the same root. */
int alerts_left(const struct alerts_work *work, const struct service *service, unit_index root);
void alerts_drop(struct alerts_work *work); /* what was begun is forgotten */

void alerts_done(struct alerts *alerts); /* a zeroed list is a valid empty one */

/* One word or two: "red", "over limit". */
const char *alert_kind_word(enum alert_kind kind);
/* When it comes again another time it is another alert; false: only getting worse makes it news. */
bool alert_kind_recurs(enum alert_kind kind);

#endif
