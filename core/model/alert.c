#include "core/model/alert.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/model/alert_making.h"

static const struct {
    const char *id; /* in keys, which are kept on disk */
    const char *word;
    bool recurs;
} kinds[ALERT_KINDS] = {
    [ALERT_RED] = {"red", "red", true},
    [ALERT_SIGNAL] = {"signal", "signal", true},
    [ALERT_WAITING] = {"waiting", "waiting", true},
    [ALERT_OVER_LIMIT] = {"over-limit", "over limit", true},
    [ALERT_REFUSED] = {"refused", "refused", true},
    [ALERT_STALE] = {"stale", "stale", true},
    [ALERT_REJECTED] = {"rejected", "rejected", false},
};

const char *alert_kind_word(enum alert_kind kind)
{
    return kinds[kind].word;
}

bool alert_kind_recurs(enum alert_kind kind)
{
    return kinds[kind].recurs;
}

/* --- adding --------------------------------------------------------------------------------- */

static const char *subject_of(const struct alert_making *making, const struct alert *alert)
{
    return alert->feed ? alert->feed->id : unit_tree_at(making->service->units, alert->unit)->id;
}

/* Text in the list's arena; NULL when memory ran out. */
static const char *write_list(struct arena *arena, const char *format, va_list arguments)
    PRINTF_LIKE(2, 0);
