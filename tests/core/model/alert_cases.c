/* What needs a person: each kind of alert by itself, from series and states written by hand. */
#include "core/model/alert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/acknowledged.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/team.h"
#include "tests/faults/faults.h"

#define D(y, m, d) day_from_civil(y, m, d)
#define AS_AT      D(2024, 3, 31)
#define DAY        ((time_t)86400)
#define NOON(day)  ((time_t)(day)*DAY + DAY / 2)
#define START      D(2020, 1, 1)

static const struct feed_spec feeds[] = {
    {.id = "cases", .type = FEED_CASES, .expected_every = 86400}};

struct desk {
    struct bench bench;
    struct policy policy;
    struct provider provider;
    struct feed_state state;
    day_t as_at;
    struct alerts alerts;
};

static enum result load_unit(void *context, unit_index unit)
{
    (void)context, (void)unit;
    return RESULT_OK;
}

static enum result load_team(void *context, unit_index team, struct spells *spells)
{
    (void)context;
    return team != TEAM_A || team_fill(spells, team) ? RESULT_OK : RESULT_NO_MEMORY;
}

static enum result feed_state(void *context, const struct feed_spec *feed, struct feed_state *ret)
{
    const struct desk *desk = context;
    (void)feed;
    *ret = desk->state;
    return RESULT_OK;
}

static void desk_init(struct desk *desk)
{
    *desk = (struct desk){.as_at = AS_AT,
        .policy = {.measure_id = "vacancy_rate",
            .polarity = POLARITY_LESS,
            .thresholds = {.has_target = true, .target = fte(8), .has_red = true, .red = fte(16)}}};
    bench_init(&desk->bench);
    desk->bench.service.roles = TEAM_ROLES;
    desk->bench.service.role_count = TEAM_ROLE_COUNT;
    desk->bench.service.policies = &desk->policy;
    desk->bench.service.policy_count = 1;
    desk->bench.service.unallocated_days = 5;
    desk->bench.service.feeds = feeds;
    desk->bench.service.feed_count = 1;
    desk->provider = (struct provider){.context = desk,
        .version = 1,
        .load_unit = load_unit,
        .source = desk->bench.source,
        .load_team = load_team,
        .feed_state = feed_state};
}

static enum result make(struct desk *desk, bool may_see_workers)
{
    alerts_done(&desk->alerts);
    struct snapshot *snapshot = snapshot_create(
        &desk->bench.service, &desk->provider, desk->as_at, WINDOW_12M, NOON(desk->as_at));
    if (!snapshot)
        return RESULT_NO_MEMORY;
    enum result result = alerts_make(&desk->alerts, snapshot, UNIT_NONE, may_see_workers);
    snapshot_destroy(snapshot);
    return result;
}

static const struct alert *made(struct desk *desk, const char *key)
{
    ck_assert_int_eq(make(desk, true), RESULT_OK);
    for (size_t i = 0; i < desk->alerts.count; i++)
        if (strcmp(desk->alerts.items[i].key, key) == 0)
            return &desk->alerts.items[i];
    return NULL;
}

static void desk_done(struct desk *desk)
{
    alerts_done(&desk->alerts);
    bench_done(&desk->bench);
}

/* One of ten posts vacant until the 20th, three of ten from then on. */
static void add_vacancies(struct desk *desk)
{
    SPELLS(&desk->bench, TEAM_A, PART_FTE_IN_POST, "", {START, fte(9), 0},
        {D(2024, 3, 21), fte(7), 0});
    SPELLS(
        &desk->bench, TEAM_A, PART_VACANT_FTE, "", {START, fte(1), 0}, {D(2024, 3, 21), fte(3), 0});
}

