#include "core/model/balance.h"

#include <assert.h>
#include <stdlib.h>

/* A place that gives exactly its supply, or takes between its need and its room. */
struct player {
    size_t place;
    int64_t supply;
    int64_t need, room;
};

/*
 * Where as much has to go as has to come, or more, every place above its limits gives what is
 * beyond them and no other gives anything: that is the least that can be moved. Where more has to
 * come than to go, the same holds with giving and taking mirrored.
 */
struct game {
    bool mirrored;
    size_t givers, musts, mays; /* the players in this order */
    struct player players[BALANCE_MOST];
};

/* --- what there is to do -------------------------------------------------------------------- */

struct sums {
    int64_t least, most; /* of all places */
    int64_t gives, wants;
};

static struct sums sum_rooms(const struct balance_room *rooms, size_t count)
{
    struct sums sums = {0};
    for (size_t i = 0; i < count; i++) {
        sums.least += rooms[i].least;
        sums.most += rooms[i].most;
        sums.gives += rooms[i].most < 0 ? -rooms[i].most : 0;
        sums.wants += rooms[i].least > 0 ? rooms[i].least : 0;
    }
    return sums;
}

static enum balance_outcome outcome_of(const struct sums *sums)
{
    if (sums->most < 0)
        return BALANCE_TOO_MUCH;
    if (sums->least > 0)
        return BALANCE_TOO_LITTLE;
    return sums->gives > 0 || sums->wants > 0 ? BALANCE_FOUND : BALANCE_INSIDE;
}

static bool find_hopeless(const struct balance_room *rooms, size_t count, size_t *ret)
{
    for (size_t i = 0; i < count; i++)
        if (rooms[i].least > rooms[i].most) {
            *ret = i;
            return true;
        }
    return false;
}

/* --- who plays ------------------------------------------------------------------------------ */

static struct player player_of(const struct balance_room *room, size_t place, bool mirrored)
{
    int64_t least = mirrored ? -room->most : room->least;
    int64_t most = mirrored ? -room->least : room->most;
    if (most < 0)
        return (struct player){.place = place, .supply = -most};
    return (struct player){.place = place, .need = least > 0 ? least : 0, .room = most};
}

enum role { ROLE_GIVES, ROLE_MUST_TAKE, ROLE_MAY_TAKE };

static enum role role_of(const struct player *player)
{
    if (player->supply > 0)
        return ROLE_GIVES;
    return player->need > 0 ? ROLE_MUST_TAKE : ROLE_MAY_TAKE;
}

static int64_t rank_of(const struct player *player)
{
    return player->supply > 0 ? player->supply : player->room;
}

