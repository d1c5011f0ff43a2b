#include "core/derive/readings.h"

#include <stdlib.h>

#include "core/base/grow.h"

static int compare(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

static int by_period(const struct told *left, const struct told *right)
{
    int order = compare(left->key, right->key);
    if (order == 0)
        order = compare(left->day, right->day);
    return order != 0 ? order : compare(left->months, right->months);
}

/* Within a period the unit's own reading goes first, and of those the one that wins. */
static int by_period_and_claim(const void *a, const void *b)
{
    const struct told *left = a, *right = b;
    int order = by_period(left, right);
    if (order == 0)
        order = compare(right->own, left->own);
    if (order == 0)
        order = compare(right->known, left->known);
    return order != 0 ? order : compare(right->value, left->value);
}

static void add_own(
    const struct facts *facts, unit_index unit, struct ledger *ledger, struct books *books)
{
    struct members own = groups_at(&facts->readings_by_unit, (size_t)unit);
    if (!grow_room(&ledger->told, &ledger->told_room, ledger->told_count + own.count,
            sizeof *ledger->told)) {
        books->failed = true;
        return;
    }
    for (size_t i = 0; i < own.count; i++) {
        const struct reading *reading = &facts->spells->readings[own.items[i]];
        ledger->told[ledger->told_count++] = (struct told){
            .key = facts->keys->of_part[reading->part],
            .day = reading->day,
            .months = reading->months,
            .own = true,
            .known = reading->known,
            .value = reading->known ? reading->value : 0,
        };
    }
}

/* What holds for the period that begins at `told`; *ret_count how many entries it has. */
static struct told settle_period(const struct told *told, size_t count, size_t *ret_count)
{
    struct told settled = told[0];
    size_t i = 1;
    for (; i < count && by_period(&told[i], &told[0]) == 0; i++) {
        if (settled.own)
            continue;
        settled.known = settled.known && told[i].known;
        settled.value += told[i].value;
    }
    *ret_count = i;
    return settled;
}

void readings_settle(
    const struct facts *facts, unit_index unit, struct ledger *ledger, struct books *books)
{
    add_own(facts, unit, ledger, books);
    if (ledger->told_count == 0)
        return;
    qsort(ledger->told, ledger->told_count, sizeof *ledger->told, by_period_and_claim);
    size_t settled = 0;
    for (size_t i = 0, taken = 0; i < ledger->told_count; i += taken)
        ledger->told[settled++] = settle_period(&ledger->told[i], ledger->told_count - i, &taken);
    ledger->told_count = settled;
}
