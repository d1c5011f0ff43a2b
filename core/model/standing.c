#include "core/model/standing.h"

const char *feed_standing_word(enum feed_standing standing)
{
    static const char *const words[] = {
        [FEED_NEVER_CAME] = "never",
        [FEED_IS_FRESH] = "fresh",
        [FEED_IS_STALE] = "stale",
        [FEED_IS_REFUSED] = "refused",
        [FEED_IS_ARCHIVE] = "archive",
    };
    return words[standing];
}

time_t feed_due(
    const struct service *service, const struct feed_spec *feed, const struct feed_state *state)
{
    bool expected = feed->expected_every > 0 && service->data_until == DAY_NONE;
    return state->ever && expected ? state->imported_at + (time_t)feed->expected_every : 0;
}

enum feed_standing feed_standing(const struct service *service, const struct feed_spec *feed,
    const struct feed_state *state, time_t now)
{
    if (state->last_refused)
        return FEED_IS_REFUSED;
    if (!state->ever)
        return FEED_NEVER_CAME;
    time_t due = feed_due(service, feed, state);
    if (due == 0)
        return FEED_IS_ARCHIVE;
    return now > due ? FEED_IS_STALE : FEED_IS_FRESH;
}
