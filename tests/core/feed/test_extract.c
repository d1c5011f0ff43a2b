/* Rows of cases, posts, absences and requests: what each odd thing in a file comes to. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "extract_scratch.h"
#include "tests/suite.h"

struct example {
    const char *what;
    enum feed_type type;
    void (*wish)(struct feed_spec *feed); /* NULL: as scratch_feed() makes it */
    const char *file;
    const char *spells;
    const char *messages;
};

static const struct value_map case_maps[] = {
    {3, "Child in Need", "cin"}, {2, "Duty", ""}, {5, "-1", "2024-06-30"}};

static void wish_mapped(struct feed_spec *feed)
{
    feed->columns[0] = "Person ID";
    feed->columns[1] = "Allocated Team";
    feed->delimiter = ';';
    feed->values = case_maps;
    feed->value_count = sizeof case_maps / sizeof *case_maps;
}

static void wish_british_dates(struct feed_spec *feed)
{
    ck_assert_int_eq(day_format_parse("DD/MM/YYYY", &feed->dates), RESULT_OK);
}

static void wish_worker_column(struct feed_spec *feed)
{
    feed->columns[2] = "Allocated Worker";
}

static void wish_windows(struct feed_spec *feed)
{
    feed->encoding = ENCODING_WINDOWS_1252;
}

static void wish_tabs(struct feed_spec *feed)
{
    feed->delimiter = '\t';
}

#define CASE_HEADER    "case_id,team,worker,category,start,end\n"
#define POST_HEADER    "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n"
#define ABSENCE_HEADER "worker,reason,start,end\n"
#define REQUEST_HEADER "date,unit,source,count\n"
#define FORTY          "0123456789012345678901234567890123456789"
#define TWO_HUNDRED    FORTY FORTY FORTY FORTY FORTY

