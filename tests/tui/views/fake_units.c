#include <stdio.h>

#include "tests/tui/views/fake.h"

enum { COUNTY, SERVICE, AREA, LOCALITY, TEAM };

/* What a unit of the list below is: its level, and how deep it stands. */
enum { COUNTY_UNIT, SERVICE_UNIT, AREA_UNIT, LOCALITY_UNIT, IN_LOCALITY, IN_AREA, IN_SERVICE };

static const struct {
    int level, depth;
} kinds[] = {
    [COUNTY_UNIT] = {COUNTY, 0},
    [SERVICE_UNIT] = {SERVICE, 1},
    [AREA_UNIT] = {AREA, 2},
    [LOCALITY_UNIT] = {LOCALITY, 3},
    [IN_LOCALITY] = {TEAM, 4},
    [IN_AREA] = {TEAM, 3},
    [IN_SERVICE] = {TEAM, 2},
};

static const struct {
    int kind;
    const char *id, *name;
} county[] = {
    {COUNTY_UNIT, "tff", "Together for Families"},
    {SERVICE_UNIT, "cfs", "Children and Families"},
    {AREA_UNIT, "west", "West"},
    {LOCALITY_UNIT, "penwith", "Penwith"},
    {IN_LOCALITY, "eh-penwith", "Early Help Penwith"},
    {LOCALITY_UNIT, "kerrier", "Kerrier"},
    {IN_LOCALITY, "eh-kerrier", "Early Help Kerrier"},
    {IN_AREA, "fast-west", "Family Assessment West"},
    {IN_AREA, "cp-west", "Child Protection West"},
    {IN_AREA, "care-west", "Children in Care West"},
    {AREA_UNIT, "mid", "Mid"},
    {LOCALITY_UNIT, "carrick", "Carrick"},
    {IN_LOCALITY, "eh-carrick", "Early Help Carrick"},
    {IN_AREA, "fast-mid", "Family Assessment Mid"},
    {IN_AREA, "cp-mid", "Child Protection Mid"},
    {AREA_UNIT, "east", "East"},
    {LOCALITY_UNIT, "caradon", "Caradon"},
    {IN_LOCALITY, "eh-caradon", "Early Help Caradon"},
    {IN_AREA, "fast-east", "Family Assessment East"},
    {IN_AREA, "cp-east", "Child Protection East"},
    {IN_SERVICE, "maru", "Multi Agency Referral Unit"},
    {SERVICE_UNIT, "health", "Children's Health and Wellbeing"},
    {IN_SERVICE, "hv-west", "Health Visiting West"},
    {IN_SERVICE, "psychology", "Psychology"},
    {SERVICE_UNIT, "education", "Education"},
    {IN_SERVICE, "virtual", "Virtual School"},
    {IN_SERVICE, "empty", "Community Learning"},
};

#define DEPTHS 5

bool fake_county(struct unit_tree *units)
{
    unit_index above[DEPTHS + 1] = {UNIT_NONE}; /* by depth: what the next unit stands below */

    for (size_t i = 0; i < sizeof county / sizeof county[0]; i++) {
        int depth = kinds[county[i].kind].depth;
        unit_index unit;

        if (unit_tree_add(units, above[depth], county[i].id, county[i].name,
                kinds[county[i].kind].level, -1, &unit) != RESULT_OK)
            return false;
        above[depth + 1] = unit;
    }
    return true;
}

bool fake_one_team(struct unit_tree *units)
{
    unit_index unit;

    return unit_tree_add(units, UNIT_NONE, "only", "The Only Team", TEAM, -1, &unit) == RESULT_OK;
}

bool fake_some_teams(struct unit_tree *units, int count)
{
    unit_index root, unit;

    if (unit_tree_add(units, UNIT_NONE, "all", "All teams", COUNTY, -1, &root) != RESULT_OK)
        return false;
    for (int i = 0; i < count; i++) {
        char id[16], name[32];

        snprintf(id, sizeof id, "t%d", i);
        snprintf(name, sizeof name, "Team %03d", i);
        if (unit_tree_add(units, root, id, name, TEAM, -1, &unit) != RESULT_OK)
            return false;
    }
    return true;
}

bool fake_many_teams(struct unit_tree *units)
{
    return fake_some_teams(units, 400);
}

bool fake_long_names(struct unit_tree *units)
{
    static const char *const names[] = {
        "A team with a name of sixty characters that goes on and on..",
        "\xe5\x85\x92\xe7\xab\xa5\xe5\x8f\x8a\xe5\xae\xb6\xe5\xba\xad\xe6\x9c\x8d\xe5\x8b\x99"
        "\xe8\x99\x95\xe5\x85\x92\xe7\xab\xa5\xe5\x8f\x8a\xe5\xae\xb6\xe5\xba\xad\xe6\x9c\x8d"
        "\xe5\x8b\x99\xe8\x99\x95",
        "Re\xcc\x81sume\xcc\x81 e\xcc\x82quipe",
    };
    unit_index root, unit;

    if (unit_tree_add(units, UNIT_NONE, "root", names[0], COUNTY, -1, &root) != RESULT_OK)
        return false;
    for (int i = 0; i < 3; i++) {
        char id[16];

        snprintf(id, sizeof id, "long%d", i);
        if (unit_tree_add(units, root, id, names[i], TEAM, -1, &unit) != RESULT_OK)
            return false;
    }
    return true;
}

bool fake_tongues(struct unit_tree *units)
{
    static const char *const names[] = {
        "Gwerthjiow Kernow \xe2\x80\x93 Gweres tus Yowynk",     /* Cornish */
        "Gwasanaethau Plant Ynys M\xc3\xb4n, T\xc5\xb7 Gwyrdd", /* Welsh */
        ("\xe5\x85\x90\xe7\xab\xa5\xe5\xae\xb6\xe5\xba\xad"
         "\xe3\x82\xbb\xe3\x83\xb3\xe3\x82\xbf\xe3\x83\xbc"), /* Japanese, two columns each */
        "\xec\x95\x84\xeb\x8f\x99 \xeb\xb3\xb4\xed\x98\xb8",  /* Korean */
        "Families \xf0\x9f\x8f\xa0 first \xf0\x9f\x92\x99",   /* emoji, two columns each */
        "Re\xcc\x81sume\xcc\x81 a\xcc\x8a\xcc\xa3 z\xcc\x8c", /* combining marks, two on one letter */
    };
    unit_index root, unit;

    if (unit_tree_add(units, UNIT_NONE, "tongues", names[0], COUNTY, -1, &root) != RESULT_OK)
        return false;
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        char id[16];

        snprintf(id, sizeof id, "tongue%zu", i);
        if (unit_tree_add(units, root, id, names[i], TEAM, -1, &unit) != RESULT_OK)
            return false;
    }
    return true;
}

bool fake_nobody(struct unit_tree *units)
{
    (void)units;
    return true;
}
