#include "tui/views/heading.h"

#include "tui/views/board.h"
#include "tui/views/figures.h"

/* --- the data --------------------------------------------------------------------------------- */

/* When the oldest extract came of those that are overdue and that the figures people look at first
 * are made of; 0: none is. */
static time_t oldest_overdue(const struct scene *scene)
{
    static const char *const first[] = {"open_cases", "sickness_rate", "fte_in_post"};
    time_t oldest = 0;

    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        time_t came = snapshot_stale_import(scene->snapshot, measure_named(first[i]));

        if (came != 0 && (oldest == 0 || came < oldest))
            oldest = came;
    }
    return oldest;
}

static void write_age(const struct scene *scene, struct heading *heading)
{
    time_t newest = snapshot_newest_import(scene->snapshot), overdue = oldest_overdue(scene);

    heading->came = overdue != 0 ? overdue : newest;
    heading->stale = newest != 0 && (scene->reach != REACH_STORE || overdue != 0);
}

/* Units and feeds that call for somebody, where they are known for what is shown. */
static int count_alerts(const struct scene *scene)
{
    int open = 0;

    return board_calls(scene->board, scene->snapshot, &open) ? open : 0;
}

/* --- the way here ----------------------------------------------------------------------------- */

static void add_crumb(struct heading *heading, const char *name)
{
    if (name != NULL && heading->crumb_count < HEADING_CRUMBS)
        heading->crumbs[heading->crumb_count++] = name;
}

/* What the viewer does not see has a name all the same: it says where they are. */
static void add_crumbs_above(struct heading *heading, const struct narrowing *narrowing)
{
    for (size_t i = narrowing->above_count; i-- > 0;)
        add_crumb(heading, narrowing->above[i]);
}

static void add_crumbs(
    const struct scene *scene, const struct view_place *place, struct heading *heading)
{
    add_crumb(heading, place->view->title);
    for (unit_index at = place->unit; at != UNIT_NONE; at = unit_of(scene, at)->parent)
        add_crumb(heading, unit_of(scene, at)->name);
    if (place->unit != UNIT_NONE)
        add_crumbs_above(heading, &scene->service->narrowing);
    if (place->unit == UNIT_NONE)
        add_crumb(heading, scene->service->organisation);
}

struct heading heading_of(const struct scene *scene, const struct view_place *place)
{
    const char *notice = scene->service->notice;
    struct heading heading = {
        .unit_first = place->view->unit_first,
        .notice = notice != NULL ? notice : "",
        .filter = place->filter,
        .as_at = snapshot_as_at(scene->snapshot),
        .then = scene->then != NULL ? snapshot_as_at(scene->then) : DAY_NONE,
        .reach = scene->reach,
        .live = scene->live,
        .shared = scene->shared,
        .alerts = count_alerts(scene),
    };

    write_age(scene, &heading);
    add_crumbs(scene, place, &heading);
    return heading;
}
