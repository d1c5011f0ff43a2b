/*
 * fake.h: an invented service in memory, for screens that are the same on every run.
 *
 * Spells are drawn from a fixed seed and go through the real derivation, so that figures hang
 * together; the provider reads them from memory. fake_create() gives NULL when anything fails.
 */
#ifndef TEAMTOP_TESTS_VIEWS_FAKE_H
#define TEAMTOP_TESTS_VIEWS_FAKE_H

#include <stdbool.h>

#include "core/model/snapshot.h"

#define FAKE_DAY day_from_civil(2020, 3, 2) /* a Monday */

struct fake;

/* Adds the units of one organisation; false when it could not. */
typedef bool fake_units_fn(struct unit_tree *units);

struct fake_plan {
    fake_units_fn *units;
    int posts;   /* in each team, at least */
    bool spells; /* false: no feed was ever imported */
    const char *notice;
    long age;         /* of the data, in seconds */
    int rejected;     /* rows of the newest file of cases */
    bool refused;     /* that file was */
    unsigned today;   /* feeds that came just now whatever the age, by 1 << their type */
    unsigned without; /* feeds that never came, by 1 << their type */
};

struct fake *fake_create(const struct fake_plan *plan);
void fake_destroy(struct fake *fake);
struct service *fake_service(struct fake *fake);
const struct provider *fake_provider(const struct fake *fake);
/* 08:15 on FAKE_DAY, UTC. */
time_t fake_now(void);

/* An import landed: three more children wait for a worker in this team since FAKE_DAY. False: no
 * memory. */
bool fake_import(struct fake *fake, unit_index team);

/* A day before FAKE_DAY a child came to each of these teams: in the first it waits for a worker, in the
 * other a worker has it. Whichever is which, all other figures of both are the same, and so are the
 * sums. False: no memory, or a team without workers. */
bool fake_child_each(struct fake *fake, unit_index waits, unit_index held);

/* A county: three services, three areas with localities, teams. */
bool fake_county(struct unit_tree *units);
bool fake_one_team(struct unit_tree *units);
bool fake_many_teams(struct unit_tree *units); /* 400 */
/* For plans of other sizes: teams t0, t1 … below one unit. */
bool fake_some_teams(struct unit_tree *units, int count);
bool fake_long_names(struct unit_tree *units); /* 60 columns; Chinese; combining marks */
bool fake_tongues(struct unit_tree *units);    /* Cornish, Welsh, Japanese, Korean, emoji, marks */
bool fake_nobody(struct unit_tree *units);     /* no unit at all */

#endif
