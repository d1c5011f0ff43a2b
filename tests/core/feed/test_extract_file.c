/* The file as a whole: what refuses it, what cannot be read, and what it is known by afterwards. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "extract_scratch.h"
#include "tests/suite.h"

#define HEADER "case_id,team,worker,category,start,end\n"
#define GOOD   "C1,west,W1,cin,2024-01-01,\n"
#define BAD    "C1,west,W1,cin,someday,\n"

/* read(), as the linker's --wrap makes it ours: something happens to the file after the first time.
 */
ssize_t __real_read(int file, void *buffer, size_t size);
ssize_t __wrap_read(int file, void *buffer, size_t size);
static void (*after_read)(const char *path);
static size_t read_most = SIZE_MAX; /* bytes at a time */
static const char *read_path;

ssize_t __wrap_read(int file, void *buffer, size_t size)
{
    ssize_t length = __real_read(file, buffer, size < read_most ? size : read_most);
    void (*happens)(const char *path) = after_read;
    after_read = NULL;
    if (happens)
        happens(read_path);
    return length;
}

static struct scratch scratch;

static void setup(void)
{
    scratch_init(&scratch);
}

static void teardown(void)
{
    scratch_done(&scratch);
}

static enum result read_cases(const char *bytes, size_t length, int reject_limit)
{
    struct feed_spec feed = scratch_feed(FEED_CASES);
    feed.reject_limit = reject_limit;
    scratch_write(&scratch, bytes, length);
    return scratch_read(&scratch, &feed);
}

static void expect_messages(const char *expected)
{
    char *messages = scratch_messages(&scratch);
    ck_assert_str_eq(messages, expected);
    free(messages);
}

START_TEST(a_nul_byte_is_not_text)
{
    static const char file[] = HEADER GOOD "C2,we\0st,W1,cin,2024-01-01,\n";
    ck_assert_int_eq(read_cases(file, sizeof file - 1, 10000), RESULT_REFUSED_INPUT);
    expect_messages("3: error: it is not text: there is a NUL byte on this line; save it as CSV in "
                    "UTF-8, not as UTF-16 or a workbook\n");
}
END_TEST

/* A header, and a row whose worker is `length` bytes with `quote` before and after them. */
static enum result read_long(size_t length, const char *quote)
{
    static const char before[] = HEADER "C1,west,", after[] = ",cin,2024-01-01,\n" GOOD;
    size_t room = length + sizeof before + sizeof after + 2;
    char *file = malloc(room);
    ck_assert_ptr_nonnull(file);
    char *end = stpcpy(stpcpy(file, before), quote);
    memset(end, 'x', length);
    end = stpcpy(stpcpy(end + length, quote), after);
    enum result result = read_cases(file, (size_t)(end - file), 10000);
    free(file);
    return result;
}

START_TEST(a_nul_byte_further_on_does_not_move_the_line_of_a_row_that_is_too_long)
{
    const size_t length = EXTRACT_LINE_MOST + 100;
    char *file = malloc(length);
    ck_assert_ptr_nonnull(file);
    memset(file, 'x', length);
    memcpy(file, HEADER, strlen(HEADER));
    memcpy(file + length - 10, "\nC1,\n\0xxx", 10);
    ck_assert_int_eq(read_cases(file, length, 10000), RESULT_REFUSED_INPUT);
    expect_messages("2: error: the row that begins here is too long to be one; a quotation mark is "
                    "probably never closed\n");
    free(file);
}
END_TEST

START_TEST(lines_end_the_same_however_few_bytes_come_at_a_time)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    char file[256];
    snprintf(file, sizeof file, "case_id,team,worker,category,start,end%sC1,west,W1,cin,someday,%s",
        ends[_i], ends[_i]);
    for (size_t most = 1; most < 64; most += 9) {
        read_most = most;
        ck_assert_int_eq(read_cases(file, strlen(file), 10000), RESULT_OK);
        expect_messages("2:5: rejected: start \"someday\" is not a date (expected YYYY-MM-DD)\n");
    }
    read_most = SIZE_MAX;
}
END_TEST

START_TEST(a_row_after_a_lone_cr_begins_on_the_line_it_stands_on)
{
    static const char file[] =
        HEADER "C1,west,\"W\n1\",cin,2024-01-01,\rC2,west,W1,cin,someday,\n" BAD;
    ck_assert_int_eq(read_cases(file, sizeof file - 1, 10000), RESULT_OK);
    expect_messages("3:5: rejected: start \"someday\" is not a date (expected YYYY-MM-DD)\n"
                    "4:5: rejected: start \"someday\" is not a date (expected YYYY-MM-DD)\n");
}
END_TEST

