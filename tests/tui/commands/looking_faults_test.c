/* A person walks through every screen while one allocation after the other fails, and so does what they
 * ask of the store: what cannot be painted leaves the picture as it was and says why, and the next key
 * finds everything in order. What leaks is found by the sanitizer when it ends. */
#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "tests/faults/faults.h"
#include "tests/suite.h"
#include "tests/tui/commands/stage.h"
#include "tui/commands/options.h"
#include "tui/commands/showing.h"

#define NOON       1709294400 /* on 1 March 2024 */
#define KEYS_MOST  10
#define TURNS_MOST 100000 /* more calls of a kind than any step makes */

/* --- one who looks ----------------------------------------------------------------------------- */

struct looker {
    struct options options;
    struct app app;
    struct showing showing;
    struct store *writer; /* another process, as far as the dashboard knows */
    int width, height;
    int failed, attempts;
    bool half; /* a picture that could not be painted is another one than before */
};

static struct looker looker;

static enum result paint(void)
{
    return showing_paint(&looker.showing, NOON, looker.width, looker.height);
}

static void set_up(void)
{
    static char name[] = "teamtop", option[] = "--config", folder[] = ".";
    char *arguments[] = {name, option, folder};
    const struct command *command;
    struct diags diags;
    stage_set_up();
    ck_assert_int_eq(chdir(stage_folder()), 0);
    diags_init(&diags);
    ck_assert_int_eq(options_parse(3, arguments, &looker.options, &command, &diags), RESULT_OK);
    diags_done(&diags);
    app_init(&looker.app, &looker.options);
    ck_assert_int_eq(app_let_in(&looker.app), RESULT_OK);
    ck_assert_int_eq(app_open_store(&looker.app, STORE_READ), RESULT_OK);
    ck_assert_int_eq(app_open_provider(&looker.app), RESULT_OK);
    ck_assert_int_eq(showing_open(&looker.showing, &looker.app, NOON), RESULT_OK);
    ck_assert_int_eq(
        store_open(&looker.writer, looker.app.store_uri, STORE_WRITE, NULL), RESULT_OK);
    looker.width = 120;
    looker.height = 40;
    ck_assert_int_eq(paint(), RESULT_OK);
}

static void tear_down(void)
{
    showing_close(&looker.showing);
    store_close(looker.writer);
    (void)app_done(&looker.app, RESULT_OK);
    ck_assert_int_eq(chdir("/"), 0);
    stage_tear_down();
}

/* Asks for no memory, so that it may be called while there is none. */
static uint64_t picture(const struct canvas *canvas)
{
    const size_t cells = (size_t)canvas->width * (size_t)canvas->height;
    return hash_bytes(HASH_START, canvas->cells, cells * sizeof *canvas->cells);
}

/* --- what is done, as the dashboard does it ----------------------------------------------------- */

static enum result settle(void)
{
    struct showing *showing = &looker.showing;
    bool done = session_is_settled(showing->session, showing->snapshot);
    enum result result = RESULT_OK;
    while (result == RESULT_OK && !done)
        result = session_settle(showing->session, showing->snapshot, &done);
    return result;
}

static enum result press(const char *name)
{
    key_code key = TT_KEY_NONE;
    (void)key_parse(name, &key);
    const unsigned wishes = session_key(looker.showing.session, key);
    return wishes & WISH_SNAPSHOT ? showing_renew(&looker.showing, NOON) : RESULT_OK;
}

static enum result import(void)
{
    bool marked;
    const enum result result = showing_refresh(&looker.showing, NOON, &marked);
    session_unmark(looker.showing.session);
    return result;
}

static enum result reload(void)
{
    return showing_reload(&looker.showing, NOON);
}

static enum result resize(void)
{
    looker.width = looker.width == 120 ? 80 : 120;
    return RESULT_OK;
}

/* Another process has imported. */
static void another_version(void)
{
    ck_assert_int_eq(store_begin_write(looker.writer, 1000), RESULT_OK);
    ck_assert_int_eq(store_grow_version(looker.writer), RESULT_OK);
    ck_assert_int_eq(store_commit(looker.writer), RESULT_OK);
}