static const struct example examples[] = {
    {"a case ends on its end date", FEED_CASES, NULL,
        CASE_HEADER "C1,eh-penwith,W1,cin,2024-01-01,2024-02-01\n"
                    "C2,cp-west,,cp,2024-01-01,\n"
                    "C1,cp-west,W2,cp,2024-01-01,2024-01-01\n",
        "child 1 eh-penwith W1 cin 2024-01-01 2024-02-01\n"
        "child 2 cp-west - cp 2024-01-01 never\n"
        "child 1 cp-west W2 cp 2024-01-01 2024-01-01\n",
        ""},
    {"rows that say the same are kept as they are", FEED_CASES, NULL,
        CASE_HEADER "C1,west,W1,cin,2024-01-01,\nC1,west,W1,cin,2024-01-01,\n",
        "child 1 west W1 cin 2024-01-01 never\nchild 1 west W1 cin 2024-01-01 never\n", ""},
    {"a team is known by id, alias or name, a category by id or name", FEED_CASES, NULL,
        CASE_HEADER "C1, EH PENWITH team ,W1,Child in Need,2024-01-01,\n"
                    "C2,1047,W1,CP,2024-01-01,\nC3,child protection west,W1,cin,2024-01-01,\n",
        "child 1 eh-penwith W1 cin 2024-01-01 never\n"
        "child 2 eh-penwith W1 cp 2024-01-01 never\n"
        "child 3 cp-west W1 cin 2024-01-01 never\n",
        ""},
    {"columns come in any order, others are ignored, headers are trimmed and of any case",
        FEED_CASES, NULL,
        "Notes, START ,End,Category,TEAM,worker,\"case_id\"\n"
        "x,2024-01-01,,cin,west,W1,C1\n",
        "child 1 west W1 cin 2024-01-01 never\n", ""},
    {"without a worker column every case would look unallocated, so it must be there", FEED_CASES,
        NULL, "case_id,team,category,start,end\nC1,west,cin,2024-01-01,\n", "",
        "1: error: column \"worker\" is not in the header; it has: case_id, team, category, start, "
        "end\n"},
    {"mapped headers, values and nulls; a mapped null means what it is mapped to", FEED_CASES,
        wish_mapped,
        "Person ID;Allocated Team;worker;category;start;end\n"
        "C1;west;Duty;Child in Need;2024-01-01;1900-01-01\n"
        "C2;west;-1;cp;2024-01-01;-1\n",
        "child 1 west - cin 2024-01-01 never\nchild 2 west - cp 2024-01-01 2024-06-30\n", ""},
    {"a time of day is ignored, single digits are taken", FEED_CASES, wish_british_dates,
        CASE_HEADER "C1,west,W1,cin,1/2/2024 00:00:00,03/02/2024 17:30\n",
        "child 1 west W1 cin 2024-02-01 2024-02-03\n", ""},
    {"CRLF, a byte-order mark, blank and empty rows, no newline at the end", FEED_CASES, NULL,
        "\xef\xbb\xbf\r\n" CASE_HEADER "C1,west,W1,cin,2024-01-01,\r\n\r\n,,,,,\r\n"
        "C2,west,,cin,2024-01-01,,,,\r\nC3,nowhere,,cin,2024-01-01",
        "child 1 west W1 cin 2024-01-01 never\nchild 2 west - cin 2024-01-01 never\n",
        "7:2: rejected: team \"nowhere\" is not a unit or alias in organisation.yaml\n"},
    {"rows ended by CR alone count as lines", FEED_CASES, NULL,
        "case_id,team,worker,category,start,end\rC1,west,W1,cin,2024-01-01,\r"
        "C2,west,W1,cin,soon,\r",
        "child 1 west W1 cin 2024-01-01 never\n",
        "3:5: rejected: start \"soon\" is not a date (expected YYYY-MM-DD)\n"},
    {"quoted newlines, delimiters and quotation marks; lines stay right", FEED_CASES, NULL,
        CASE_HEADER "\"C\n1\",\"west\",\"Tre\"\"v, A\",cin,2024-01-01,\n"
                    "C2,\"no\nwhere\",W1,cin,2024-01-01,\n"
                    "C3,west,\"W\r\n9\",cin,2024-13-01,\n",
        "child 1 west Tre\"v, A cin 2024-01-01 never\n",
        "4:2: rejected: team \"no\xef\xbf\xbdwhere\" is not a unit or alias in organisation.yaml\n"
        "6:5: rejected: start \"2024-13-01\" is not a date (expected YYYY-MM-DD)\n"},
    {"a quotation mark in the wrong place costs its own row", FEED_CASES, NULL,
        CASE_HEADER "\"C1\" x,west,W1,cin,2024-01-01,\nC2,we\"st,W1,cin,2024-01-01,\n"
                    "C3,west,W1,cin,2024-01-01,\n",
        "child 1 west W1 cin 2024-01-01 never\n",
        "2: rejected: a quotation mark stands where none may be; inside a value it is written "
        "twice, and the value in quotation marks\n"
        "3: rejected: a quotation mark stands where none may be; inside a value it is written "
        "twice, and the value in quotation marks\n"},
    {"every needed column must say something", FEED_CASES, NULL,
        CASE_HEADER ",west,W1,cin,2024-01-01,\nC1,NULL,W1,cin,2024-01-01,\n"
                    "C1,west,W1,,2024-01-01,\nC1,west,W1,cin,1900-01-01,\nC1\n",
        "",
        "2:1: rejected: case_id is empty\n3:2: rejected: team is empty\n"
        "4:4: rejected: category is empty\n5:5: rejected: start is empty\n"
        "6:2: rejected: team is empty\n"},
    {"dates that are none, ends before starts, unknown categories", FEED_CASES, wish_british_dates,
        CASE_HEADER "C1,west,W1,cin,31/02/2020,\nC1,west,W1,cin,02/02/2024,01/02/2024\n"
                    "C1,west,W1,lost,01/01/2024,\nC1,west,W1,cin,2024-01-01,\n",
        "",
        "2:5: rejected: start \"31/02/2020\" is not a date (expected DD/MM/YYYY)\n"
        "3:6: rejected: end 2024-02-01 is before start 2024-02-02\n"
        "4:4: rejected: category \"lost\" is not one of cin, cp, early_help\n"
        "5:5: rejected: start \"2024-01-01\" is not a date (expected DD/MM/YYYY)\n"},
    {"fields beyond the header are a slipped row; a value is cut to 40 columns and cleaned",
        FEED_CASES, NULL,
        CASE_HEADER "C1,west,W1,cin,2024-01-01,,extra\nC1,\x1b[31m" FORTY ",W1,cin,2024-01-01,\n",
        "",
        "2: rejected: the row has 7 fields, the header 6\n"
        "3:2: rejected: team \"\xef\xbf\xbd[31m01234567890123456789012345678901234…\" is not a "
        "unit or "
        "alias in organisation.yaml\n"},
    {"identifying values never reach a message", FEED_CASES, NULL,
        CASE_HEADER TWO_HUNDRED FORTY FORTY
        ",west,W1,cin,2024-01-01,\nC1,west," TWO_HUNDRED FORTY FORTY ",cin,2024-01-01,\n",
        "",
        "2:1: rejected: case_id is longer than 256 bytes\n"
        "3:3: rejected: worker is longer than 256 bytes\n"},
    {"text is cleaned before it is kept", FEED_CASES, NULL,
        CASE_HEADER "C1,west,\x1b[2JW1,cin,2024-01-01,\nC1,west,W\xff,cin,2024-01-01,\n",
        "child 1 west \xef\xbf\xbd[2JW1 cin 2024-01-01 never\n"
        "child 1 west W\xef\xbf\xbd cin 2024-01-01 never\n",
        ""},
    {"an optional column that the configuration names must be there", FEED_CASES,
        wish_worker_column,
        "case_id,team,Allocated Wrker,category,start,end\nC1,west,W1,cin,2024-01-01,\n", "",
        "1: error: column \"Allocated Worker\" (worker) is not in the header (did you mean "
        "\"Allocated Wrker\"?); it has: case_id, team, Allocated Wrker, category, start, end\n"},
    {"every missing column is said", FEED_CASES, wish_mapped,
        "PersonID;Team;worker;category;start;end\nC1;west;;cin;2024-01-01;\n", "",
        "1: error: column \"Person ID\" (case_id) is not in the header (did you mean "
        "\"PersonID\"?); it has: PersonID, Team, worker, category, start, end\n"
        "1: error: column \"Allocated Team\" (team) is not in the header; it has: PersonID, Team, "
        "worker, category, start, end\n"},
    {"a column may not stand twice", FEED_CASES, NULL,
        "case_id,team,worker,category,start,end,Team\nC1,west,,cin,2024-01-01,,west\n", "",
        "1: error: column \"team\" is in the header twice; rename one of them\n"},
    {"Windows-1252", FEED_CASES, wish_windows,
        CASE_HEADER "C1,west,Zo\xeb O\x92Neil,cin,2024-01-01,\n",
        "child 1 west Zo\xc3\xab O\xe2\x80\x99Neil cin 2024-01-01 never\n", ""},
    {"a byte-order mark is believed before the configuration", FEED_CASES, wish_windows,
        "\xef\xbb\xbf" CASE_HEADER "C1,west,Zo\xc3\xab,cin,2024-01-01,\n",
        "child 1 west Zo\xc3\xab cin 2024-01-01 never\n", ""},
    {"a header that is not UTF-8", FEED_CASES, NULL, "case_id,team,Zo\xeb\nC1,west,W1\n", "",
        "1: error: field 3 of the header is not UTF-8; if the file comes from Windows, give its "
        "feed \"encoding: windows-1252\"\n"},
    {"tabs between fields, some empty", FEED_CASES, wish_tabs,
        "case_id\tteam\tworker\tcategory\tstart\tend\nC1\twest\t\tcin\t2024-01-01\t\n",
        "child 1 west - cin 2024-01-01 never\n", ""},
    {"a post's last day is included; a role is known by id or name", FEED_POSTS, NULL,
        POST_HEADER
        "P1,west,Social worker,permanent,W1,A. Trevena,0.8,yes,2024-01-01,2024-01-31\n"
        "P2,west,Family Worker,Fixed_Term,W2,,1,no,2024-01-01,\n"
        "P3,west,,agency,W3,,\"1,0\",Y,2024-01-01,\n"
        "P4,west,social_worker,vacant,,,0,0,2024-01-01,\nP5,west,,vacant,NULL,,2,,2024-01-01,\n",
        "post P1 west social_worker permanent W1 'A. Trevena' 0.8 holding 2024-01-01 2024-02-01\n"
        "post P2 west Family Worker fixed_term W2 '-' 1 other 2024-01-01 never\n"
        "post P4 west social_worker vacant - '-' 0 other 2024-01-01 never\n"
        "post P5 west - vacant - '-' 2 holding 2024-01-01 never\n",
        "4:7: rejected: fte \"1,0\" is not a number\n"},
    {"what a post cannot be", FEED_POSTS, NULL,
        POST_HEADER "P1,west,,permanent,,A. Trevena,1,yes,2024-01-01,\n"
                    "P1,west,,vacant,W1,A. Trevena,1,yes,2024-01-01,\n"
                    "P1,west,,perm,W1,,1,yes,2024-01-01,\nP1,west,,agency,W1,,37,yes,2024-01-01,\n"
                    "P1,west,,agency,W1,,-0.5,yes,2024-01-01,\n"
                    "P1,west,,agency,W1,,1,maybe,2024-01-01,\nP1,west,,agency,W1,,,y,2024-01-01,\n"
                    ",west,,agency,W1,,1,y,2024-01-01,\n",
        "",
        "2:5: rejected: worker is empty, but the post is not vacant\n"
        "3:5: rejected: worker is given, but the post is vacant\n"
        "4:4: rejected: contract \"perm\" is not one of permanent, fixed_term, agency, vacant\n"
        "5:7: rejected: fte \"37\" is not between 0 and 2\n"
        "6:7: rejected: fte \"-0.5\" is not between 0 and 2\n"
        "7:8: rejected: case_holding \"maybe\" is not yes or no\n"
        "8:7: rejected: fte is empty\n9:1: rejected: post_id is empty\n"},
    {"posts without role, name and case_holding hold cases", FEED_POSTS, NULL,
        "post_id,team,contract,worker,fte,start,end\nP1,west,permanent,W1,1,2024-01-01,\n",
        "post P1 west - permanent W1 '-' 1 holding 2024-01-01 never\n", ""},
    {"an absence's last day is included; its reason may be missing", FEED_ABSENCES, NULL,
        ABSENCE_HEADER "W1,stress,2024-02-26,\nW2,,2024-02-26,2024-02-26\n,cold,2024-02-26,\n"
                       "W1,cold,,\nW1,cold,2024-02-02,2024-02-01\n",
        "absence W1 stress 2024-02-26 never\nabsence W2 - 2024-02-26 2024-02-27\n",
        "4:1: rejected: worker is empty\n5:3: rejected: start is empty\n"
        "6:4: rejected: end 2024-02-01 is before start 2024-02-02\n"},
    {"absences without a reason column", FEED_ABSENCES, NULL,
        "end,start,worker\n2024-01-02,2024-01-01,W1\n", "absence W1 - 2024-01-01 2024-01-03\n", ""},
    {"requests; an empty source is unknown", FEED_REQUESTS, NULL,
        REQUEST_HEADER "2024-01-01,west,school,3\n2024-01-01,svc,,\"1,242\"\n2024-01-01,west,x,0\n",
        "request 2024-01-01 west school 3\nrequest 2024-01-01 svc unknown 1242\n"
        "request 2024-01-01 west x 0\n",
        ""},
    {"what a request cannot be", FEED_REQUESTS, NULL,
        REQUEST_HEADER "2024-01-01,west,school,2.5\n2024-01-01,west,school,-3\n"
                       "2024-01-01,west,school,1000001\n2024-01-01,west,school,\n"
                       ",west,school,1\n2024-01-01,,school,1\n2024-01-01,mars,school,1\n",
        "",
        "2:4: rejected: count \"2.5\" is not a whole number\n"
        "3:4: rejected: count \"-3\" is not between 0 and 1,000,000\n"
        "4:4: rejected: count \"1000001\" is not between 0 and 1,000,000\n"
        "5:4: rejected: count is empty\n6:1: rejected: date is empty\n"
        "7:2: rejected: unit is empty\n"
        "8:2: rejected: unit \"mars\" is not a unit or alias in organisation.yaml\n"},
    {"an empty file", FEED_CASES, NULL, "", "", "1: error: the file is empty: it has no header\n"},
    {"a file of blank lines", FEED_CASES, NULL, "\n \r\n,,\n", "",
        "1: error: the file is empty: it has no header\n"},
    {"a header alone is a file without rows", FEED_CASES, NULL, CASE_HEADER, "", ""},
    {"a quotation mark that is never closed", FEED_CASES, NULL,
        CASE_HEADER "C1,west,W1,cin,2024-01-01,\nC2,\"west,W1,cin,2024-01-01,\nC3,west,,cin,,\n",
        "child 1 west W1 cin 2024-01-01 never\n",
        "3: error: the row that begins here opens a quotation mark that is never closed\n"},
};

