#include <string.h>

#include "core/model/measure.h"

#define CASES    (1U << FEED_CASES)
#define POSTS    (1U << FEED_POSTS)
#define ABSENCES (1U << FEED_ABSENCES)
#define REQUESTS (1U << FEED_REQUESTS)
#define READINGS (1U << FEED_READINGS)

/* clang-format off */
static const struct part PARTS[PART_COUNT] = {
    [PART_OPEN_CASES] = {"open_cases", SERIES_STEP, FIXED_ONE, false, true, CASES},
    [PART_UNALLOCATED_CASES] = {"unallocated_cases", SERIES_STEP, FIXED_ONE, false, false, CASES},
    [PART_OLDEST_UNALLOCATED] = {"oldest_unallocated", SERIES_EARLIEST, FIXED_ONE, false, false, CASES},
    [PART_CASES_OPENED] = {"cases_opened", SERIES_EVENTS, FIXED_ONE, true, false, CASES},
    [PART_CASES_CLOSED] = {"cases_closed", SERIES_EVENTS, FIXED_ONE, true, false, CASES},
    [PART_CASES_HELD] = {"cases_held", SERIES_STEP, FIXED_ONE, false, false, CASES | POSTS},
    [PART_CASE_HOLDING_FTE] = {"case_holding_fte", SERIES_STEP, 1, false, false, CASES | POSTS},
    [PART_FTE_IN_POST] = {"fte_in_post", SERIES_STEP, 1, false, true, POSTS},
    [PART_VACANT_FTE] = {"vacant_fte", SERIES_STEP, 1, false, false, POSTS},
    [PART_AGENCY_FTE] = {"agency_fte", SERIES_STEP, 1, false, false, POSTS},
    [PART_CASE_HOLDING_POSTS_FTE] = {"case_holding_posts_fte", SERIES_STEP, 1, false, false, POSTS},
    [PART_LEAVERS_FTE] = {"leavers_fte", SERIES_LEAVERS, 1, true, false, POSTS},
    [PART_FTE_ABSENT] = {"fte_absent", SERIES_STEP, 1, false, true, POSTS | ABSENCES},
    [PART_CASE_HOLDING_FTE_ABSENT] = {"case_holding_fte_absent", SERIES_STEP, 1, false, false, POSTS | ABSENCES},
    [PART_LONG_TERM_ABSENT] = {"long_term_absent", SERIES_STEP, FIXED_ONE, false, false, POSTS | ABSENCES},
    [PART_REQUESTS] = {"requests", SERIES_EVENTS, FIXED_ONE, true, true, REQUESTS},
    [PART_FTE_DAYS_LOST] = {"fte_days_lost", SERIES_EVENTS, 1, true, false, READINGS},
    [PART_FTE_DAYS] = {"fte_days", SERIES_EVENTS, 1, true, false, READINGS},
    [PART_OLDEST_VACANCY] = {"oldest_vacancy", SERIES_EARLIEST, FIXED_ONE, false, false, POSTS},
};
/* clang-format on */

const struct part *part_at(enum part_id id)
{
    return &PARTS[id];
}

enum part_id part_find(const char *id, size_t length)
{
    for (int part = 0; part < PART_COUNT; part++)
        if (strlen(PARTS[part].id) == length && memcmp(PARTS[part].id, id, length) == 0)
            return (enum part_id)part;
    return PART_NONE;
}