/* --- the walk ----------------------------------------------------------------------------------- */

struct step {
    const char *name;
    const char *view; /* gone to first; NULL: what is there stays */
    enum result (*act)(void);
    const char *keys[KEYS_MOST]; /* or these, one after the other */
};

static const struct step walk[] = {
    {.name = "overview", .view = "overview", .keys = {"j", "Space", "Space", "s", "t", "Tab"}},
    {.name = "days", .view = "overview", .keys = {"[", "<", "=", "{", "=", "0"}},
    {.name = "find", .view = "overview", .keys = {"/", "p", "e", "n", "Enter", "n", "Esc"}},
    {.name = "filter", .view = "overview", .keys = {"f", "e", "Enter", "f", "Ctrl-U", "Enter"}},
    {.name = "command",
        .view = "overview",
        .keys = {":", "v", "i", "Tab", "Esc", "M", "p", "'", "p"}},
    {.name = "unit", .view = "unit", .keys = {"j", "Tab", "Tab", "Enter", "t", "Esc"}},
    {.name = "team", .view = "team", .keys = {"j", "Tab", "s", "Enter", "Esc"}},
    {.name = "compare", .view = "compare", .keys = {"Tab", "j", "t", "Tab"}},
    {.name = "alerts", .view = "alerts", .keys = {"j", "Space", "Tab", "Space", "Tab"}},
    {.name = "demand", .view = "demand", .keys = {"Tab", "j", "t"}},
    {.name = "scorecard", .view = "scorecard", .keys = {"j", "Tab"}},
    {.name = "resources", .view = "resources", .keys = {"Tab", "Tab", "j"}},
    {.name = "what-if", .view = "whatif", .keys = {"+", "j", "+", "-"}},
    {.name = "feeds", .view = "feeds", .keys = {"j", "Enter", "j", "Esc"}},
    {.name = "changes", .view = "changes", .keys = {"Tab", "j", "Tab"}},
    {.name = "help", .view = "overview", .keys = {"?", "j", "/", "d", "Enter", "Esc"}},
    {.name = "an import", .view = "overview", .act = import},
    {.name = "another size", .view = "unit", .act = resize},
    {.name = "another configuration", .view = "overview", .act = reload},
};
#define STEPS ((int)(sizeof walk / sizeof walk[0]))

static const struct fault {
    const char *name;
    enum faults_kind kind;
    int code;
    long failures;
} faults[] = {
    {"an allocation", FAULTS_MEMORY, 0, 1},
    {"all allocations", FAULTS_MEMORY, 0, FAULTS_ALL},
    {"an allocation of the store's", FAULTS_STORE_MEMORY, 0, 1},
    {"a question to the store", FAULTS_QUESTION, SQLITE_IOERR, 1},
    {"all questions to the store", FAULTS_QUESTION, SQLITE_NOMEM, FAULTS_ALL},
    {"a damaged store", FAULTS_QUESTION, SQLITE_CORRUPT, 1},
};
#define FAULTS ((int)(sizeof faults / sizeof faults[0]))

/* Checks allocate, too: nothing is checked between faults_start() and faults_stop(). */

/* What the dashboard writes below what it could not paint. */
static void must_say_why(const struct step *step, enum result result)
{
    struct showing *const showing = &looker.showing;
    showing_footnote(showing, result, &looker.app.diags);
    char *const text = canvas_to_text(&showing->canvas);
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(
        strstr(text, "error: ") || strstr(text, "cannot be read") || strstr(text, "out of memory"),
        "%s: nothing says why:\n%s", step->name, text);
    ck_assert_msg(
        result != RESULT_NO_MEMORY || strstr(text, "memory"), "%s: not why:\n%s", step->name, text);
    free(text);
}

static void note_failure(enum result *first, enum result result)
{
    if (*first == RESULT_OK)
        *first = result;
}

