/* access.yaml as rights in the database: what is written, and, where there is a server, what the
 * database refuses whoever asks. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/grant.h"
#include "tests/core/store/scratch_store.h"
#include "tests/suite.h"

enum { TFF, WEST, A, EAST, B, UNITS };

static struct scratch scratch;
static struct diags diags;
static struct service service;

static const unit_index west[] = {WEST}, b[] = {B}, top[] = {TFF};
static const struct access_viewer viewers[] = {
    {.user = "t_pascoe", .units = west, .unit_count = 1, .workers = west, .worker_count = 1},
    {.user = "t_rowe", .units = b, .unit_count = 1},
    {.group = "t_directors", .units = top, .unit_count = 1},
    {.group = "t_system", .units = b, .unit_count = 1},
};
static const char *const directors[] = {"t_kelly", "t_rowe"};
static const struct access_group groups[] = {{"t_directors", directors, 2}};
static const char *const accounts[] = {"t_ssh"};

static void setup(void)
{
    static const struct {
        const char *id;
        unit_index parent;
    } units[UNITS] = {{"tff", UNIT_NONE}, {"west", TFF}, {"a", WEST}, {"east", TFF}, {"b", EAST}};
    unit_index at;
    scratch_make(&scratch);
    diags_init(&diags);
    service = (struct service){.access = {.given = true,
                                   .fallback = UNIT_NONE,
                                   .viewers = viewers,
                                   .viewer_count = 4,
                                   .groups = groups,
                                   .group_count = 1,
                                   .act_for_others = accounts,
                                   .act_for_others_count = 1}};
    service.units = unit_tree_create();
    ck_assert_ptr_nonnull(service.units);
    for (int i = 0; i < UNITS; i++)
        ck_assert_int_eq(
            unit_tree_add(service.units, units[i].parent, units[i].id, units[i].id, 0, -1, &at),
            RESULT_OK);
}

static void teardown(void)
{
    unit_tree_destroy(service.units);
    diags_done(&diags);
    scratch_remove(&scratch);
}

/* --- what is written --------------------------------------------------------------------- */

static void expect_quoted(
    void (*quote)(struct buffer *out, const char *text), const char *text, const char *wanted)
{
    struct buffer out = {0};
    quote(&out, text);
    buffer_add(&out, "", 1);
    ck_assert_str_eq(out.bytes, wanted);
    buffer_done(&out);
}

START_TEST(names_and_texts_are_quoted_whatever_is_in_them)
{
    expect_quoted(grant_identifier, "mpascoe", "\"mpascoe\"");
    expect_quoted(grant_identifier, "a\"; DROP TABLE x; --", "\"a\"\"; DROP TABLE x; --\"");
    expect_quoted(grant_identifier, "CORP\\rowe", "\"CORP\\rowe\"");
    expect_quoted(grant_literal, "o'brien", "'o''brien'");
    expect_quoted(grant_literal, "CORP\\rowe", "E'CORP\\\\rowe'");
    expect_quoted(grant_literal, "\\'", "E'\\\\'''");
    expect_quoted(grant_literal, "", "''");
}
END_TEST

static char *written(void)
{
    struct buffer out = {0};
    ck_assert_int_eq(grant_write(&out, &service), RESULT_OK);
    buffer_add(&out, "", 1);
    return out.bytes;
}

static int count_of(const char *text, const char *piece)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, piece)); at += strlen(piece))
        count++;
    return count;
}

#define LINE(rest) "INSERT INTO teamtop.scope VALUES (" rest ");"

START_TEST(each_viewer_has_a_line_for_each_unit_and_no_other)
{
    char *sql = written();
    ck_assert_int_eq(count_of(sql, LINE("'t_pascoe', 'west', true, false")), 1);
    ck_assert_int_eq(count_of(sql, LINE("'t_pascoe', 'a', true, false")), 1);
    ck_assert_int_eq(count_of(sql, "VALUES ('t_pascoe'"), 2);
    /* An own entry counts alone, whatever groups one is in. */
    ck_assert_int_eq(count_of(sql, LINE("'t_rowe', 'b', false, false")), 1);
    ck_assert_int_eq(count_of(sql, "VALUES ('t_rowe'"), 1);
    ck_assert_int_eq(count_of(sql, "VALUES ('t_kelly'"), UNITS);
    ck_assert_int_eq(count_of(sql, "'t_directors'"), 0);
    ck_assert_int_eq(count_of(sql, LINE("'t_system', 'b', false, false")), 1);
    ck_assert_int_eq(count_of(sql, "VALUES ('teamtop_default'"), 0);
    free(sql);
}
END_TEST