static const char *write_list(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : arena_take(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

static const char *write_key(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
static const char *write_key(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *key = write_list(arena, format, arguments);
    va_end(arguments);
    return key;
}

static const char *key_of(struct alert_making *making, const struct alert *alert)
{
    const char *slash = alert->measure ? "/" : "";
    return write_key(&making->list.text, "%s/%s%s%s", kinds[alert->kind].id,
        subject_of(making, alert), slash, alert->measure ? alert->measure->id : "");
}

/* With all its texts, or memory ran out. */
static void append(struct alert_making *making, struct alert alert)
{
    struct alerts *list = &making->list;
    struct alert *added =
        alert.sentence && alert.key && alert.brief
            ? grow_one(&list->items, &list->count, &list->room, sizeof *list->items)
            : NULL;
    if (added)
        *added = alert;
    else
        making->no_memory = true;
}

void alert_add(struct alert_making *making, struct alert alert, const char *format, ...)
{
    if (alert.since > snapshot_as_at(making->snapshot))
        return;
    va_list arguments;
    va_start(arguments, format);
    alert.sentence = write_list(&making->list.text, format, arguments);
    va_end(arguments);
    alert.key = key_of(making, &alert);
    alert.brief = arena_copy(&making->list.text, alert.brief);
    append(making, alert);
}

/* --- making --------------------------------------------------------------------------------- */

static enum result add_team(struct alert_making *making, unit_index team, bool may_see_workers)
{
    alerts_of_waiting(making, team);
    if (!may_see_workers || unit_tree_at(making->service->units, team)->reach != UNIT_WITH_WORKERS)
        return RESULT_OK;
    enum result result = snapshot_prepare_team(making->snapshot, team);
    if (result == RESULT_OK)
        alerts_of_workers(making, team);
    return result;
}

static enum result add_unit(struct alert_making *making, unit_index index, bool may_see_workers)
{
    const struct unit *unit = unit_tree_at(making->service->units, index);
    bool is_team = unit->end == index + 1;
    bool has_one_below =
        !is_team && unit_tree_at(making->service->units, index + 1)->end == unit->end;
    enum result result = RESULT_OK;
    if (!has_one_below)
        result = snapshot_visit(making->snapshot, index);
    if (result == RESULT_OK && !has_one_below)
        alerts_of_measures(making, index);
    return result == RESULT_OK && is_team ? add_team(making, index, may_see_workers) : result;
}

/* How many units there are. */
static int count_units(const struct service *service, unit_index root, unit_index *ret_first)
{
    *ret_first = root == UNIT_NONE ? 0 : root;
    return root == UNIT_NONE ? (int)unit_tree_count(service->units)
                             : (int)(unit_tree_at(service->units, root)->end - root);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Newest first; those that are older than anybody looked last. */
static int compare_alerts(const void *a, const void *b)
{
    const struct alert *x = a, *y = b;
    const int orders[] = {
        order(x->longer, y->longer),
        order(y->since, x->since),
        order(y->severity, x->severity),
        order(x->kind, y->kind),
        order(x->unit, y->unit),
        order((intptr_t)x->measure, (intptr_t)y->measure), /* rows of one table: the catalogue's */
        order((intptr_t)x->feed, (intptr_t)y->feed),
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

static void sort(struct alerts *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare_alerts);
}

static void add_feeds(struct alert_making *making)
{
    for (size_t i = 0; i < making->service->feed_count; i++)
        alerts_of_feed(making, &making->service->feeds[i]);
}

/* An alert of another list, with its texts. */
static void keep(struct alert_making *making, struct alert alert)
{
    struct arena *const text = &making->list.text;
    alert.key = arena_copy(text, alert.key);
    alert.sentence = arena_copy(text, alert.sentence);
    alert.brief = arena_copy(text, alert.brief);
    append(making, alert);
}

enum result alerts_begin(struct alerts_work *work, const struct alerts *before, bool *changed)
{
    struct alert_making making = {0};
    for (size_t i = 0; i < before->count; i++) {
        const struct alert *const alert = &before->items[i];
        if (alert->unit != UNIT_NONE && !changed[alert->unit])
            keep(&making, *alert);
    }
    *work = (struct alerts_work){.list = making.list, .changed = changed};
    if (making.no_memory)
        alerts_drop(work);
    return making.no_memory ? RESULT_NO_MEMORY : RESULT_OK;
}

/* Past those of which is known what is to be said. */
static void pass_over(struct alerts_work *work, unit_index first, int count)
{
    while (work->changed && work->looked_at < count && !work->changed[first + work->looked_at])
        work->looked_at++;
}

int alerts_left(const struct alerts_work *work, const struct service *service, unit_index root)
{
    unit_index first;
    const int count = count_units(service, root, &first);
    int left = 0;
    for (int i = work->looked_at; i < count; i++)
        left += !work->changed || work->changed[first + i];
    return left;
}

enum result alerts_step(struct alerts_work *work, struct snapshot *snapshot, unit_index root,
    bool may_see_workers, struct alerts *ret, bool *ret_done)
{
    struct alert_making making = {
        .snapshot = snapshot, .service = snapshot_service(snapshot), .list = work->list};
    unit_index first;
    const int count = count_units(making.service, root, &first);
    enum result result = RESULT_OK;
    pass_over(work, first, count);
    const bool done = work->looked_at == count;
    if (done)
        add_feeds(&making);
    else
        result = add_unit(&making, first + work->looked_at, may_see_workers);
    snapshot_leave(snapshot);
    work->list = making.list;
    work->looked_at++;
    if (result == RESULT_OK && making.no_memory)
        result = RESULT_NO_MEMORY;
    if (result != RESULT_OK) {
        alerts_drop(work);
        return result;
    }
    *ret_done = done;
    if (done) {
        sort(&work->list);
        *ret = work->list;
        work->list = (struct alerts){0};
        alerts_drop(work);
    }
    return RESULT_OK;
}

enum result alerts_make_of_feeds(struct alerts *ret, struct snapshot *snapshot)
{
    struct alert_making making = {.snapshot = snapshot, .service = snapshot_service(snapshot)};
    add_feeds(&making);
    if (making.no_memory) {
        alerts_done(&making.list);
        return RESULT_NO_MEMORY;
    }
    sort(&making.list);
    *ret = making.list;
    return RESULT_OK;
}

void alerts_drop(struct alerts_work *work)
{
    alerts_done(&work->list);
    free(work->changed);
    *work = (struct alerts_work){0};
}

enum result alerts_make(
    struct alerts *ret, struct snapshot *snapshot, unit_index root, bool may_see_workers)
{
    struct alerts_work work = {0};
    enum result result = RESULT_OK;
    for (bool done = false; result == RESULT_OK && !done;)
        result = alerts_step(&work, snapshot, root, may_see_workers, ret, &done);
    return result;
}

void alerts_done(struct alerts *alerts)
{
    free(alerts->items);
    arena_done(&alerts->text);
    *alerts = (struct alerts){0};
}
