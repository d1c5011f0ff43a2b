/* The smallest move: by hand, and against trying everything. */
#include "core/model/balance.h"

#include <time.h>

#include "tests/core/model/cases.h"
#include "tests/core/model/random.h"

/* --- the same, slow and obvious ------------------------------------------------------------- */

#define PLACES_MOST 5

struct trial {
    const struct balance_room *rooms;
    size_t count;
    int64_t change[PLACES_MOST];
};

static bool all_inside(const struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        if (trial->change[i] < trial->rooms[i].least || trial->change[i] > trial->rooms[i].most)
            return false;
    return true;
}

/* Is everything inside after `moves` more moves of `total` in all, each between a pair of places
 * from `pair` on? Pairs are numbered from × count + to. */
static bool reaches(struct trial *trial, size_t pair, int moves, int64_t total)
{
    if (moves == 0)
        return total == 0 && all_inside(trial);
    for (; pair < trial->count * trial->count; pair++) {
        size_t from = pair / trial->count, to = pair % trial->count;
        for (int64_t amount = 1; from != to && amount <= total; amount++) {
            trial->change[from] -= amount;
            trial->change[to] += amount;
            bool found = reaches(trial, pair + 1, moves - 1, total - amount);
            trial->change[from] += amount;
            trial->change[to] -= amount;
            if (found)
                return true;
        }
    }
    return false;
}

/* The fewest moves of the least total; false: no total up to `most` is enough. */
static bool try_everything(const struct balance_room *rooms, size_t count, int64_t most,
    int64_t *ret_total, int *ret_moves)
{
    struct trial trial = {.rooms = rooms, .count = count};
    for (int64_t total = 0; total <= most; total++)
        for (int moves = 0; moves < (int)count; moves++)
            if (reaches(&trial, 0, moves, total)) {
                *ret_total = total;
                *ret_moves = moves;
                return true;
            }
    return false;
}

/* --- what any answer has to be -------------------------------------------------------------- */

static void check_moves(
    const struct balance_room *rooms, size_t count, const struct balance *balance)
{
    int64_t change[BALANCE_MOST] = {0}, total = 0;
    for (size_t i = 0; i < balance->count; i++) {
        const struct balance_move *move = &balance->moves[i];
        ck_assert(move->from < count && move->to < count && move->from != move->to);
        ck_assert_int_ge(move->amount, 1);
        change[move->from] -= move->amount;
        change[move->to] += move->amount;
        total += move->amount;
    }
    ck_assert_int_eq(total, balance->total);
    for (size_t i = 0; i < count; i++)
        ck_assert(change[i] >= rooms[i].least && change[i] <= rooms[i].most);
}

/* What is beyond a limit has to move, whatever happens to it. */
static int64_t least_total(const struct balance_room *rooms, size_t count)
{
    int64_t gives = 0, wants = 0;
    for (size_t i = 0; i < count; i++) {
        gives += rooms[i].most < 0 ? -rooms[i].most : 0;
        wants += rooms[i].least > 0 ? rooms[i].least : 0;
    }
    return gives > wants ? gives : wants;
}

static struct balance_room random_room(uint64_t *seed, int64_t reach)
{
    int64_t least = (int64_t)random_below(seed, (size_t)(2 * reach + 1)) - reach;
    int64_t most = least + (int64_t)random_below(seed, (size_t)reach + 1);
    return (struct balance_room){least, most};
}

/* --- by hand -------------------------------------------------------------------------------- */

START_TEST(nothing_moves_where_all_are_inside)
{
    const struct balance_room rooms[] = {{-2, 3}, {0, 0}, {-1, 0}};
    struct balance balance;
    balance_find(rooms, 3, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_INSIDE);
    ck_assert_uint_eq(balance.count, 0);
    balance_find(rooms, 0, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_INSIDE);
}
END_TEST

START_TEST(one_above_gives_just_enough_to_the_one_with_room)
{
    const struct balance_room rooms[] = {{-9, -6}, {-1, 2}, {-3, 8}};
    struct balance balance;
    balance_find(rooms, 3, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_FOUND);
    ck_assert_int_eq(balance.total, 6);
    ck_assert_uint_eq(balance.count, 1);
    ck_assert(balance.fewest);
    ck_assert_uint_eq(balance.moves[0].from, 0);
    ck_assert_uint_eq(balance.moves[0].to, 2);
}
END_TEST

START_TEST(one_below_takes_just_enough_from_the_one_that_can_spare_it)
{
    const struct balance_room rooms[] = {{-2, 3}, {4, 7}, {-5, 1}};
    struct balance balance;
    balance_find(rooms, 3, &balance);
    ck_assert_int_eq(balance.total, 4);
    ck_assert_uint_eq(balance.count, 1);
    ck_assert_uint_eq(balance.moves[0].from, 2);
    ck_assert_uint_eq(balance.moves[0].to, 1);
}
END_TEST

