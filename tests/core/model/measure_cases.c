#include <string.h>

#include "core/model/measure.h"
#include "tests/core/model/cases.h"

/* The interface page, "Measure identifiers": scripts are written against them. */
static const char *const PROMISED[] = {"open_cases", "unallocated_cases", "oldest_unallocated_days",
    "cases_opened", "cases_closed", "case_holding_fte", "average_caseload", "fte_in_post",
    "vacant_fte", "establishment_fte", "agency_fte", "vacancy_rate", "agency_rate", "fte_absent",
    "sickness_rate", "days_lost_per_fte", "long_term_absent", "turnover_rate", "pressure",
    "requests"};

START_TEST(the_catalogue_is_the_one_that_is_promised)
{
    ck_assert_uint_eq(measure_count(), sizeof PROMISED / sizeof *PROMISED);
    for (size_t i = 0; i < measure_count(); i++)
        ck_assert_str_eq(measure_at(i)->id, PROMISED[i]);
}
END_TEST

START_TEST(every_measure_says_what_a_screen_needs)
{
    for (size_t i = 0; i < measure_count(); i++) {
        const struct measure *measure = measure_at(i);
        size_t meaning = strlen(measure->meaning);
        ck_assert_uint_gt(strlen(measure->label), 0);
        ck_assert_uint_gt(strlen(measure->short_label), 0);
        ck_assert_uint_le(strlen(measure->short_label), 10);
        ck_assert_int_eq(measure->meaning[meaning - 1], '.');
        ck_assert_int_eq(measure->numerator[0].sign, 1);
        ck_assert_int_eq(measure->scale, measure->unit == UNIT_PER_CENT ? 100 : 1);
        ck_assert(measure->windowed == (measure->points == POINTS_WEEK));
    }
}
END_TEST

START_TEST(every_part_is_found_by_its_id)
{
    for (int part = 0; part < PART_COUNT; part++) {
        const char *id = part_at((enum part_id)part)->id;
        ck_assert_int_eq(part_find(id, strlen(id)), part);
        ck_assert_int_eq(part_find(id, strlen(id) - 1), PART_NONE);
    }
    ck_assert_int_eq(part_find("open_cases\0and more", 19), PART_NONE);
    ck_assert_int_eq(part_find("", 0), PART_NONE);
}
END_TEST

START_TEST(a_sub_is_found_where_the_measure_has_subs)
{
    struct measure_ref ref;
    ck_assert(measure_find("open_cases.cin", &ref));
    ck_assert_str_eq(ref.measure->id, "open_cases");
    ck_assert_str_eq(ref.sub, "cin");
    ck_assert(measure_find("requests", &ref));
    ck_assert_str_eq(ref.sub, "");
    ck_assert(!measure_find("open_cases.", &ref));
    ck_assert(!measure_find("pressure.cin", &ref));
    ck_assert(!measure_find("open", &ref));
    ck_assert(!measure_find("", &ref));
}
END_TEST

TCase *measure_cases(void)
{
    TCase *tcase = tcase_create("measure");
    tcase_add_test(tcase, the_catalogue_is_the_one_that_is_promised);
    tcase_add_test(tcase, every_measure_says_what_a_screen_needs);
    tcase_add_test(tcase, every_part_is_found_by_its_id);
    tcase_add_test(tcase, a_sub_is_found_where_the_measure_has_subs);
    return tcase;
}
