#include "core/model/alert_lines.h"

#include <assert.h>
#include <stdlib.h>

#define DEEPEST 64 /* units above one another whose figures are compared */

void alert_lines_done(struct alert_lines *lines)
{
    free(lines->items);
    free(lines->members);
    *lines = (struct alert_lines){0};
}

bool alert_lines_room(struct alert_lines *lines, size_t alerts)
{
    return grow_room(&lines->items, &lines->room, alerts + 1, sizeof *lines->items) &&
           grow_room(&lines->members, &lines->member_room, alerts + 1, sizeof *lines->members);
}

void alert_lines_clear(struct alert_lines *lines)
{
    lines->count = lines->member_count = 0;
}

const struct alert *alert_line_at(const struct alert_line *line, size_t member)
{
    return line->in->members[line->first + member].alert;
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int first_of(const int *orders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

/* --- whose line an alert is on -------------------------------------------------------------- */

static bool is_below(const struct alert_member *member)
{
    return member->alert->unit != member->unit;
}

/* Those that can say the same side by side, parents before what is below them. */
static int compare_sayings(const void *a, const void *b)
{
    const struct alert *x = ((const struct alert_member *)a)->alert;
    const struct alert *y = ((const struct alert_member *)b)->alert;
    const int orders[] = {
        order((intptr_t)x->measure, (intptr_t)y->measure),
        order(x->high, y->high),
        order(x->unit, y->unit),
        order((intptr_t)x, (intptr_t)y),
    };
    return first_of(orders, sizeof orders / sizeof *orders);
}

static bool says_the_same(const struct alert *a, const struct alert *b)
{
    return a->measure && a->measure == b->measure && a->high == b->high;
}

/* The alerts that say the same about units above one another, the highest first. */
struct chain {
    const struct alert *items[DEEPEST];
    size_t count;
};

static void chain_add(struct chain *chain, const struct unit_tree *units, const struct alert *alert)
{
    while (chain->count > 0) {
        const struct alert *last = chain->items[chain->count - 1];
        if (says_the_same(last, alert) && alert->unit < unit_tree_at(units, last->unit)->end)
            break;
        chain->count--;
    }
    if (chain->count < DEEPEST)
        chain->items[chain->count++] = alert;
}

/* Its own unit, unless one above says the same and is as severe. */
static unit_index head_of(const struct chain *chain, const struct alert *alert)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->items[i]->severity >= alert->severity)
            return chain->items[i]->unit;
    return alert->unit;
}

static void find_heads(struct alert_member *members, size_t count, const struct unit_tree *units)
{
    struct chain chain = {.count = 0};
    qsort(members, count, sizeof *members, compare_sayings);
    for (size_t i = 0; i < count; i++) {
        members[i].unit = members[i].alert->unit;
        if (!members[i].alert->measure)
            continue;
        chain_add(&chain, units, members[i].alert);
        members[i].unit = head_of(&chain, members[i].alert);
    }
}

/* --- lines ---------------------------------------------------------------------------------- */

/* Line by line; within one what is about the unit itself first, the worst first, then the newest,
 * as the list has them. */
static int compare_members(const void *a, const void *b)
{
    const struct alert_member *x = a, *y = b;
    const int orders[] = {
        order(x->unit, y->unit),
        order((intptr_t)x->alert->feed, (intptr_t)y->alert->feed),
        order(is_below(x), is_below(y)),
        order(y->alert->severity, x->alert->severity),
        order((intptr_t)x->alert, (intptr_t)y->alert),
    };
    return first_of(orders, sizeof orders / sizeof *orders);
}

static bool is_same_line(const struct alert_line *line, const struct alert_member *member)
{
    return line->unit == member->unit && line->feed == member->alert->feed;
}

static void add_member(struct alert_lines *lines, size_t first_line, size_t at)
{
    const struct alert_member *member = &lines->members[at];
    assert(lines->items);
    struct alert_line *line = lines->count > first_line ? &lines->items[lines->count - 1] : NULL;
    if (!line || !is_same_line(line, member)) {
        line = &lines->items[lines->count++];
        *line = (struct alert_line){.in = lines,
            .unit = member->unit,
            .feed = member->alert->feed,
            .first = at,
            .severity = member->alert->severity,
            .lead = member->alert};
    }
    line->count++;
    line->own += !is_below(member);
}

/* The worst first, the newest first within, as the list has their first members. */
static int compare_lines(const void *a, const void *b)
{
    const struct alert_line *x = a, *y = b;
    const int orders[] = {
        order(y->severity, x->severity),
        order((intptr_t)x->lead, (intptr_t)y->lead),
    };
    return first_of(orders, sizeof orders / sizeof *orders);
}

static struct alert_member *add_members(
    struct alert_lines *lines, const struct alert *const *alerts, size_t count)
{
    struct alert_member *members = &lines->members[lines->member_count];
    for (size_t i = 0; i < count; i++)
        members[i] = (struct alert_member){alerts[i], alerts[i]->unit};
    lines->member_count += count;
    return members;
}

void alert_lines_by_unit(struct alert_lines *lines, const struct unit_tree *units,
    const struct alert *const *alerts, size_t count)
{
    size_t first_line = lines->count, first_member = lines->member_count;
    if (count == 0)
        return;
    struct alert_member *members = add_members(lines, alerts, count);
    find_heads(members, count, units);
    qsort(members, count, sizeof *members, compare_members);
    for (size_t i = 0; i < count; i++)
        add_member(lines, first_line, first_member + i);
    qsort(
        &lines->items[first_line], lines->count - first_line, sizeof *lines->items, compare_lines);
}

void alert_lines_each(struct alert_lines *lines, const struct alert *const *alerts, size_t count)
{
    size_t first_member = lines->member_count;
    add_members(lines, alerts, count);
    for (size_t i = 0; i < count; i++)
        lines->items[lines->count++] = (struct alert_line){.in = lines,
            .unit = alerts[i]->unit,
            .feed = alerts[i]->feed,
            .first = first_member + i,
            .count = 1,
            .own = 1,
            .severity = alerts[i]->severity,
            .lead = alerts[i]};
}
