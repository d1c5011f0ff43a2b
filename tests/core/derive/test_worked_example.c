#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/base/diag.h"
#include "core/feed/extract.h"
#include "tests/core/derive/bench.h"
#include "tests/suite.h"

#ifndef WORKED_EXAMPLE
#error "the folder of the worked example is given when this is compiled"
#endif

/* --- the service and its spells, from the files --------------------------------------------- */

static const struct named categories[] = {
    {"assessment", "Assessment"},
    {"cin", "Child in need"},
    {"cp", "Child protection plan"},
    {"cla", "Child looked after"},
    {"care_leaver", "Care leaver"},
    {"early_help", "Early help"},
};

static const char *const no_dates[] = {"", "01/01/1900"};
static const char *const blanks[] = {""};

/* What feeds.yaml of the example says. */
static const struct feed_spec feeds[] = {
    {.id = "cases",
        .type = FEED_CASES,
        .file = "cases*.csv",
        .delimiter = ',',
        .reject_limit = 0,
        .dates = {"DD/MM/YYYY"},
        .nulls = no_dates,
        .null_count = 2,
        .register_id = ""},
    {.id = "posts",
        .type = FEED_POSTS,
        .file = "posts*.csv",
        .delimiter = ',',
        .reject_limit = 0,
        .dates = {"YYYY-MM-DD"},
        .nulls = blanks,
        .null_count = 1,
        .register_id = ""},
    {.id = "absences",
        .type = FEED_ABSENCES,
        .file = "absences*.csv",
        .delimiter = ',',
        .reject_limit = 0,
        .dates = {"YYYY-MM-DD"},
        .nulls = blanks,
        .null_count = 1,
        .register_id = ""},
};

/* organisation.yaml of the example. */
static void add_units(struct bench *bench)
{
    bench_unit(bench, NULL, "svc");
    bench_unit(bench, "svc", "west");
    bench_unit(bench, "west", "cp-west");
    bench_unit(bench, "west", "penwith");
    unit_index team = bench_unit(bench, "penwith", "eh-penwith");
    bench_unit(bench, "svc", "east");
    bench_unit(bench, "east", "cp-east");
    ck_assert_int_eq(
        unit_tree_add_alias(bench->service.units, team, "EH Penwith", NULL), RESULT_OK);
}

/* Spells change their table of texts the way they do through the store: as bytes. */
static void take_over(
    struct spells *into, const struct spells *from, enum feed_type type, unit_index unit)
{
    struct buffer bytes = {0};
    spells_encode(from, type, unit, &bytes);
    ck_assert(!bytes.failed);
    ck_assert_int_eq(
        spells_decode(into, unit, (const uint8_t *)bytes.bytes, bytes.length), RESULT_OK);
    buffer_done(&bytes);
}

static void read_feed(struct bench *bench, const struct feed_spec *feed)
{
    static const uint8_t key[16] = {1, 2, 3};
    char path[512];
    struct diags diags;
    struct extract *extract = NULL;
    diags_init(&diags);
    snprintf(path, sizeof path, WORKED_EXAMPLE "/%s.csv", feed->id);
    enum result result = extract_read(&extract, &bench->service, feed, path, key, &diags);
    diags_print(&diags, stderr);
    ck_assert_int_eq(result, RESULT_OK);
    ck_assert_int_eq(extract->rejected, 0);
    if (feed->type == FEED_ABSENCES)
        take_over(&bench->spells, &extract->spells, feed->type, UNIT_NONE);
    for (unit_index unit = 0; unit < unit_tree_count(bench->service.units); unit++)
        if (feed->type != FEED_ABSENCES)
            take_over(&bench->spells, &extract->spells, feed->type, unit);
    extract_destroy(extract);
    diags_done(&diags);
}

/* --- expected.csv: plain fields, no quotes -------------------------------------------------- */

enum field { UNIT, MEASURE, AS_AT, WINDOW, NUMERATOR, DENOMINATOR, VALUE, FIELD_COUNT };

struct expected {
    char fields[FIELD_COUNT][64];
};

static bool split(char *line, struct expected *ret)
{
    line[strcspn(line, "\r\n")] = '\0';
    for (int field = 0; field < FIELD_COUNT; field++) {
        size_t length = strcspn(line, ",");
        ck_assert_uint_lt(length, sizeof ret->fields[field]);
        memcpy(ret->fields[field], line, length);
        ret->fields[field][length] = '\0';
        line += length;
        if (field < FIELD_COUNT - 1 && *line++ != ',')
            return false;
    }
    return *line == '\0';
}

#define MOST_EXPECTED 500

static struct expected expected[MOST_EXPECTED];
static size_t expected_count;

