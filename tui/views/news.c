#include "tui/views/news.h"

#include <stdlib.h>

void news_done(struct news *news)
{
    shown_done(&news->before);
    free(news->list.items);
    free(news->found.items);
    free(news->touched);
    *news = (struct news){0};
}

/* `marks` NULL: of all. */
static enum result note_marked(struct shown *before, struct snapshot *snapshot, unit_index first,
    unit_index end, const bool *marks)
{
    enum result result = RESULT_OK;

    for (unit_index unit = first; unit < end && result == RESULT_OK; unit++) {
        if (marks != NULL && !marks[unit])
            continue;
        result = snapshot_visit(snapshot, unit);
        if (result == RESULT_OK)
            result = shown_note(before, snapshot, unit);
    }
    snapshot_leave(snapshot);
    return result;
}

/* An import changes few units of many, and only those can be news. */
enum result news_note(
    struct news *news, struct snapshot *snapshot, unit_index first, unit_index end)
{
    const unit_index count = unit_tree_count(snapshot_service(snapshot)->units);
    bool *marks = calloc((size_t)count + 1, sizeof *marks), known;

    if (marks == NULL)
        return RESULT_NO_MEMORY;
    shown_clear(&news->before);
    news->noted = true;
    news->before_version = snapshot_version(snapshot);

    enum result result = snapshot_changes_ahead(snapshot, marks, &known);

    if (result == RESULT_OK)
        result = note_marked(&news->before, snapshot, first, end, known ? marks : NULL);
    free(marks);
    return result;
}

/* --- order ------------------------------------------------------------------------------------ */

#define SMALL (5 * FIXED_ONE) /* below this a difference is measured against this */

static fixed_t size_of(fixed_t value)
{
    return value < 0 ? -value : value;
}

/* The difference in parts of what it was before; a value that came or went stands first. */
static double weight(const struct news_item *item)
{
    if (!figure_is_known(&item->before) || !figure_is_known(&item->after))
        return 1e9;

    fixed_t base = size_of(item->before.value);

    return (double)size_of(item->after.value - item->before.value) /
           (double)(base > SMALL ? base : SMALL);
}

static int heavier_first(const void *a, const void *b)
{
    const struct news_item *first = a, *second = b;
    double left = weight(first), right = weight(second);

    if (left < right)
        return 1;
    if (left > right)
        return -1;
    if (first->unit != second->unit)
        return first->unit < second->unit ? -1 : 1;
    return (first->measure > second->measure) - (first->measure < second->measure);
}

/* --- comparing -------------------------------------------------------------------------------- */

static enum result compare(
    struct news_list *found, const struct shown_figure *old, struct snapshot *snapshot)
{
    enum result result = snapshot_visit(snapshot, old->unit);

    if (result != RESULT_OK)
        return result;

    struct figure now = snapshot_figure(
        snapshot, old->unit, (struct measure_ref){.measure = old->measure, .sub = ""});

    if (!figures_differ(old->measure, &old->figure, &now))
        return RESULT_OK;

    struct news_item *item =
        grow_one(&found->items, &found->count, &found->room, sizeof *found->items);

    if (item == NULL)
        return RESULT_NO_MEMORY;
    *item = (struct news_item){old->unit, old->measure, old->figure, now};
    return RESULT_OK;
}

/* What was compared with something else is of no use. */
static void begin(struct news *news, const struct snapshot *snapshot)
{
    if (news->next > 0 && news->found_version == snapshot_version(snapshot) &&
        news->found_day == snapshot_as_at(snapshot))
        return;
    news->found.count = news->next = 0;
    news->found_version = snapshot_version(snapshot);
    news->found_day = snapshot_as_at(snapshot);
}

static enum result touch(struct news *news, unit_index end)
{
    bool *touched = calloc((size_t)end + 1, sizeof *touched);

    if (touched == NULL)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < news->found.count; i++)
        touched[news->found.items[i].unit] = true;
    free(news->touched);
    news->touched = touched;
    news->touched_end = end;
    return RESULT_OK;
}

static enum result take_over(struct news *news, const struct snapshot *snapshot)
{
    enum result result = touch(news, unit_tree_count(snapshot_service(snapshot)->units));

    if (result != RESULT_OK)
        return result;
    free(news->list.items);
    news->list = news->found;
    news->found = (struct news_list){0};
    news->next = 0;
    news->came = snapshot_newest_import(snapshot);
    if (news->list.count > 1)
        qsort(news->list.items, news->list.count, sizeof *news->list.items, heavier_first);
    return RESULT_OK;
}

enum result news_step(struct news *news, struct snapshot *snapshot, bool *ret_done)
{
    const struct shown *before = &news->before;
    bool done =
        (before->count == 0 && !news->noted) || snapshot_version(snapshot) == news->before_version;
    enum result result = RESULT_OK;

    if (!done) {
        begin(news, snapshot);
        for (size_t i = 0; i < marked_count() && news->next < before->count; i++) {
            result = compare(&news->found, &before->items[news->next++], snapshot);
            if (result != RESULT_OK)
                break;
        }
        snapshot_leave(snapshot);
        done = news->next >= before->count;
        if (result == RESULT_OK && done)
            result = take_over(news, snapshot);
    }
    if (result == RESULT_OK)
        *ret_done = done;
    else
        news->next = 0;
    return result;
}

enum result news_find(struct news *news, struct snapshot *snapshot)
{
    enum result result = RESULT_OK;

    for (bool done = false; result == RESULT_OK && !done;)
        result = news_step(news, snapshot, &done);
    return result;
}

void news_let_go(struct news *news)
{
    shown_done(&news->before);
    news->noted = false;
}

/* --- signs ------------------------------------------------------------------------------------ */

bool news_touches(const struct news *news, unit_index unit)
{
    return unit < news->touched_end && news->touched[unit];
}

/* Both speak of the newest day: beside the figures of another they would mislead. */
const char *news_sign(const struct scene *scene, unit_index unit)
{
    if (!scene->live || scene->then != NULL)
        return NULL;
    if (news_touches(scene->news, unit))
        return scene->glyphs->fresh;
    return news_touches(&scene->since->news, unit) ? scene->glyphs->dot : NULL;
}
