/*
 * stories.h: what happens to some teams, so that a dashboard has something to find.
 *
 * Invented, every one, and constant; nothing here can fail. Two teams get into trouble, one gets
 * better, one only looks bad for a week by chance.
 */
#ifndef TEAMTOP_DEMO_STORIES_H
#define TEAMTOP_DEMO_STORIES_H

#include "core/base/day.h"

enum story_about {
    STORY_CASES,
    STORY_SICKNESS,
    STORY_VACANCY,
};

/* The factor, in thousandths, by which the team differs from its like on a day: 1,000 is not at
 * all. */
int story_factor(int team, enum story_about about, day_t day);
/* The largest factor there is about this. */
int story_most(enum story_about about);

/* The team and the Monday of the week when, by chance, several are off with a cold. */
int story_chance_team(void);
day_t story_chance_week(void);

#endif