/* Paints what there is; what cannot be painted leaves the picture as it was. */
static void look(enum result *first)
{
    const uint64_t before = picture(&looker.showing.canvas);
    const enum result result = paint();
    note_failure(first, result);
    looker.half |= result != RESULT_OK && picture(&looker.showing.canvas) != before;
    if (result == RESULT_OK)
        note_failure(first, settle());
}

static enum result take(const struct step *step)
{
    enum result first = RESULT_OK;
    if (step->act)
        note_failure(&first, step->act());
    look(&first);
    for (size_t i = 0; !step->act && i < KEYS_MOST && step->keys[i]; i++) {
        note_failure(&first, press(step->keys[i]));
        look(&first);
    }
    return first;
}

static void begin(const struct step *step)
{
    const unit_index team = unit_tree_count(looker.app.service->units) - 1;
    while (session_message(looker.showing.session) && press("Esc") != RESULT_OK)
        ;
    ck_assert(session_go(looker.showing.session, step->view, team));
    if (step->act == import)
        another_version();
    ck_assert_int_eq(showing_renew(&looker.showing, NOON), RESULT_OK);
}

/* All is in order again, without anything being closed. */
static void must_go_on(const struct step *step, const struct fault *fault, long turn)
{
    enum result result = import();
    if (result == RESULT_OK)
        result = paint();
    if (result == RESULT_OK)
        result = settle();
    ck_assert_msg(result == RESULT_OK, "%s, %s number %ld: it does not go on: %d, %s", step->name,
        fault->name, turn, result,
        looker.app.diags.count > 0 ? looker.app.diags.items[0].text : "");
}

static void forget_messages(void)
{
    diags_done(&looker.app.diags);
    diags_init(&looker.app.diags);
}

static bool try_step(const struct step *step, const struct fault *fault, long turn)
{
    begin(step);
    faults_say(fault->code);
    faults_start(fault->kind, turn, fault->failures);
    const enum result result = take(step);
    const bool struck = faults_stop();
    ck_assert_msg(!looker.half, "%s, %s number %ld: half a picture", step->name, fault->name, turn);
    ck_assert_msg(struck || result == RESULT_OK, "%s fails by itself: %d", step->name, result);
    looker.attempts += struck;
    looker.failed += result != RESULT_OK;
    if (result != RESULT_OK)
        must_say_why(step, result);
    forget_messages();
    must_go_on(step, fault, turn);
    return struck;
}

/* The n-th fails, then the next: each of the first, and of the many after them some; with
 * TEAMTOP_EVERY_TURN in the environment, each. */
static long next_turn(long turn)
{
    return getenv("TEAMTOP_EVERY_TURN") ? turn + 1 : turn + 1 + turn / 4;
}

START_TEST(the_walk_has_only_keys_there_are)
{
    key_code key;
    for (int i = 0; i < STEPS; i++)
        for (size_t j = 0; j < KEYS_MOST && walk[i].keys[j]; j++)
            ck_assert_msg(key_parse(walk[i].keys[j], &key), "no key is called %s", walk[i].keys[j]);
}
END_TEST

START_TEST(what_cannot_be_painted_leaves_the_picture_and_says_why_and_the_next_key_goes_on)
{
    const struct fault *const fault = &faults[_i];
    looker = (struct looker){0};
    set_up();
    for (int i = 0; i < STEPS; i++) {
        long turn = 0;
        while (try_step(&walk[i], fault, turn)) {
            turn = next_turn(turn);
            ck_assert_int_lt(turn, TURNS_MOST);
        }
    }
    ck_assert_msg(looker.attempts > STEPS && looker.failed > STEPS,
        "%s: struck %d times, failed %d times", fault->name, looker.attempts, looker.failed);
    tear_down();
}
END_TEST

int main(void)
{
    Suite *const suite = suite_create("looking with everything failing");
    TCase *const tests = tcase_create("the dashboard in memory");
    tcase_set_timeout(tests, 240);
    tcase_add_test(tests, the_walk_has_only_keys_there_are);
    tcase_add_loop_test(tests,
        what_cannot_be_painted_leaves_the_picture_and_says_why_and_the_next_key_goes_on, 0, FAULTS);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
