#include "tui/views/board.h"

#include <stdlib.h>

#include "core/base/hash.h"
#include "tui/views/made_of.h"

void board_init(struct board *board)
{
    *board = (struct board){.made_for = made_for_nothing(),
        .work_for = made_for_nothing(),
        .kept_for = made_for_nothing()};
}

void board_done(struct board *board)
{
    alerts_done(&board->alerts);
    alerts_drop(&board->work);
    acknowledged_done(&board->acknowledged);
    for (int i = 0; i < BOARD_LISTS; i++)
        alert_lines_done(&board->lists[i].lines);
    free(board->sorted);
    board_init(board);
}

/* --- making ----------------------------------------------------------------------------------- */

static size_t sort_those(struct board *board, size_t count, bool acknowledged)
{
    for (size_t i = 0; i < board->alerts.count; i++)
        if (acknowledged_covers(&board->acknowledged, &board->alerts.items[i]) == acknowledged)
            board->sorted[count++] = &board->alerts.items[i];
    return count;
}

/* Lines of a part of the sorted alerts, behind those there are. */
static void add_lines(struct board *board, enum board_list list, size_t from, size_t until)
{
    struct alert_lines *lines = &board->lists[list].lines;

    if (list == BOARD_BY_UNIT)
        alert_lines_by_unit(lines, board->units, &board->sorted[from], until - from);
    else
        alert_lines_each(lines, &board->sorted[from], until - from);
}

static int count_calls(const struct board_rows *rows)
{
    int count = 0;

    for (int i = 0; i < rows->open; i++)
        count += rows->lines.items[i].severity > ALERT_TO_NOTE;
    return count;
}

/* Room for all the lines there can be; what is listed stays as it is until list_rows(). */
static bool have_room(struct board *board, size_t alerts)
{
    bool room =
        grow_room(&board->sorted, &board->sorted_room, alerts + 1, sizeof(const struct alert *));

    for (int i = 0; i < BOARD_LISTS && room; i++)
        room = alert_lines_room(&board->lists[i].lines, alerts);
    return room;
}

static void list_rows(struct board *board)
{
    size_t open = sort_those(board, 0, false);
    size_t all = sort_those(board, open, true);

    for (int i = 0; i < BOARD_LISTS; i++) {
        struct board_rows *rows = &board->lists[i];

        alert_lines_clear(&rows->lines);
        add_lines(board, (enum board_list)i, 0, open);
        rows->open = (int)rows->lines.count;
        add_lines(board, (enum board_list)i, open, all);
        rows->count = (int)rows->lines.count;
        rows->calls = count_calls(rows);
    }
}

bool board_is_new(const struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = made_for_snapshot(snapshot);

    return made_for_same(&board->made_for, &wanted);
}

bool board_stands(const struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = made_for_snapshot(snapshot);

    return board->made_for.version >= 0 && board->made_for.as_at == wanted.as_at &&
           board->made_for.window == wanted.window && board->made_for.shared == wanted.shared;
}

/* Can the next list begin with this one, which is of another version or minute? What is suppressed hangs on more
 * than the unit's own figures. */
static bool follows_on(const struct board *board, const struct snapshot *snapshot)
{
    return board_stands(board, snapshot) && !snapshot_is_shared(snapshot);
}

/* With what the list there is says of units that did not change since. */
static enum result begin_from_list(struct board *board, const struct snapshot *snapshot)
{
    const unit_index count = unit_tree_count(snapshot_service(snapshot)->units);
    bool *const marks = calloc((size_t)count + 1, sizeof *marks);
    bool known = false;

    if (marks == NULL)
        return RESULT_NO_MEMORY;

    enum result result = snapshot_changes_since(snapshot, board->made_for.version, marks, &known);

    if (result == RESULT_OK && known)
        return alerts_begin(&board->work, &board->alerts, marks);
    free(marks);
    return result;
}

