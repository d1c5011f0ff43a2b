/* What each key does to a session: first the view is asked, then this table. */
#include <stdio.h>

#include "tui/views/list.h"
#include "tui/views/panels.h"
#include "tui/views/session_state.h"
#include "tui/views/table.h"

typedef unsigned session_action_fn(struct session *session);

/* --- sorting ---------------------------------------------------------------------------------- */

static void say_order(struct session *session)
{
    struct sort sort = trail_here(&session->trail)->sort;
    char text[MESSAGE_SIZE];

    if (sort.column == TABLE_UNIT)
        snprintf(text, sizeof text, "In the order of the configuration.");
    else
        snprintf(text, sizeof text, "Sorted by %s, %s first.",
            table_measure(sort.column).measure->label, sort.reverse ? "lowest" : "highest");
    session_tell(session, text);
}

unsigned session_sort(struct session *session, struct sort sort)
{
    trail_here(&session->trail)->sort = sort;
    session->holding = false;
    session_rebuild(session);
    say_order(session);
    return WISH_DRAW;
}

static unsigned sort_next(struct session *session)
{
    const struct view_place *here = trail_here(&session->trail);

    if (!here->view->has_rows)
        return WISH_NOTHING;
    return session_sort(
        session, (struct sort){.column = table_next_sort(session->service, here->sort.column)});
}

static unsigned sort_reverse(struct session *session)
{
    const struct view_place *here = trail_here(&session->trail);

    if (!here->view->has_rows || here->sort.column == TABLE_UNIT)
        return WISH_NOTHING;
    return session_sort(session, (struct sort){here->sort.column, !here->sort.reverse});
}

/* --- places ----------------------------------------------------------------------------------- */

static unsigned back(struct session *session)
{
    struct trail left = session->trail;

    if (filter_clear(session))
        return WISH_DRAW;
    if (!trail_pop(&session->trail)) {
        session_tell(session, "This is the first screen.");
        return WISH_DRAW;
    }
    session->before = left;
    session_rebuild(session);
    return WISH_DRAW;
}

static unsigned back_or_leave(struct session *session)
{
    bool is_first = session->trail.count == 1 && trail_peek(&session->trail)->filter[0] == '\0';

    return is_first ? WISH_LEAVE : back(session);
}

static unsigned jump_back(struct session *session)
{
    struct trail left = session->trail;

    if (session->before.count == 0) {
        session_tell(session, "There is no place before this one.");
        return WISH_DRAW;
    }
    session->trail = session->before;
    session->before = left;
    session_rebuild(session);
    return WISH_DRAW;
}

static unsigned overview(struct session *session)
{
    if (session->trail.count == 1)
        return WISH_NOTHING;
    session_leave_mark(session);
    trail_home(&session->trail);
    session_rebuild(session);
    return WISH_DRAW;
}

static unsigned help(struct session *session)
{
    if (trail_here(&session->trail)->view == &help_view)
        return back(session);
    session_open(session, &help_view, UNIT_NONE);
    return WISH_DRAW;
}

/* The page of the unit one is on; nothing on a page of its own. */
static unsigned unit_page(struct session *session)
{
    unit_index unit = session_unit(session);

    if (unit == UNIT_NONE)
        return WISH_NOTHING;

    const struct view *view = view_of_unit(session->service, unit);

    if (trail_peek(&session->trail)->view == view)
        return WISH_NOTHING;
    session_open(session, view, unit);
    return WISH_DRAW;
}

/* The screens a key leads to from anywhere, by the id they are registered under. */
static const struct {
    enum action action;
    const char *view_id;
} screens[] = {
    {ACTION_COMPARE, "compare"},
    {ACTION_ALERTS, "alerts"},
    {ACTION_DEMAND, "demand"},
    {ACTION_SCORECARD, "scorecard"},
    {ACTION_RESOURCES, "resources"},
    {ACTION_WHATIF, "whatif"},
    {ACTION_FEEDS, "feeds"},
    {ACTION_CHANGES, "changes"},
};

static const struct view *screen_of(enum action action)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (screens[i].action == action)
            return view_find(screens[i].view_id);
    return NULL;
}

/* About the unit one is on; a key for the screen one is looking at does nothing. */
static unsigned go_to_screen(struct session *session, const struct view *view)
{
    unit_index unit = session_unit(session);

    if (trail_peek(&session->trail)->view == view)
        return WISH_NOTHING;
    session_open(session, view, unit == UNIT_NONE ? session->root : unit);
    return WISH_DRAW;
}

/* --- the rest --------------------------------------------------------------------------------- */

static unsigned find(struct session *session)
{
    find_begin(session);
    return WISH_DRAW;
}

static unsigned command(struct session *session)
{
    command_begin(session, "");
    return WISH_DRAW;
}

/* What is asked for is a command like any other: its beginning is typed already. */
static unsigned export(struct session *session)
{
    command_begin(session, "export ");
    return WISH_DRAW;
}

static unsigned filter(struct session *session)
{
    filter_begin(session);
    return WISH_DRAW;
}

static unsigned find_next(struct session *session)
{
    return find_again(session, 1);
}

static unsigned find_previous(struct session *session)
{
    return find_again(session, -1);
}

static unsigned repaint(struct session *session)
{
    (void)session;
    return WISH_REPAINT | WISH_DRAW;
}

static unsigned leave(struct session *session)
{
    (void)session;
    return WISH_LEAVE;
}

