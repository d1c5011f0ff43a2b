/*
 * What a viewer may not see is never asked for: every call by which the program reads a store is
 * wrapped and noted, while every screen, every export and every alert a viewer can come to is made.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/model/sheet.h"
#include "core/report/report.h"
#include "tests/suite.h"
#include "tui/commands/showing.h"

#define NOW  1709251200 /* 1 March 2024 */
#define ROOM 4096

static char folder[64];
static char
    asked[ROOM]; /* " w:eh-penwith f:west …": whose workers and figures were asked for, once */

/* --- the store's interface -------------------------------------------------------------------- */

static void note(const char *what, const char *unit)
{
    char word[128];
    snprintf(word, sizeof word, " %s:%s ", what, unit);
    if (strstr(asked, word) == NULL)
        strncat(asked, word + (asked[0] != '\0'), ROOM - strlen(asked) - 1);
}

enum result __real_store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context);
enum result __wrap_store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context);
enum result __wrap_store_each_series(
    struct store *store, const char *unit, store_chunk_fn *each, void *context)
{
    note("f", unit + (strncmp(unit, SUMS_UNIT, strlen(SUMS_UNIT)) == 0 ? strlen(SUMS_UNIT) : 0));
    return __real_store_each_series(store, unit, each, context);
}

enum result __real_store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context);
enum result __wrap_store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context);
enum result __wrap_store_each_spells(
    struct store *store, const char *feed, const char *unit, store_chunk_fn *each, void *context)
{
    note("w", unit);
    return __real_store_each_spells(store, feed, unit, each, context);
}

enum result __wrap_store_each_feed_spells(
    struct store *store, const char *feed, store_chunk_fn *each, void *context);
enum result __wrap_store_each_feed_spells(
    struct store *store, const char *feed, store_chunk_fn *each, void *context)
{
    (void)store;
    (void)feed;
    (void)each;
    (void)context;
    ck_abort_msg("a dashboard reads every team's spells");
    return RESULT_IO;
}

enum result __real_store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context);
enum result __wrap_store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context);
enum result __wrap_store_each_reject(
    struct store *store, int64_t import_id, store_reject_fn *each, void *context)
{
    note("rejects", "all");
    return __real_store_each_reject(store, import_id, each, context);
}

/* --- a viewer who looks at everything --------------------------------------------------------- */

static void look_at_place(struct showing *showing)
{
    struct sheet sheet;
    ck_assert_int_eq(showing_paint(showing, NOW, 200, 60), RESULT_OK);
    ck_assert_int_eq(showing_paint(showing, NOW, 80, 24), RESULT_OK);
    sheet_init(&sheet);
    (void)!session_sheet(showing->session, showing->snapshot, &sheet);
    sheet_done(&sheet);
}

static void settle(struct showing *showing)
{
    for (bool done = false; !done;)
        ck_assert_int_eq(session_settle(showing->session, showing->snapshot, &done), RESULT_OK);
}

static void look_at_everything(struct showing *showing)
{
    const struct unit_tree *units = showing->app->service->units;
    for (size_t i = 0; view_at(i) != NULL; i++)
        for (unit_index unit = UNIT_NONE; unit < unit_tree_count(units); unit++)
            if (session_go(showing->session, view_at(i)->id, unit))
                look_at_place(showing);
    settle(showing);
    ck_assert_int_eq(session_note(showing->session, showing->snapshot), RESULT_OK);
    showing_leave(showing, NOW);
}

static void report_everything(struct app *app, struct showing *showing)
{
    for (int level = 0; level < app->service->level_count; level++) {
        const struct report_request request = {
            .format = REPORT_CSV, .level = level, .share = true, .style_bold = "", .style_end = ""};
        bool red;
        FILE *const nowhere = fopen("/dev/null", "w");
        ck_assert_ptr_nonnull(nowhere);
        ck_assert_int_eq(report_write(showing->snapshot, &request, nowhere, &red), RESULT_OK);
        fclose(nowhere);
    }
}

static const struct looker {
    const char *user;
    const char *asked; /* sorted as the tree */
} lookers[] = {
    {"manager", "f:eh-penwith w:eh-penwith"},
    {"area", "f:west f:cp-west f:penwith f:eh-penwith w:eh-penwith"},
    {"two", "f:cp-west f:cp-east"},
    {"director", "f:svc f:west f:cp-west f:penwith f:eh-penwith f:east f:cp-east rejects:all"},
};

static size_t count_words(const char *text)
{
    size_t count = 0;
    for (size_t length; text += strspn(text, " "), (length = strcspn(text, " ")) > 0;
         text += length)
        count++;
    return count;
}

static void assert_asked(const char *expected)
{
    char words[512], word[128];
    char *rest = NULL;
    snprintf(words, sizeof words, "%s", expected);
    for (char *at = strtok_r(words, " ", &rest); at; at = strtok_r(NULL, " ", &rest)) {
        snprintf(word, sizeof word, " %s ", at);
        ck_assert_msg(strstr(asked, word) != NULL, "%s was not asked for: %s", at, asked);
    }
    ck_assert_msg(count_words(asked) == count_words(expected), "asked for:%s", asked);
}

START_TEST(nothing_outside_is_ever_asked_for)
{
    const struct looker *looker = &lookers[_i];
    const struct options options = {.config = folder, .user = looker->user, .as_at = "2024-02-29"};
    struct app app;
    struct showing showing;
    snprintf(asked, sizeof asked, " ");
    app_init(&app, &options);
    ck_assert_int_eq(app_let_in(&app), RESULT_OK);
    ck_assert_int_eq(app_open_store(&app, STORE_READ), RESULT_OK);
    ck_assert_int_eq(app_open_provider(&app), RESULT_OK);
    ck_assert_int_eq(showing_open(&showing, &app, NOW), RESULT_OK);
    look_at_everything(&showing);
    report_everything(&app, &showing);
    showing_close(&showing);
    ck_assert_int_eq(app_done(&app, RESULT_OK), 0);
    assert_asked(looker->asked);
}
END_TEST

/* --- a folder of its own ---------------------------------------------------------------------- */

static void run(const char *command)
{
    ck_assert_msg(system(command) == 0, "%s", command);
}

static void prepare(void)
{
    snprintf(folder, sizeof folder, "/tmp/teamtop-narrow.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("FOLDER", folder, 1);
    run("cp -r " SOURCE "/fixtures/worked-example/. $FOLDER");
    run("cd $FOLDER && " TEAMTOP " import --quiet --config . posts.csv cases.csv absences.csv");
    run("{ echo 'viewers:'; echo '  - {user: manager, unit: eh-penwith, workers: yes}';"
        " echo '  - {user: area, unit: west, workers: [eh-penwith]}';"
        " echo '  - {user: two, unit: [cp-west, cp-east]}';"
        " echo '  - {user: director, unit: svc}';"
        " echo \"act_for_others: $(id -un)\"; } >$FOLDER/access.yaml");
}

static void clear(void)
{
    run("rm -r $FOLDER");
}

int main(void)
{
    Suite *suite = suite_create("narrow");
    TCase *tests = tcase_create("narrow");
    tcase_set_timeout(tests, 60);
    tcase_add_unchecked_fixture(tests, prepare, clear);
    tcase_add_loop_test(
        tests, nothing_outside_is_ever_asked_for, 0, (int)(sizeof lookers / sizeof lookers[0]));
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
