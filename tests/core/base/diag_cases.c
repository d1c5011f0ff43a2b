#include <string.h>

#include "core/base/diag.h"
#include "tests/core/base/cases.h"

START_TEST(messages_are_printed_as_compilers_do)
{
    struct diags diags;
    diags_init(&diags);
    diag_add(&diags, DIAG_ERROR, (struct place){"a.yaml", 41, 13}, "unknown %s", "level");
    diag_add(&diags, DIAG_REJECTED, (struct place){"cases.csv", 7, 0}, "no date");
    diag_add(&diags, DIAG_WARNING, (struct place){"ui.yaml", 0, 0}, "not read");
    diag_add(&diags, DIAG_NOTE, (struct place){NULL, 3, 4}, "done");
    diag_add(NULL, DIAG_ERROR, (struct place){NULL, 0, 0}, "dropped");
    static const char expected[] = "a.yaml:41:13: error: unknown level\n"
                                   "cases.csv:7: rejected: no date\n"
                                   "ui.yaml: warning: not read\n"
                                   "note: done\n";
    char printed[256] = "";
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    diags_print(&diags, stream);
    fclose(stream);
    ck_assert_str_eq(printed, expected);
    char line[64];
    ck_assert_int_eq(diag_format(&diags.items[0], line, sizeof line), 35);
    ck_assert_str_eq(line, "a.yaml:41:13: error: unknown level\n");
    ck_assert_int_eq(diag_format(&diags.items[0], line, 8), 35);
    ck_assert_str_eq(line, "a.yaml:");
    diags_done(&diags);
}
END_TEST

START_TEST(messages_are_counted_by_severity)
{
    struct diags diags;
    diags_init(&diags);
    diag_add(&diags, DIAG_NOTE, (struct place){0}, "a");
    diag_add(&diags, DIAG_REJECTED, (struct place){0}, "b");
    diag_add(&diags, DIAG_ERROR, (struct place){0}, "c");
    ck_assert_uint_eq(diags_count(&diags, DIAG_NOTE), 3);
    ck_assert_uint_eq(diags_count(&diags, DIAG_WARNING), 2);
    ck_assert_uint_eq(diags_count(&diags, DIAG_ERROR), 1);
    diags_done(&diags);
    ck_assert_uint_eq(diags_count(&diags, DIAG_NOTE), 0);
}
END_TEST

START_TEST(hostile_text_and_file_names_are_made_visible)
{
    struct diags diags;
    diags_init(&diags);
    diag_add(&diags, DIAG_ERROR, (struct place){"in\nbox.csv", 1, 1}, "value \"%s\"", "\x1b[2J");
    ck_assert_str_eq(diags.items[0].text, "value \"\xef\xbf\xbd[2J\"");
    ck_assert_str_eq(diags.items[0].place.file, "in\xef\xbf\xbd"
                                                "box.csv");
    diags_done(&diags);
}
END_TEST

START_TEST(lost_messages_are_said_to_be_lost)
{
    struct diags diags;
    diags_init(&diags);
    diags.lost = 3;
    char printed[128] = "";
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    diags_print(&diags, stream);
    fclose(stream);
    ck_assert_str_eq(printed, "error: 3 more messages could not be kept: memory ran out\n");
    diags_done(&diags);
}
END_TEST

START_TEST(the_closest_word_is_suggested_when_it_is_close)
{
    static const char *const words[] = {"directorate", "service", "area", "locality", "team"};
    static const struct {
        const char *word;
        const char *meant;
    } slips[] = {
        {"localty", "locality"},
        {"lcoality", "locality"},
        {"localities", "locality"},
        {"tema", "team"},
        {"aera", "area"},
        {"servcie", "service"},
        {"Team", "team"},
        {"office", NULL},
        {"x", NULL},
        {"", NULL},
        {"directorate-of-a-very-long-name-that-nobody-could-have-meant-really", NULL},
    };
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        const char *meant = diag_suggest(slips[i].word, words, 5);
        ck_assert_msg((meant == NULL) == (slips[i].meant == NULL), "%s: %s", slips[i].word,
            meant != NULL ? meant : "nothing");
        if (meant != NULL)
            ck_assert_str_eq(meant, slips[i].meant);
    }
    ck_assert_ptr_null(diag_suggest("team", NULL, 0));
}
END_TEST

TCase *diag_cases(void)
{
    TCase *cases = tcase_create("diag");
    tcase_add_test(cases, messages_are_printed_as_compilers_do);
    tcase_add_test(cases, messages_are_counted_by_severity);
    tcase_add_test(cases, hostile_text_and_file_names_are_made_visible);
    tcase_add_test(cases, lost_messages_are_said_to_be_lost);
    tcase_add_test(cases, the_closest_word_is_suggested_when_it_is_close);
    return cases;
}
