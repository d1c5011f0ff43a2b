#include "core/demo/stories.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/demo/teams.h"

struct story {
    const char *unit;
    enum story_about about;
    struct civil begins, full; /* from no difference to the whole of it … */
    int from, to;              /* … as factors in thousandths */
};

static const struct story STORIES[] = {
    /* Early Help Penwith: requests rise in the autumn of 2019, posts do not, and people fall ill.
     */
    {"eh-penwith", STORY_CASES, {2019, 9, 16}, {2020, 2, 24}, 1000, 1280},
    {"eh-penwith", STORY_SICKNESS, {2019, 10, 7}, {2020, 1, 6}, 1000, 2700},
    /* Family Assessment Mid 2 loses people and cannot fill the posts. */
    {"fast-mid-2", STORY_VACANCY, {2019, 6, 3}, {2019, 10, 28}, 1000, 2700},
    {"fast-mid-2", STORY_SICKNESS, {2019, 10, 7}, {2020, 1, 6}, 1000, 1700},
    /* Child Protection East 1 was in trouble and has recovered. */
    {"cp-east-1", STORY_VACANCY, {2018, 10, 1}, {2019, 10, 7}, 1900, 400},
    {"cp-east-1", STORY_SICKNESS, {2018, 10, 1}, {2019, 9, 2}, 2000, 600},
    {"cp-east-1", STORY_CASES, {2018, 12, 3}, {2019, 11, 4}, 1300, 1000},
};
#define STORY_COUNT (sizeof STORIES / sizeof STORIES[0])

static day_t civil_day(const struct civil *civil)
{
    return day_from_civil(civil->year, civil->month, civil->day);
}

static int factor_on(const struct story *story, day_t day)
{
    const day_t begins = civil_day(&story->begins);
    const day_t full = civil_day(&story->full);
    if (day <= begins)
        return story->from;
    if (day >= full)
        return story->to;
    return story->from +
           (int)((int64_t)(story->to - story->from) * (day - begins) / (full - begins));
}

int story_factor(int team, enum story_about about, day_t day)
{
    const char *unit = DEMO_TEAMS[team].unit;
    for (size_t i = 0; i < STORY_COUNT; i++)
        if (STORIES[i].about == about && strcmp(STORIES[i].unit, unit) == 0)
            return factor_on(&STORIES[i], day);
    return 1000;
}

int story_most(enum story_about about)
{
    int most = 1000;
    for (size_t i = 0; i < STORY_COUNT; i++) {
        if (STORIES[i].about != about)
            continue;
        most = STORIES[i].from > most ? STORIES[i].from : most;
        most = STORIES[i].to > most ? STORIES[i].to : most;
    }
    return most;
}

int story_chance_team(void)
{
    return demo_team_find("cic-east");
}

day_t story_chance_week(void)
{
    return day_from_civil(2020, 2, 24);
}