/* By role, largest first, then in the order of the places. */
static int compare_players(const void *left, const void *right)
{
    const struct player *a = left, *b = right;
    if (role_of(a) != role_of(b))
        return role_of(a) < role_of(b) ? -1 : 1;
    if (rank_of(a) != rank_of(b))
        return rank_of(a) > rank_of(b) ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static void set_up(struct game *game, const struct balance_room *rooms, size_t count, bool mirrored)
{
    size_t numbers[ROLE_MAY_TAKE + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        game->players[i] = player_of(&rooms[i], i, mirrored);
        numbers[role_of(&game->players[i])]++;
    }
    qsort(game->players, count, sizeof *game->players, compare_players);
    game->mirrored = mirrored;
    game->givers = numbers[ROLE_GIVES];
    game->musts = numbers[ROLE_MUST_TAKE];
    game->mays = numbers[ROLE_MAY_TAKE];
}

/* --- settling a group among itself ---------------------------------------------------------- */

static void add_move(
    struct balance *balance, bool mirrored, size_t giver, size_t taker, int64_t amount)
{
    assert(balance->count < BALANCE_MOST);
    balance->moves[balance->count++] = (struct balance_move){
        .from = mirrored ? taker : giver, .to = mirrored ? giver : taker, .amount = amount};
    balance->total += amount;
}

/* What is supplied beyond all needs goes where there is room, in order. */
static void share_out(struct player *members, size_t count)
{
    int64_t spare = 0;
    for (size_t i = 0; i < count; i++)
        spare += members[i].supply - members[i].need;
    for (size_t i = 0; i < count; i++) {
        int64_t room = members[i].room - members[i].need;
        int64_t extra = spare < room ? spare : room;
        members[i].need += extra;
        spare -= extra;
    }
}

/* Each move empties a giver or fills a taker, and the last does both: one move less than members.
 */
static void settle(struct balance *balance, bool mirrored, struct player *members, size_t count)
{
    size_t from = 0, to = 0;
    share_out(members, count);
    for (;;) {
        while (from < count && members[from].supply == 0)
            from++;
        while (to < count && members[to].need == 0)
            to++;
        if (from == count || to == count)
            return;
        struct player *giver = &members[from], *taker = &members[to];
        int64_t amount = giver->supply < taker->need ? giver->supply : taker->need;
        add_move(balance, mirrored, giver->place, taker->place, amount);
        giver->supply -= amount;
        taker->need -= amount;
    }
}

/* --- the most groups ------------------------------------------------------------------------ */

/* A group of m places that settles among itself takes m − 1 moves, so the fewest moves are those of
 * the most groups. A set of players is a mask. */
#define SETS (1u << BALANCE_EXACT)

struct split {
    struct player sums[SETS]; /* of each set; the place says nothing */
    int8_t groups[SETS];      /* the most groups the set splits into; −1: it can't settle */
    uint16_t last[SETS];      /* … one of them */
};

static bool settles(const struct player *sum)
{
    return sum->supply > 0 && sum->need <= sum->supply && sum->supply <= sum->room;
}

static void sum_set(struct split *split, const struct player *players, unsigned set)
{
    unsigned rest = set & (set - 1);
    const struct player *player = &players[__builtin_ctz(set)];
    split->sums[set] = split->sums[rest];
    split->sums[set].supply += player->supply;
    split->sums[set].need += player->need;
    split->sums[set].room += player->room;
}

/* Tries every group that the set's first player could be in. */
static void split_set(struct split *split, unsigned set)
{
    const unsigned first = set & -set, rest = set ^ first;
    split->groups[set] = -1;
    for (unsigned beside = rest;; beside = (beside - 1) & rest) {
        const int others = split->groups[rest ^ beside];
        if (others >= 0 && others >= split->groups[set] && settles(&split->sums[first | beside])) {
            split->groups[set] = (int8_t)(others + 1);
            split->last[set] = (uint16_t)(first | beside);
        }
        if (beside == 0)
            return;
    }
}

static void split_all(struct split *split, const struct player *players, size_t count)
{
    split->sums[0] = (struct player){0};
    split->groups[0] = 0;
    for (unsigned set = 1; set < 1u << count; set++) {
        sum_set(split, players, set);
        split_set(split, set);
    }
}

static int moves_of(const struct split *split, unsigned set)
{
    return __builtin_popcount(set) - split->groups[set];
}

/* The set with the fewest moves among those that hold the first `needed` players. */
static unsigned best_set(const struct split *split, size_t needed, size_t count)
{
    unsigned required = (1u << needed) - 1, best = (1u << count) - 1;
    for (unsigned set = required; set < 1u << count; set++)
        if ((set & required) == required && split->groups[set] > 0 &&
            (split->groups[best] < 0 || moves_of(split, set) < moves_of(split, best)))
            best = set;
    return best;
}

static void settle_set(struct balance *balance, const struct game *game, unsigned set)
{
    struct player members[BALANCE_EXACT];
    size_t count = 0;
    for (; set != 0; set &= set - 1)
        members[count++] = game->players[__builtin_ctz(set)];
    settle(balance, game->mirrored, members, count);
}

static void settle_in_groups(struct balance *balance, const struct game *game, size_t count)
{
    struct split split;
    split_all(&split, game->players, count);
    unsigned set = best_set(&split, game->givers + game->musts, count);
    while (set != 0) {
        settle_set(balance, game, split.last[set]);
        set ^= split.last[set];
    }
}

/* --- all of it ------------------------------------------------------------------------------ */

/* How many of those that may take have to, the largest first, if all settle as one group. */
static size_t mays_needed(const struct game *game)
{
    size_t others = game->givers + game->musts, needed = 0;
    int64_t left = 0;
    for (size_t i = 0; i < others; i++)
        left += game->players[i].supply - game->players[i].room;
    for (; left > 0 && needed < game->mays; needed++)
        left -= game->players[others + needed].room;
    return needed;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Each giver and each taker is in some move. */
static size_t moves_at_least(const struct game *game, size_t mays)
{
    return larger(game->givers, game->musts + mays);
}

/* With more than `mays` + givers − 1 of those that may take there are more moves than in one group,
 * whatever the groups; and whoever takes can be exchanged for one with more room. */
static void play(struct balance *balance, struct game *game)
{
    size_t mays = mays_needed(game), concerned = game->givers + game->musts;
    size_t useful = mays + game->givers - 1;
    useful = useful < game->mays ? useful : game->mays;
    if (concerned + mays > BALANCE_EXACT) {
        settle(balance, game->mirrored, game->players, concerned + mays);
    } else {
        bool all = concerned + useful <= BALANCE_EXACT;
        settle_in_groups(balance, game, all ? concerned + useful : BALANCE_EXACT);
        balance->fewest = all;
    }
    balance->fewest = balance->fewest || balance->count == moves_at_least(game, mays);
}

static int compare_moves(const void *left, const void *right)
{
    const struct balance_move *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

void balance_find(const struct balance_room *rooms, size_t count, struct balance *ret)
{
    struct sums sums = sum_rooms(rooms, count);
    assert(count <= BALANCE_MOST);
    ret->count = 0;
    ret->total = 0;
    ret->fewest = false;
    ret->outcome = BALANCE_HOPELESS;
    if (find_hopeless(rooms, count, &ret->hopeless))
        return;
    ret->outcome = outcome_of(&sums);
    if (ret->outcome != BALANCE_FOUND)
        return;
    struct game game;
    set_up(&game, rooms, count, sums.wants > sums.gives);
    play(ret, &game);
    qsort(ret->moves, ret->count, sizeof *ret->moves, compare_moves);
}
