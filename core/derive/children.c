#include "core/derive/children.h"

#include <stdlib.h>

#include "core/base/grow.h"

/* How a child stands at close of a day. */
struct standing {
    bool open;
    bool unallocated;
    size_t category; /* the first in the configuration's order */
    day_t earliest;  /* start among the counted spells */
};

/* Where a sweep is. */
struct progress {
    size_t started, ended; /* of starting and ending: spells before have */
    size_t oldest;         /* of starting: every spell before has ended */
    size_t counted;
    size_t with_worker;
    struct standing standing;
    day_t waiting_since;
};

bool child_sweep_init(struct child_sweep *sweep, const struct keys *keys)
{
    *sweep = (struct child_sweep){0};
    sweep->of_category = calloc(keys->category_count + 1, sizeof *sweep->of_category);
    return sweep->of_category != NULL;
}

void child_sweep_done(struct child_sweep *sweep)
{
    free(sweep->starting);
    free(sweep->ending);
    free(sweep->of_category);
    intervals_done(&sweep->held);
}

/* --- which spells --------------------------------------------------------------------------- */

static size_t category_of(const struct case_spell *spell, const struct keys *keys)
{
    bool known = spell->category >= 0 && (size_t)spell->category < keys->category_count;
    return known ? (size_t)spell->category : keys->category_count;
}

/* The feed mentions the unit, and the category occurs there, even when a spell covers no day. */
static void mention(
    const struct account *account, const struct case_spell *spell, const struct keys *keys)
{
    uint32_t key = keys->of_category[category_of(spell, keys)];
    account->here->feeds |= 1U << FEED_CASES;
    if (key != KEY_NONE)
        ledger_mention(account->here, key);
}

static int by_end(const void *a, const void *b)
{
    const struct case_spell *const *left = a, *const *right = b;
    return ((*left)->until > (*right)->until) - ((*left)->until < (*right)->until);
}

/* Who starts first mostly ends first. */
static void sort_ending(struct child_sweep *sweep)
{
    for (size_t i = 1; i < sweep->count; i++)
        if (sweep->ending[i]->until < sweep->ending[i - 1]->until) {
            qsort(sweep->ending, sweep->count, sizeof(void *), by_end);
            return;
        }
}

static bool sweep_room(struct child_sweep *sweep, size_t count)
{
    return grow_room(&sweep->starting, &sweep->starting_room, count, sizeof(void *)) &&
           grow_room(&sweep->ending, &sweep->ending_room, count, sizeof(void *));
}

static bool collect(struct child_sweep *sweep, const struct facts *facts, struct child_cases cases,
    struct branch branch, const struct account *account)
{
    sweep->count = 0;
    if (!sweep_room(sweep, cases.count))
        return false;
    for (size_t i = 0; i < cases.count; i++) {
        const struct case_spell *spell = &cases.items[i];
        if (!branch_has(branch, spell->team))
            continue;
        mention(account, spell, facts->keys);
        if (spell->from >= spell->until)
            continue;
        sweep->starting[sweep->count] = spell;
        sweep->ending[sweep->count++] = spell;
    }
    sort_ending(sweep);
    return true;
}

/* --- open, allocated, by category ----------------------------------------------------------- */

static void start_spell(
    struct child_sweep *sweep, const struct keys *keys, struct progress *progress)
{
    const struct case_spell *spell = sweep->starting[progress->started++];
    progress->counted++;
    progress->with_worker += spell->worker != 0;
    sweep->of_category[category_of(spell, keys)]++;
}

static void end_spell(struct child_sweep *sweep, const struct keys *keys, struct progress *progress)
{
    const struct case_spell *spell = sweep->ending[progress->ended++];
    progress->counted--;
    progress->with_worker -= spell->worker != 0;
    sweep->of_category[category_of(spell, keys)]--;
}

/* The next day on which a spell starts or ends; DAY_NEVER when nothing changes any more. */
static day_t next_day(const struct child_sweep *sweep, const struct progress *progress)
{
    day_t end = sweep->ending[progress->ended]->until;
    if (progress->started == sweep->count)
        return end;
    day_t start = sweep->starting[progress->started]->from;
    return start < end ? start : end;
}

/* Spells stand by start, so the first that has not ended is the earliest counted. */
static struct standing stand(
    const struct child_sweep *sweep, const struct keys *keys, struct progress *progress, day_t day)
{
    if (progress->counted == 0)
        return (struct standing){.category = keys->category_count};
    while (sweep->starting[progress->oldest]->until <= day)
        progress->oldest++;
    size_t category = 0;
    while (sweep->of_category[category] == 0)
        category++;
    return (struct standing){
        .open = true,
        .unallocated = progress->with_worker == 0,
        .category = category,
        .earliest = sweep->starting[progress->oldest]->from,
    };
}

static void enter_open(const struct account *account, const uint32_t *keys, bool opened, day_t day)
{
    fixed_t more = opened ? FIXED_ONE : -FIXED_ONE;
    account_add(account, keys[PART_OPEN_CASES], day, more);
    account_add(account, keys[opened ? PART_CASES_OPENED : PART_CASES_CLOSED], day, FIXED_ONE);
}

static void enter_category(const struct account *account, const struct keys *keys, size_t category,
    day_t day, fixed_t more)
{
    uint32_t key = keys->of_category[category];
    if (key != KEY_NONE)
        account_add(account, key, day, more);
}

