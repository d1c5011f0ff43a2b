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
    return tcase;
}