/* Largest to largest would take four moves: 5 + 4 + 3 out, 7 and 5 in. */
START_TEST(places_that_match_settle_between_themselves)
{
    const struct balance_room rooms[] = {{-5, -5}, {-4, -4}, {-3, -3}, {7, 7}, {5, 5}};
    struct balance balance;
    balance_find(rooms, 5, &balance);
    ck_assert_int_eq(balance.total, 12);
    ck_assert_uint_eq(balance.count, 3);
    check_moves(rooms, 5, &balance);
}
END_TEST

START_TEST(where_no_move_is_enough_the_reason_is_said)
{
    const struct balance_room full[] = {{-9, -4}, {-2, 3}};
    const struct balance_room empty[] = {{2, 5}, {-1, 4}};
    const struct balance_room narrow[] = {{-9, 9}, {1, 0}};
    struct balance balance;
    balance_find(full, 2, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_TOO_MUCH);
    balance_find(empty, 2, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_TOO_LITTLE);
    balance_find(narrow, 2, &balance);
    ck_assert_int_eq(balance.outcome, BALANCE_HOPELESS);
    ck_assert_uint_eq(balance.hopeless, 1);
    ck_assert_uint_eq(balance.count, 0);
}
END_TEST

/* --- against trying everything -------------------------------------------------------------- */

#define REACH 3

START_TEST(no_smaller_move_exists_in_small_random_cases)
{
    uint64_t seed = 20200302;
    int found = 0, moved = 0;
    for (int i = 0; i < 600; i++) {
        struct balance_room rooms[PLACES_MOST];
        size_t count = 2 + random_below(&seed, PLACES_MOST - 1);
        struct balance balance;
        int64_t total;
        int moves;
        for (size_t place = 0; place < count; place++)
            rooms[place] = random_room(&seed, REACH);
        balance_find(rooms, count, &balance);
        bool possible = try_everything(rooms, count, least_total(rooms, count) + 1, &total, &moves);
        ck_assert_int_eq(possible, balance.outcome <= BALANCE_FOUND);
        if (!possible)
            continue;
        check_moves(rooms, count, &balance);
        ck_assert_int_eq(balance.total, total);
        ck_assert_int_eq((int)balance.count, moves);
        ck_assert(balance.fewest || balance.outcome == BALANCE_INSIDE);
        found++;
        moved += moves > 1;
    }
    ck_assert_int_gt(found, 150);
    ck_assert_int_gt(moved, 50);
}
END_TEST

/* --- many places ---------------------------------------------------------------------------- */

static void check_many(uint64_t *seed, size_t count, size_t outside)
{
    static struct balance_room rooms[BALANCE_MOST];
    static struct balance balance;
    for (size_t i = 0; i < count; i++)
        rooms[i] = i < outside ? random_room(seed, 20)
                               : (struct balance_room){-5 - (int64_t)random_below(seed, 9),
                                     5 + (int64_t)random_below(seed, 9)};
    balance_find(rooms, count, &balance);
    ck_assert_int_le(balance.outcome, BALANCE_FOUND);
    check_moves(rooms, count, &balance);
    ck_assert_int_eq(balance.total, least_total(rooms, count));
    ck_assert_uint_lt(balance.count, count);
}

START_TEST(thirty_siblings_are_settled_at_once)
{
    uint64_t seed = 7;
    clock_t begin = clock();
    for (int i = 0; i < 20; i++)
        check_many(&seed, 30, 1 + random_below(&seed, 12));
    ck_assert_double_lt((double)(clock() - begin) / CLOCKS_PER_SEC, 2.0); /* a tenth each */
}
END_TEST

START_TEST(hundreds_of_places_are_settled_too)
{
    uint64_t seed = 11;
    check_many(&seed, BALANCE_MOST, 200);
}
END_TEST

/* A few outside, and many that could help: the largest rooms are enough to look at. */
START_TEST(few_outside_among_many_take_the_fewest_moves)
{
    struct balance_room rooms[30];
    struct balance balance;
    for (size_t i = 0; i < 30; i++)
        rooms[i] = (struct balance_room){-3, 1 + (int64_t)(i % 3)};
    rooms[4] = (struct balance_room){-9, -3};
    rooms[9] = (struct balance_room){-9, -2};
    rooms[20] = (struct balance_room){3, 6};
    balance_find(rooms, 30, &balance);
    ck_assert_int_eq(balance.total, 5);
    ck_assert(balance.fewest);
    ck_assert_uint_eq(balance.count, 2);
    check_moves(rooms, 30, &balance);
}
END_TEST

TCase *balance_cases(void)
{
    TCase *tests = tcase_create("balance");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, nothing_moves_where_all_are_inside);
    tcase_add_test(tests, one_above_gives_just_enough_to_the_one_with_room);
    tcase_add_test(tests, one_below_takes_just_enough_from_the_one_that_can_spare_it);
    tcase_add_test(tests, places_that_match_settle_between_themselves);
    tcase_add_test(tests, where_no_move_is_enough_the_reason_is_said);
    tcase_add_test(tests, no_smaller_move_exists_in_small_random_cases);
    tcase_add_test(tests, thirty_siblings_are_settled_at_once);
    tcase_add_test(tests, hundreds_of_places_are_settled_too);
    tcase_add_test(tests, few_outside_among_many_take_the_fewest_moves);
    return tests;
}