static session_action_fn *const handlers[ACTION_COUNT] = {
    [ACTION_LEFT] = back,
    [ACTION_BACK] = back,
    [ACTION_SORT] = sort_next,
    [ACTION_SORT_REVERSE] = sort_reverse,
    [ACTION_FIND] = find,
    [ACTION_FILTER] = filter,
    [ACTION_COMMAND] = command,
    [ACTION_MOUSE] = mouse_toggle,
    [ACTION_SHARE] = share_toggle,
    [ACTION_EXPORT] = export,
    [ACTION_FIND_NEXT] = find_next,
    [ACTION_FIND_PREVIOUS] = find_previous,
    [ACTION_JUMP_BACK] = jump_back,
    [ACTION_OVERVIEW] = overview,
    [ACTION_UNIT] = unit_page,
    [ACTION_HELP] = help,
    [ACTION_REDRAW] = repaint,
    [ACTION_QUIT_OR_BACK] = back_or_leave,
    [ACTION_QUIT] = leave,
};

/* The view moved its selection: the unit under it is what is chosen now. */
static void follow_selection(struct session *session)
{
    struct view_place *here = trail_here(&session->trail);

    if (here->view->has_rows && filter_in_force(session))
        here->chosen = outline_unit_at(&session->outline, here->row);
    session_rebuild(session);
}

/* The panel wanted, or the one that was shown in its place because it had no data. */
static bool is_panel(const struct view_place *here, const struct view_place *target)
{
    return here->panel == target->panel ||
           (target->row == CHART_BEST && here->instead_of == target->panel + 1);
}

/* What was shown of this panel last, unless one of its other measures is wanted. */
static void show_chart(struct view_place *here, const struct view_place *target)
{
    bool kept = is_panel(here, target) && here->row >= 0;

    if (kept && (target->row < 0 || target->row == here->row))
        return;
    here->panel = target->panel;
    here->row = target->row;
    here->back = 0;
    here->instead_of = 0;
}

static unsigned open_target(struct session *session, const struct view_place *target)
{
    session_open(session, target->view, target->unit);

    struct view_place *here = trail_here(&session->trail);

    here->feed = target->feed;
    if (target->view == &panel_view)
        show_chart(here, target);
    return WISH_DRAW;
}

static unsigned ask_view(struct session *session, enum action action)
{
    struct view_place *here = trail_here(&session->trail);
    struct hand hand = {.place = here,
        .outline = &session->outline,
        .service = session->service,
        .board = &session->board,
        .news = &session->news,
        .since = &session->since};
    unsigned wish = here->view->act(&hand, action);

    if (wish == WISH_OPEN)
        return open_target(session, &hand.target);
    if (wish == WISH_ACKNOWLEDGE)
        return acknowledge(session);
    if (wish & WISH_DRAW)
        follow_selection(session);
    return wish;
}

unsigned session_act(struct session *session, enum action action)
{
    if (session->waits && list_is_among_rows(action))
        return WISH_NOTHING;

    unsigned wish = ask_view(session, action);

    if (wish != WISH_PASS)
        return wish;

    const struct view *screen = screen_of(action);

    if (screen != NULL)
        return go_to_screen(session, screen);
    wish = session_day_act(session, action);
    if (wish == WISH_PASS)
        wish = places_ask(session, action);
    if (wish != WISH_PASS)
        return wish;
    return handlers[action] != NULL ? handlers[action](session) : WISH_NOTHING;
}

/* Ctrl-C leaves whatever is asked; the letter that quits is a letter here. */
static unsigned key_while_asked(struct session *session, key_code key)
{
    if (key >= TT_KEY_BASE && bindings_action(session->bindings, key) == ACTION_QUIT)
        return WISH_LEAVE;
    return ask_key(&session->ask, session, key);
}

unsigned session_key(struct session *session, key_code key)
{
    unsigned said = session->message[0] != '\0' ? WISH_DRAW : WISH_NOTHING;

    session->message[0] = '\0';
    if (session->ask.question != NULL)
        return key_while_asked(session, key) | said;
    if (session->naming != ACTION_NONE)
        return places_key(session, key) | said;
    return session_act(session, bindings_action(session->bindings, key)) | said;
}

unsigned session_press(struct session *session, enum action action)
{
    session->message[0] = '\0';
    return session_act(session, action);
}

unsigned session_press_on(struct session *session, unit_index unit, enum action action)
{
    struct view_place *here = trail_here(&session->trail);
    int row = here->view->has_rows ? outline_row_of(&session->outline, unit) : -1;

    if (row < 0)
        return WISH_NOTHING;
    here->row = row;
    follow_selection(session);
    return session_press(session, action);
}

const char *session_panel(const struct session *session)
{
    const struct view_place *here = trail_peek(&session->trail);

    if (here->view != &overview_view && here->view != &unit_view && here->view != &team_view)
        return NULL;
    return here->panel < PANEL_COUNT ? panel_at(here->panel)->title : "the list";
}

/* The list that is read out is the one with every alert by itself. False: there is no such row. */
static bool select_read(struct session *session, int row)
{
    struct view_place *here = trail_here(&session->trail);
    int count = here->count;

    session->message[0] = '\0';
    if (here->view == &alerts_view) {
        here->panel = BOARD_ONE_BY_ONE;
        count = session->board.lists[BOARD_ONE_BY_ONE].count;
    }
    if (row < 0 || row >= count)
        return false;
    here->row = row;
    here->held.mark = 0;
    return true;
}

unsigned session_open_row(struct session *session, int row)
{
    if (!select_read(session, row))
        return WISH_NOTHING;
    follow_selection(session);
    return session_act(session, ACTION_OPEN);
}

unsigned session_see_row(struct session *session, int row)
{
    if (trail_peek(&session->trail)->view != &alerts_view) {
        session_tell(session, "Only alerts are seen: go to them first.");
        return WISH_DRAW;
    }
    return select_read(session, row) ? acknowledge(session) : WISH_NOTHING;
}
