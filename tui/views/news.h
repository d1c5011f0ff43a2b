/*
 * news.h: what the last import changed in the whole service, the largest difference first.
 *
 * News own the figures as they stood before the import and the list of those that differ after it,
 * as far as they are shown. Noting and comparing fail for want of memory, or as snapshot_prepare()
 * does; then the list that was there stays.
 */
#ifndef TEAMTOP_VIEWS_NEWS_H
#define TEAMTOP_VIEWS_NEWS_H

#include "tui/views/marks.h"
#include "tui/views/view.h"

struct news_item {
    unit_index unit;
    const struct measure *measure;
    struct figure before, after;
};

struct news_list {
    struct news_item *items;
    size_t count, room;
};

struct news {
    struct shown before;
    bool noted;             /* before an import; else what `before` has comes from elsewhere */
    int64_t before_version; /* of the store they were noted from */
    struct news_list list;
    bool *touched; /* by unit, below `touched_end`: it is in the list */
    unit_index touched_end;
    time_t came; /* when the import's data came in; 0: none since the program was opened */
    /* What news_step() compared so far, of which version on which day. */
    struct news_list found;
    size_t next;
    int64_t found_version;
    day_t found_day;
};

/* What changed since the viewer last left the program. */
struct since {
    bool recalled;    /* what was seen then was read, or could not be */
    struct news news; /* `before` is as it was then */
    time_t at;        /* when that was; 0: this is the first time */
    int64_t version;  /* of the store it was last compared with, */
    day_t day;        /* and the newest day then; DAY_NONE: not yet */
};

void news_done(struct news *news); /* a zeroed one is a valid empty one */
/* Notes the marked measures of the units from `first` up to `end` that are another in a newer version, or of
 * all where nobody can tell yet. */
MUST_CHECK enum result news_note(
    struct news *news, struct snapshot *snapshot, unit_index first, unit_index end);
/* Lists what differs from what was noted; the same version of the store is no news. */
MUST_CHECK enum result news_find(struct news *news, struct snapshot *snapshot);
/* What was noted served its purpose: the list stays. */
void news_let_go(struct news *news);
/* A part of the same, a unit's figures; *ret_done: the list is that of this snapshot. */
MUST_CHECK enum result news_step(struct news *news, struct snapshot *snapshot, bool *ret_done);
bool news_touches(const struct news *news, unit_index unit);

/* The sign beside a unit with a main figure the last import changed, or that changed since the
 * viewer last looked; NULL: neither, or another day than the newest is shown. */
const char *news_sign(const struct scene *scene, unit_index unit);

#endif
