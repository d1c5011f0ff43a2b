/*
 * scorecard_page.h: what the files of the scorecard share: its rows, their words and where one
 * stands.
 *
 * Everything is read off the service and the snapshot of the scene; texts live as long as those.
 * Nothing is owned and nothing fails.
 */
#ifndef TEAMTOP_VIEWS_SCORECARD_PAGE_H
#define TEAMTOP_VIEWS_SCORECARD_PAGE_H

#include "core/model/scorecard.h"
#include "tui/views/view.h"

#define SCORECARD_PERIODS 3 /* of each indicator that are said */

/* What stands in one row: a heading, an indicator or a target. */
struct scorecard_entry {
    const char *heading;
    const struct indicator *indicator;
    const struct reference_target *target;
};

const struct scorecard *scorecard_of(const struct scene *scene);
/* NULL: there is none. */
const struct reference_target *scorecard_target(struct scorecard_entry entry);

/* The day shown: later periods are not said. */
day_t scorecard_day(const struct scene *scene);
/* The newest period that had ended, whether or not its own figure is known; NULL: none had. */
const struct indicator_period *scorecard_newest(
    const struct scene *scene, const struct indicator *indicator);
/* The newest figure known, against the target. */
enum status scorecard_judged(const struct scene *scene, const struct indicator *indicator);

/* "smaller", "met", "better"; "" where there is nothing to say. */
const char *scorecard_good(enum polarity better);
const char *scorecard_status(enum status status);
const char *scorecard_travel(enum travel travel);
enum style scorecard_travel_style(enum travel travel);
/* One column wide. */
const char *scorecard_arrow(const struct scene *scene, enum travel travel);
/* The figure as published, or the sign for one that is not known; "": nothing was published. */
const char *scorecard_figure(const struct scene *scene, const struct published *published);

/* scorecard_track.c: where one stands between the lowest figure and the highest, one row high.
 * False, and nothing drawn, unless one's own figure and another are known. */
bool scorecard_track(const struct scene *scene, const struct indicator_period *period,
    struct canvas *canvas, struct rect at);
/* scorecard_detail.c: the row one is on, in words, below a rule. */
void scorecard_detail(const struct scene *scene, struct scorecard_entry entry,
    struct canvas *canvas, struct rect rect);
/* scorecard_sheet.c: a row for each period of each indicator; struct view says how it fails. */
enum result scorecard_sheet(
    const struct scene *scene, const struct view_place *place, struct sheet *sheet);

#endif
