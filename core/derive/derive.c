#include "core/derive/derive.h"

#include <stdlib.h>

#include "core/derive/children.h"
#include "core/derive/facts.h"
#include "core/derive/keys.h"
#include "core/derive/ledger.h"
#include "core/derive/readings.h"
#include "core/derive/rows.h"
#include "core/derive/staff.h"
#include "core/derive/vacancies.h"
#include "core/derive/write.h"

struct derivation {
    struct keys keys;
    struct facts facts;
    struct books books;
    struct ledger *ledgers; /* by depth: of the unit being looked at, and of all above it */
    size_t ledger_count;
    struct child_sweep child_sweep;
    struct intervals busy;
    struct output output;
};

/* --- one unit ------------------------------------------------------------------------------- */

/* Where what is found for somebody in `unit` goes: up from their top, nowhere but here below it. */
static struct account account_of(struct derivation *derivation, unit_index unit, unit_index top)
{
    struct ledger *here = &derivation->ledgers[unit_tree_at(derivation->facts.units, unit)->depth];
    bool has_parent = unit_tree_at(derivation->facts.units, unit)->parent != UNIT_NONE;
    return (struct account){
        .books = &derivation->books,
        .here = here,
        .above = unit == top || !has_parent ? NULL : here - 1,
        .sign = 1,
    };
}

static void enter_children(struct derivation *derivation, unit_index unit, struct branch branch)
{
    struct members children = groups_at(&derivation->facts.children_by_unit, (size_t)unit);
    for (size_t i = 0; i < children.count; i++) {
        uint32_t child = children.items[i];
        struct account account = account_of(derivation, unit, derivation->facts.child_tops[child]);
        children_foresee(&derivation->facts, children, i);
        child_enter(&derivation->child_sweep, &derivation->facts, child, branch, &account);
    }
}

static void enter_workers(struct derivation *derivation, unit_index unit, struct branch branch)
{
    struct members workers = groups_at(&derivation->facts.workers_by_unit, (size_t)unit);
    for (size_t i = 0; i < workers.count; i++) {
        uint32_t worker = workers.items[i];
        struct account account =
            account_of(derivation, unit, derivation->facts.worker_tops[worker]);
        worker_enter(&derivation->facts, worker, branch, &derivation->busy, &account);
    }
}

static void enter_posts(struct derivation *derivation, unit_index unit)
{
    const struct facts *facts = &derivation->facts;
    struct members posts = groups_at(&facts->posts_by_team, (size_t)unit);
    struct account account = account_of(derivation, unit, unit);
    for (size_t i = 0; i < posts.count; i++)
        post_enter(facts, &facts->spells->posts[posts.items[i]], &account);
    vacancies_enter(facts, posts, &account);
}

static void enter_requests(struct derivation *derivation, unit_index unit)
{
    const struct facts *facts = &derivation->facts;
    struct members requests = groups_at(&facts->requests_by_unit, (size_t)unit);
    struct account account = account_of(derivation, unit, unit);
    for (size_t i = 0; i < requests.count; i++) {
        const struct request *request = &facts->spells->requests[requests.items[i]];
        uint32_t source = facts->keys->of_source[request->source];
        account.here->feeds |= 1U << FEED_REQUESTS;
        account_add(&account, facts->keys->of_part[PART_REQUESTS], request->day,
            request->count * FIXED_ONE);
        if (source != KEY_NONE)
            account_add(&account, source, request->day, request->count * FIXED_ONE);
    }
}

/* A register that speaks of one branch of a large tree has nothing to do in the others. */
static bool is_untouched(const struct derivation *derivation, unit_index unit)
{
    const struct facts *facts = &derivation->facts;
    const struct ledger *ledger = &derivation->ledgers[unit_tree_at(facts->units, unit)->depth];
    return ledger_is_empty(ledger) &&
           groups_at(&facts->children_by_unit, (size_t)unit).count == 0 &&
           groups_at(&facts->workers_by_unit, (size_t)unit).count == 0 &&
           groups_at(&facts->posts_by_team, (size_t)unit).count == 0 &&
           groups_at(&facts->requests_by_unit, (size_t)unit).count == 0 &&
           groups_at(&facts->readings_by_unit, (size_t)unit).count == 0;
}

