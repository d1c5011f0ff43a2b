/* Who may see what, on a small tree: tff over west (a, b) and east (c). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/narrow.h"
#include "tests/core/model/cases.h"

enum { TFF, WEST, A, B, EAST, C, UNITS };

static struct unit_tree *tree;

static void plant(void)
{
    static const struct {
        const char *id;
        unit_index parent;
    } units[UNITS] = {
        [TFF] = {"tff", UNIT_NONE},
        [WEST] = {"west", TFF},
        [A] = {"a", WEST},
        [B] = {"b", WEST},
        [EAST] = {"east", TFF},
        [C] = {"c", EAST},
    };
    unit_index at;
    tree = unit_tree_create();
    ck_assert_ptr_nonnull(tree);
    for (int i = 0; i < UNITS; i++)
        ck_assert_int_eq(
            unit_tree_add(tree, units[i].parent, units[i].id, units[i].id, 0, -1, &at), RESULT_OK);
}

static void fell(void)
{
    unit_tree_destroy(tree);
}

static const unit_index a[] = {A}, west[] = {WEST}, east_and_b[] = {EAST, B}, top[] = {TFF};
static const char *const directors[] = {"akelly", "jrowe"};
static const char *const service_accounts[] = {"teamtop-ssh"};

static const struct access_viewer viewers[] = {
    {.user = "mpascoe", .units = a, .unit_count = 1, .workers = a, .worker_count = 1},
    {.user = "jrowe", .units = west, .unit_count = 1, .workers = a, .worker_count = 1},
    {.group = "cfs-directors", .units = top, .unit_count = 1, .share = true},
    {.group = "staff",
        .units = east_and_b,
        .unit_count = 2,
        .workers = east_and_b + 1,
        .worker_count = 1},
};
static const struct access_group groups[] = {{"cfs-directors", directors, 2}};

static struct access rules(unit_index fallback)
{
    return (struct access){.given = true,
        .fallback = fallback,
        .viewers = viewers,
        .viewer_count = sizeof viewers / sizeof viewers[0],
        .groups = groups,
        .group_count = 1,
        .act_for_others = service_accounts,
        .act_for_others_count = 1};
}

/* What reaches the viewer, a letter a unit: w with workers, f figures, n name, - nothing. */
static void assert_sees(const struct access_scope *scope, const char *letters)
{
    char seen[UNITS + 1] = "";
    for (unit_index i = 0; i < UNITS; i++)
        seen[i] = "wfn-"[access_reach(scope, tree, i)];
    ck_assert_str_eq(seen, letters);
}

/* What is seen, or NULL: why not. */
static const struct decision_case {
    const char *account, *user, *group;
    unit_index fallback;
    enum access_answer answer;
    const char *sees;
    unit_index top;
    bool share;
} decisions[] = {
    {"mpascoe", NULL, NULL, UNIT_NONE, ACCESS_GRANTED, "nnw---", A, false},
    {"mpascoe", "mpascoe", NULL, UNIT_NONE, ACCESS_GRANTED, "nnw---", A, false},
    /* A user's own entry counts alone, whatever groups they are in. */
    {"mpascoe", NULL, "staff", UNIT_NONE, ACCESS_GRANTED, "nnw---", A, false},
    {"jrowe", NULL, NULL, UNIT_NONE, ACCESS_GRANTED, "nfwf--", WEST, false},
    /* A group that access.yaml lists has the users it lists, whatever the system says. */
    {"akelly", NULL, NULL, UNIT_NONE, ACCESS_GRANTED, "ffffff", TFF, true},
    {"someone", NULL, "cfs-directors", UNIT_NONE, ACCESS_NOT_LISTED, NULL, UNIT_NONE, false},
    {"someone", NULL, "staff", UNIT_NONE, ACCESS_GRANTED, "nn-wff", TFF, false},
    /* All groups together; where one may see more, more is seen. */
    {"akelly", NULL, "staff", UNIT_NONE, ACCESS_GRANTED, "fffwff", TFF, false},
    {"stranger", NULL, NULL, UNIT_NONE, ACCESS_NOT_LISTED, NULL, UNIT_NONE, false},
    {"stranger", NULL, NULL, EAST, ACCESS_GRANTED, "n---ff", EAST, false},
    {"MPASCOE", NULL, NULL, UNIT_NONE, ACCESS_NOT_LISTED, NULL, UNIT_NONE, false},
    {"teamtop-ssh", "mpascoe", NULL, UNIT_NONE, ACCESS_GRANTED, "nnw---", A, false},
    {"teamtop-ssh", NULL, NULL, UNIT_NONE, ACCESS_NOT_LISTED, NULL, UNIT_NONE, false},
    {"teamtop-ssh", "stranger", NULL, UNIT_NONE, ACCESS_NOT_LISTED, NULL, UNIT_NONE, false},
    {"akelly", "mpascoe", NULL, TFF, ACCESS_NOT_FOR_OTHERS, NULL, UNIT_NONE, false},
};