/* `until`: the day after its last day of waiting like this, or DAY_NEVER. */
static void enter_waiting(
    const struct account *account, const struct progress *progress, day_t until)
{
    if (progress->standing.unallocated)
        account_waiting(account, QUEUE_CHILDREN, (struct interval){progress->waiting_since, until},
            progress->standing.earliest);
}

static void enter_change(const struct account *account, const struct keys *keys,
    struct progress *progress, struct standing next, day_t day)
{
    const struct standing *was = &progress->standing;
    if (next.open != was->open)
        enter_open(account, keys->of_part, next.open, day);
    if (next.category != was->category) {
        enter_category(account, keys, was->category, day, -FIXED_ONE);
        enter_category(account, keys, next.category, day, FIXED_ONE);
    }
    if (next.unallocated != was->unallocated)
        account_add(account, keys->of_part[PART_UNALLOCATED_CASES], day,
            next.unallocated ? FIXED_ONE : -FIXED_ONE);
    if (next.unallocated != was->unallocated || next.earliest != was->earliest) {
        enter_waiting(account, progress, day);
        progress->waiting_since = day;
    }
    progress->standing = next;
}

static void sweep_days(
    struct child_sweep *sweep, const struct keys *keys, const struct account *account)
{
    struct progress progress = {.standing = {.category = keys->category_count}};
    while (progress.ended < sweep->count) {
        day_t day = next_day(sweep, &progress);
        if (day == DAY_NEVER)
            break;
        while (progress.started < sweep->count && sweep->starting[progress.started]->from == day)
            start_spell(sweep, keys, &progress);
        while (progress.ended < sweep->count && sweep->ending[progress.ended]->until == day)
            end_spell(sweep, keys, &progress);
        enter_change(account, keys, &progress, stand(sweep, keys, &progress, day), day);
    }
    enter_waiting(account, &progress, DAY_NEVER);
    while (progress.ended < sweep->count) /* leave the counts at 0 for the next child */
        end_spell(sweep, keys, &progress);
}

/* --- held ----------------------------------------------------------------------------------- */

/* Where the spell's worker occupies a case-holding post in the branch, agency included. */
static bool collect_held(struct child_sweep *sweep, const struct facts *facts,
    const struct case_spell *spell, struct branch branch)
{
    struct worker_holdings posts = facts_holdings(facts, spell->worker);
    for (size_t i = 0; i < posts.count; i++) {
        const struct holding *post = &posts.items[i];
        if (post->from >= spell->until)
            break;
        if (branch_has(branch, post->team) &&
            !intervals_add_meeting(&sweep->held, (struct interval){spell->from, spell->until},
                (struct interval){post->from, post->until}))
            return false;
    }
    return true;
}

static bool enter_held(struct child_sweep *sweep, const struct facts *facts, struct branch branch,
    const struct account *account)
{
    sweep->held.count = 0;
    for (size_t i = 0; i < sweep->count; i++)
        if (!collect_held(sweep, facts, sweep->starting[i], branch))
            return false;
    intervals_join(&sweep->held);
    for (size_t i = 0; i < sweep->held.count; i++)
        account_hold(
            account, facts->keys->of_part[PART_CASES_HELD], sweep->held.items[i], FIXED_ONE);
    return true;
}

/* So many children ahead of the one looked at. What is read to know what will be needed was called for before. */
enum { AHEAD_STARTS = 24, AHEAD_CASES = 16, AHEAD_WORKERS = 8, AHEAD_HOLDINGS = 4 };
#define FORESEEN_CASES 4 /* of a child; few have more */

static struct child_cases ahead(
    const struct facts *facts, struct members children, size_t at, size_t by)
{
    if (at + by >= children.count)
        return (struct child_cases){NULL, 0};
    struct child_cases cases = facts_child(facts, children.items[at + by]);
    cases.count = cases.count < FORESEEN_CASES ? cases.count : FORESEEN_CASES;
    return cases;
}

void children_foresee(const struct facts *facts, struct members children, size_t at)
{
    if (at + AHEAD_STARTS < children.count)
        __builtin_prefetch(&facts->child_starts[children.items[at + AHEAD_STARTS]]);
    struct child_cases cases = ahead(facts, children, at, AHEAD_CASES);
    if (cases.count > 0) {
        __builtin_prefetch(&cases.items[0]);
        __builtin_prefetch(&cases.items[cases.count - 1]);
    }
    cases = ahead(facts, children, at, AHEAD_WORKERS);
    for (size_t i = 0; i < cases.count; i++)
        __builtin_prefetch(&facts->holding_starts[cases.items[i].worker]);
    cases = ahead(facts, children, at, AHEAD_HOLDINGS);
    for (size_t i = 0; i < cases.count; i++)
        __builtin_prefetch(facts_holdings(facts, cases.items[i].worker).items);
}

void child_enter(struct child_sweep *sweep, const struct facts *facts, uint32_t child,
    struct branch branch, const struct account *account)
{
    struct child_cases cases = facts_child(facts, child);
    if (!collect(sweep, facts, cases, branch, account)) {
        account->books->failed = true;
        return;
    }
    sweep_days(sweep, facts->keys, account);
    if (!enter_held(sweep, facts, branch, account))
        account->books->failed = true;
}