/* What was begun for something else is of no use; but for another minute: a long list would never end. */
static enum result begin(struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = made_for_snapshot(snapshot);
    enum result result = RESULT_OK;

    board->work_for.now = wanted.now;
    if (made_for_same(&board->work_for, &wanted))
        return RESULT_OK;
    alerts_drop(&board->work);
    board->work_for = made_for_nothing();
    if (follows_on(board, snapshot))
        result = begin_from_list(board, snapshot);
    if (result == RESULT_OK)
        board->work_for = wanted;
    return result;
}

static void let_go(struct board *board)
{
    alerts_done(&board->alerts);
    board->made_for = made_for_nothing();
    for (int i = 0; i < BOARD_LISTS; i++) {
        alert_lines_clear(&board->lists[i].lines);
        board->lists[i].count = board->lists[i].open = board->lists[i].calls = 0;
    }
}

enum result board_begin(
    struct board *board, struct snapshot *snapshot, unit_index root, int *ret_left)
{
    int left = 0;

    if (!board_is_new(board, snapshot)) {
        const enum result result = begin(board, snapshot);

        if (result != RESULT_OK)
            return result;
        left = alerts_left(&board->work, snapshot_service(snapshot), root);
    }
    if (!board_stands(board, snapshot))
        let_go(board);
    *ret_left = left;
    return RESULT_OK;
}

static enum result take_over(
    struct board *board, struct alerts alerts, const struct snapshot *snapshot)
{
    if (!have_room(board, alerts.count)) {
        alerts_done(&alerts);
        return RESULT_NO_MEMORY;
    }
    alerts_done(&board->alerts);
    board->alerts = alerts;
    board->made_for = board->work_for;
    board->units = snapshot_service(snapshot)->units;
    list_rows(board);
    return RESULT_OK;
}

enum result board_step(struct board *board, struct snapshot *snapshot, unit_index root,
    bool may_see_workers, bool *ret_done)
{
    struct alerts alerts = {0};
    bool done = board_is_new(board, snapshot);
    enum result result = RESULT_OK;

    if (!done) {
        result = begin(board, snapshot);
        if (result == RESULT_OK)
            result = alerts_step(&board->work, snapshot, root, may_see_workers, &alerts, &done);
        if (result == RESULT_OK && done)
            result = take_over(board, alerts, snapshot);
    }
    if (result == RESULT_OK)
        *ret_done = done;
    return result;
}

enum result board_renew(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers)
{
    enum result result = RESULT_OK;

    for (bool done = false; result == RESULT_OK && !done;)
        result = board_step(board, snapshot, root, may_see_workers, &done);
    return result;
}

/* --- a count that was kept -------------------------------------------------------------------- */

#define CALLS_FORMAT                                                                               \
    1 /* goes up when other things call for somebody, so that no old count is shown */

static uint64_t add_alerts(uint64_t hash, const struct alerts *alerts)
{
    for (size_t i = 0; i < alerts->count; i++) {
        const struct alert *alert = &alerts->items[i];

        hash = hash_text(hash, alert->key);
        hash = hash_number(hash, alert->severity);
        hash = hash_number(hash, alert->extent);
        hash = hash_number(hash, alert->since);
    }
    return hash;
}

static uint64_t add_acknowledged(uint64_t hash, const struct acknowledged *acknowledged)
{
    for (size_t i = 0; i < acknowledged->count; i++) {
        const struct acknowledgement *item = &acknowledged->items[i];

        hash = hash_text(hash, item->key);
        hash = hash_number(hash, item->as.severity);
        hash = hash_number(hash, item->as.extent);
        hash = hash_number(hash, item->as.day);
    }
    return hash;
}

