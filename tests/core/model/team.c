#include "tests/core/model/team.h"

#include <string.h>

const struct role TEAM_ROLES[] = {
    {"social_worker", "Social worker", 100000},
    {"newly_qualified", "Newly qualified social worker", 80000},
    {"manager", "Team manager", 0},
};
const size_t TEAM_ROLE_COUNT = sizeof TEAM_ROLES / sizeof *TEAM_ROLES;

struct post_row {
    const char *post, *role, *worker, *name;
    int32_t fte;
    enum contract contract;
    bool case_holding;
    day_t from, until;
};

static const struct post_row POSTS[] = {
    {"p1", "social_worker", "w-alice", "Alice", 6000, CONTRACT_PERMANENT, true, 19000, DAY_NEVER},
    {"p2", "social_worker", "w-alice", "Alice", 4000, CONTRACT_AGENCY, true, 19000, DAY_NEVER},
    {"p3", "social_worker", "w-ben", "", 6000, CONTRACT_FIXED_TERM, true, 19000, DAY_NEVER},
    {"p4", "newly_qualified", "w-carys", "Carys", 10000, CONTRACT_PERMANENT, true, 19000, 19801},
    {"p5", "manager", "w-dan", "Dan", 10000, CONTRACT_PERMANENT, false, 19000, DAY_NEVER},
    {"p6", "social_worker", "", "", 5000, CONTRACT_VACANT, true, 19700, DAY_NEVER},
    {"p6", "social_worker", "", "", 5000, CONTRACT_VACANT, true, 19600, 19700},
    {"p6", "social_worker", "w-eve", "Eve", 5000, CONTRACT_PERMANENT, true, 19000, 19600},
    {"p7", "family worker", "", "", 10000, CONTRACT_VACANT, false, 19650, DAY_NEVER},
    {"p8", "social_worker", "w-old", "Old", 10000, CONTRACT_PERMANENT, true, 19000, TODAY},
};

struct case_row {
    child_hash child;
    const char *worker;
    day_t from, until;
};

static const struct case_row CASES[] = {
    {1, "w-alice", 19700, DAY_NEVER},
    {1, "w-alice", 19750, DAY_NEVER},
    {2, "w-alice", 19700, DAY_NEVER},
    {3, "w-alice", TODAY, DAY_NEVER},
    {4, "w-alice", 19700, TODAY},
    {5, "w-alice", TODAY + 1, DAY_NEVER},
    {11, "w-ben", 19700, DAY_NEVER},
    {12, "w-ben", 19700, DAY_NEVER},
    {13, "w-ben", 19700, DAY_NEVER},
    {14, "w-ben", 19700, DAY_NEVER},
    {15, "w-ben", 19700, DAY_NEVER},
    {16, "w-ben", 19700, DAY_NEVER},
    {17, "w-ben", 19700, DAY_NEVER},
    {2, "w-zoe", 19700, DAY_NEVER},
    /* 21 waits for a second time, since the first spell; 22 since today; 23 has somebody after all.
     */
    {21, "", TODAY - 14, DAY_NEVER},
    {21, "", TODAY - 3, DAY_NEVER},
    {22, "", TODAY, DAY_NEVER},
    {23, "", TODAY - 30, DAY_NEVER},
    {23, "w-ben", TODAY - 2, DAY_NEVER},
};

struct absence_row {
    const char *worker;
    day_t from, until;
};

/* Carys: three absences that overlap or adjoin, and one with a day between. Ben is back today. */
static const struct absence_row ABSENCES[] = {
    {"w-carys", TODAY - 5, DAY_NEVER},
    {"w-carys", TODAY - 10, TODAY - 5},
    {"w-carys", TODAY - 20, TODAY - 8},
    {"w-carys", TODAY - 30, TODAY - 21},
    {"w-ben", TODAY - 5, TODAY},
    {"w-dan", TODAY + 1, DAY_NEVER},
};

struct filling {
    struct spells *spells;
    unit_index team;
    bool failed;
};

static uint32_t word(struct filling *filling, const char *text)
{
    if (text[0] == '\0')
        return 0;
    uint32_t number = intern_add(filling->spells->text, text, strlen(text));
    filling->failed = filling->failed || number == INTERN_FAILED;
    return filling->failed ? 0 : number;
}

static void add_post(struct filling *filling, const struct post_row *row)
{
    struct spells *spells = filling->spells;
    struct post_spell post = {.post = word(filling, row->post),
        .team = filling->team,
        .role = word(filling, row->role),
        .worker = word(filling, row->worker),
        .name = word(filling, row->name),
        .fte = row->fte,
        .contract = row->contract,
        .case_holding = row->case_holding,
        .from = row->from,
        .until = row->until};
    struct post_spell *added =
        grow_one(&spells->posts, &spells->post_count, &spells->post_room, sizeof *added);
    filling->failed = filling->failed || !added;
    if (added)
        *added = post;
}

static void add_case(struct filling *filling, const struct case_row *row)
{
    struct spells *spells = filling->spells;
    struct case_spell one = {
        row->child, filling->team, word(filling, row->worker), 0, row->from, row->until, 0};
    struct case_spell *added =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *added);
    filling->failed = filling->failed || !added;
    if (added)
        *added = one;
}

static void add_absence(struct filling *filling, const struct absence_row *row)
{
    struct spells *spells = filling->spells;
    struct absence_spell absence = {word(filling, row->worker), 0, row->from, row->until};
    struct absence_spell *added =
        grow_one(&spells->absences, &spells->absence_count, &spells->absence_room, sizeof *added);
    filling->failed = filling->failed || !added;
    if (added)
        *added = absence;
}

bool team_fill(struct spells *spells, unit_index team)
{
    struct filling filling = {spells, team, false};
    for (size_t i = 0; i < sizeof POSTS / sizeof *POSTS; i++)
        add_post(&filling, &POSTS[i]);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        add_case(&filling, &CASES[i]);
    for (size_t i = 0; i < sizeof ABSENCES / sizeof *ABSENCES; i++)
        add_absence(&filling, &ABSENCES[i]);
    return !filling.failed;
}