START_TEST(a_field_may_be_as_long_as_the_bound_and_no_longer)
{
    static const char *const quotes[] = {"", "\""};
    ck_assert_int_eq(read_long(EXTRACT_LINE_MOST, quotes[_i]), RESULT_OK);
    ck_assert_int_eq(scratch.extract->taken, 1);
    expect_messages("2:3: rejected: worker is longer than 256 bytes\n");
    ck_assert_int_eq(read_long(EXTRACT_LINE_MOST + 1, quotes[_i]), RESULT_REFUSED_INPUT);
    expect_messages("2: error: the row that begins here is too long to be one; a quotation mark is "
                    "probably never closed\n");
}
END_TEST

START_TEST(the_reject_limit_is_exactly_what_is_configured)
{
    static const char one_of_four[] = HEADER GOOD BAD GOOD GOOD;
    ck_assert_int_eq(read_cases(one_of_four, sizeof one_of_four - 1, 2500), RESULT_OK);
    ck_assert_int_eq(scratch.extract->taken, 3);
    ck_assert_ptr_null(scratch.extract->refusal);
    ck_assert_int_eq(read_cases(one_of_four, sizeof one_of_four - 1, 2499), RESULT_REFUSED_INPUT);
    ck_assert_str_eq(scratch.extract->refusal, "1 of 4 rows are rejected, more than the limit of "
                                               "24.99 %; nothing was taken from the file");
    expect_messages("3:5: rejected: start \"someday\" is not a date (expected YYYY-MM-DD)\n"
                    " error: 1 of 4 rows are rejected, more than the limit of 24.99 %; nothing was "
                    "taken from the file\n");
}
END_TEST

static const char *const digested[] = {HEADER GOOD, "no,such,header\n" GOOD GOOD};

/* What only adds is never taken twice, whichever key it is read with. */
START_TEST(the_digest_of_what_adds_is_of_all_bytes_even_when_refused)
{
    struct feed_spec feed = scratch_feed(FEED_CASES);
    unsigned char bytes[32];
    char digest[65];
    const char *file = digested[_i];
    feed.mode = FEED_APPEND;
    scratch_write(&scratch, file, strlen(file));
    (void)!scratch_read(&scratch, &feed);
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)file, strlen(file), NULL, 0);
    sodium_bin2hex(digest, sizeof digest, bytes, sizeof bytes);
    ck_assert_str_eq(scratch.extract->digest, digest);
}
END_TEST

START_TEST(the_digest_of_what_replaces_tells_any_other_byte_even_when_refused)
{
    char file[256], digest[65];
    const size_t length = strlen(digested[_i]);
    ck_assert_uint_lt(length, sizeof file);
    strcpy(file, digested[_i]);
    (void)!read_cases(file, length, 10000);
    strcpy(digest, scratch.extract->digest);
    ck_assert_uint_eq(strlen(digest), 64);
    (void)!read_cases(file, length, 10000);
    ck_assert_str_eq(scratch.extract->digest, digest);
    for (size_t i = 0; i < length; i++) {
        file[i] ^= 1;
        (void)!read_cases(file, length, 10000);
        ck_assert_str_ne(scratch.extract->digest, digest);
        file[i] ^= 1;
    }
    (void)!read_cases(file, length - 1, 10000);
    ck_assert_str_ne(scratch.extract->digest, digest);
}
END_TEST

START_TEST(a_file_that_is_not_there_cannot_be_read)
{
    struct feed_spec feed = scratch_feed(FEED_CASES);
    ck_assert_int_eq(scratch_read(&scratch, &feed), RESULT_IO);
    ck_assert_ptr_null(scratch.extract);
    expect_messages(" error: cannot be opened: No such file or directory\n");
}
END_TEST

START_TEST(a_folder_or_pipe_is_not_read)
{
    static int (*const make[])(const char *path, mode_t mode) = {mkdir, mkfifo};
    static int (*const unmake[])(const char *path) = {rmdir, unlink};
    struct feed_spec feed = scratch_feed(FEED_CASES);
    ck_assert_int_eq(make[_i](scratch.path, 0700), 0);
    ck_assert_int_eq(scratch_read(&scratch, &feed), RESULT_IO);
    expect_messages(" error: is not a file with rows in it, but a folder or device\n");
    ck_assert_int_eq(unmake[_i](scratch.path), 0);
}
END_TEST

