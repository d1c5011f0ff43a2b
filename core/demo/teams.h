/*
 * teams.h: the teams of config/cornwall as its case system and its HR system call them, and how
 * each is staffed.
 *
 * Constant tables and pure look-ups; nothing here can fail. The budgeted FTE of each line of the
 * business plan is spread over its teams; FTE is in ten-thousandths, weights have no unit.
 */
#ifndef TEAMTOP_DEMO_TEAMS_H
#define TEAMTOP_DEMO_TEAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"

enum demo_role {
    ROLE_TEAM_MANAGER,
    ROLE_SUPERVISOR,
    ROLE_SENIOR_SOCIAL_WORKER,
    ROLE_SOCIAL_WORKER,
    ROLE_NEWLY_QUALIFIED,
    ROLE_FAMILY_WORKER,
    ROLE_YOUTH_WORKER,
    ROLE_PERSONAL_ADVISER,
    ROLE_CONTACT_WORKER,
    ROLE_THERAPIST,
    ROLE_SUPPORT_WORKER, /* residential short breaks */
    ROLE_ADVISER,
    ROLE_TEACHER,
    ROLE_HEALTH_VISITOR,
    ROLE_SCHOOL_NURSE,
    ROLE_PSYCHOLOGIST,
    ROLE_ADMINISTRATOR,
    ROLE_COUNT,
};

struct role_row {
    const char *title; /* "Job Title" of the HR system */
    bool social_worker;
    bool case_holding;
    int cases_first; /* cases per FTE that colleagues carry before this role is given its first */
    int carries;     /* per mille of what a social worker carries beyond that */
};
const struct role_row *role_row(enum demo_role role);

/* The kinds differ in who works there. */
enum staffing {
    STAFFING_ASSESSMENT,
    STAFFING_PROTECTION,
    STAFFING_CARE,
    STAFFING_DISABLED,
    STAFFING_LOCALITY,
    STAFFING_MARU,
    STAFFING_HUB,
    STAFFING_PRACTICE,
    STAFFING_HELPING,
    STAFFING_OUT_OF_HOURS,
    STAFFING_ADOLESCENTS,
    STAFFING_CARE_LEAVERS,
    STAFFING_PLACEMENTS,
    STAFFING_EDUCATION,
    STAFFING_NURSING,
    STAFFING_PSYCHOLOGY,
    STAFFING_LEARNING,
    STAFFING_COUNT,
};

/* `per_mille` of a team's budget for each role; per_mille 0 ends the list. */
struct role_share {
    enum demo_role role;
    int per_mille;
};
#define ROLE_SHARES 8
const struct role_share *staffing_shares(enum staffing staffing);

enum demo_service {
    SERVICE_FAMILIES,
    SERVICE_EDUCATION,
    SERVICE_HEALTH,
    SERVICE_COUNT,
};

enum demo_area {
    AREA_WEST,
    AREA_MID,
    AREA_EAST,
    AREA_COUNTY,
};

struct demo_team {
    const char *unit;        /* id in config/cornwall */
    const char *case_name;   /* what the case system calls it */
    const char *cost_centre; /* what the HR system calls it */
    const char *office;      /* a column nobody asked for */
    enum demo_service service;
    enum demo_area area;
    enum staffing staffing;
    int32_t fte; /* budgeted, ten-thousandths */
};
extern const struct demo_team DEMO_TEAMS[];
extern const int DEMO_TEAM_COUNT;

/* −1 when no team has this unit id. */
int demo_team_find(const char *unit);

/* Posts that came (or, for a whole team, the day it came into being) during the history. */
struct demo_growth {
    const char *unit;
    int year, month, day;
    int32_t fte;
};
extern const struct demo_growth DEMO_GROWTH[];
extern const int DEMO_GROWTH_COUNT;

#endif