enum result board_made_of(const struct board *board, struct snapshot *snapshot, unit_index root,
    bool may_see_workers, uint64_t *ret)
{
    const int64_t numbers[] = {CALLS_FORMAT, snapshot_as_at(snapshot), snapshot_window(snapshot),
        (int64_t)root, may_see_workers};
    struct alerts feeds;
    enum result result = alerts_make_of_feeds(&feeds, snapshot);

    if (result != RESULT_OK)
        return result;

    uint64_t hash = hash_made_of(HASH_START, snapshot);

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        hash = hash_number(hash, numbers[i]);
    hash = add_alerts(hash, &feeds);
    hash = add_acknowledged(hash, &board->acknowledged);
    alerts_done(&feeds);
    *ret = hash_finish(hash) | 1;
    return RESULT_OK;
}

void board_keep(struct board *board, uint64_t made_of, int calls)
{
    board->kept_of = made_of;
    board->kept_calls = calls;
    board->kept_for.version = -1;
}

enum result board_recall(
    struct board *board, struct snapshot *snapshot, unit_index root, bool may_see_workers)
{
    uint64_t made_of;

    if (board->kept_of == 0 || snapshot_is_shared(snapshot) || board_is_counted(board, snapshot))
        return RESULT_OK;

    enum result result = board_made_of(board, snapshot, root, may_see_workers, &made_of);

    if (result == RESULT_OK && made_of == board->kept_of)
        board->kept_for = made_for_snapshot(snapshot);
    return result;
}

bool board_is_counted(const struct board *board, const struct snapshot *snapshot)
{
    const struct made_for wanted = made_for_snapshot(snapshot);

    return made_for_same(&board->made_for, &wanted) || made_for_same(&board->kept_for, &wanted);
}

/* An hour or a window later the old count stands until there is a new one. */
static bool is_about(const struct made_for *made_for, const struct snapshot *snapshot)
{
    return made_for->version == snapshot_version(snapshot) &&
           made_for->as_at == snapshot_as_at(snapshot) &&
           made_for->shared == snapshot_is_shared(snapshot);
}

bool board_calls(const struct board *board, const struct snapshot *snapshot, int *ret)
{
    if (is_about(&board->made_for, snapshot))
        *ret = board->lists[BOARD_BY_UNIT].calls;
    else if (is_about(&board->kept_for, snapshot))
        *ret = board->kept_calls;
    else
        return false;
    return true;
}

/* --- rows ------------------------------------------------------------------------------------- */

const struct alert_line *board_at(const struct board *board, enum board_list list, int row)
{
    const struct board_rows *rows = &board->lists[list];

    return row >= 0 && row < rows->count ? &rows->lines.items[row] : NULL;
}

int board_row_of(const struct board *board, enum board_list list, uint64_t mark)
{
    for (int row = 0; row < board->lists[list].count; row++)
        if (board_mark(board, list, row) == mark)
            return row;
    return -1;
}

/* By unit whatever it says now, one by one by what it says; open and seen are two. */
uint64_t board_mark(const struct board *board, enum board_list list, int row)
{
    const struct alert_line *line = board_at(board, list, row);
    uint64_t hash = HASH_START;

    if (line == NULL)
        return 0;
    if (list == BOARD_ONE_BY_ONE || line->unit == UNIT_NONE)
        hash = hash_text(hash, line->lead->key);
    else
        hash = hash_text(hash, unit_tree_at(board->units, line->unit)->id);
    return hash_finish(hash_text(hash, row < board->lists[list].open ? "" : "/seen")) | 1;
}

static bool acknowledge_alert(struct board *board, const struct alert *alert, day_t day)
{
    const struct seen_as seen = {alert->severity, alert->extent, day};

    return acknowledged_put(&board->acknowledged, alert->key, seen) == RESULT_OK;
}

bool board_toggle(struct board *board, enum board_list list, int row, day_t day)
{
    const struct alert_line *line = board_at(board, list, row);
    bool noted = line != NULL;

    for (size_t i = 0; noted && i < line->count; i++) {
        const struct alert *alert = alert_line_at(line, i);

        if (row >= board->lists[list].open)
            acknowledged_drop(&board->acknowledged, alert->key);
        else
            noted = acknowledge_alert(board, alert, day);
    }
    if (line != NULL)
        list_rows(board);
    return noted;
}