START_TEST(a_viewer_sees_what_their_entries_say)
{
    const struct decision_case *expected = &decisions[_i];
    const struct access access = rules(expected->fallback);
    const struct access_ask ask = {.account = expected->account,
        .user = expected->user,
        .groups = &expected->group,
        .group_count = expected->group != NULL};
    struct access_scope scope = {0};
    ck_assert_int_eq(access_decide(&access, tree, &ask, &scope), expected->answer);
    if (expected->sees == NULL) {
        ck_assert_ptr_null(scope.units);
        return;
    }
    assert_sees(&scope, expected->sees);
    ck_assert_int_eq(access_top(&scope, tree), expected->top);
    ck_assert_int_eq(scope.share, expected->share);
    ck_assert(!access_is_whole(&scope, tree));
    access_scope_done(&scope);
}
END_TEST

START_TEST(without_rules_everyone_sees_everything_for_themselves)
{
    const struct access access = {.fallback = UNIT_NONE};
    struct access_ask ask = {.account = "anyone"};
    struct access_scope scope;
    ck_assert_int_eq(access_decide(&access, tree, &ask, &scope), ACCESS_GRANTED);
    assert_sees(&scope, "wwwwww");
    ck_assert(access_is_whole(&scope, tree));
    ck_assert_int_eq(access_top(&scope, tree), TFF);
    ck_assert(!scope.share);
    access_scope_done(&scope);
    ask.user = "anyone-else";
    ck_assert_int_eq(access_decide(&access, tree, &ask, &scope), ACCESS_NOT_FOR_OTHERS);
}
END_TEST

START_TEST(a_scope_lists_topmost_units_in_order)
{
    static const unit_index many[] = {C, A, B, WEST, A, C};
    const struct access_viewer viewer = {.user = "x", .units = many, .unit_count = 6};
    const struct access access = {
        .given = true, .fallback = UNIT_NONE, .viewers = &viewer, .viewer_count = 1};
    const struct access_ask ask = {.account = "x"};
    struct access_scope scope;
    ck_assert_int_eq(access_decide(&access, tree, &ask, &scope), ACCESS_GRANTED);
    ck_assert_uint_eq(scope.unit_count, 2);
    ck_assert_int_eq(scope.units[0], WEST);
    ck_assert_int_eq(scope.units[1], C);
    ck_assert_uint_eq(scope.worker_count, 0);
    access_scope_done(&scope);
}
END_TEST

START_TEST(only_some_names_are_sound)
{
    char longest[66];
    memset(longest, 'a', sizeof longest - 1);
    longest[65] = '\0';
    ck_assert(!access_name_is_sound(longest));
    longest[64] = '\0';
    ck_assert(access_name_is_sound(longest));
    ck_assert(access_name_is_sound("mpascoe"));
    ck_assert(access_name_is_sound("CORP\\m.pascoe-2_x+y@z"));
    static const char *const unsound[] = {
        "", ".", "..", ".x", "-x", "a/b", "../x", "a b", "a\tb", "a\nb", "a\033[m", "\303\251"};
    for (size_t i = 0; i < sizeof unsound / sizeof unsound[0]; i++)
        ck_assert_msg(!access_name_is_sound(unsound[i]), "%zu", i);
}
END_TEST

/* --- narrowing -------------------------------------------------------------------------------- */

static const unit_index lines_of_west[] = {A, B}, line_of_tff[] = {TFF}, line_of_both[] = {A, C};
static const struct reference_line lines[] = {
    {.name = "west", .units = lines_of_west, .unit_count = 2},
    {.name = "tff", .units = line_of_tff, .unit_count = 1},
    {.name = "both", .units = line_of_both, .unit_count = 2},
};
static const struct request_period period = {.name = "then"};

static struct service *new_service(const unit_index *doors, size_t door_count)
{
    struct service *service = calloc(1, sizeof *service);
    ck_assert_ptr_nonnull(service);
    service->units = tree;
    service->access = rules(UNIT_NONE);
    service->reference.establishment =
        (struct reference_sum){.name = "posts", .lines = lines, .line_count = 3};
    service->reference.front_doors = (struct front_doors){
        .units = doors, .unit_count = door_count, .periods = &period, .period_count = 1};
    return service;
}

