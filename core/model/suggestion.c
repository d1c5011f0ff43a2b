#include "core/model/suggestion.h"

#include <stdlib.h>

#define PRESSURE "pressure"

/* One team: what its pressure is made of, and where that has to be. */
struct load {
    fixed_t cases, fte;
    fixed_t low, high; /* the band */
};

/* Less than 0: too little of what is moved; 0: inside the band; more: too much of it. Never falls
 * as `change` (steps) rises. */
typedef int place_fn(const struct load *load, int64_t change);

/* Without a value nobody is there: too many cases, too few people. */
static int place_of(const struct load *load, fixed_t cases, fixed_t fte)
{
    fixed_t pressure;
    if (!fixed_ratio(cases, 1, fte, &pressure) || pressure > load->high)
        return 1;
    return pressure < load->low ? -1 : 0;
}

static int place_with_cases(const struct load *load, int64_t change)
{
    return place_of(load, load->cases + change * FIXED_ONE, load->fte);
}

static int place_with_staff(const struct load *load, int64_t change)
{
    return -place_of(load, load->cases, load->fte + change * FIXED_ONE / 2);
}

static fixed_t cases_of(const struct load *load)
{
    return load->cases;
}

static fixed_t staff_of(const struct load *load)
{
    return load->fte > 0 ? load->fte : 0;
}

static const struct {
    fixed_t step;
    place_fn *place;
    fixed_t (*have)(const struct load *load);
    enum lever lever; /* of the same step */
} MOVED[] = {
    [MOVED_CASES] = {FIXED_ONE, place_with_cases, cases_of, LEVER_CASES},
    [MOVED_STAFF] = {FIXED_ONE / 2, place_with_staff, staff_of, LEVER_POSTS},
};

fixed_t moved_step(enum moved moved)
{
    return MOVED[moved].step;
}

/* --- who takes part ------------------------------------------------------------------------- */

static const struct thresholds *band_of(const struct service *service, unit_index team)
{
    const struct policy *policy = service_policy(service, PRESSURE);
    const struct thresholds *thresholds =
        policy_thresholds(policy, unit_tree_at(service->units, team)->kind);
    bool has_band = thresholds && policy->polarity == POLARITY_BAND && thresholds->has_band;
    return has_band ? thresholds : NULL;
}

/* False: the team takes no part. */
static bool load_of(
    const struct whatif *whatif, const struct snapshot *snapshot, unit_index team, struct load *ret)
{
    const struct thresholds *band = band_of(snapshot_service(snapshot), team);
    struct measure_ref pressure;
    if (!band || !measure_find(PRESSURE, &pressure))
        return false;
    struct figure figure = whatif_figure(whatif, snapshot, team, pressure).after;
    if (!figure.has_data || !figure.has_numerator || !figure.has_denominator)
        return false;
    *ret = (struct load){figure.numerator, figure.denominator, band->band_low, band->band_high};
    return ret->cases > 0 || ret->fte > 0;
}

struct teams {
    struct load loads[BALANCE_MOST];
    fixed_t have; /* of all together */
};

static void gather(const struct whatif *whatif, const struct snapshot *snapshot, unit_index area,
    enum moved moved, struct teams *teams, struct suggestion *suggestion)
{
    const struct unit_tree *units = snapshot_service(snapshot)->units;
    for (unit_index team = area; team < unit_tree_at(units, area)->end; team++) {
        struct load *load = &teams->loads[suggestion->count];
        if (unit_tree_at(units, team)->end != team + 1)
            continue;
        if (suggestion->count == BALANCE_MOST || !load_of(whatif, snapshot, team, load)) {
            suggestion->left_out++;
            continue;
        }
        teams->have += MOVED[moved].have(load);
        suggestion->teams[suggestion->count++] = team;
    }
}

/* --- how far each may go -------------------------------------------------------------------- */

/* The smallest change in low … high at which the team is at `place` or beyond; high + 1: at none.
 */
