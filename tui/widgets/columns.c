#include "tui/widgets/widgets.h"

/* The column that stays longest among those not placed yet: the smallest priority, then the
 * leftmost. */
static struct column *next_by_priority(struct column *columns, size_t count)
{
    struct column *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (columns[i].fitted == 0 && (best == NULL || columns[i].priority < best->priority))
            best = &columns[i];
    return best;
}

/* Gives columns their width in order of priority and stops at the first that has no room: a
 * narrower one further down the list taking its place would make the table jump about while it is
 * resized. Returns the columns left over. */
static int choose(struct column *columns, size_t count, int width, int gap)
{
    struct column *column;
    int left = width;
    int before = 0; /* no gap before the first */

    while ((column = next_by_priority(columns, count)) != NULL) {
        int wanted = column->width > 0 ? column->width : 1;

        if (wanted + before > left)
            break;
        column->fitted = wanted;
        left -= wanted + before;
        before = gap;
    }
    return left;
}

/* Spare columns go one at a time to whatever may still grow, so that neighbours grow alike. */
static int grow_round(struct column *columns, size_t count, int left)
{
    int given = 0;

    for (size_t i = 0; i < count && given < left; i++) {
        struct column *column = &columns[i];

        if (column->fitted > 0 && column->fitted < column->flexible_to) {
            column->fitted++;
            given++;
        }
    }
    return given;
}

static void grow(struct column *columns, size_t count, int left)
{
    int given;

    while (left > 0 && (given = grow_round(columns, count, left)) > 0)
        left -= given;
}

static void place(struct column *columns, size_t count, int gap)
{
    int x = 0;

    for (size_t i = 0; i < count; i++) {
        columns[i].x = columns[i].fitted > 0 ? x : -1;
        if (columns[i].fitted > 0)
            x += columns[i].fitted + gap;
    }
}

void columns_fit(struct column *columns, size_t count, int width, int gap)
{
    for (size_t i = 0; i < count; i++)
        columns[i].fitted = 0;

    int left = choose(columns, count, width, gap);
    struct column *first = next_by_priority(columns, count);

    if (left == width && first != NULL && width > 0)
        first->fitted = width; /* too narrow even for the one that matters: all there is */
    else
        grow(columns, count, left);
    place(columns, count, gap);
}

void columns_select(
    const struct column *columns, size_t count, struct canvas *canvas, struct rect line)
{
    const struct column *subject = &columns[0];

    for (size_t i = 1; i < count; i++)
        if (columns[i].priority < subject->priority)
            subject = &columns[i];
    line.x += subject->x;
    line.width = subject->fitted;
    canvas_select(canvas, line);
    canvas->cursor_x = line.x;
    canvas->cursor_y = line.y;
}
