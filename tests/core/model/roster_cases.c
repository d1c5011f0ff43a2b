#include <string.h>

#include "core/model/roster.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/team.h"

struct scene {
    struct service service;
    struct spells spells;
    struct roster roster;
};

static void scene_init(struct scene *scene, unit_index team)
{
    *scene = (struct scene){.service = {.roles = TEAM_ROLES, .role_count = TEAM_ROLE_COUNT}};
    ck_assert_int_eq(spells_init(&scene->spells), RESULT_OK);
    ck_assert(team_fill(&scene->spells, TEAM_A));
    ck_assert_int_eq(
        roster_make(&scene->roster, &scene->service, &scene->spells, team, TODAY), RESULT_OK);
}

static void scene_done(struct scene *scene)
{
    roster_done(&scene->roster);
    spells_done(&scene->spells);
}

static const struct roster_row *row_of(const struct scene *scene, const char *name)
{
    for (size_t i = 0; i < scene->roster.count; i++)
        if (strcmp(scene->roster.rows[i].name, name) == 0)
            return &scene->roster.rows[i];
    ck_abort_msg("nobody called %s", name);
    return NULL;
}

START_TEST(workers_come_by_room_then_vacancies_by_age)
{
    static const char *const ORDER[] = {"w-ben", "Alice", "Carys", "Dan", "w-zoe", "", ""};
    struct scene scene;
    scene_init(&scene, TEAM_A);
    ck_assert_uint_eq(scene.roster.count, sizeof ORDER / sizeof *ORDER);
    for (size_t i = 0; i < scene.roster.count; i++)
        ck_assert_str_eq(scene.roster.rows[i].name, ORDER[i]);
    scene_done(&scene);
}
END_TEST

START_TEST(limits_are_pro_rata_to_fte)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    const struct roster_row *ben = row_of(&scene, "w-ben");
    ck_assert(ben->has_limit);
    ck_assert_int_eq(ben->limit, fte(6));
    ck_assert_int_eq(ben->cases, 8); /* child 23 is Ben's too */
    ck_assert_int_eq(ben->room, fte(-2));
    const struct roster_row *carys = row_of(&scene, "Carys");
    ck_assert_int_eq(carys->limit, fte(8));
    ck_assert_str_eq(carys->role, "Newly qualified social worker");
    ck_assert(!row_of(&scene, "Dan")->has_limit);
    ck_assert(!row_of(&scene, "Dan")->case_holding);
    scene_done(&scene);
}
END_TEST

START_TEST(two_posts_of_one_worker_are_one_row)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    const struct roster_row *alice = row_of(&scene, "Alice");
    ck_assert_int_eq(alice->fte, fte(1));
    ck_assert_int_eq(alice->limit, fte(10));
    ck_assert_int_eq(alice->cases, 3); /* one child twice, one closed today, one from tomorrow */
    ck_assert_int_eq(alice->contract, CONTRACT_PERMANENT); /* the larger one */
    scene_done(&scene);
}
END_TEST

START_TEST(absences_that_overlap_or_adjoin_are_one)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    ck_assert_int_eq(row_of(&scene, "Carys")->away_since, TODAY - 20);
    ck_assert_int_eq(row_of(&scene, "w-ben")->away_since, DAY_NONE);
    ck_assert_int_eq(row_of(&scene, "Dan")->away_since, DAY_NONE);
    scene_done(&scene);
}
END_TEST

START_TEST(a_vacancy_is_as_old_as_its_vacant_spells_on_end)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    const struct roster_row *first = &scene.roster.rows[5], *second = &scene.roster.rows[6];
    ck_assert_int_eq(first->contract, CONTRACT_VACANT);
    ck_assert_int_eq(first->vacant_since, 19600);
    ck_assert_int_eq(first->fte, fte(0.5));
    ck_assert_int_eq(second->vacant_since, 19650);
    ck_assert_str_eq(second->role, "family worker"); /* as the extract says: no such role here */
    scene_done(&scene);
}
END_TEST

START_TEST(cases_of_somebody_without_a_post_here_are_not_hidden)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    const struct roster_row *zoe = row_of(&scene, "w-zoe");
    ck_assert_int_eq(zoe->cases, 1);
    ck_assert_int_eq(zoe->fte, 0);
    ck_assert_str_eq(zoe->role, "");
    scene_done(&scene);
}
END_TEST

START_TEST(the_next_case_goes_to_whoever_is_there_with_most_room)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    ck_assert_int_ge(scene.roster.next, 0);
    ck_assert_str_eq(scene.roster.rows[scene.roster.next].name, "Alice"); /* Carys is away */
    scene_done(&scene);
    scene_init(&scene, TEAM_B);
    ck_assert_uint_eq(scene.roster.count, 0);
    ck_assert_int_eq(scene.roster.next, -1);
    ck_assert_int_eq(scene.roster.oldest_unallocated, DAY_NONE);
    scene_done(&scene);
}
END_TEST

