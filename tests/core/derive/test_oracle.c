#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/core/derive/draw.h"
#include "tests/core/derive/oracle.h"
#include "tests/suite.h"

#define BATCHES               10 /* each in a process of its own */
#define ORGANISATIONS_A_BATCH 36
#define DAYS_ASKED            2 /* of each organisation */

/* An organisation with its series, and one question about it. */
struct trial {
    struct drawn drawn;
    struct derived derived;
    struct derived_source source;
    uint64_t seed;
};

static void trial_begin(struct trial *trial, uint64_t seed)
{
    draw_organisation(&trial->drawn, seed);
    const struct bench *bench = &trial->drawn.bench;
    ck_assert_int_eq(
        derive(&trial->derived, &bench->service, &bench->spells, bench->imported), RESULT_OK);
    derived_source_init(&trial->source, &trial->derived);
    trial->seed = seed;
}

static void trial_end(struct trial *trial)
{
    derived_done(&trial->derived);
    bench_done(&trial->drawn.bench);
}

static bool same(struct figure figure, struct truth truth)
{
    if (!figure.has_data || !truth.has_data)
        return figure.has_data == truth.has_data;
    if (!figure.has_numerator || !truth.has_numerator)
        return figure.has_numerator == truth.has_numerator;
    return figure.numerator == truth.numerator && figure.has_denominator == truth.has_denominator &&
           (!truth.has_denominator || figure.denominator == truth.denominator) &&
           figure.has_value == truth.has_value && (!truth.has_value || figure.value == truth.value);
}

static void compare(const struct trial *trial, unit_index unit, const char *measure,
    struct figure figure, day_t from, day_t last)
{
    struct truth truth = oracle_figure(&trial->drawn.bench, unit, measure, from, last);
    char first_text[DAY_TEXT_SIZE], last_text[DAY_TEXT_SIZE];
    ck_assert_msg(same(figure, truth),
        "organisation %llu, unit u%d, %s from %s to %s: data %d/%d, numerator %lld (%d) / %lld "
        "(%d), denominator %lld / %lld, value %lld (%d) / %lld (%d)",
        (unsigned long long)trial->seed, (int)unit, measure, day_text(from, first_text),
        day_text(last, last_text), figure.has_data, truth.has_data, (long long)figure.numerator,
        figure.has_numerator, (long long)truth.numerator, truth.has_numerator,
        (long long)figure.denominator, (long long)truth.denominator, (long long)figure.value,
        figure.has_value, (long long)truth.value, truth.has_value);
}

static void compare_window(const struct trial *trial, unit_index unit, const char *measure,
    const char *window_name, day_t day)
{
    const struct service *service = &trial->drawn.bench.service;
    struct measure_ref ref;
    enum window window;
    ck_assert(measure_find(measure, &ref));
    ck_assert(window_parse(window_name, &window));
    const char *meant = strcmp(measure, "turnover_rate") == 0 ? "12m" : window_name;
    compare(trial, unit, measure, figure_at(&trial->source.source, service, unit, ref, window, day),
        oracle_window_start(meant, day), day);
}

static void compare_span(
    const struct trial *trial, unit_index unit, const char *measure, struct span span)
{
    struct measure_ref ref;
    ck_assert(measure_find(measure, &ref));
    compare(trial, unit, measure,
        figure_over(&trial->source.source, &trial->drawn.bench.service, unit, ref, span), span.from,
        span.last);
}

static void compare_absent_for(
    const struct trial *trial, unit_index unit, const char *reason, day_t day)
{
    char key[32];
    snprintf(key, sizeof key, "fte_absent.%s", reason);
    struct series series = derived_series(&trial->derived, unit, key);
    fixed_t absent = series_exists(series) ? series_level(series, day) : 0;
    fixed_t truth = oracle_absent_for(&trial->drawn.bench, unit, reason, day);
    ck_assert_msg(absent == truth, "organisation %llu, unit u%d, %s: %lld / %lld",
        (unsigned long long)trial->seed, (int)unit, key, (long long)absent, (long long)truth);
}