static void read_expected(void)
{
    char line[512];
    FILE *file = fopen(WORKED_EXAMPLE "/expected.csv", "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file)); /* the header */
    for (expected_count = 0; fgets(line, sizeof line, file); expected_count++) {
        ck_assert_uint_lt(expected_count, MOST_EXPECTED);
        ck_assert(split(line, &expected[expected_count]));
    }
    fclose(file);
    ck_assert_uint_gt(expected_count, 0);
}

static bool is_expected(const char *unit, const char *measure, const char *as_at)
{
    for (size_t i = 0; i < expected_count; i++)
        if (strcmp(expected[i].fields[UNIT], unit) == 0 &&
            strcmp(expected[i].fields[MEASURE], measure) == 0 &&
            strcmp(expected[i].fields[AS_AT], as_at) == 0)
            return true;
    return false;
}

/* --- the figures ---------------------------------------------------------------------------- */

static struct bench bench;
static struct derived derived;
static struct derived_source source;

static void setup(void)
{
    bench_init(&bench);
    bench.service.categories = categories;
    bench.service.category_count = sizeof categories / sizeof *categories;
    bench.service.feeds = feeds;
    bench.service.feed_count = sizeof feeds / sizeof *feeds;
    bench.imported = 1U << FEED_CASES | 1U << FEED_POSTS | 1U << FEED_ABSENCES;
    add_units(&bench);
    for (size_t i = 0; i < bench.service.feed_count; i++)
        read_feed(&bench, &feeds[i]);
    ck_assert_int_eq(derive(&derived, &bench.service, &bench.spells, bench.imported), RESULT_OK);
    derived_source_init(&source, &derived);
    read_expected();
}

static void teardown(void)
{
    derived_done(&derived);
    bench_done(&bench);
}

static day_t day_of(const char *text)
{
    day_t day;
    ck_assert(day_parse(&DAY_FORMAT_ISO, text, strlen(text), &day));
    return day;
}

static struct figure figure_of(
    const char *unit, const char *measure, const char *window_name, const char *as_at)
{
    struct measure_ref ref;
    enum window window;
    ck_assert_msg(measure_find(measure, &ref), "there is no measure %s", measure);
    ck_assert(window_parse(window_name, &window));
    return figure_at(
        &source.source, &bench.service, bench_find(&bench, unit), ref, window, day_of(as_at));
}

/* As a report writes it: nothing when there is none. */
static const char *text_of(bool there, fixed_t value, char *buffer)
{
    return there ? fixed_text(value, buffer) : "";
}

static void assert_figure(const struct expected *row)
{
    const char(*fields)[64] = row->fields;
    char numerator[FIXED_TEXT_SIZE], denominator[FIXED_TEXT_SIZE], value[FIXED_TEXT_SIZE];
    struct figure figure = figure_of(fields[UNIT], fields[MEASURE], fields[WINDOW], fields[AS_AT]);
    ck_assert_msg(figure.has_data, "%s has no %s", fields[UNIT], fields[MEASURE]);
    const char *got[] = {
        text_of(figure.has_numerator, figure.numerator, numerator),
        text_of(figure.has_denominator, figure.denominator, denominator),
        text_of(figure.has_value, figure.value, value),
    };
    for (int i = 0; i < 3; i++)
        ck_assert_msg(strcmp(got[i], fields[NUMERATOR + i]) == 0,
            "%s of %s on %s: field %d is %s, not %s", fields[MEASURE], fields[UNIT], fields[AS_AT],
            i, got[i], fields[NUMERATOR + i]);
}

START_TEST(every_figure_counted_by_hand_comes_out)
{
    for (size_t i = 0; i < expected_count; i++)
        assert_figure(&expected[i]);
}
END_TEST

/* A figure that is not in the table has no data, or nobody to speak of. */
static void assert_only_expected(const char *unit, const char *measure)
{
    static const char *const days[] = {"2024-02-29", "2024-03-01"};
    for (size_t i = 0; i < 2; i++) {
        struct figure figure = figure_of(unit, measure, "12m", days[i]);
        ck_assert_msg(
            (figure.has_data && figure.has_numerator) == is_expected(unit, measure, days[i]),
            "%s of %s on %s: data %d", measure, unit, days[i], figure.has_data);
    }
}

START_TEST(no_other_figure_has_data)
{
    for (unit_index unit = 0; unit < unit_tree_count(bench.service.units); unit++) {
        const char *id = unit_tree_at(bench.service.units, unit)->id;
        for (size_t i = 0; i < measure_count(); i++)
            assert_only_expected(id, measure_at(i)->id);
        for (size_t i = 0; i < sizeof categories / sizeof *categories; i++) {
            char measure[64];
            snprintf(measure, sizeof measure, "open_cases.%s", categories[i].id);
            assert_only_expected(id, measure);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("the worked example");
    TCase *tests = tcase_create("figures");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_figure_counted_by_hand_comes_out);
    tcase_add_test(tests, no_other_figure_has_data);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