START_TEST(a_red_figure_is_an_alert_since_the_first_day_it_was_red)
{
    struct desk desk;
    desk_init(&desk);
    add_vacancies(&desk);
    const struct alert *alert = made(&desk, "red/team-a/vacancy_rate");
    ck_assert_ptr_nonnull(alert);
    ck_assert_int_eq(alert->since, D(2024, 3, 21));
    ck_assert(!alert->longer);
    ck_assert_int_eq(alert->unit, TEAM_A);
    ck_assert_str_eq(alert->measure->id, "vacancy_rate");
    ck_assert_int_eq(alert->extent, fte(22)); /* 30 less the target of 8 */
    ck_assert_str_eq(alert->sentence, "Vacancy rate 30.0 %, target 8 %; outside the upper limit");
    ck_assert_int_eq(alert->severity, ALERT_TO_HURRY); /* red, and it is news */
    desk.as_at = D(2024, 3, 20);
    ck_assert_ptr_null(made(&desk, "red/team-a/vacancy_rate"));
    desk_done(&desk);
}
END_TEST

START_TEST(what_was_always_red_is_older_than_anybody_looked_and_no_news)
{
    struct desk desk;
    desk_init(&desk);
    SPELLS(&desk.bench, TEAM_A, PART_FTE_IN_POST, "", {START, fte(7), 0});
    SPELLS(&desk.bench, TEAM_A, PART_VACANT_FTE, "", {START, fte(3), 0});
    const struct alert *alert = made(&desk, "red/team-a/vacancy_rate");
    ck_assert_ptr_nonnull(alert);
    ck_assert(alert->longer);
    ck_assert_int_eq(alert->since, AS_AT - 91);
    ck_assert_int_eq(alert->severity, ALERT_TO_ACT);
    ck_assert_str_eq(alert->sentence, "Vacancy rate 30.0 %, target 8 %");
    desk_done(&desk);
}
END_TEST

START_TEST(a_concerning_signal_that_is_not_red_is_one_to_note)
{
    struct desk desk;
    desk_init(&desk);
    desk.policy.thresholds.red = fte(50);
    add_vacancies(&desk);
    const struct alert *alert = made(&desk, "signal/team-a/vacancy_rate");
    ck_assert_ptr_nonnull(alert);
    ck_assert_int_eq(alert->severity, ALERT_TO_NOTE);
    ck_assert_int_eq(alert->since, AS_AT); /* the point is the last day of March */
    ck_assert_str_eq(alert->sentence, "Vacancy rate 30.0 %: outside the upper limit");
    ck_assert_ptr_null(made(&desk, "red/team-a/vacancy_rate"));
    desk_done(&desk);
}
END_TEST

START_TEST(a_measure_without_thresholds_is_not_watched)
{
    struct desk desk;
    desk_init(&desk);
    desk.policy.thresholds = (struct thresholds){0};
    add_vacancies(&desk);
    ck_assert_ptr_null(made(&desk, "signal/team-a/vacancy_rate"));
    ck_assert_ptr_null(made(&desk, "red/team-a/vacancy_rate"));
    desk_done(&desk);
}
END_TEST

static void add_waiting(struct desk *desk, day_t since)
{
    SPELLS(&desk->bench, TEAM_A, PART_UNALLOCATED_CASES, "", {since, fte(2), 0});
    SPELLS(&desk->bench, TEAM_A, PART_OLDEST_UNALLOCATED, "", {since, 0, since});
}

static const struct {
    int days;
    bool is_alert;
    enum alert_severity severity;
} waits[] = {
    {5, false, ALERT_TO_NOTE},
    {6, true, ALERT_TO_ACT},
    {10, true, ALERT_TO_ACT},
    {11, true, ALERT_TO_HURRY},
};

START_TEST(cases_that_wait_longer_than_allowed_are_an_alert_from_that_day_on)
{
    struct desk desk;
    desk_init(&desk);
    add_waiting(&desk, AS_AT - waits[_i].days);
    const struct alert *alert = made(&desk, "waiting/team-a");
    ck_assert_int_eq(alert != NULL, waits[_i].is_alert);
    if (alert) {
        ck_assert_int_eq(alert->severity, waits[_i].severity);
        ck_assert_int_eq(alert->since, AS_AT - waits[_i].days + 6);
        ck_assert_int_eq(alert->extent, fte(2));
        ck_assert(strstr(alert->sentence, "2 cases, the oldest for ") == alert->sentence);
    }
    desk_done(&desk);
}
END_TEST

