#include "core/derive/change.h"

#include <stdlib.h>

#include "core/derive/children.h"
#include "core/derive/facts.h"
#include "core/derive/keys.h"
#include "core/derive/ledger.h"
#include "core/derive/rows.h"
#include "core/derive/staff.h"
#include "core/derive/write.h"

/* Before is taken off, after is put on. */
static const int signs[2] = {-1, 1};

struct difference {
    const struct unit_tree *units;
    struct keys keys;
    struct facts children[2], workers[2];
    struct books books;
    struct ledger *ledgers; /* by depth */
    size_t ledger_count;
    struct child_sweep child_sweep;
    struct intervals busy;
    struct output output;
};

static struct account account_of(
    struct difference *difference, unit_index unit, unit_index top, int sign)
{
    const struct unit *at = unit_tree_at(difference->units, unit);
    struct ledger *here = &difference->ledgers[at->depth];
    return (struct account){
        .books = &difference->books,
        .here = here,
        .above = unit == top || at->parent == UNIT_NONE ? NULL : here - 1,
        .sign = sign,
    };
}

static void enter_children(
    struct difference *difference, int side, unit_index unit, struct branch branch)
{
    const struct facts *facts = &difference->children[side];
    struct members children = groups_at(&facts->children_by_unit, (size_t)unit);
    for (size_t i = 0; i < children.count; i++) {
        uint32_t child = children.items[i];
        struct account account =
            account_of(difference, unit, facts->child_tops[child], signs[side]);
        child_enter(&difference->child_sweep, facts, child, branch, &account);
    }
}

static void enter_workers(
    struct difference *difference, int side, unit_index unit, struct branch branch)
{
    const struct facts *facts = &difference->workers[side];
    struct members workers = groups_at(&facts->workers_by_unit, (size_t)unit);
    for (size_t i = 0; i < workers.count; i++) {
        uint32_t worker = workers.items[i];
        struct account account =
            account_of(difference, unit, facts->worker_tops[worker], signs[side]);
        worker_enter_holding(facts, worker, branch, &difference->busy, &account);
    }
}

static void derive_unit(struct difference *difference, unit_index unit)
{
    const struct unit *at = unit_tree_at(difference->units, unit);
    struct ledger *ledger = &difference->ledgers[at->depth];
    struct branch branch = {unit, at->end};
    for (int side = 0; side < 2; side++) {
        enter_children(difference, side, unit, branch);
        enter_workers(difference, side, unit, branch);
    }
    if (ledger_is_empty(ledger))
        return;
    write_case_changes(&difference->output, unit, ledger, &difference->books);
    if (at->parent != UNIT_NONE)
        ledger_pour(ledger, ledger - 1, &difference->books);
    else
        ledger_clear(ledger, &difference->books);
}

static bool derive_units(struct difference *difference)
{
    for (unit_index unit = unit_tree_count(difference->units) - 1; unit >= 0; unit--)
        derive_unit(difference, unit);
    return !difference->books.failed && !difference->output.failed &&
           !difference->output.bytes->failed;
}

/* --- all together --------------------------------------------------------------------------- */

static bool make_facts(struct difference *difference, const struct service *service,
    const struct case_change *change, struct spells views[4])
{
    struct facts *facts[4] = {&difference->children[0], &difference->children[1],
        &difference->workers[0], &difference->workers[1]};
    for (int i = 0; i < 4; i++) {
        bool of_children = i < 2;
        const struct case_list *cases =
            of_children ? &change->children[i] : &change->workers[i - 2];
        views[i] = (struct spells){
            .text = change->text,
            .cases = cases->items,
            .case_count = cases->count,
            .posts = of_children ? change->posts : change->worker_posts,
            .post_count = of_children ? change->post_count : change->worker_post_count,
        };
        if (!facts_make(facts[i], service, &views[i], &difference->keys))
            return false;
    }
    return true;
}

static void stretch_books(struct books *books, const struct facts *facts, day_t *last)
{
    if (facts->first_day < books->first_day)
        books->first_day = facts->first_day;
    if (facts->last_day > *last)
        *last = facts->last_day;
}

static bool open_ledgers(struct difference *difference)
{
    day_t last = 0;
    size_t count = 1; /* there is always the outermost unit */
    difference->books = (struct books){.first_day = DAY_NEVER, .key_count = difference->keys.count};
    for (int side = 0; side < 2; side++) {
        stretch_books(&difference->books, &difference->children[side], &last);
        stretch_books(&difference->books, &difference->workers[side], &last);
    }
    difference->books.page_count =
        (size_t)(((int64_t)last - difference->books.first_day + 1) / PAGE_DAYS + 1);
    for (unit_index unit = 0; unit < unit_tree_count(difference->units); unit++)
        if (count <= (size_t)unit_tree_at(difference->units, unit)->depth)
            count = (size_t)unit_tree_at(difference->units, unit)->depth + 1;
    difference->ledgers = calloc(count, sizeof *difference->ledgers);
    if (!difference->ledgers)
        return false;
    while (difference->ledger_count < count)
        if (!ledger_init(&difference->ledgers[difference->ledger_count++], &difference->books))
            return false;
    return true;
}

static void difference_done(struct difference *difference)
{
    for (size_t i = 0; i < difference->ledger_count; i++)
        ledger_done(&difference->ledgers[i], &difference->books);
    free(difference->ledgers);
    books_done(&difference->books);
    child_sweep_done(&difference->child_sweep);
    intervals_done(&difference->busy);
    output_done(&difference->output);
    for (int side = 0; side < 2; side++) {
        facts_done(&difference->children[side]);
        facts_done(&difference->workers[side]);
    }
    keys_done(&difference->keys);
}

enum result derive_case_change(
    struct derived *ret, const struct service *service, const struct case_change *change)
{
    struct derived derived = {0};
    struct spells views[4], named = {.text = change->text};
    struct difference difference = {
        .units = service->units,
        .output = {.keys = &difference.keys, .bytes = &derived.bytes},
    };
    bool made = keys_make(&difference.keys, &derived.arena, service, &named) &&
                make_facts(&difference, service, change, views) &&
                child_sweep_init(&difference.child_sweep, &difference.keys) &&
                open_ledgers(&difference) && derive_units(&difference) &&
                output_rows(&difference.output, service->units, &derived);
    difference_done(&difference);
    if (made)
        *ret = derived;
    else
        derived_done(&derived);
    return made ? RESULT_OK : RESULT_NO_MEMORY;
}
