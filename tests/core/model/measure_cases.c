#include <string.h>

#include "core/model/measure.h"
#include "core/model/service.h"
#include "tests/core/model/cases.h"

/* The interface page, "Measure identifiers": scripts are written against them. */
static const char *const PROMISED[] = {"open_cases", "unallocated_cases", "oldest_unallocated_days",
    "cases_opened", "cases_closed", "case_holding_fte", "average_caseload", "fte_in_post",
    "vacant_fte", "establishment_fte", "agency_fte", "vacancy_rate", "agency_rate", "fte_absent",
    "sickness_rate", "days_lost_per_fte", "long_term_absent", "turnover_rate", "pressure",
    "requests", NULL};
#define PROMISED_COUNT (sizeof PROMISED / sizeof *PROMISED - 1)

START_TEST(the_catalogue_is_the_one_that_is_promised)
{
    ck_assert_uint_eq(measure_count(), PROMISED_COUNT);
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

/* The measures, of `ids`, that a service with these feeds can have. */
static void check_fed(const struct feed_spec *feeds, size_t count, const char *const ids[])
{
    const struct service service = {.feeds = feeds, .feed_count = count};
    for (size_t i = 0; i < measure_count(); i++) {
        const struct measure *measure = measure_at(i);
        bool among = false;
        for (const char *const *id = ids; *id; id++)
            among = among || strcmp(*id, measure->id) == 0;
        ck_assert_msg(service_feeds_measure(&service, measure) == among, "%s", measure->id);
    }
}

START_TEST(a_measure_needs_the_feeds_of_all_its_parts)
{
    static const struct feed_spec feeds[] = {{.type = FEED_REQUESTS}, {.type = FEED_POSTS},
        {.type = FEED_ABSENCES}, {.type = FEED_CASES}};
    static const char *const nothing[] = {NULL};
    static const char *const with_posts[] = {"requests", "fte_in_post", "vacant_fte",
        "establishment_fte", "agency_fte", "vacancy_rate", "agency_rate", "turnover_rate", NULL};
    check_fed(feeds, 0, nothing);
    check_fed(feeds, 1, (const char *const[]){"requests", NULL});
    check_fed(feeds, 2, with_posts);
    check_fed(feeds, 4, PROMISED);
    check_fed(feeds + 3, 1,
        (const char *const[]){"open_cases", "unallocated_cases", "oldest_unallocated_days",
            "cases_opened", "cases_closed", NULL});
}
END_TEST

START_TEST(readings_speak_of_the_parts_they_list)
{
    static const struct part_column parts[] = {
        {.part = PART_FTE_IN_POST}, {.part = PART_VACANT_FTE}, {.part = PART_FTE_DAYS_LOST}};
    static const struct part_column days[] = {{.part = PART_FTE_DAYS}};
    const struct feed_spec feeds[] = {
        {.type = FEED_READINGS, .wide = true, .parts = parts, .part_count = 3},
        {.type = FEED_READINGS, .wide = true, .parts = days, .part_count = 1},
        {.type = FEED_READINGS}};
    check_fed(feeds, 1,
        (const char *const[]){"fte_in_post", "vacant_fte", "establishment_fte", "vacancy_rate",
            "days_lost_per_fte", NULL});
    check_fed(feeds, 2,
        (const char *const[]){"fte_in_post", "vacant_fte", "establishment_fte", "vacancy_rate",
            "days_lost_per_fte", "sickness_rate", NULL});
    check_fed(feeds + 2, 1, PROMISED); /* its rows say what they are about */
}
END_TEST

TCase *measure_cases(void)
{
    TCase *tcase = tcase_create("measure");
    tcase_add_test(tcase, the_catalogue_is_the_one_that_is_promised);
    tcase_add_test(tcase, every_measure_says_what_a_screen_needs);
    tcase_add_test(tcase, every_part_is_found_by_its_id);
    tcase_add_test(tcase, a_sub_is_found_where_the_measure_has_subs);
    tcase_add_test(tcase, a_measure_needs_the_feeds_of_all_its_parts);
    tcase_add_test(tcase, readings_speak_of_the_parts_they_list);
    return tcase;
}
