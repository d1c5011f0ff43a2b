/*
 * Rows written in a random manner (order of columns, delimiter, form of dates, quoting, line ends,
 * encoding, mapped headers and values) are read back as they were meant.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract_scratch.h"
#include "tests/suite.h"

#define ROUNDS  120
#define ROWS    40
#define COLUMNS 7 /* six native ones and one that nobody asked for */

/* A small generator of our own: the same numbers on every machine. */
struct dice {
    uint64_t state;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(dice->state >> 33) % sides;
}

struct manner {
    char delimiter;
    enum feed_encoding encoding;
    struct day_format dates;
    const char *line_end;
    const char *mark; /* byte-order mark, or "" */
    const char *const *headers;
    unsigned order[COLUMNS]; /* which column stands where */
};

static const char *const native[COLUMNS] = {
    "case_id", "team", "worker", "category", "start", "end", "remarks"};
static const char *const foreign[COLUMNS] = {"Person ID", "Allocated Team", "Worker, allocated",
    "Kind \"of\" case", "From; on", "Until|on", "Remarks"};
static const char *const forms[] = {
    "YYYY-MM-DD", "DD/MM/YYYY", "MM.DD.YYYY", "YYYYMMDD", "DD-YYYY-MM"};

/* What a row means, and how a file may say it. */
static const char *const workers[][2] = {{"-", ""}, {"-", "NULL"}, {"W1", "W1"},
    {"Tregenza, Jo", "Tregenza, Jo"}, {"O\"Neil;|", "O\"Neil;|"}, {"Zo\xc3\xab", "Zo\xc3\xab"},
    {"W2", " W2\t"}};
static const char *const teams[][2] = {{"west", "west"}, {"west", "WEST"}, {"eh-penwith", "1047"},
    {"eh-penwith", "EH Penwith Team"}, {"cp-west", " Child Protection West "}};
static const char *const kinds[][2] = {
    {"cin", "cin"}, {"cin", "Child in need"}, {"cp", "K-7;,\t|"}, {"early_help", "EARLY_HELP"}};
static const char *const remarks[] = {"", "none", "two\nlines", "\"quoted\"", "a,b;c\td|e", "\r\n"};
static const struct value_map maps[] = {{3, "K-7;,\t|", "cp"}};

#define LENGTH(array) ((unsigned)(sizeof(array) / sizeof *(array)))

static struct manner random_manner(struct dice *dice)
{
    struct manner manner = {
        .delimiter = ",;\t|"[roll(dice, 4)],
        .encoding = roll(dice, 2) ? ENCODING_UTF_8 : ENCODING_WINDOWS_1252,
        .line_end = roll(dice, 2) ? "\n" : "\r\n",
        .mark = "",
        .headers = roll(dice, 2) ? native : foreign,
    };
    if (manner.encoding == ENCODING_UTF_8 && roll(dice, 2))
        manner.mark = "\xef\xbb\xbf";
    ck_assert_int_eq(day_format_parse(forms[roll(dice, LENGTH(forms))], &manner.dates), RESULT_OK);
    for (unsigned i = 0; i < COLUMNS; i++) {
        unsigned at = roll(dice, i + 1);
        manner.order[i] = manner.order[at];
        manner.order[at] = i;
    }
    return manner;
}

/* --- writing ---------------------------------------------------------------------------------- */

struct writer {
    FILE *file;     /* what is read */
    FILE *expected; /* what it means */
    struct dice *dice;
    const struct manner *manner;
};

/* The only character of ours beyond ASCII is ë: the two encodings differ in nothing else. */
static void put_byte(const struct writer *writer, const char *text)
{
    bool windows = writer->manner->encoding == ENCODING_WINDOWS_1252;
    if (windows && *text == '\xc3')
        fputc('\xeb', writer->file);
    else if (!windows || *text != '\xab')
        fputc(*text, writer->file);
}

static void put_field(const struct writer *writer, const char *text)
{
    char special[] = {'"', '\n', '\r', writer->manner->delimiter, '\0'};
    bool quoted = strpbrk(text, special) != NULL || roll(writer->dice, 4) == 0;
    if (quoted)
        fputc('"', writer->file);
    for (; *text; text++) {
        put_byte(writer, text);
        if (*text == '"')
            fputc('"', writer->file);
    }
    if (quoted)
        fputc('"', writer->file);
}

