/* After an import only what it changed is looked at for alerts: the list is the one that looking at every unit
 * makes, whatever was imported. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/alert.h"
#include "tests/core/feed/small_service.h"
#include "tests/suite.h"

enum { ROUNDS = 60, TEAMS = 5, WORKERS = 15, CHILDREN = 300 };

#define AS_AT day_from_civil(2024, 6, 3)

static const char *const teams[TEAMS] = {"eh", "cp", "care", "duty", "court"};

static const struct role roles[] = {
    {"worker", "Worker", 120000}, {"senior", "Senior worker", 80000}};

static const struct policy policies[] = {
    {.measure_id = "open_cases",
        .polarity = POLARITY_LESS,
        .thresholds =
            {.has_target = true, .target = 35 * FIXED_ONE, .has_red = true, .red = 40 * FIXED_ONE}},
    {.measure_id = "vacancy_rate",
        .polarity = POLARITY_LESS,
        .thresholds =
            {.has_target = true, .target = 5 * FIXED_ONE, .has_red = true, .red = 10 * FIXED_ONE}},
    {.measure_id = "sickness_rate",
        .polarity = POLARITY_LESS,
        .thresholds =
            {.has_target = true, .target = 3 * FIXED_ONE, .has_red = true, .red = 4 * FIXED_ONE}},
};

static struct child {
    unsigned team, worker; /* WORKERS: nobody */
    unsigned from, days;   /* from the first of January; 0 days: open */
} children[CHILDREN];

static struct small small;
static uint64_t state;

static unsigned any(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % below;
}

/* --- a service ------------------------------------------------------------------------------ */

static unit_index add(unit_index parent, const char *id, int level)
{
    unit_index unit;
    ck_assert_int_eq(
        unit_tree_add(small.service.units, parent, id, id, level, -1, &unit), RESULT_OK);
    return unit;
}

static void use_five_teams(void)
{
    unit_tree_destroy(small.service.units);
    small.service.units = unit_tree_create();
    ck_assert_ptr_nonnull(small.service.units);
    const unit_index root = add(UNIT_NONE, "svc", 0);
    unit_index area = UNIT_NONE;
    for (unsigned i = 0; i < TEAMS; i++) {
        if (i == 0 || i == 2)
            area = add(root, i == 0 ? "west" : "east", 1);
        add(area, teams[i], 2);
    }
}

static void setup(void)
{
    small_setup(&small);
    use_five_teams();
    small.service.roles = roles;
    small.service.role_count = COUNT(roles);
    small.service.policies = policies;
    small.service.policy_count = COUNT(policies);
    small.service.unallocated_days = 5;
    state = 1;
}

static void teardown(void)
{
    small_teardown(&small);
}

/* --- files ---------------------------------------------------------------------------------- */

static const char *date(unsigned day, char text[DAY_TEXT_SIZE])
{
    return day_text(day_from_civil(2024, 1, 1) + (day_t)day, text);
}

/* One of the team's three, or nobody. */
static unsigned any_worker(unsigned team)
{
    return any(6) ? team + TEAMS * any(WORKERS / TEAMS) : WORKERS;
}

static void draw_child(struct child *child)
{
    const unsigned team = any(TEAMS);
    *child = (struct child){.team = team,
        .worker = any_worker(team),
        .from = any(150),
        .days = any(3) ? 0 : 1 + any(40)};
}

/* Half of what happens is that another worker of the team takes the case, or nobody has it any more: no figure
 * of the team says so. */
static void change_child(void)
{
    struct child *const child = &children[any(CHILDREN)];
    if (any(2))
        child->worker = any_worker(child->team);
    else
        draw_child(child);
}

static void take(const char *name, struct buffer *text)
{
    buffer_add(text, "", 1);
    ck_assert(!text->failed);
    small_take(&small, name, text->bytes);
    buffer_done(text);
}

