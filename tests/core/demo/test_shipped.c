/* The two configurations that ship: they load without a word, and say what the documents say. */
#include <check.h>
#include <string.h>

#include "core/demo/teams.h"
#include "tests/core/demo/imported.h"
#include "tests/suite.h"

static struct service *load(const char *directory)
{
    struct service *service = NULL;
    struct diags diags;
    diags_init(&diags);
    const enum result result = config_load(&service, directory, &diags);
    diags_print(&diags, stderr);
    ck_assert_uint_eq(diags_count(&diags, DIAG_NOTE), 0);
    ck_assert_int_eq(result, RESULT_OK);
    diags_done(&diags);
    return service;
}

static int count_level(const struct service *service, unit_index top, const char *level)
{
    int count = 0;
    for (unit_index unit = top; unit < unit_tree_at(service->units, top)->end; unit++)
        if (unit_tree_at(service->units, unit)->level == service_level(service, level))
            count++;
    return count;
}

static int count_kind(const struct service *service, unit_index top, const char *kind)
{
    int count = 0;
    for (unit_index unit = top; unit < unit_tree_at(service->units, top)->end; unit++) {
        const int index = unit_tree_at(service->units, unit)->kind;
        if (index >= 0 && strcmp(service->kinds[index].id, kind) == 0)
            count++;
    }
    return count;
}

START_TEST(each_area_has_the_teams_the_evaluation_lists)
{
    static const char *const areas[] = {"west", "mid", "east"};
    struct service *service = load(CORNWALL);
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        const unit_index area = unit_tree_find(service->units, areas[i]);
        ck_assert_int_ne(area, UNIT_NONE);
        ck_assert_int_eq(count_kind(service, area, "family_assessment"), 3);
        ck_assert_int_eq(count_kind(service, area, "child_protection"), 2);
        ck_assert_int_eq(count_kind(service, area, "children_in_care"), 1);
        ck_assert_int_eq(count_kind(service, area, "disabled_children"), 1);
        ck_assert_int_eq(count_kind(service, area, "early_help"), 2);
        ck_assert_int_eq(count_level(service, area, "locality"), 2);
    }
    service_destroy(service);
}
END_TEST

START_TEST(every_team_of_the_demo_is_a_team_of_the_configuration_and_the_reverse)
{
    struct service *service = load(CORNWALL);
    ck_assert_int_eq(count_level(service, 0, "team"), DEMO_TEAM_COUNT);
    for (int team = 0; team < DEMO_TEAM_COUNT; team++) {
        const struct demo_team *row = &DEMO_TEAMS[team];
        const unit_index unit = unit_tree_find(service->units, row->unit);
        ck_assert_msg(unit != UNIT_NONE, "%s", row->unit);
        ck_assert_int_eq(
            unit_tree_match(service->units, row->case_name, strlen(row->case_name)), unit);
        ck_assert_int_eq(
            unit_tree_match(service->units, row->cost_centre, strlen(row->cost_centre)), unit);
    }
    service_destroy(service);
}
END_TEST

START_TEST(roles_that_hold_cases_have_a_limit)
{
    struct service *service = load(CORNWALL);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct role_row *row = role_row((enum demo_role)role);
        const struct role *known = service_role(service, row->title);
        if (row->case_holding)
            ck_assert_msg(known != NULL && known->caseload_limit > 0, "%s", row->title);
    }
    service_destroy(service);
}
END_TEST

START_TEST(england_has_its_regions_and_every_authority_once)
{
    struct service *service = load(ENGLAND);
    ck_assert_int_eq(count_level(service, 0, "region"), 9);
    ck_assert_int_eq(count_level(service, 0, "subregion"), 2);
    /* 151 authorities that reported in 2025, and five that no longer exist */
    ck_assert_int_eq(count_level(service, 0, "authority"), 156);
    service_destroy(service);
}
END_TEST

START_TEST(an_authority_that_changed_its_code_is_found_by_both)
{
    struct service *service = load(ENGLAND);
    static const char *const codes[][2] = {
        {"E08000016", "E08000038"}, {"E10000027", "E06000066"}, {"E10000002", "E06000060"}};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        const unit_index unit = unit_tree_match(service->units, codes[i][0], 9);
        ck_assert_int_ne(unit, UNIT_NONE);
        ck_assert_int_eq(unit, unit_tree_match(service->units, codes[i][1], 9));
    }
    service_destroy(service);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shipped");
    TCase *cases = tcase_create("configurations");
    tcase_add_test(cases, each_area_has_the_teams_the_evaluation_lists);
    tcase_add_test(cases, every_team_of_the_demo_is_a_team_of_the_configuration_and_the_reverse);
    tcase_add_test(cases, roles_that_hold_cases_have_a_limit);
    tcase_add_test(cases, england_has_its_regions_and_every_authority_once);
    tcase_add_test(cases, an_authority_that_changed_its_code_is_found_by_both);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
