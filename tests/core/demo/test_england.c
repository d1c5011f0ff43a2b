/*
 * What the program computes from the published parts is what is published, as far as the parts say:
 * they are rounded to one decimal themselves, so a published rate was worked out from a part that
 * may lie 0.05 higher or lower.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/core/demo/imported.h"
#include "tests/suite.h"

static struct imported england;

static void setup(void)
{
    imported_setup(&england, ENGLAND);
    imported_take(&england, ENGLAND_FILE);
    imported_look(&england);
}

static void teardown(void)
{
    imported_teardown(&england);
}

/* --- the file, read a second time and as simply as can be ------------------------------------- */

#define COLUMNS_MOST 40
#define LINE_SIZE    1024

struct row {
    char line[LINE_SIZE];
    char *cells[COLUMNS_MOST];
    int count;
};

/* Splits at commas outside quotes, in place; this file has neither doubled quotes nor line breaks
 * inside a cell. */
static void split(struct row *row)
{
    char *at = row->line;
    row->line[strcspn(row->line, "\r\n")] = '\0';
    for (row->count = 0; at != NULL && row->count < COLUMNS_MOST; row->count++) {
        const bool quoted = *at == '"';
        row->cells[row->count] = at + quoted;
        char *end = quoted ? strchr(at + 1, '"') : at;
        if (quoted)
            *end++ = '\0';
        at = strchr(end, ',');
        if (at != NULL)
            *at++ = '\0';
    }
}

static bool next_row(FILE *file, struct row *row)
{
    if (fgets(row->line, sizeof row->line, file) == NULL)
        return false;
    split(row);
    return true;
}

static const char *cell(const struct row *header, const struct row *row, const char *column)
{
    for (int i = 0; i < header->count; i++)
        if (strcmp(header->cells[i], column) == 0)
            return row->cells[i];
    ck_abort_msg("no column %s", column);
    return NULL;
}

/* The unit's code: an authority's, else a region's, else the country's. */
static const char *code(const struct row *header, const struct row *row)
{
    const char *authority = cell(header, row, "new_la_code");
    const char *region = cell(header, row, "region_code");
    if (*authority != '\0')
        return authority;
    return *region != '\0' ? region : cell(header, row, "country_code");
}

/* --- comparing -------------------------------------------------------------------------------- */

/* How far a numerator and a denominator may be off, in ten-thousandths, for the rounding of their
 * parts: cases are whole; a vacancy taken as higher is in the denominator too; a day in post counts
 * 253 times. */
struct rate {
    const char *measure, *column;
    fixed_t numerator_slack, denominator_slack;
};
static const struct rate RATES[] = {
    {"vacancy_rate", "vacancy_rate_fte", 500, 0},
    {"agency_rate", "agency_rate_fte", 500, 0},
    {"turnover_rate", "turnover_rate_fte", 500, 500},
    {"average_caseload", "caseload_fte", 0, 500},
    {"sickness_rate", "absence_rate_fte", 500, 500 * 254},
};
#define RATE_COUNT (sizeof RATES / sizeof RATES[0])

struct tally {
    int rows, compared, exact, odd, not_published;
};

static const char *rounded(const struct figure *figure, char *buffer)
{
    return figure->has_value ? fixed_text_rounded(figure->value, 1, buffer) : "none";
}

/* Could the published rate, rounded to one decimal, come from parts that round to the published
 * ones? */
static bool is_explained(const struct rate *rate, const struct figure *figure, fixed_t published)
{
    fixed_t least, most;
    struct measure_ref ref;
    ck_assert(measure_find(rate->measure, &ref));
    return figure->has_value &&
           fixed_ratio(figure->numerator - rate->numerator_slack, ref.measure->scale,
               figure->denominator + rate->denominator_slack, &least) &&
           fixed_ratio(figure->numerator + rate->numerator_slack, ref.measure->scale,
               figure->denominator - rate->denominator_slack, &most) &&
           least <= published + 500 && published - 500 <= most;
}

static void compare(
    struct tally *tally, const struct row *header, const struct row *row, const struct rate *rate)
{
    const char *published = cell(header, row, rate->column);
    const char *year = cell(header, row, "time_period");
    fixed_t value;
    char computed[FIXED_TEXT_SIZE], expected[FIXED_TEXT_SIZE];
    if (!fixed_parse(published, strlen(published), false, &value)) {
        tally->not_published++;
        return;
    }
    const struct figure figure = imported_figure(
        &england, code(header, row), rate->measure, day_from_civil(atoi(year), 9, 30));
    tally->compared++;
    if (strcmp(rounded(&figure, computed), fixed_text_rounded(value, 1, expected)) == 0) {
        tally->exact++;
    } else if (!is_explained(rate, &figure, value)) {
        tally->odd++;
        printf("odd: %s %s %s: published %s, computed %s\n", year, code(header, row), rate->measure,
            published, computed);
    }
}