static void take_cases(void)
{
    struct buffer text = {0};
    char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
    buffer_text(&text, "case_id,team,worker,category,start,end\n");
    for (unsigned i = 0; i < CHILDREN; i++) {
        const struct child *const child = &children[i];
        char worker[8] = "";
        if (child->worker < WORKERS)
            snprintf(worker, sizeof worker, "W%u", child->worker);
        buffer_format(&text, "C%u,%s,%s,cin,%s,%s\n", i, teams[child->team], worker,
            date(child->from, from), child->days ? date(child->from + child->days, until) : "");
    }
    if (any(3) == 0) /* the feed has something to say, too */
        buffer_text(&text, "C0,nowhere,,cin,2024-01-01,\n");
    take("cases.csv", &text);
}

/* One in twelve is vacant. */
static void take_posts(void)
{
    struct buffer text = {0};
    buffer_text(&text, "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n");
    for (unsigned i = 0; i < WORKERS; i++)
        buffer_format(&text,
            any(12) ? "P%u,%s,%s,permanent,W%u,N%u,0.%u,yes,2023-01-01,\n"
                    : "P%u,%s,%s,permanent,,,1,yes,2024-04-01,\n",
            i, teams[i % TEAMS], any(3) ? "worker" : "senior", i, i, 5 + any(5));
    take("posts.csv", &text);
}

static void take_absences(void)
{
    struct buffer text = {0};
    char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
    buffer_text(&text, "worker,reason,start,end\n");
    for (unsigned i = 0; i < WORKERS; i++) {
        const unsigned day = any(120);
        buffer_format(&text, "W%u,cold,%s,%s\n", i, date(day, from), date(day + any(20), until));
    }
    take("absences.csv", &text);
}

static void take_something(void)
{
    if (any(4) > 0) {
        change_child();
        take_cases();
    } else if (any(2)) {
        take_posts();
    } else {
        take_absences();
    }
}

/* --- lists ---------------------------------------------------------------------------------- */

static struct snapshot *look(struct store_provider *provider)
{
    struct snapshot *const snapshot = snapshot_create(
        &small.service, store_provider_get(provider), AS_AT, WINDOW_3M, (time_t)small.now);
    ck_assert_ptr_nonnull(snapshot);
    return snapshot;
}

/* How many are of units that are not looked at again. */
static size_t count_kept(const struct alerts *before, const bool *changed)
{
    size_t kept = 0;
    for (size_t i = 0; i < before->count; i++)
        kept += before->items[i].unit != UNIT_NONE && !changed[before->items[i].unit];
    return kept;
}

/* From a list made of this version to that of the snapshot; gives how many were kept. */
static size_t go_on(struct alerts *list, int64_t version, struct snapshot *snapshot)
{
    struct alerts_work work = {0};
    struct alerts next = {0};
    bool known, done = false;
    bool *const changed = calloc((size_t)unit_tree_count(small.service.units) + 1, sizeof *changed);
    ck_assert_ptr_nonnull(changed);
    ck_assert_int_eq(snapshot_changes_since(snapshot, version, changed, &known), RESULT_OK);
    ck_assert(known);
    const size_t kept = count_kept(list, changed);
    ck_assert_int_eq(alerts_begin(&work, list, changed), RESULT_OK);
    while (!done)
        ck_assert_int_eq(alerts_step(&work, snapshot, UNIT_NONE, true, &next, &done), RESULT_OK);
    alerts_done(list);
    *list = next;
    return kept;
}

static void must_be_same(const struct alert *one, const struct alert *other)
{
    ck_assert_str_eq(one->key, other->key);
    ck_assert_str_eq(one->sentence, other->sentence);
    ck_assert_str_eq(one->brief, other->brief);
    ck_assert_int_eq(one->kind, other->kind);
    ck_assert_int_eq(one->severity, other->severity);
    ck_assert_int_eq(one->unit, other->unit);
    ck_assert_ptr_eq(one->measure, other->measure);
    ck_assert_ptr_eq(one->feed, other->feed);
    ck_assert_int_eq(one->high, other->high);
    ck_assert_int_eq(one->since, other->since);
    ck_assert_int_eq(one->longer, other->longer);
    ck_assert(one->extent == other->extent);
}

