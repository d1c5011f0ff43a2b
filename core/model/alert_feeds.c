/* Alerts about extracts: late, refused whole, or with rows left out. */
#include <inttypes.h>

#include "core/model/alert_making.h"
#include "core/model/standing.h"

/* How things stood before holds on when a file is refused: a feed may be late as well. */
static void add_refused(
    struct alert_making *making, const struct feed_spec *feed, const struct feed_state *state)
{
    struct alert alert = {.kind = ALERT_REFUSED,
        .severity = ALERT_TO_HURRY,
        .unit = UNIT_NONE,
        .feed = feed,
        .brief = "newest file refused",
        .since = day_of_time(state->attempted_at)};
    if (state->last_refused)
        alert_add(making, alert, "%s refused: %s", state->attempted_file, state->reason);
}

static void add_late(
    struct alert_making *making, const struct feed_spec *feed, const struct feed_state *state)
{
    time_t due = feed_due(making->service, feed, state);
    if (due == 0 || snapshot_now(making->snapshot) <= due)
        return;
    char day[32];
    struct alert alert = {.kind = ALERT_STALE,
        .severity = ALERT_TO_ACT,
        .unit = UNIT_NONE,
        .feed = feed,
        .brief = "no new file",
        .since = day_of_time(due)};
    alert_add(making, alert, "no new file since %s",
        day_text_long(day_of_time(state->imported_at), day, sizeof day));
}

static void add_rejected(
    struct alert_making *making, const struct feed_spec *feed, const struct feed_state *state)
{
    struct alert alert = {.kind = ALERT_REJECTED,
        .severity = ALERT_TO_NOTE,
        .unit = UNIT_NONE,
        .feed = feed,
        .brief = "rows rejected",
        .since = day_of_time(state->first_at),
        .extent = state->rejected * FIXED_ONE};
    if (state->ever && state->rejected > 0)
        alert_add(making, alert, "%" PRId64 " %s of %s", state->rejected,
            state->rejected == 1 ? "row" : "rows", state->file);
}

void alerts_of_feed(struct alert_making *making, const struct feed_spec *feed)
{
    const struct feed_state *state = snapshot_feed(making->snapshot, feed);
    add_refused(making, feed, state);
    add_late(making, feed, state);
    add_rejected(making, feed, state);
}