static void narrow_to(struct service *service, const char *user)
{
    const struct access access = rules(UNIT_NONE);
    const char *const staff = "staff";
    const struct access_ask ask = {.account = user, .groups = &staff, .group_count = 1};
    struct access_scope scope;
    ck_assert_int_eq(access_decide(&access, service->units, &ask, &scope), ACCESS_GRANTED);
    ck_assert_int_eq(service_narrow(service, &scope), RESULT_OK);
    access_scope_done(&scope);
    tree = NULL; /* the service owns another one now */
}

/* Every unit as id and what reaches the viewer. */
static void assert_tree(const struct service *service, const char *expected)
{
    char said[256] = "";
    for (unit_index i = 0; i < unit_tree_count(service->units); i++) {
        const struct unit *unit = unit_tree_at(service->units, i);
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s/%d:%c", i > 0 ? " " : "",
            unit->id, unit->depth, "wfn-"[unit->reach]);
    }
    ck_assert_str_eq(said, expected);
}

START_TEST(a_narrowed_service_has_only_what_is_seen)
{
    static const unit_index doors[] = {A, C};
    struct service *service = new_service(doors, 2);
    const uint64_t fingerprint = service_fingerprint(service);
    narrow_to(service, "jrowe");
    assert_tree(service, "west/0:f a/1:w b/1:f");
    ck_assert_int_eq(unit_tree_find(service->units, "c"), UNIT_NONE);
    ck_assert_int_eq(unit_tree_match(service->units, "tff", 3), UNIT_NONE);
    ck_assert(service->narrowing.narrowed && service->narrowing.partial);
    ck_assert_uint_eq(service->narrowing.above_count, 1);
    ck_assert_str_eq(service->narrowing.above[0], "tff");
    ck_assert_uint_eq(service_fingerprint(service), fingerprint);
    ck_assert_uint_eq(service->access.viewer_count, 0);
    const struct reference_sum *posts = &service->reference.establishment;
    ck_assert_uint_eq(posts->lines[0].unit_count, 2);
    ck_assert_int_eq(posts->lines[0].units[0], 1);
    ck_assert_uint_eq(posts->lines[1].unit_count, 0);
    ck_assert_uint_eq(posts->lines[2].unit_count, 0);
    ck_assert_uint_eq(service->reference.front_doors.unit_count, 1);
    ck_assert_uint_eq(service->reference.front_doors.period_count, 1);
    service_destroy(service);
}
END_TEST

START_TEST(what_lies_between_stays_by_name)
{
    static const unit_index doors[] = {A};
    struct service *service = new_service(doors, 1);
    narrow_to(service, "someone");
    assert_tree(service, "tff/0:n west/1:n b/2:w east/1:f c/2:f");
    ck_assert_uint_eq(service->narrowing.above_count, 0);
    ck_assert(service->narrowing.partial);
    ck_assert_uint_eq(service->reference.establishment.lines[1].unit_count, 0);
    ck_assert_uint_eq(service->reference.front_doors.unit_count, 0);
    ck_assert_uint_eq(service->reference.front_doors.period_count, 0);
    service_destroy(service);
}
END_TEST

START_TEST(all_figures_without_workers_are_not_a_part)
{
    struct service *service = new_service(NULL, 0);
    narrow_to(service, "akelly");
    assert_tree(service, "tff/0:f west/1:f a/2:f b/2:w east/1:f c/2:f");
    ck_assert(service->narrowing.narrowed && !service->narrowing.partial);
    service_destroy(service);
}
END_TEST

TCase *access_cases(void)
{
    TCase *tests = tcase_create("access");
    tcase_add_checked_fixture(tests, plant, fell);
    tcase_add_loop_test(tests, a_viewer_sees_what_their_entries_say, 0,
        (int)(sizeof decisions / sizeof decisions[0]));
    tcase_add_test(tests, without_rules_everyone_sees_everything_for_themselves);
    tcase_add_test(tests, a_scope_lists_topmost_units_in_order);
    tcase_add_test(tests, only_some_names_are_sound);
    tcase_add_test(tests, a_narrowed_service_has_only_what_is_seen);
    tcase_add_test(tests, what_lies_between_stays_by_name);
    tcase_add_test(tests, all_figures_without_workers_are_not_a_part);
    return tests;
}
