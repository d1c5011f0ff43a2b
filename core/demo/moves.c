/*
 * moves.c: colleagues who move over to a post nobody was found for, so that no post stands empty
 * for years.
 *
 * From the day of the move on the two posts exchange what becomes of them: the post that stood
 * empty has its colleague and whoever follows, the other one is advertised instead. They are in one
 * team, for one role and the same hours, so that no figure is another one but how long a post has
 * stood empty. Where nobody can move the post is given up and set up again under another number.
 * Told last: no other chapter looks at posts.
 */
#include <stddef.h>

#include "core/demo/history.h"

#define EMPTY_LEAST  180 /* days that a post stands empty before a colleague moves over … */
#define EMPTY_SPREAD 180 /* … and so many more for some than for others */
#define SETTLED      180 /* days in a post before one moves over to another */

static day_t day_of_move(const struct occupancy *vacancy)
{
    return vacancy->from + EMPTY_LEAST + (day_t)(vacancy->post % EMPTY_SPREAD);
}

static bool may_move(const struct occupancy *one, const struct occupancy *vacancy, day_t day)
{
    return one->team == vacancy->team && one->role == vacancy->role && one->fte == vacancy->fte &&
           one->worker != NOBODY && one->contract != DEMO_AGENCY && one->from + SETTLED <= day &&
           one->last > day;
}

/* Who has been where they are for longest; history->occupancy_count: nobody can. */
static size_t who_moves(const struct history *history, const struct occupancy *vacancy, day_t day)
{
    size_t longest = history->occupancy_count;
    for (size_t i = 0; i < history->occupancy_count; i++) {
        const struct occupancy *one = &history->occupancies[i];
        if (may_move(one, vacancy, day) &&
            (longest == history->occupancy_count || one->from < history->occupancies[longest].from))
            longest = i;
    }
    return longest;
}

static void exchange_later(struct history *history, uint32_t a, uint32_t b, day_t day)
{
    for (size_t i = 0; i < history->occupancy_count; i++) {
        struct occupancy *one = &history->occupancies[i];
        if (one->from >= day && (one->post == a || one->post == b))
            one->post = one->post == a ? b : a;
    }
}

/* The occupancy ends on the eve, and goes on in another post. */
static void go_on_in(struct history *history, size_t at, uint32_t post, day_t day)
{
    struct occupancy rest = history->occupancies[at];
    history->occupancies[at].last = day - 1;
    rest.post = post;
    rest.from = day;
    history_add_occupancy(history, &rest);
}

/* Numbers of posts set up again begin above all others. */
#define SET_UP_AGAIN 90000

static void follow_vacancy(struct history *history, size_t at)
{
    const struct occupancy vacancy = history->occupancies[at];
    const day_t day = day_of_move(&vacancy);
    if (day >= vacancy.last || day > history->until)
        return;
    const size_t mover = who_moves(history, &vacancy, day);
    const bool moves = mover < history->occupancy_count;
    const uint32_t other = moves ? history->occupancies[mover].post
                                 : SET_UP_AGAIN + (uint32_t)history->occupancy_count;
    exchange_later(history, vacancy.post, other, day);
    go_on_in(history, at, other, day);
    if (moves)
        go_on_in(history, mover, vacancy.post, day);
}

/* What is left of a vacancy stands behind those there were, and is followed in its turn. */
void tell_moves(struct history *history)
{
    for (size_t i = 0; i < history->occupancy_count && !history->failed; i++)
        if (history->occupancies[i].worker == NOBODY)
            follow_vacancy(history, i);
}