START_TEST(without_an_access_yaml_readers_see_everything)
{
    service.access = (struct access){.fallback = UNIT_NONE};
    char *sql = written();
    ck_assert_int_eq(count_of(sql, LINE("'teamtop_read', '*', true, true")), 1);
    ck_assert_int_eq(count_of(sql, "INSERT INTO"), 2); /* and those who import */
    free(sql);
}
END_TEST

START_TEST(what_default_says_has_a_role_of_its_own)
{
    service.access.fallback = EAST;
    char *sql = written();
    ck_assert_int_eq(count_of(sql, "VALUES ('teamtop_default'"), 2); /* east and b */
    free(sql);
}
END_TEST

/* --- what the database refuses ----------------------------------------------------------- */

static const char *address(const char *role)
{
    const char *owner = scratch_store(&scratch, "store");
    const char *rest = strchr(strstr(owner, "//") + 2, '@');
    char *text = arena_take(&scratch.text, strlen(owner) + strlen(role) + 1);
    ck_assert_ptr_nonnull(text);
    sprintf(text, "postgresql://%s%s", role, rest);
    return text;
}

static struct store_row row(const char *key, const char *sub)
{
    return (struct store_row){key, sub, (const uint8_t *)"x", 1};
}

static void fill(void)
{
    struct store *store = NULL;
    struct store_row series[] = {row("=a", "open_cases"), row("a", "open_cases"),
        row("b", "open_cases"), row("east", "open_cases"), row("tff", "open_cases"),
        row("west", "open_cases")};
    struct store_row spells[] = {row("", ""), row("a", ""), row("b", "")};
    struct store_reject reject = {1, 1, "bad"};
    struct store_import import = {
        .feed = "cases", .file = "c", .digest = "d", .user = "u", .reason = ""};
    ck_assert_int_eq(scratch_open(&scratch, &store, "store", STORE_WRITE, &diags), RESULT_OK);
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(store, "", series, 6, NULL), RESULT_OK);
    ck_assert_int_eq(store_replace_spells(store, "cases", spells, 3, NULL), RESULT_OK);
    ck_assert_int_eq(store_put_import(store, &import, &reject, 1, NULL), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}

/* As an operator runs it. */
static void grant(void)
{
    char command[512];
    char *sql = written();
    const char *file = scratch_write(&scratch, "grant.sql", sql);
    snprintf(command, sizeof command, "PGOPTIONS='-c client_min_messages=error' psql -q '%s' -f %s",
        address("postgres"), file);
    ck_assert_int_eq(system(command), 0);
    free(sql);
}

static bool list_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    (void)key;
    buffer_format(context, "%s ", sub);
    return true;
}

static bool count_import(void *context, const struct store_import *import)
{
    (void)import;
    ++*(int *)context;
    return true;
}

static bool count_reject(void *context, const struct store_reject *reject)
{
    (void)reject;
    ++*(int *)context;
    return true;
}

struct seen {
    char series[64], spells[64]; /* units, in order */
    int imports, rejects;
};

/* Asks for everything, whoever one is. */
static void look(struct store *store, struct seen *seen)
{
    static const char *const asked[] = {"=a", "a", "b", "east", "tff", "west"};
    struct buffer spells = {0};
    *seen = (struct seen){0};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct buffer found = {0};
        ck_assert_int_eq(store_each_series(store, asked[i], list_chunk, &found), RESULT_OK);
        if (found.length > 0)
            strcat(strcat(seen->series, asked[i]), " ");
        buffer_done(&found);
    }
    ck_assert_int_eq(store_each_feed_spells(store, "cases", list_chunk, &spells), RESULT_OK);
    snprintf(seen->spells, sizeof seen->spells, "%.*s", (int)spells.length, spells.bytes);
    buffer_done(&spells);
    ck_assert_int_eq(store_each_import(store, NULL, 0, count_import, &seen->imports), RESULT_OK);
    ck_assert_int_eq(store_each_reject(store, 1, count_reject, &seen->rejects), RESULT_OK);
}