static void derive_unit(struct derivation *derivation, unit_index unit)
{
    const struct unit *at = unit_tree_at(derivation->facts.units, unit);
    struct ledger *ledger = &derivation->ledgers[at->depth];
    struct branch branch = {unit, at->end};
    enter_children(derivation, unit, branch);
    enter_workers(derivation, unit, branch);
    enter_posts(derivation, unit);
    enter_requests(derivation, unit);
    readings_settle(&derivation->facts, unit, ledger, &derivation->books);
    write_unit(&derivation->output, unit, ledger, &derivation->books);
    if (at->parent != UNIT_NONE)
        ledger_pour(ledger, ledger - 1, &derivation->books);
    else
        ledger_clear(ledger, &derivation->books);
}

static bool has_failed(const struct derivation *derivation)
{
    return derivation->books.failed || derivation->output.failed ||
           derivation->output.bytes->failed;
}

/* From the last unit to the first: in preorder, all units below one come before it that way round.
 */
static bool derive_units(struct derivation *derivation)
{
    for (unit_index unit = unit_tree_count(derivation->facts.units) - 1; unit >= 0; unit--) {
        if (is_untouched(derivation, unit))
            continue;
        derive_unit(derivation, unit);
        if (has_failed(derivation))
            return false;
    }
    return true;
}

/* --- all together --------------------------------------------------------------------------- */

static size_t deepest(const struct unit_tree *units)
{
    int deepest = 0;
    for (unit_index unit = 0; unit < unit_tree_count(units); unit++)
        if (deepest < unit_tree_at(units, unit)->depth)
            deepest = unit_tree_at(units, unit)->depth;
    return (size_t)deepest;
}

static bool open_ledgers(struct derivation *derivation)
{
    const struct facts *facts = &derivation->facts;
    int64_t days = (int64_t)facts->last_day - facts->first_day + 1;
    derivation->books = (struct books){
        .first_day = facts->first_day,
        .page_count = (size_t)(days / PAGE_DAYS + 1),
        .key_count = derivation->keys.count,
    };
    size_t count = deepest(facts->units) + 1;
    derivation->ledgers = calloc(count, sizeof *derivation->ledgers);
    if (!derivation->ledgers)
        return false;
    while (derivation->ledger_count < count)
        if (!ledger_init(&derivation->ledgers[derivation->ledger_count++], &derivation->books))
            return false;
    return true;
}

static void derivation_done(struct derivation *derivation)
{
    for (size_t i = 0; i < derivation->ledger_count; i++)
        ledger_done(&derivation->ledgers[i], &derivation->books);
    free(derivation->ledgers);
    books_done(&derivation->books);
    child_sweep_done(&derivation->child_sweep);
    intervals_done(&derivation->busy);
    output_done(&derivation->output);
    facts_done(&derivation->facts);
    keys_done(&derivation->keys);
}

enum result derive(struct derived *ret, const struct service *service, const struct spells *spells,
    unsigned imported)
{
    struct derived derived = {0};
    struct derivation derivation = {
        .output = {.keys = &derivation.keys, .bytes = &derived.bytes, .imported = imported},
    };
    bool made = keys_make(&derivation.keys, &derived.arena, service, spells) &&
                facts_make(&derivation.facts, service, spells, &derivation.keys) &&
                child_sweep_init(&derivation.child_sweep, &derivation.keys) &&
                open_ledgers(&derivation) && derive_units(&derivation) &&
                output_rows(&derivation.output, derivation.facts.units, &derived);
    derivation_done(&derivation);
    if (made)
        *ret = derived;
    else
        derived_done(&derived);
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}

void derived_done(struct derived *derived)
{
    free(derived->rows);
    buffer_done(&derived->bytes);
    arena_done(&derived->arena);
    *derived = (struct derived){0};
}