static int64_t first_at(
    const struct load *load, place_fn *place_at, int place, int64_t low, int64_t high)
{
    high++;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (place_at(load, middle) >= place)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

#define STEPS_MOST 1000000000 /* more than any team takes; sums of it still fit */

/* No team gives more than it has. */
static struct balance_room room_of(const struct load *load, enum moved moved)
{
    int64_t low = -(MOVED[moved].have(load) / MOVED[moved].step);
    return (struct balance_room){
        .least = first_at(load, MOVED[moved].place, 0, low, STEPS_MOST),
        .most = first_at(load, MOVED[moved].place, 1, low, STEPS_MOST) - 1,
    };
}

/* --- among teams of one kind ---------------------------------------------------------------- */

static size_t places_of_kind(const struct unit_tree *units, const struct suggestion *suggestion,
    int kind, size_t places[BALANCE_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < suggestion->count; i++)
        if (unit_tree_at(units, suggestion->teams[i])->kind == kind)
            places[count++] = i;
    return count;
}

static void add_moves(
    const struct balance *part, const size_t places[BALANCE_MOST], struct balance *whole)
{
    for (size_t i = 0; i < part->count; i++)
        whole->moves[whole->count++] = (struct balance_move){
            places[part->moves[i].from], places[part->moves[i].to], part->moves[i].amount};
    whole->total += part->total;
    whole->fewest = whole->fewest && part->fewest;
    if (part->outcome == BALANCE_FOUND)
        whole->outcome = BALANCE_FOUND;
}

/* Adds what the teams of one kind move among themselves; false: that is not enough. */
static bool settle_kind(const struct balance_room rooms[BALANCE_MOST],
    const size_t places[BALANCE_MOST], size_t count, struct balance *whole)
{
    struct balance_room part_rooms[BALANCE_MOST];
    struct balance part;
    for (size_t i = 0; i < count; i++)
        part_rooms[i] = rooms[places[i]];
    balance_find(part_rooms, count, &part);
    if (part.outcome != BALANCE_INSIDE && part.outcome != BALANCE_FOUND)
        return false;
    add_moves(&part, places, whole);
    return true;
}

static int compare_moves(const void *a, const void *b)
{
    const struct balance_move *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* False: some kind of teams cannot settle among themselves, and *ret is of no use. */
static bool settle_kinds(const struct unit_tree *units, const struct suggestion *suggestion,
    const struct balance_room rooms[BALANCE_MOST], struct balance *ret)
{
    *ret = (struct balance){.outcome = BALANCE_INSIDE, .fewest = true};
    for (size_t i = 0; i < suggestion->count; i++) {
        size_t places[BALANCE_MOST];
        int kind = unit_tree_at(units, suggestion->teams[i])->kind;
        size_t count = places_of_kind(units, suggestion, kind, places);
        if (count > 0 && places[0] == i && !settle_kind(rooms, places, count, ret))
            return false;
    }
    if (ret->count > 0)
        qsort(ret->moves, ret->count, sizeof *ret->moves, compare_moves);
    return true;
}

void suggestion_make(const struct whatif *whatif, const struct snapshot *snapshot, unit_index area,
    enum moved moved, struct suggestion *ret)
{
    struct teams teams = {.have = 0};
    struct balance_room rooms[BALANCE_MOST];
    ret->count = ret->left_out = 0;
    gather(whatif, snapshot, area, moved, &teams, ret);
    ret->have = ret->least = ret->most = teams.have;
    for (size_t i = 0; i < ret->count; i++) {
        rooms[i] = room_of(&teams.loads[i], moved);
        ret->least += rooms[i].least * MOVED[moved].step;
        ret->most += rooms[i].most * MOVED[moved].step;
    }
    if (!settle_kinds(snapshot_service(snapshot)->units, ret, rooms, &ret->balance))
        balance_find(rooms, ret->count, &ret->balance);
}

/* --- trying it out -------------------------------------------------------------------------- */

static bool try_move(const struct suggestion *suggestion, const struct balance_move *move,
    enum lever lever, struct whatif *whatif)
{
    int steps = move->amount <= WHATIF_STEPS ? (int)move->amount : 2 * WHATIF_STEPS + 1;
    return whatif_move(whatif, suggestion->teams[move->from], lever, -steps) &&
           whatif_move(whatif, suggestion->teams[move->to], lever, steps);
}

bool suggestion_try(const struct suggestion *suggestion, enum moved moved, struct whatif *whatif)
{
    struct whatif tried = *whatif;
    if (suggestion->balance.outcome != BALANCE_FOUND)
        return false;
    for (size_t i = 0; i < suggestion->balance.count; i++)
        if (!try_move(suggestion, &suggestion->balance.moves[i], MOVED[moved].lever, &tried))
            return false;
    *whatif = tried;
    return true;
}