static size_t lines_with(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, word)); at++)
        count++;
    return count;
}

START_TEST(each_odd_thing_comes_to_what_is_expected)
{
    const struct example *example = &examples[_i];
    struct scratch scratch;
    scratch_init(&scratch);
    struct feed_spec feed = scratch_feed(example->type);
    if (example->wish)
        example->wish(&feed);
    scratch_write(&scratch, example->file, strlen(example->file));
    bool refused = strstr(example->messages, "error: ") != NULL;
    ck_assert_msg(scratch_read(&scratch, &feed) == (refused ? RESULT_REFUSED_INPUT : RESULT_OK),
        "%s", example->what);
    char *spells = scratch_spells(&scratch);
    char *messages = scratch_messages(&scratch);
    ck_assert_msg(
        strcmp(messages, example->messages) == 0, "%s: messages:\n%s", example->what, messages);
    ck_assert_msg(strcmp(spells, example->spells) == 0, "%s: spells:\n%s", example->what, spells);
    ck_assert_int_eq(scratch.extract->rejected, (int64_t)lines_with(messages, "rejected: "));
    ck_assert_int_eq(scratch.extract->rows, scratch.extract->taken + scratch.extract->rejected);
    ck_assert(refused == (scratch.extract->refusal != NULL));
    free(spells);
    free(messages);
    scratch_done(&scratch);
}
END_TEST

