/*
 * staff.h: what posts and workers add to a unit (domain page, section 4: FTE in post to
 * turnover).
 *
 * A post adds the same to its team and to every unit above, so it is entered once, at its team; so
 * are the days its worker is absent, because FTE absent adds up over posts. A worker has to be
 * looked at in each unit anew where one can only be counted once: who holds a case, who is
 * long-term absent, who left. Running out of memory is noted in the account's books.
 */
#ifndef TEAMTOP_DERIVE_STAFF_H
#define TEAMTOP_DERIVE_STAFF_H

#include "core/derive/facts.h"
#include "core/derive/scratch.h"

/* The account must be that of the post's team, and flow up. */
void post_enter(
    const struct facts *facts, const struct post_spell *post, const struct account *account);

/* Enters what `worker` adds to the branch's unit; `busy` is room to work in. */
void worker_enter(const struct facts *facts, uint32_t worker, struct branch branch,
    struct intervals *busy, const struct account *account);

/* Only the FTE that holds cases: what of a worker depends on cases. */
void worker_enter_holding(const struct facts *facts, uint32_t worker, struct branch branch,
    struct intervals *busy, const struct account *account);

#endif