START_TEST(workers_over_their_limit_are_told_only_to_those_who_may_see_workers)
{
    struct desk desk;
    desk_init(&desk);
    desk.as_at = TODAY;
    const struct alert *alert = made(&desk, "over-limit/team-a");
    ck_assert_ptr_nonnull(alert);
    ck_assert_str_eq(alert->sentence, "w-ben by 2.0"); /* 8 children of 6 */
    ck_assert_int_eq(alert->extent, fte(2));
    ck_assert_str_eq(alert->brief, "1 over limit");
    ck_assert_int_eq(alert->since, 19700); /* the day the seventh was allocated */
    ck_assert_int_eq(make(&desk, false), RESULT_OK);
    ck_assert_uint_eq(desk.alerts.count, 0);
    desk_done(&desk);
}
END_TEST

START_TEST(a_late_feed_is_an_alert_since_the_day_it_was_due)
{
    struct desk desk;
    desk_init(&desk);
    desk.state = (struct feed_state){.ever = true, .imported_at = NOON(AS_AT - 3)};
    const struct alert *alert = made(&desk, "stale/cases");
    ck_assert_ptr_nonnull(alert);
    ck_assert_int_eq(alert->since, AS_AT - 2);
    ck_assert_int_eq(alert->unit, UNIT_NONE);
    ck_assert_ptr_eq(alert->feed, &feeds[0]);
    desk.state.imported_at = NOON(AS_AT) - 3600;
    ck_assert_ptr_null(made(&desk, "stale/cases"));
    desk_done(&desk);
}
END_TEST

START_TEST(refused_files_and_rejected_rows_are_alerts)
{
    struct desk desk;
    desk_init(&desk);
    desk.state = (struct feed_state){.ever = true,
        .imported_at = NOON(AS_AT) - 3600, /* again */
        .first_at = NOON(AS_AT - 2),
        .rejected = 3,
        .file = "cases-1.csv",
        .last_refused = true,
        .attempted_at = NOON(AS_AT),
        .attempted_file = "cases-2.csv",
        .reason = "more than 5 % of its rows were rejected"};
    const struct alert *alert = made(&desk, "refused/cases");
    ck_assert_ptr_nonnull(alert);
    ck_assert_str_eq(
        alert->sentence, "cases-2.csv refused: more than 5 % of its rows were rejected");
    ck_assert_int_eq(alert->severity, ALERT_TO_HURRY);
    alert = made(&desk, "rejected/cases");
    ck_assert_ptr_nonnull(alert);
    ck_assert_str_eq(alert->sentence, "3 rows of cases-1.csv");
    ck_assert_int_eq(alert->since, AS_AT - 2);
    ck_assert_int_eq(alert->extent, fte(3));
    desk_done(&desk);
}
END_TEST

static enum result each_reject(void *context, int64_t attempt, reject_fn *each, void *each_context)
{
    (void)context;
    for (int i = 0; i < 3; i++)
        each(each_context, &(struct reject){attempt + i, 5, "start is not a date"});
    return RESULT_OK;
}

static enum result read_rejects(struct desk *desk, size_t *ret_count)
{
    struct snapshot *snapshot = snapshot_create(
        &desk->bench.service, &desk->provider, desk->as_at, WINDOW_12M, NOON(desk->as_at));
    if (!snapshot)
        return RESULT_NO_MEMORY;
    enum result result = snapshot_prepare_rejects(snapshot, &feeds[0]);
    const struct rejects *rejects = snapshot_rejects(snapshot, &feeds[0]);
    *ret_count = rejects ? rejects->count : 99;
    if (result == RESULT_OK && rejects->count > 0 && rejects->items[2].line != 9)
        result = RESULT_INVALID;
    snapshot_destroy(snapshot);
    return result;
}

START_TEST(rejected_rows_are_those_of_the_newest_attempt_and_survive_any_failure_of_memory)
{
    struct desk desk;
    size_t count = 0;
    bool failed = true;
    desk_init(&desk);
    desk.provider.each_reject = each_reject;
    ck_assert_int_eq(read_rejects(&desk, &count), RESULT_OK);
    ck_assert_uint_eq(count, 0); /* there was no attempt */
    desk.state.attempt = 7;
    for (long attempt = 1; failed && attempt < 100; attempt++) {
        faults_start(FAULTS_MEMORY, attempt - 1, 1);
        enum result result = read_rejects(&desk, &count);
        failed = faults_stop();
        ck_assert_int_eq(result, failed ? RESULT_NO_MEMORY : RESULT_OK);
    }
    ck_assert(!failed);
    ck_assert_uint_eq(count, 3);
    desk_done(&desk);
}
END_TEST

