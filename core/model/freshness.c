#include "core/model/freshness.h"

static bool brings_part(const struct feed_spec *feed, enum part_id part)
{
    if (part == PART_NONE)
        return false;
    if (feed->type != FEED_READINGS)
        return part_at(part)->feeds >> feed->type & 1;
    for (size_t i = 0; i < feed->part_count; i++)
        if (feed->parts[i].part == (int)part)
            return true;
    return !feed->wide; /* a long file names its parts row by row: it may bring any */
}

static bool concerns_terms(const struct feed_spec *feed, const struct term *terms)
{
    for (size_t i = 0; i < MEASURE_TERMS && terms[i].sign != 0; i++)
        if (brings_part(feed, terms[i].part) || brings_part(feed, terms[i].flow_part))
            return true;
    return false;
}

bool feed_concerns(const struct feed_spec *feed, const struct measure *measure)
{
    return concerns_terms(feed, measure->numerator) || concerns_terms(feed, measure->denominator);
}

time_t feed_stale_from(const struct feed_spec *feed, const struct feed_state *state)
{
    bool ever = feed->expected_every > 0 && state->ever &&
                state->imported_at < FRESH_FOR_EVER - feed->expected_every;

    return ever ? state->imported_at + (time_t)feed->expected_every + 1 : FRESH_FOR_EVER;
}

bool feed_is_stale(const struct feed_spec *feed, const struct feed_state *state, time_t now)
{
    return now >= feed_stale_from(feed, state);
}