START_TEST(a_child_is_a_keyed_hash_of_register_and_identifier)
{
    static const char file[] = CASE_HEADER "C1,west,W1,cin,2024-01-01,\n";
    static const uint8_t hashed[] = "north\0C1";
    uint8_t expected[crypto_shorthash_BYTES];
    crypto_shorthash(expected, hashed, sizeof hashed - 1, scratch_key);
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number * 256 + expected[i];

    struct scratch scratch;
    scratch_init(&scratch);
    struct feed_spec feed = scratch_feed(FEED_CASES);
    feed.register_id = "north";
    scratch_write(&scratch, file, sizeof file - 1);
    ck_assert_int_eq(scratch_read(&scratch, &feed), RESULT_OK);
    ck_assert_uint_eq(scratch.extract->spells.cases[0].child, number);
    scratch_done(&scratch);
}
END_TEST

START_TEST(a_reject_is_kept_with_its_place)
{
    static const char file[] = CASE_HEADER "C1,west,W1,cin,2024-01-01,\nC2,west,W1,cin,x,\n";
    struct scratch scratch;
    scratch_init(&scratch);
    struct feed_spec feed = scratch_feed(FEED_CASES);
    scratch_write(&scratch, file, sizeof file - 1);
    ck_assert_int_eq(scratch_read(&scratch, &feed), RESULT_OK);
    ck_assert_uint_eq(scratch.extract->reject_count, 1);
    ck_assert_uint_eq(scratch.extract->rejects[0].line, 3);
    ck_assert_uint_eq(scratch.extract->rejects[0].column, 5);
    ck_assert_str_eq(
        scratch.extract->rejects[0].reason, "start \"x\" is not a date (expected YYYY-MM-DD)");
    scratch_done(&scratch);
}
END_TEST

int main(void)
{
    TCase *rows = tcase_create("rows");
    tcase_add_loop_test(rows, each_odd_thing_comes_to_what_is_expected, 0,
        (int)(sizeof examples / sizeof *examples));
    tcase_add_test(rows, a_child_is_a_keyed_hash_of_register_and_identifier);
    tcase_add_test(rows, a_reject_is_kept_with_its_place);
    Suite *suite = suite_create("extract");
    suite_add_tcase(suite, rows);
    return suite_run(suite);
}
