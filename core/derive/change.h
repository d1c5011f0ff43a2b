/*
 * change.h: what the series of a register gain and lose when some of its cases change, without
 * looking at the cases that do not.
 *
 * What cases add to a unit adds up over children, and over workers: what the children with a
 * changed case added before is taken off, and what they add now is put on; likewise for the
 * workers. The result is a set of series of differences, to be summed with those in the store.
 * Everything is borrowed; fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_CHANGE_H
#define TEAMTOP_DERIVE_CHANGE_H

#include "core/derive/derive.h"

/* Cases, before or after: both share the text and posts of the change. */
struct case_list {
    struct case_spell *items;
    size_t count, room;
};

struct case_change {
    struct interned *text;
    struct case_list
        children[2];             /* before and after: all cases of every child with a changed one */
    struct case_list workers[2]; /* all cases of every worker with a changed one */
    struct post_spell *posts;    /* all of the register */
    size_t post_count;
    struct post_spell *worker_posts; /* of those workers */
    size_t worker_post_count;
};

/* Rows as derive() gives them, of the parts of cases that add up, where there is a difference. */
MUST_CHECK enum result derive_case_change(
    struct derived *ret, const struct service *service, const struct case_change *change);

#endif