static void must_be_whole(const struct alerts *list, struct snapshot *snapshot)
{
    struct alerts whole;
    ck_assert_int_eq(alerts_make(&whole, snapshot, UNIT_NONE, true), RESULT_OK);
    ck_assert_uint_eq(list->count, whole.count);
    for (size_t i = 0; i < whole.count; i++)
        must_be_same(&list->items[i], &whole.items[i]);
    alerts_done(&whole);
}

static size_t count_of(const struct alerts *list, enum alert_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].kind == kind;
    return count;
}

START_TEST(a_list_that_goes_on_from_the_last_is_the_one_made_of_all)
{
    struct store *store = NULL;
    struct store_provider *provider = NULL;
    struct alerts list = {0};
    size_t kept = 0, of_kind[ALERT_KINDS] = {0};
    for (unsigned i = 0; i < CHILDREN; i++)
        draw_child(&children[i]);
    take_posts();
    take_cases();
    take_absences();
    small_open(&small, &store, STORE_READ);
    ck_assert_int_eq(store_provider_create(&provider, store, &small.service), RESULT_OK);
    struct snapshot *snapshot = look(provider);
    ck_assert_int_eq(alerts_make(&list, snapshot, UNIT_NONE, true), RESULT_OK);
    for (int round = 0; round < ROUNDS; round++) {
        const int64_t version = snapshot_version(snapshot);
        bool moved;
        for (unsigned imports = 1 + any(2); imports > 0; imports--)
            take_something();
        snapshot_destroy(snapshot);
        ck_assert_int_eq(store_provider_refresh(provider, &moved), RESULT_OK);
        snapshot = look(provider);
        kept += go_on(&list, version, snapshot);
        must_be_whole(&list, snapshot);
        for (int kind = 0; kind < ALERT_KINDS; kind++)
            of_kind[kind] += count_of(&list, (enum alert_kind)kind);
    }
    ck_assert_uint_gt(kept, ROUNDS);
    ck_assert_uint_gt(of_kind[ALERT_RED], ROUNDS);
    ck_assert_uint_gt(of_kind[ALERT_WAITING], ROUNDS);
    ck_assert_uint_gt(of_kind[ALERT_OVER_LIMIT], ROUNDS);
    ck_assert_uint_gt(of_kind[ALERT_REJECTED], 5);
    alerts_done(&list);
    snapshot_destroy(snapshot);
    store_provider_destroy(provider);
    store_close(store);
}
END_TEST

static bool is_told(struct store_provider *provider, int64_t version)
{
    bool changed[16] = {false}, known, moved;
    ck_assert_int_eq(store_provider_refresh(provider, &moved), RESULT_OK);
    struct snapshot *const snapshot = look(provider);
    ck_assert_int_eq(snapshot_changes_since(snapshot, version, changed, &known), RESULT_OK);
    snapshot_destroy(snapshot);
    return known;
}

/* Derived in another way, every figure may be another one. */
START_TEST(nothing_is_told_across_another_configuration)
{
    struct store_provider *provider = NULL;
    struct store *store = NULL;
    take_cases();
    const int64_t first = small_version(&small);
    small_open(&small, &store, STORE_READ);
    ck_assert_int_eq(store_provider_create(&provider, store, &small.service), RESULT_OK);
    ck_assert(is_told(provider, first));
    ck_assert(!is_told(provider, first - 1)); /* whatever that was */
    ck_assert(!is_told(provider, first + 1));
    struct named *const categories = small.categories;
    const struct named cin = categories[0];
    categories[0] = categories[1];
    categories[1] = cin;
    ck_assert_int_eq(import_derive_again(&small.service, small.store, &small.diags), RESULT_OK);
    ck_assert(!is_told(provider, first));
    ck_assert(is_told(provider, small_version(&small)));
    store_provider_destroy(provider);
    store_close(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alerts after imports");
    TCase *tests = tcase_create("after");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_list_that_goes_on_from_the_last_is_the_one_made_of_all);
    tcase_add_test(tests, nothing_is_told_across_another_configuration);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
