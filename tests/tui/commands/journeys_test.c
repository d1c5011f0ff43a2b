/* The journeys of docs/journeys key by key, at the two sizes people have: what the footer offers is
 * enough to walk them. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

#define QUIET 300

static const struct size {
    int width, height;
} sizes[] = {{120, 40}, {80, 24}};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

static struct pty *sit_down(const struct size *size, const char *const options[])
{
    struct pty *pty = stage_open_with(stage_settings, options);

    pty_resize(pty, size->width, size->height);
    pty_settle(pty, QUIET);
    return pty;
}

/* Types and waits for what the person then looks for. */
static void step(struct pty *pty, const char *keys, const char *sees)
{
    pty_type(pty, keys);
    must_show(pty, sees);
    pty_settle(pty, QUIET);
}

static void leave(struct pty *pty)
{
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}

/* --- a manager allocating a new case ---------------------------------------------------------- */

/* The extract of the case system with one child more, whose worker is this (or nobody). */
static void new_extract(const char *worker)
{
    stage_shell("{ grep -v '^N1,' cases.csv; echo 'N1,cp-west,%s,cin,01/03/2024,'; } > .new && "
                "cp .new cases.csv && mv .new inbox/cases.csv",
        worker);
}

START_TEST(a_manager_allocates_a_new_case)
{
    stage_shell("echo 'roles: {social_worker: {caseload_limit: 18}}' >> measures.yaml");

    struct pty *pty = sit_down(&sizes[_i], (const char *const[]){NULL});

    step(pty, "/", "find");
    step(pty, "tion west\r", "? help");
    step(pty, "\r", "D. Rowe");
    step(pty, "", "0 unallocated");
    new_extract("");
    step(pty, "", "1 unallocated, oldest 0 days");
    step(pty, "", "D. Rowe (+");
    new_extract("W3");
    step(pty, "", "0 unallocated");
    step(pty, "\033", "Overview");
    leave(pty);
}
END_TEST

/* --- a director preparing the monthly meeting ------------------------------------------------- */

static void generate(void)
{
    stage_shell(
        "mkdir generated && cd generated && " TEAMTOP " demo --extracts . > /dev/null && " TEAMTOP
        " import --quiet --config " SOURCE "/config/cornwall --store sqlite:../generated.db "
        "absences.csv cases.csv posts.csv requests.csv");
}

START_TEST(a_director_prepares_the_monthly_meeting)
{
    char store[4096];

    generate();
    snprintf(store, sizeof store, "sqlite:%s/generated.db", stage_folder());

    struct pty *pty =
        sit_down(&sizes[_i], (const char *const[]){"--config", SOURCE "/config/cornwall", "--store",
                                 store, "--read-only", NULL});

    step(pty, "=", "2 Mar 2020");
    step(pty, "{", "2 Feb 2020");
    step(pty, "=0", "live");
    step(pty, "s", "Overview");
    step(pty, "c", "Compare");
    step(pty, "\t", "Area");
    step(pty, "\033", "Overview");
    step(pty, "6", "Scorecard");
    step(pty, "\033", "Overview");
    step(pty, "7", "Resources");
    step(pty, "\033", "Overview");
    leave(pty);
}
END_TEST

/* --- an operator finding why a feed is stale -------------------------------------------------- */

/* Nothing since three days ago came of the cases but a file that had to be refused. */
static void let_the_cases_go_stale(void)
{
    stage_shell("sed -i -e '/^data_until/d' -e 's/type: cases,/type: cases, expected_every: 1d,/' "
                "feeds.yaml");
    stage_shell("python3 -c \"import sqlite3; c = sqlite3.connect('worked-example.db'); "
                "c.execute('UPDATE imports SET imported_at = imported_at - 259200'); c.commit()\"");
    stage_shell("sed 's#,[0-3][0-9]/#,39/#' cases.csv > inbox/cases-late.csv");
}

START_TEST(an_operator_finds_why_a_feed_is_stale)
{
    let_the_cases_go_stale();

    struct pty *pty = sit_down(&sizes[_i], (const char *const[]){NULL});

    step(pty, "", "STALE");
    step(pty, "9", "Feeds");
    step(pty, "", "refused");
    step(pty, "", "11 of 11 rows are rejected");
    step(pty, "\r", "39/");
    step(pty, "\033", "Feeds");
    new_extract("");
    step(pty, "", "fresh");
    step(pty, "\033", "Overview");
    leave(pty);
}
END_TEST

START_TEST(what_changed_since_the_program_was_left_is_listed)
{
    struct pty *pty = stage_open("--read-only");
    pty_type(pty, "d\t");
    must_show(pty, "This is the first time you look.");
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
    stage_more_cases("cases-more.csv");
    stage_shell(TEAMTOP " import --quiet --config . cases-more.csv");
    pty = stage_open("--read-only");
    pty_type(pty, "d");
    must_show(pty, "No extract came in since teamtop was opened.");
    pty_type(pty, "\t");
    must_show(pty, "[since you last looked (");
    must_show(pty, "+40");
    pty_signal(pty, SIGTERM);
    int status;
    ck_assert(pty_wait_exit(pty, PATIENCE, &status));
    pty_destroy(pty);
    pty = stage_open("--read-only");
    pty_type(pty, "d\t");
    must_show(pty, "None of the main figures changed.");
    pty_destroy(pty);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("journeys");
    TCase *tests = tcase_create("key by key");

    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_manager_allocates_a_new_case, 0, SIZES);
    tcase_add_loop_test(tests, a_director_prepares_the_monthly_meeting, 0, SIZES);
    tcase_add_loop_test(tests, an_operator_finds_why_a_feed_is_stale, 0, SIZES);
    tcase_add_test(tests, what_changed_since_the_program_was_left_is_listed);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