static struct store *open_as(const char *role)
{
    struct store *store = NULL;
    ck_assert_int_eq(store_open(&store, address(role), STORE_READ, &diags), RESULT_OK);
    return store;
}

static void expect_seen(struct store *store, const char *series, const char *spells, int rejects)
{
    struct seen seen;
    look(store, &seen);
    ck_assert_str_eq(seen.series, series);
    ck_assert_str_eq(seen.spells, spells);
    ck_assert_int_eq(seen.imports, 1);
    ck_assert_int_eq(seen.rejects, rejects);
    store_close(store);
}

START_TEST(rows_outside_a_viewers_scope_do_not_come)
{
    fill();
    grant();
    expect_seen(open_as("t_pascoe"), "=a a west ", "a ", 0);
    expect_seen(open_as("t_rowe"), "b ", "", 0);
    expect_seen(open_as("t_kelly"), "=a a b east tff west ", "", 1);
    expect_seen(open_as("postgres"), "=a a b east tff west ", " a b ", 1);
}
END_TEST

START_TEST(who_is_no_longer_in_the_rules_sees_nothing)
{
    fill();
    grant();
    service.access.viewer_count = 0;
    service.access.group_count = 0;
    grant();
    expect_seen(open_as("t_pascoe"), "", "", 0);
}
END_TEST

START_TEST(an_account_that_acts_for_others_sees_what_they_see)
{
    fill();
    grant();
    struct store *store = open_as("t_ssh");
    ck_assert_int_eq(store_act_for(store, "t_rowe"), RESULT_OK);
    expect_seen(store, "b ", "", 0);
    store = open_as("t_ssh");
    ck_assert_int_eq(store_act_for(store, "postgres"), RESULT_OK); /* which it may not take */
    struct buffer list = {0};
    ck_assert_int_eq(store_each_series(store, "a", list_chunk, &list), RESULT_IO);
    ck_assert_ptr_nonnull(strstr(diags.items[0].text, "teamtop store grant"));
    store_close(store);
}
END_TEST

START_TEST(a_viewer_can_change_nothing_and_those_who_import_everything)
{
    struct store_row rows[] = {row("b", "open_cases")};
    struct store *store = NULL;
    fill();
    grant();
    store = open_as("t_pascoe");
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    enum result result = store_put_series(store, "", rows, 1);
    if (result == RESULT_OK)
        result = store_commit(store);
    ck_assert_int_eq(result, RESULT_IO);
    store_close(store);
    scratch_sql(&scratch, "store",
        "DO $$ BEGIN CREATE ROLE t_importer LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END "
        "$$; GRANT teamtop_import TO t_importer");
    ck_assert_int_eq(store_open(&store, address("t_importer"), STORE_WRITE, &diags), RESULT_OK);
    ck_assert_int_eq(store_begin_write(store, 0), RESULT_OK);
    ck_assert_int_eq(store_replace_series(store, "", rows, 1, NULL), RESULT_OK);
    ck_assert_int_eq(store_grow_version(store), RESULT_OK);
    ck_assert_int_eq(store_commit(store), RESULT_OK);
    store_close(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("grant");
    TCase *tcase = tcase_create("grant");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    if (scratch_is_postgres()) {
        tcase_add_test(tcase, rows_outside_a_viewers_scope_do_not_come);
        tcase_add_test(tcase, who_is_no_longer_in_the_rules_sees_nothing);
        tcase_add_test(tcase, an_account_that_acts_for_others_sees_what_they_see);
        tcase_add_test(tcase, a_viewer_can_change_nothing_and_those_who_import_everything);
    } else {
        tcase_add_test(tcase, names_and_texts_are_quoted_whatever_is_in_them);
        tcase_add_test(tcase, each_viewer_has_a_line_for_each_unit_and_no_other);
        tcase_add_test(tcase, without_an_access_yaml_readers_see_everything);
        tcase_add_test(tcase, what_default_says_has_a_role_of_its_own);
    }
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
