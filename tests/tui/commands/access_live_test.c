/* access.yaml edited while somebody looks: less is seen at once, and nothing at all ends it. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tests/tui/commands/stage.h"

static void write_rules(const char *rules)
{
    stage_shell("printf '%s\n' > .a && mv .a access.yaml", rules);
}

#define SETTLE_MS 500

/* Once the screen that was shown is whole: the line that was waited for may be its first. */
static void must_stay_away(struct pty *pty, const char *text)
{
    pty_settle(pty, SETTLE_MS);
    must_not_show(pty, text);
}

START_TEST(edited_rules_hold_at_once_and_faulty_ones_change_nothing)
{
    write_rules("default: svc");
    struct pty *const pty = stage_open(NULL);
    must_show(pty, "Child Protection East");
    write_rules("default: west");
    must_show(pty, "the configuration was read anew");
    must_stay_away(pty, "East");
    pty_type(pty, ":unit cp-east\r");
    must_show(pty, "There is no unit \"cp-east\"");
    write_rules("default: wst");
    must_show(pty, "access.yaml:1:10: error: unknown unit \"wst\"");
    must_show(pty, "Child Protection West");
    stage_shell("rm access.yaml && touch ui.yaml");
    must_show(pty, "access.yaml: error: is gone: what it said holds until it is back");
    must_stay_away(pty, "East");
    write_rules("default: east");
    must_show(pty, "Child Protection East");
    must_stay_away(pty, "West");
    write_rules("default: none");
    must_end(pty, 4);
    pty_destroy(pty);
}
END_TEST

START_TEST(single_workers_go_at_once)
{
    write_rules(
        "{default: none, viewers: [{group: \"'\"$(id -gn)\"'\", unit: eh-penwith, workers: yes}]}");
    struct pty *const pty = stage_open("--view=team");
    must_show(pty, " Worker ");
    write_rules("{default: none, viewers: [{group: \"'\"$(id -gn)\"'\", unit: eh-penwith}]}");
    must_show(pty, "own manager only");
    must_stay_away(pty, " Worker ");
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

START_TEST(an_entry_for_other_eyes_holds_at_once_and_stays)
{
    write_rules(
        "{default: none, viewers: [{group: \"'\"$(id -gn)\"'\", unit: eh-penwith, workers: yes}]}");
    struct pty *const pty = stage_open("--view=team");
    must_show(pty, " Worker ");
    pty_type(pty, "p");
    must_show(pty, " SHARED ");
    must_show(pty, "Workers are not shown while the screen is shared."); /* the last line of it */
    must_stay_away(pty, " Worker ");
    pty_type(pty, "p");
    must_show(pty, " Worker ");
    write_rules("{default: none, viewers: [{group: \"'\"$(id -gn)\"'\", unit: eh-penwith, "
                "workers: yes, share: yes}]}");
    must_show(pty, " SHARED ");
    must_show(pty, "Workers are not shown while the screen is shared."); /* the last line of it */
    must_stay_away(pty, " Worker ");
    pty_type(pty, "p");
    must_show(pty, "It stays shared");
    must_stay_away(pty, " Worker ");
    pty_type(pty, "Q");
    must_end(pty, 0);
    pty_destroy(pty);
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("access");
    TCase *const tests = tcase_create("access at a terminal");
    tcase_add_checked_fixture(tests, stage_set_up, stage_tear_down);
    tcase_set_timeout(tests, 180);
    tcase_add_test(tests, edited_rules_hold_at_once_and_faulty_ones_change_nothing);
    tcase_add_test(tests, single_workers_go_at_once);
    tcase_add_test(tests, an_entry_for_other_eyes_holds_at_once_and_stays);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