START_TEST(what_began_after_the_day_shown_is_not_known_on_it)
{
    struct desk desk;
    desk_init(&desk);
    desk.state = (struct feed_state){
        .ever = true, .first_at = NOON(AS_AT + 1), .rejected = 3, .file = "cases.csv"};
    ck_assert_ptr_null(made(&desk, "rejected/cases"));
    desk_done(&desk);
}
END_TEST

START_TEST(the_newest_stand_first)
{
    struct desk desk;
    desk_init(&desk);
    add_vacancies(&desk);
    add_waiting(&desk, AS_AT - 20);
    desk.state = (struct feed_state){.ever = true, .imported_at = NOON(AS_AT - 3)};
    ck_assert_int_eq(make(&desk, false), RESULT_OK);
    ck_assert_uint_eq(desk.alerts.count, 3);
    ck_assert_str_eq(desk.alerts.items[0].key, "stale/cases");             /* 29 March */
    ck_assert_str_eq(desk.alerts.items[1].key, "red/team-a/vacancy_rate"); /* 21 March */
    ck_assert_str_eq(desk.alerts.items[2].key, "waiting/team-a");          /* 17 March */
    desk_done(&desk);
}
END_TEST

/* --- acknowledging -------------------------------------------------------------------------- */

static const struct seen_as seen = {ALERT_TO_ACT, 100000, 100};

static const struct {
    const char *what;
    struct alert alert;
    bool covered;
} meetings[] = {
    {"as it was", {.severity = ALERT_TO_ACT, .since = 90, .extent = 100000}, true},
    {"better", {.severity = ALERT_TO_NOTE, .since = 90, .extent = 50000}, true},
    {"a hair worse", {.severity = ALERT_TO_ACT, .since = 90, .extent = 110000}, true},
    {"worse by a tenth and more", {.severity = ALERT_TO_ACT, .since = 90, .extent = 110001}, false},
    {"more severe", {.severity = ALERT_TO_HURRY, .since = 90, .extent = 100000}, false},
    {"another one", {.severity = ALERT_TO_ACT, .since = 101, .extent = 100000}, false},
    {"older than is looked",
        {.severity = ALERT_TO_ACT, .since = 101, .longer = true, .extent = 100000}, true},
    {"of a kind that only gets worse",
        {.kind = ALERT_REJECTED, .severity = ALERT_TO_ACT, .since = 101, .extent = 100000}, true},
};
#define MEETINGS ((int)(sizeof meetings / sizeof meetings[0]))

START_TEST(an_acknowledged_alert_comes_back_when_it_is_worse_or_another_one)
{
    struct acknowledged acknowledged = {0};
    struct alert alert = meetings[_i].alert;
    alert.key = "red/a/b";
    ck_assert(!acknowledged_covers(&acknowledged, &alert));
    ck_assert_int_eq(acknowledged_put(&acknowledged, "red/a/b", seen), RESULT_OK);
    ck_assert_msg(acknowledged_covers(&acknowledged, &alert) == meetings[_i].covered, "%s",
        meetings[_i].what);
    alert.key = "red/a/c";
    ck_assert(!acknowledged_covers(&acknowledged, &alert));
    acknowledged_drop(&acknowledged, "red/a/b");
    ck_assert_uint_eq(acknowledged.count, 0);
    acknowledged_done(&acknowledged);
}
END_TEST

START_TEST(the_oldest_acknowledgement_gives_way)
{
    struct acknowledged acknowledged = {0};
    char key[32];
    for (int i = 0; i <= ACKNOWLEDGED_MOST; i++) {
        snprintf(key, sizeof key, "waiting/%d", i);
        ck_assert_int_eq(acknowledged_put(&acknowledged, key, seen), RESULT_OK);
    }
    ck_assert_uint_eq(acknowledged.count, ACKNOWLEDGED_MOST);
    ck_assert_str_eq(acknowledged.items[0].key, "waiting/1");
    ck_assert_int_eq(acknowledged_put(&acknowledged, "waiting/1", seen), RESULT_OK);
    ck_assert_uint_eq(acknowledged.count, ACKNOWLEDGED_MOST);
    ck_assert_str_eq(acknowledged.items[0].key, "waiting/2");
    acknowledged_done(&acknowledged);
}
END_TEST

