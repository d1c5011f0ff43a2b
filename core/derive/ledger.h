/*
 * ledger.h: what is being added up for one unit, before it is written as series.
 *
 * A ledger holds, per key, amounts by day in pages that are taken as days are touched, and the
 * lists that do not add up by day: who left, who waits for a worker, what was read. A finished
 * unit's ledger is poured into its parent's, so a fact is entered once, at the lowest unit for
 * which everything about it is settled, and only one ledger per depth of the tree is ever in
 * memory. Ledgers own their pages and lists; when memory runs out the books' `failed` sticks,
 * entries are lost and callers check once.
 */
#ifndef TEAMTOP_DERIVE_LEDGER_H
#define TEAMTOP_DERIVE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/base/fixed.h"

/* Half open, like every interval here. */
struct interval {
    day_t from, until;
};

/* False: they share no day. */
bool interval_meet(struct interval a, struct interval b, struct interval *ret);

#define PAGE_DAYS 256

struct page {
    fixed_t amounts[PAGE_DAYS];
    struct page *spare; /* the next one, while nobody uses it */
};

/* What all ledgers of one derivation share. */
struct books {
    day_t first_day;   /* of page 0 */
    size_t page_count; /* enough for the last day of any entry */
    size_t key_count;
    struct page *spare; /* all zero */
    bool failed;
};

void books_done(struct books *books);

struct tally {
    struct page **pages; /* [page_count], NULL: untouched; NULL itself before the first amount */
    bool present;
};

/* A worker who left, with the FTE of the last day, and is back on `back` or never. */
struct leaver {
    day_t left, back;
    fixed_t fte;
    bool flows;
};

/* A child without a worker from one day to another, and the earliest start of its spells counted
 * then; or a vacancy, and when it began. */
struct waiting {
    struct interval when;
    day_t earliest;
    bool flows;
};

/* Of whom the one that has waited longest is shown. */
enum queue {
    QUEUE_CHILDREN, /* for a worker */
    QUEUE_POSTS,    /* to be filled */
    QUEUE_COUNT,
};

struct waiting_list {
    struct waiting *items;
    size_t count, room;
};

struct told {
    uint32_t key;
    day_t day;
    int32_t months;
    bool own; /* the unit's own reading, not one of a unit below */
    bool known;
    fixed_t value;
};

struct ledger {
    struct tally *tallies; /* [key_count] */
    uint32_t *present;     /* the keys that are, in no order */
    size_t present_count;
    unsigned feeds; /* 1 << feed_type of each that mentions the unit */
    struct leaver *leavers;
    size_t leaver_count, leaver_room;
    struct waiting_list queues[QUEUE_COUNT];
    struct told *told;
    size_t told_count, told_room;
};

bool ledger_init(struct ledger *ledger, const struct books *books);
void ledger_done(struct ledger *ledger, struct books *books);

/* Nothing was entered, poured or mentioned. */
bool ledger_is_empty(const struct ledger *ledger);

/* The key occurs for the unit, with or without amounts. */
void ledger_mention(struct ledger *ledger, uint32_t key);
void ledger_add(
    struct ledger *ledger, struct books *books, uint32_t key, day_t day, fixed_t amount);

/* Adds everything that flows up to `above`, and leaves `ledger` empty. */
void ledger_pour(struct ledger *ledger, struct ledger *above, struct books *books);
/* Leaves it empty. */
void ledger_clear(struct ledger *ledger, struct books *books);

/* Where the entries for one unit go. What is only true at this unit, and is worked out anew for the
 * one above, is taken off again there: `above` is the parent's ledger then, and NULL for what
 * flows. */
struct account {
    struct books *books;
    struct ledger *here;
    struct ledger *above;
    int sign; /* 1; −1: what is entered is taken off */
};

void account_add(const struct account *account, uint32_t key, day_t day, fixed_t amount);
/* A level of `amount` more during the interval. */
void account_hold(
    const struct account *account, uint32_t key, struct interval when, fixed_t amount);
void account_leaver(const struct account *account, day_t left, day_t back, fixed_t fte);
void account_waiting(
    const struct account *account, enum queue queue, struct interval when, day_t earliest);

#endif
