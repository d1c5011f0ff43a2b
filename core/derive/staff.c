#include "core/derive/staff.h"

static struct interval occupied(const struct post_spell *post)
{
    return (struct interval){post->from, post->until};
}

/* Permanent and fixed-term: who is in post, can be absent and can leave. Agency workers are left
 * out. */
static bool is_employed(const struct post_spell *post)
{
    return post->contract == CONTRACT_PERMANENT || post->contract == CONTRACT_FIXED_TERM;
}

/* --- posts ---------------------------------------------------------------------------------- */

static const enum part_id part_of_contract[] = {
    [CONTRACT_PERMANENT] = PART_FTE_IN_POST,
    [CONTRACT_FIXED_TERM] = PART_FTE_IN_POST,
    [CONTRACT_AGENCY] = PART_AGENCY_FTE,
    [CONTRACT_VACANT] = PART_VACANT_FTE,
};

/* A reason occurs where an absence for it meets a post, also when another's days go first. */
static void enter_leave(const struct keys *keys, const struct sick_leave *leave,
    const struct post_spell *post, const struct account *account)
{
    struct interval absent;
    if (!interval_meet(leave->when, occupied(post), &absent))
        return;
    if (leave->reason_key != KEY_NONE)
        ledger_mention(account->here, leave->reason_key);
    if (!interval_meet(leave->counted, occupied(post), &absent))
        return;
    account_hold(account, keys->of_part[PART_FTE_ABSENT], absent, post->fte);
    if (leave->reason_key != KEY_NONE)
        account_hold(account, leave->reason_key, absent, post->fte);
    if (post->case_holding)
        account_hold(account, keys->of_part[PART_CASE_HOLDING_FTE_ABSENT], absent, post->fte);
}

static void enter_absences(
    const struct facts *facts, const struct post_spell *post, const struct account *account)
{
    struct members leave = groups_at(&facts->leave_by_worker, post->worker);
    for (size_t i = 0; i < leave.count; i++) {
        const struct sick_leave *one = &facts->leave[leave.items[i]];
        if (one->when.from >= post->until)
            break;
        enter_leave(facts->keys, one, post, account);
    }
}

void post_enter(
    const struct facts *facts, const struct post_spell *post, const struct account *account)
{
    const uint32_t *keys = facts->keys->of_part;
    account->here->feeds |= 1U << FEED_POSTS;
    if (post->from >= post->until)
        return;
    account_hold(account, keys[part_of_contract[post->contract]], occupied(post), post->fte);
    if (is_employed(post) && facts->keys->of_role[post->role] != KEY_NONE)
        account_hold(account, facts->keys->of_role[post->role], occupied(post), post->fte);
    if (post->case_holding && post->worker != 0)
        account_hold(account, keys[PART_CASE_HOLDING_POSTS_FTE], occupied(post), post->fte);
    if (is_employed(post))
        enter_absences(facts, post, account);
}

/* --- workers: the FTE that holds cases ------------------------------------------------------ */

static bool collect_busy(
    struct intervals *busy, const struct facts *facts, uint32_t worker, struct branch branch)
{
    struct members cases = groups_at(&facts->cases_by_worker, worker);
    busy->count = 0;
    for (size_t i = 0; i < cases.count; i++) {
        const struct case_spell *spell = &facts->cases[cases.items[i]];
        if (branch_has(branch, spell->team) &&
            !intervals_add(busy, (struct interval){spell->from, spell->until}))
            return false;
    }
    intervals_join(busy);
    return true;
}

static void enter_holding_post(const struct keys *keys, const struct post_spell *post,
    const struct intervals *busy, const struct account *account)
{
    struct interval holding;
    for (size_t i = 0; i < busy->count && busy->items[i].from < post->until; i++)
        if (interval_meet(busy->items[i], occupied(post), &holding))
            account_hold(account, keys->of_part[PART_CASE_HOLDING_FTE], holding, post->fte);
}

/* --- workers: long-term absent, and leaving ------------------------------------------------- */

/* A stretch of days in employed posts of the unit without a gap, and the FTE of its last day. */
struct service_run {
    struct interval when;
    fixed_t last_fte;
};

/* A post that ends with the run is in force on its last day, and every post of the run that is in
 * force then ends with it. */
static void join_post(struct service_run *run, const struct post_spell *post)
{
    if (post->until > run->when.until) {
        run->when.until = post->until;
        run->last_fte = post->fte;
    } else if (post->until == run->when.until) {
        run->last_fte += post->fte;
    }
}

static bool next_run(const struct facts *facts, struct members posts, struct branch branch,
    size_t *at, struct service_run *ret)
{
    bool begun = false;
    for (; *at < posts.count; ++*at) {
        const struct post_spell *post = &facts->spells->posts[posts.items[*at]];
        if (!is_employed(post) || !branch_has(branch, post->team))
            continue;
        if (!begun)
            *ret = (struct service_run){occupied(post), post->fte};
        else if (post->from <= ret->when.until)
            join_post(ret, post);
        else
            break;
        begun = true;
    }
    return begun;
}

static void enter_long_absences(const struct facts *facts, uint32_t worker, struct interval in_post,
    const struct account *account)
{
    struct members absences = groups_at(&facts->long_absences_by_worker, worker);
    struct interval absent;
    for (size_t i = 0; i < absences.count; i++)
        if (interval_meet(facts->long_absences[absences.items[i]].when, in_post, &absent))
            account_hold(account, facts->keys->of_part[PART_LONG_TERM_ABSENT], absent, FIXED_ONE);
}

/* Each end of a run is a departure; the start of the next one is the return. */
static void enter_runs(const struct facts *facts, uint32_t worker, struct members posts,
    struct branch branch, const struct account *account)
{
    struct service_run run = {0}, next = {0};
    size_t at = 0;
    bool more = next_run(facts, posts, branch, &at, &run);
    while (more) {
        enter_long_absences(facts, worker, run.when, account);
        more = next_run(facts, posts, branch, &at, &next);
        if (run.when.until != DAY_NEVER)
            account_leaver(
                account, run.when.until, more ? next.when.from : DAY_NEVER, run.last_fte);
        run = next;
    }
}

void worker_enter_holding(const struct facts *facts, uint32_t worker, struct branch branch,
    struct intervals *busy, const struct account *account)
{
    struct members posts = groups_at(&facts->posts_by_worker, worker);
    if (!collect_busy(busy, facts, worker, branch)) {
        account->books->failed = true;
        return;
    }
    for (size_t i = 0; i < posts.count; i++) {
        const struct post_spell *post = &facts->spells->posts[posts.items[i]];
        if (post->case_holding && branch_has(branch, post->team))
            enter_holding_post(facts->keys, post, busy, account);
    }
}

void worker_enter(const struct facts *facts, uint32_t worker, struct branch branch,
    struct intervals *busy, const struct account *account)
{
    worker_enter_holding(facts, worker, branch, busy, account);
    enter_runs(facts, worker, groups_at(&facts->posts_by_worker, worker), branch, account);
}