/* What no report shows, but the staffing panel does. */
static void compare_role(const struct trial *trial, unit_index unit, const char *role, day_t day)
{
    char key[48];
    snprintf(key, sizeof key, "fte_in_post.%s", role);
    fixed_t in_post = series_level(derived_series(&trial->derived, unit, key), day);
    fixed_t truth = oracle_in_post_as(&trial->drawn.bench, unit, role, day);
    ck_assert_msg(in_post == truth, "organisation %llu, unit u%d, %s: %lld / %lld",
        (unsigned long long)trial->seed, (int)unit, key, (long long)in_post, (long long)truth);
}

static void compare_vacancy(const struct trial *trial, unit_index unit, day_t day)
{
    struct series series = derived_series(&trial->derived, unit, "oldest_vacancy");
    day_t since = series_earliest_at(series, day);
    day_t truth = oracle_oldest_vacancy(&trial->drawn.bench, unit, day);
    ck_assert_msg(since == truth, "organisation %llu, unit u%d, vacant since %d / %d",
        (unsigned long long)trial->seed, (int)unit, (int)since, (int)truth);
}

static void compare_leavers(const struct trial *trial, unit_index unit, struct span span)
{
    struct series series = derived_series(&trial->derived, unit, "leavers_fte");
    int64_t count = series_leaver_count(series, span);
    int truth = oracle_leaver_count(&trial->drawn.bench, unit, span.from, span.last);
    ck_assert_msg(count == truth, "organisation %llu, unit u%d, leavers %d / %d",
        (unsigned long long)trial->seed, (int)unit, (int)count, truth);
}

static const char *const windows[] = {"1w", "4w", "3m", "12m"};
static const char *const subs[] = {
    "open_cases.cin",
    "open_cases.cp",
    "open_cases.cla",
    "requests.school",
    "requests.police",
};
static const char *const reasons[] = {"stress", "cold", "back"};
static const char *const roles[] = {"social_worker", "family_worker"};

/* Every measure of one unit on one day. */
static void compare_all(const struct trial *trial, struct dice *dice, unit_index unit, day_t day)
{
    for (size_t i = 0; i < oracle_measure_count(); i++) {
        day_t from = day - dice_roll(dice, 60);
        compare_window(trial, unit, oracle_measure(i), windows[dice_roll(dice, 4)], day);
        compare_span(trial, unit, oracle_measure(i), (struct span){from, day});
    }
    for (size_t i = 0; i < sizeof subs / sizeof *subs; i++)
        compare_window(trial, unit, subs[i], "4w", day);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        compare_absent_for(trial, unit, reasons[i], day);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        compare_role(trial, unit, roles[i], day);
    compare_vacancy(trial, unit, day);
    compare_leavers(trial, unit, (struct span){day - dice_roll(dice, 400), day});
}

static void try_organisation(uint64_t seed)
{
    struct dice dice = {seed};
    struct trial trial;
    trial_begin(&trial, seed);
    int units = unit_tree_count(trial.drawn.bench.service.units);
    for (int i = 0; i < DAYS_ASKED; i++) {
        day_t day = trial.drawn.first - 10 + dice_roll(&dice, trial.drawn.days + 90);
        compare_all(&trial, &dice, 0, day);
        compare_all(&trial, &dice, (unit_index)dice_roll(&dice, units), day);
    }
    trial_end(&trial);
}

START_TEST(every_figure_is_what_counting_day_by_day_gives)
{
    for (int i = 0; i < ORGANISATIONS_A_BATCH; i++)
        try_organisation((uint64_t)(_i * ORGANISATIONS_A_BATCH + i));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("derive against counting day by day");
    TCase *tests = tcase_create("oracle");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_figure_is_what_counting_day_by_day_gives, 0, BATCHES);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