static void put_row(const struct writer *writer, const char *const fields[COLUMNS])
{
    for (unsigned i = 0; i < COLUMNS; i++) {
        if (i > 0)
            fputc(writer->manner->delimiter, writer->file);
        put_field(writer, fields[writer->manner->order[i]]);
    }
    fputs(writer->manner->line_end, writer->file);
}

/* The date as its form says, letter by letter. */
static void write_date(const struct manner *manner, day_t day, char *text)
{
    struct civil civil = day_to_civil(day);
    for (const char *form = manner->dates.text; *form;) {
        char letter = *form;
        if (letter == 'Y')
            text += sprintf(text, "%04d", civil.year);
        else if (letter == 'M' || letter == 'D')
            text += sprintf(text, "%02d", letter == 'M' ? civil.month : civil.day);
        else
            *text++ = letter;
        form += letter == 'Y' ? 4 : letter == 'M' || letter == 'D' ? 2 : 1;
    }
    *text = '\0';
}

static void put_random_row(const struct writer *writer, int number)
{
    struct dice *dice = writer->dice;
    const char *const *worker = workers[roll(dice, LENGTH(workers))];
    const char *const *team = teams[roll(dice, LENGTH(teams))];
    const char *const *kind = kinds[roll(dice, LENGTH(kinds))];
    day_t start = (day_t)roll(dice, 20000);
    day_t end = roll(dice, 2) ? start + (day_t)roll(dice, 900) : DAY_NEVER;
    char child[16], first[40], last[40] = "", started[DAY_TEXT_SIZE], ended[DAY_TEXT_SIZE];
    snprintf(child, sizeof child, "C%d", number);
    write_date(writer->manner, start, first);
    if (end != DAY_NEVER)
        write_date(writer->manner, end, last);
    const char *const fields[COLUMNS] = {
        child, team[1], worker[1], kind[1], first, last, remarks[roll(dice, LENGTH(remarks))]};
    put_row(writer, fields);
    fprintf(writer->expected, "child %d %s %s %s %s %s\n", number, team[0], worker[0], kind[0],
        day_text(start, started), day_text(end, ended));
}

static void put_file(const struct writer *writer)
{
    fputs(writer->manner->mark, writer->file);
    put_row(writer, writer->manner->headers);
    for (int number = 1; number <= ROWS; number++)
        put_random_row(writer, number);
}

/* --- reading back ----------------------------------------------------------------------------- */

static struct feed_spec feed_of(const struct manner *manner)
{
    struct feed_spec feed = scratch_feed(FEED_CASES);
    feed.delimiter = manner->delimiter;
    feed.encoding = manner->encoding;
    feed.dates = manner->dates;
    feed.values = maps;
    feed.value_count = LENGTH(maps);
    for (unsigned i = 0; i < COLUMNS - 1; i++)
        feed.columns[i] = manner->headers[i];
    return feed;
}

START_TEST(what_is_written_in_any_manner_is_read_back_as_meant)
{
    struct scratch scratch;
    scratch_init(&scratch);
    struct dice dice = {(uint64_t)_i + 1};
    struct manner manner = random_manner(&dice);
    char *expected = NULL;
    size_t size = 0;
    struct writer writer = {
        fopen(scratch.path, "wb"), open_memstream(&expected, &size), &dice, &manner};
    ck_assert(writer.file && writer.expected);
    put_file(&writer);
    ck_assert_int_eq(fclose(writer.file), 0);
    ck_assert_int_eq(fclose(writer.expected), 0);

    struct feed_spec feed = feed_of(&manner);
    enum result result = scratch_read(&scratch, &feed);
    char *messages = scratch_messages(&scratch);
    ck_assert_str_eq(messages, "");
    ck_assert_int_eq(result, RESULT_OK);
    char *spells = scratch_spells(&scratch);
    ck_assert_str_eq(spells, expected);
    free(spells);
    free(messages);
    free(expected);
    scratch_done(&scratch);
}
END_TEST

int main(void)
{
    TCase *mapping = tcase_create("mapping");
    tcase_add_loop_test(mapping, what_is_written_in_any_manner_is_read_back_as_meant, 0, ROUNDS);
    Suite *suite = suite_create("extract_mapping");
    suite_add_tcase(suite, mapping);
    return suite_run(suite);
}
