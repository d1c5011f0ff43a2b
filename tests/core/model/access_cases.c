/* Who may see what, on a small tree: tff over west (a, b) and east (c). */
#include <check.h>
#include <string.h>

#include "core/model/access.h"
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

TCase *access_cases(void)
{
    TCase *tests = tcase_create("access");
    tcase_add_checked_fixture(tests, plant, fell);
    tcase_add_loop_test(tests, a_viewer_sees_what_their_entries_say, 0,
        (int)(sizeof decisions / sizeof decisions[0]));
    tcase_add_test(tests, without_rules_everyone_sees_everything_for_themselves);
    tcase_add_test(tests, a_scope_lists_topmost_units_in_order);
    tcase_add_test(tests, only_some_names_are_sound);
    return tests;
}