START_TEST(children_without_any_worker_wait_since_their_first_case)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    ck_assert_int_eq(scene.roster.unallocated, 2);
    ck_assert_int_eq(scene.roster.oldest_unallocated, TODAY - 14);
    ck_assert_int_eq(scene.roster.ages[0], 1);
    ck_assert_int_eq(scene.roster.ages[1], 0);
    ck_assert_int_eq(scene.roster.ages[2], 1);
    ck_assert_int_eq(scene.roster.ages[3], 0);
    scene_done(&scene);
}
END_TEST

/* --- over the limit ------------------------------------------------------------------------- */

static uint32_t word(struct spells *spells, const char *text)
{
    uint32_t number = intern_add(spells->text, text, strlen(text));
    ck_assert_uint_ne(number, INTERN_FAILED);
    return number;
}

static void add_case(struct scene *scene, child_hash child, day_t from, day_t until)
{
    struct spells *spells = &scene->spells;
    struct case_spell *added =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *added);
    ck_assert_ptr_nonnull(added);
    *added = (struct case_spell){child, TEAM_B, word(spells, "w-fay"), 0, from, until, 0};
}

/* A social worker may hold 10 children full-time. */
static void add_hours(struct scene *scene, double hours, day_t from, day_t until)
{
    struct spells *spells = &scene->spells;
    struct post_spell *added =
        grow_one(&spells->posts, &spells->post_count, &spells->post_room, sizeof *added);
    ck_assert_ptr_nonnull(added);
    *added = (struct post_spell){.team = TEAM_B,
        .role = word(spells, "social_worker"),
        .worker = word(spells, "w-fay"),
        .fte = (int32_t)fte(hours),
        .case_holding = true,
        .from = from,
        .until = until};
}

static const struct {
    day_t day, since;
} overs[] = {
    {19050, DAY_NONE},                 /* two of two */
    {19150, 19100},                    /* a third child from 19100 to 19199 … */
    {19199, 19100}, {19200, DAY_NONE}, /* … has left */
    {19350, 19300},    /* another one; the first child's second case on 19310 makes no difference */
    {19450, DAY_NONE}, /* more hours from 19400 to 19499: three of three */
    {19600, 19500},    /* fewer again, the same children */
};

START_TEST(workers_are_over_their_limit_since_the_day_they_went_over_it)
{
    struct scene scene;
    scene_init(&scene, TEAM_A);
    ck_assert_int_eq(row_of(&scene, "w-ben")->over_since, 19700); /* 7 of 6 from the first day on */
    ck_assert_int_eq(row_of(&scene, "Alice")->over_since, DAY_NONE);
    add_hours(&scene, 0.2, 19000, 19400);
    add_hours(&scene, 0.3, 19400, 19500);
    add_hours(&scene, 0.2, 19500, DAY_NEVER);
    add_case(&scene, 31, 19000, DAY_NEVER);
    add_case(&scene, 32, 19000, DAY_NEVER);
    add_case(&scene, 33, 19100, 19200);
    add_case(&scene, 34, 19300, DAY_NEVER);
    add_case(&scene, 31, 19310, DAY_NEVER);
    for (size_t i = 0; i < sizeof overs / sizeof *overs; i++) {
        roster_done(&scene.roster);
        ck_assert_int_eq(
            roster_make(&scene.roster, &scene.service, &scene.spells, TEAM_B, overs[i].day),
            RESULT_OK);
        ck_assert_msg(row_of(&scene, "w-fay")->over_since == overs[i].since, "on day %d: %d",
            overs[i].day, row_of(&scene, "w-fay")->over_since);
    }
    scene_done(&scene);
}
END_TEST

TCase *roster_cases(void)
{
    TCase *tcase = tcase_create("roster");
    tcase_add_test(tcase, workers_come_by_room_then_vacancies_by_age);
    tcase_add_test(tcase, limits_are_pro_rata_to_fte);
    tcase_add_test(tcase, two_posts_of_one_worker_are_one_row);
    tcase_add_test(tcase, absences_that_overlap_or_adjoin_are_one);
    tcase_add_test(tcase, a_vacancy_is_as_old_as_its_vacant_spells_on_end);
    tcase_add_test(tcase, cases_of_somebody_without_a_post_here_are_not_hidden);
    tcase_add_test(tcase, the_next_case_goes_to_whoever_is_there_with_most_room);
    tcase_add_test(tcase, children_without_any_worker_wait_since_their_first_case);
    tcase_add_test(tcase, workers_are_over_their_limit_since_the_day_they_went_over_it);
    return tcase;
}
