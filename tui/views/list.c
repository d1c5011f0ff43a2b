#include "tui/views/list.h"

#include <stdlib.h>

/* How far an action moves: rows, pages, or all the way. */
static const struct {
    enum action action;
    int rows, pages, all;
} moves[] = {
    {ACTION_UP, -1, 0, 0},
    {ACTION_DOWN, 1, 0, 0},
    {ACTION_PAGE_UP, 0, -1, 0},
    {ACTION_PAGE_DOWN, 0, 1, 0},
    {ACTION_FIRST, 0, 0, -1},
    {ACTION_LAST, 0, 0, 1},
};

static int within(int value, int last)
{
    if (value > last)
        value = last;
    return value < 0 ? 0 : value;
}

static bool distance(const struct view_place *place, enum action action, int *ret)
{
    int page = place->height > 1 ? place->height - 1 : 1; /* one row stays in sight */

    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
        if (moves[i].action == action) {
            *ret = moves[i].rows + moves[i].pages * page + moves[i].all * place->count;
            return true;
        }
    return false;
}

static unsigned move(const struct view_place *place, enum action action, int last, int *at)
{
    int by;

    if (!distance(place, action, &by))
        return WISH_PASS;

    int moved = within(*at + by, last);

    if (moved == *at)
        return WISH_NOTHING;
    *at = moved;
    return WISH_DRAW;
}

unsigned list_act(struct view_place *place, enum action action)
{
    return move(place, action, place->count - 1, &place->row);
}

unsigned page_act(struct view_place *place, enum action action)
{
    return move(place, action, place->count - place->height, &place->top);
}

void list_fit(struct view_place *place, int count, int height)
{
    place->count = count;
    place->height = height > 0 ? height : 0;
    place->row = within(place->row, count - 1);
    place->top = scroll_fit(place->top, place->row, place->height, count);
}

void page_fit(struct view_place *place, int count, int height)
{
    place->count = count;
    place->height = height > 0 ? height : 0;
    place->top = within(place->top, count - place->height);
}

bool list_offers(const struct view_place *place, enum action action)
{
    static const enum action need_a_row[] = {
        ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_OPEN, ACTION_FOLD, ACTION_SORT};

    for (size_t i = 0; i < sizeof need_a_row / sizeof need_a_row[0]; i++)
        if (need_a_row[i] == action)
            return place->count > 0;
    return true;
}

bool list_is_among_rows(enum action action)
{
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
        if (moves[i].action == action)
            return true;
    return action == ACTION_OPEN;
}

struct pick pick_row(int by)
{
    return (struct pick){by < 0 ? ACTION_UP : ACTION_DOWN, abs(by)};
}

bool pick_line(const struct view_place *place, int line, struct pick *ret)
{
    if (line < 0 || line >= place->height || place->top + line >= place->count)
        return false;
    *ret = pick_row(place->top + line - place->row);
    return true;
}