static struct tally compare_file(void)
{
    struct tally tally = {0};
    struct row header, row;
    FILE *file = fopen(ENGLAND_FILE, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert(next_row(file, &header));
    while (next_row(file, &row)) {
        ck_assert_int_eq(row.count, header.count);
        tally.rows++;
        for (size_t rate = 0; rate < RATE_COUNT; rate++)
            compare(&tally, &header, &row, &RATES[rate]);
    }
    fclose(file);
    return tally;
}

START_TEST(computed_rates_are_the_published_ones_but_for_one_in_two_hundred)
{
    const struct tally tally = compare_file();
    printf(
        "%d rows: of %d published rates %d to the decimal, %d within the rounding of their parts, "
        "%d odd; %d not published\n",
        tally.rows, tally.compared, tally.exact, tally.compared - tally.exact - tally.odd,
        tally.odd, tally.not_published);
    ck_assert_int_eq(tally.rows, 1463);
    ck_assert_int_gt(tally.compared, 7000);
    ck_assert_int_ge(tally.exact * 100, tally.compared * 96);
    ck_assert_int_le(tally.odd * 200, tally.compared);
}
END_TEST

/* Where the parts are not published there is no figure to show, whatever rate is. */
START_TEST(a_part_that_is_not_published_is_no_value_and_never_0)
{
    struct row header, row;
    int withheld = 0;
    FILE *file = fopen(ENGLAND_FILE, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert(next_row(file, &header));
    while (next_row(file, &row)) {
        fixed_t value;
        const char *vacancies = cell(&header, &row, "vacancy_fte");
        if (fixed_parse(vacancies, strlen(vacancies), false, &value))
            continue;
        const struct figure figure = imported_figure(&england, code(&header, &row), "vacant_fte",
            day_from_civil(atoi(cell(&header, &row, "time_period")), 9, 30));
        ck_assert(!figure.has_value);
        withheld++;
    }
    fclose(file);
    ck_assert_int_gt(withheld, 0);
}
END_TEST

static void is(const char *unit, const char *measure, int year, const char *expected)
{
    char text[FIXED_TEXT_SIZE];
    const struct figure figure =
        imported_figure(&england, unit, measure, day_from_civil(year, 9, 30));
    ck_assert_str_eq(rounded(&figure, text), expected);
}

START_TEST(cornwall_2025_is_as_the_domain_page_says)
{
    is("E06000052", "vacancy_rate", 2025, "20.6");
    is("E06000052", "agency_rate", 2025, "7.2");
    is("E06000052", "average_caseload", 2025, "16.3");
    is("E06000052", "sickness_rate", 2025, "4.9");
    is("E06000052", "turnover_rate", 2025, "11.7");
}
END_TEST

START_TEST(a_year_with_a_29_february_has_254_days)
{
    /* 2020: 2,021.4 ÷ (246.0 × 254) = 3.24 %; England 2024 by the same rule */
    const struct figure figure =
        imported_figure(&england, "E06000052", "sickness_rate", day_from_civil(2020, 9, 30));
    ck_assert_int_eq(figure.denominator, INT64_C(2460000) * 254);
    is("E06000052", "sickness_rate", 2020, "3.2");
    const struct figure before =
        imported_figure(&england, "E06000052", "sickness_rate", day_from_civil(2019, 9, 30));
    ck_assert_int_eq(before.denominator, INT64_C(2468000) * 253);
}
END_TEST

START_TEST(a_changed_code_continues_the_same_authority)
{
    /* Barnsley: E08000016 until 2024, E08000038 from 2025 */
    const struct figure old =
        imported_figure(&england, "E08000038", "fte_in_post", day_from_civil(2017, 9, 30));
    const struct figure new =
        imported_figure(&england, "E08000016", "fte_in_post", day_from_civil(2025, 9, 30));
    ck_assert(old.has_value && new.has_value &&old.value != new.value);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("england");
    TCase *cases = tcase_create("published figures");
    tcase_set_timeout(cases, 120);
    tcase_add_unchecked_fixture(cases, setup, teardown);
    tcase_add_test(cases, computed_rates_are_the_published_ones_but_for_one_in_two_hundred);
    tcase_add_test(cases, a_part_that_is_not_published_is_no_value_and_never_0);
    tcase_add_test(cases, cornwall_2025_is_as_the_domain_page_says);
    tcase_add_test(cases, a_year_with_a_29_february_has_254_days);
    tcase_add_test(cases, a_changed_code_continues_the_same_authority);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