static void append(const char *path)
{
    FILE *file = fopen(path, "ab");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(GOOD, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* The same bytes under another inode. */
static void replace(const char *path)
{
    char other[128];
    snprintf(other, sizeof other, "%s.new", path);
    FILE *file = fopen(other, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(HEADER GOOD, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(rename(other, path), 0);
}

static void remove_file(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
}

START_TEST(a_file_that_changes_while_it_is_read_is_busy)
{
    static void (*const changes[])(const char *path) = {append, replace, remove_file};
    static const char file[] = HEADER GOOD;
    read_path = scratch.path;
    after_read = changes[_i];
    ck_assert_int_eq(read_cases(file, sizeof file - 1, 500), RESULT_BUSY);
    ck_assert_ptr_null(scratch.extract);
    expect_messages(" error: changed while it was read; import it again once it is complete\n");
}
END_TEST

START_TEST(a_feed_is_found_by_the_name_of_the_file)
{
    struct feed_spec feeds[2] = {scratch_feed(FEED_CASES), scratch_feed(FEED_POSTS)};
    feeds[0].file = "cases*.csv";
    feeds[1].file = "*.csv";
    scratch.service.feeds = feeds;
    scratch.service.feed_count = 2;
    ck_assert_ptr_eq(feed_for_file(&scratch.service, "posts/cases-1.csv"), &feeds[0]);
    ck_assert_ptr_eq(feed_for_file(&scratch.service, "posts.csv"), &feeds[1]);
    ck_assert_ptr_null(feed_for_file(&scratch.service, "cases/posts.txt"));
    ck_assert_ptr_null(feed_for_file(&scratch.service, "/inbox/.hidden.csv"));
}
END_TEST

#define MANY 200000

static void put_many(FILE *out)
{
    fputs(HEADER, out);
    for (int i = 0; i < MANY; i++)
        fprintf(out, "C%d,%s,W%d,cin,20%02d-%02d-%02d,\n", i / 2, i % 3 ? "1047" : "cp-west",
            i % 997, i % 25, i % 12 + 1, i % 31 + 1);
}

/* Whether the spell says what put_many() wrote for the row. */
static bool is_row(const struct case_spell *spell, int i)
{
    char worker[16];
    snprintf(worker, sizeof worker, "W%d", i % 997);
    const char *team = unit_tree_at(scratch.service.units, spell->team)->id;
    return spell->from == day_from_civil(2000 + i % 25, i % 12 + 1, i % 31 + 1) &&
           strcmp(intern_at(scratch.extract->spells.text, spell->worker), worker) == 0 &&
           strcmp(team, i % 3 ? "eh-penwith" : "cp-west") == 0;
}

/* Rows of days that no month has are rejected; all others say what was written. */
START_TEST(two_hundred_thousand_rows)
{
    char *file = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&file, &size);
    ck_assert_ptr_nonnull(out);
    put_many(out);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_int_eq(read_cases(file, size, 10000), RESULT_OK);
    free(file);

    struct extract *extract = scratch.extract;
    size_t at = 0, wrong = 0;
    for (int i = 0; i < MANY; i++)
        if (civil_is_valid(2000 + i % 25, i % 12 + 1, i % 31 + 1))
            wrong += !is_row(&extract->spells.cases[at++], i);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_eq(extract->spells.case_count, at);
    ck_assert_int_eq(extract->rows, MANY);
    ck_assert_int_eq(extract->rejected, MANY - (int64_t)at);
}
END_TEST

int main(void)
{
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, setup, teardown);
    tcase_set_timeout(files, 60);
    tcase_add_test(files, a_nul_byte_is_not_text);
    tcase_add_test(files, a_nul_byte_further_on_does_not_move_the_line_of_a_row_that_is_too_long);
    tcase_add_loop_test(files, lines_end_the_same_however_few_bytes_come_at_a_time, 0, 3);
    tcase_add_test(files, a_row_after_a_lone_cr_begins_on_the_line_it_stands_on);
    tcase_add_loop_test(files, a_field_may_be_as_long_as_the_bound_and_no_longer, 0, 2);
    tcase_add_test(files, the_reject_limit_is_exactly_what_is_configured);
    tcase_add_loop_test(files, the_digest_of_what_adds_is_of_all_bytes_even_when_refused, 0, 2);
    tcase_add_loop_test(
        files, the_digest_of_what_replaces_tells_any_other_byte_even_when_refused, 0, 2);
    tcase_add_test(files, a_file_that_is_not_there_cannot_be_read);
    tcase_add_loop_test(files, a_folder_or_pipe_is_not_read, 0, 2);
    tcase_add_loop_test(files, a_file_that_changes_while_it_is_read_is_busy, 0, 3);
    tcase_add_test(files, a_feed_is_found_by_the_name_of_the_file);
    tcase_add_test(files, two_hundred_thousand_rows);
    Suite *suite = suite_create("extract_file");
    suite_add_tcase(suite, files);
    return suite_run(suite);
}