START_TEST(alerts_survive_any_failure_of_memory)
{
    struct desk desk;
    long attempt = 1;
    bool failed = true;
    desk_init(&desk);
    add_vacancies(&desk);
    add_waiting(&desk, AS_AT - 20);
    for (; failed && attempt < 2000; attempt++) {
        faults_start(FAULTS_MEMORY, attempt - 1, 1);
        enum result result = make(&desk, true);
        failed = faults_stop();
        /* A trend is worked out again where there is no memory to remember it. */
        ck_assert(result == RESULT_OK || (failed && result == RESULT_NO_MEMORY));
    }
    ck_assert(!failed);
    ck_assert_int_gt(attempt, 10);
    ck_assert_uint_eq(desk.alerts.count, 3);
    desk_done(&desk);
}
END_TEST

/* Every text is copied, and a list that could not be begun can be begun again. */
START_TEST(a_list_that_goes_on_from_another_survives_any_failure_of_memory)
{
    struct desk desk;
    bool failed = true;
    desk_init(&desk);
    add_vacancies(&desk);
    add_waiting(&desk, AS_AT - 20);
    ck_assert_int_eq(make(&desk, true), RESULT_OK);
    struct alerts_work work = {0};
    for (long attempt = 1; failed && attempt < 100; attempt++) {
        bool *const changed =
            calloc((size_t)unit_tree_count(desk.bench.service.units), sizeof *changed);
        ck_assert_ptr_nonnull(changed);
        faults_start(FAULTS_MEMORY, attempt - 1, 1);
        const enum result result = alerts_begin(&work, &desk.alerts, changed);
        failed = faults_stop();
        ck_assert_int_eq(result, failed ? RESULT_NO_MEMORY : RESULT_OK);
        if (failed)
            ck_assert(!work.changed && work.list.count == 0);
    }
    ck_assert(!failed);
    ck_assert_uint_eq(work.list.count, desk.alerts.count);
    for (size_t i = 0; i < desk.alerts.count; i++) {
        ck_assert_str_eq(work.list.items[i].sentence, desk.alerts.items[i].sentence);
        ck_assert_ptr_ne(work.list.items[i].sentence, desk.alerts.items[i].sentence);
    }
    alerts_drop(&work);
    desk_done(&desk);
}
END_TEST

TCase *alert_cases(void)
{
    TCase *tests = tcase_create("alerts");
    tcase_add_test(tests, a_red_figure_is_an_alert_since_the_first_day_it_was_red);
    tcase_add_test(tests, what_was_always_red_is_older_than_anybody_looked_and_no_news);
    tcase_add_test(tests, a_concerning_signal_that_is_not_red_is_one_to_note);
    tcase_add_test(tests, a_measure_without_thresholds_is_not_watched);
    tcase_add_loop_test(
        tests, cases_that_wait_longer_than_allowed_are_an_alert_from_that_day_on, 0, 4);
    tcase_add_test(tests, workers_over_their_limit_are_told_only_to_those_who_may_see_workers);
    tcase_add_test(tests, a_late_feed_is_an_alert_since_the_day_it_was_due);
    tcase_add_test(tests, refused_files_and_rejected_rows_are_alerts);
    tcase_add_test(
        tests, rejected_rows_are_those_of_the_newest_attempt_and_survive_any_failure_of_memory);
    tcase_add_test(tests, what_began_after_the_day_shown_is_not_known_on_it);
    tcase_add_test(tests, the_newest_stand_first);
    tcase_add_loop_test(
        tests, an_acknowledged_alert_comes_back_when_it_is_worse_or_another_one, 0, MEETINGS);
    tcase_add_test(tests, the_oldest_acknowledgement_gives_way);
    tcase_add_test(tests, alerts_survive_any_failure_of_memory);
    tcase_add_test(tests, a_list_that_goes_on_from_another_survives_any_failure_of_memory);
    return tests;
}
