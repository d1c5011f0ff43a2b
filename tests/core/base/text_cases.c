#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/core/base/cases.h"

#define M TEXT_MARK

static const struct {
    const char *what;
    const char *text;
    size_t length; /* 0: up to the NUL */
    const char *clean;
} texts[] = {
    {"nothing", "", 0, ""},
    {"plain", "Early Help Penwith", 0, "Early Help Penwith"},
    {"accents", "Gwere\xcc\x81s", 0, "Gwer\xc3\xa9s"},
    {"composed already", "\xc3\xa9", 0, "\xc3\xa9"},
    {"CJK", "\xe6\xbc\xa2\xe5\xad\x97", 0, "\xe6\xbc\xa2\xe5\xad\x97"},
    {"C0: escape", "\x1b[31mred", 0, M "[31mred"},
    {"C0: bell, tab, line end", "a\a\t\nb", 0, "a" M M M "b"},
    {"NUL inside", "a\0b", 3, "a" M "b"},
    {"DEL", "a\x7f", 0, "a" M},
    {"C1: CSI",
        "a\xc2\x9b"
        "31m",
        0, "a" M "31m"},
    {"bidi override",
        "a\xe2\x80\xae"
        "b",
        0, "a" M "b"},
    {"bidi isolate", "\xe2\x81\xa6", 0, M},
    {"left-to-right mark", "\xe2\x80\x8e", 0, M},
    {"Arabic letter mark", "\xd8\x9c", 0, M},
    {"zero-width space", "a\xe2\x80\x8b", 0, "a" M},
    {"one kept free among the isolates", "a\xe2\x81\xa5", 0, "a" M},
    {"one kept free for invisible ones", "a\xef\xbf\xb0", 0, "a" M},
    {"one kept free among the tags", "a\xf3\xa0\x82\x80", 0, "a" M},
    {"zero-width joiner", "a\xe2\x80\x8d", 0, "a" M},
    {"byte-order mark",
        "\xef\xbb\xbf"
        "a",
        0, M "a"},
    {"soft hyphen", "a\xc2\xad", 0, "a" M},
    {"line separator", "\xe2\x80\xa8", 0, M},
    {"variation selector", "\xe2\x9d\xa4\xef\xb8\x8f", 0, "\xe2\x9d\xa4" M},
    {"tag character", "\xf3\xa0\x81\xa1", 0, M},
    {"Hangul filler", "\xe3\x85\xa4", 0, M},
    {"noncharacter", "\xef\xbf\xbf", 0, M},
    {"stray continuation",
        "a\x80"
        "b",
        0, "a" M "b"},
    {"Latin-1", "caf\xe9", 0, "caf" M},
    {"cut short", "\xe2\x82", 0, M M},
    {"overlong slash", "\xc0\xaf", 0, M M},
    {"overlong escape", "\xe0\x80\x9b", 0, M M M},
    {"surrogate", "\xed\xa0\x80", 0, M M M},
    {"beyond Unicode", "\xf4\x90\x80\x80", 0, M M M M},
    {"never a byte of UTF-8", "\xff\xfe", 0, M M},
};

START_TEST(hostile_text_becomes_visible_marks)
{
    size_t length = texts[_i].length > 0 ? texts[_i].length : strlen(texts[_i].text);
    char *clean = text_clean(texts[_i].text, length, 0);
    ck_assert_msg(strcmp(clean, texts[_i].clean) == 0, "%s: \"%s\"", texts[_i].what, clean);
    bool same = strlen(texts[_i].clean) == length && memcmp(clean, texts[_i].text, length) == 0;
    ck_assert_int_eq(text_is_clean(texts[_i].text, length), same);
    ck_assert(text_is_clean(clean, strlen(clean)));
    free(clean);
}
END_TEST

START_TEST(every_control_and_format_character_is_marked)
{
    static const uint32_t ranges[][2] = {{0x01, 0x1f}, {0x7f, 0x9f}, {0x200b, 0x200f},
        {0x2028, 0x202e}, {0x2060, 0x2064}, {0x2066, 0x206f}, {0xfff9, 0xfffb}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        for (uint32_t c = ranges[i][0]; c <= ranges[i][1]; c++) {
            char bytes[4] = {(char)c};
            if (c >= 0x80 && c < 0x800) {
                bytes[0] = (char)(0xc0 | c >> 6);
                bytes[1] = (char)(0x80 | (c & 0x3f));
            } else if (c >= 0x800) {
                bytes[0] = (char)(0xe0 | c >> 12);
                bytes[1] = (char)(0x80 | (c >> 6 & 0x3f));
                bytes[2] = (char)(0x80 | (c & 0x3f));
            }
            char *clean = text_clean(bytes, strlen(bytes), 0);
            ck_assert_msg(strcmp(clean, M) == 0, "U+%04X", c);
            free(clean);
        }
}
END_TEST

START_TEST(long_text_is_cut_at_a_character_and_says_so)
{
    static const struct {
        const char *text;
        size_t most;
        const char *clean;
    } cuts[] = {
        {"abcdefgh", 8, "abcdefgh"},
        {"abcdefgh", 7, "abcd\xe2\x80\xa6"},
        {"abcdefgh", 3, "\xe2\x80\xa6"},
        {"ab\xc3\xa9"
         "defgh",
            6, "ab\xe2\x80\xa6"},
        {"ab\xc3\xa9"
         "defgh",
            7, "ab\xc3\xa9\xe2\x80\xa6"},
        /* no mark is parted from its letter: q and a dot below have no composed form */
        {"abq\xcc\xa3"
         "defg",
            7, "ab\xe2\x80\xa6"},
    };
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        char *clean = text_clean(cuts[i].text, strlen(cuts[i].text), cuts[i].most);
        ck_assert_str_eq(clean, cuts[i].clean);
        free(clean);
    }
}
END_TEST

START_TEST(windows_1252_becomes_utf_8)
{
    static const char bytes[] = "\x93Tr\xe9gony\x94 \x80 \x81 \x9f a";
    size_t length = 0;
    char *text = text_from_windows_1252(bytes, strlen(bytes), &length);
    ck_assert_str_eq(text, "\xe2\x80\x9cTr\xc3\xa9gony\xe2\x80\x9d \xe2\x82\xac " M " \xc5\xb8 a");
    ck_assert_uint_eq(length, strlen(text));
    free(text);
}
END_TEST

START_TEST(a_string_is_decoded_to_its_end)
{
    static const char text[] = "a\xc3\xa9\xff\xf0\x9f\x98\x80\xe2\x82";
    static const uint32_t expected[] = {'a', 0xe9, 0xfffd, 0x1f600, 0xfffd, 0xfffd, 0};
    size_t at = 0, advance;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        ck_assert_uint_eq(text_next(text + at, &advance), expected[i]);
        ck_assert_int_eq(advance == 0, expected[i] == 0);
        at += advance;
    }
    ck_assert_uint_eq(at, strlen(text));
}
END_TEST

START_TEST(widths_are_columns)
{
    ck_assert_int_eq(text_width(""), 0);
    ck_assert_int_eq(text_width("Penwith"), 7);
    ck_assert_int_eq(text_width("\xe6\xbc\xa2\xe5\xad\x97"), 4); /* CJK */
    ck_assert_int_eq(text_width("q\xcc\xa3x"), 2);               /* a combining dot */
    ck_assert_int_eq(text_width("\xf0\x9f\x98\x80"), 2);         /* emoji */
    ck_assert_int_eq(text_width(M), 1);
    ck_assert_int_eq(text_width("\xe2\x80\x93\xe2\x96\x81"), 2); /* dash, block */
    ck_assert_int_eq(text_width("\xef\xbc\xa1"), 2);             /* full width A */
    ck_assert_int_eq(text_char_width(0x0301), 0);
    ck_assert_int_eq(text_char_width(0x0378), 1); /* not assigned */
    ck_assert_int_eq(text_char_width(0xe000), 1); /* private use */
}
END_TEST

START_TEST(fitting_splits_no_character_and_keeps_marks)
{
    static const struct {
        const char *text;
        int columns;
        size_t bytes;
        int taken;
    } fits[] = {
        {"abc", 2, 2, 2},
        {"abc", 5, 3, 3},
        {"abc", 0, 0, 0},
        {"abc", -1, 0, 0},
        {"a\xe6\xbc\xa2", 2, 1, 1},
        {"a\xe6\xbc\xa2", 3, 4, 3},
        {"q\xcc\xa3x", 1, 3, 1},
        {"", 4, 0, 0},
    };
    for (size_t i = 0; i < sizeof fits / sizeof fits[0]; i++) {
        int taken = -7;
        ck_assert_uint_eq(text_fit(fits[i].text, fits[i].columns, &taken), fits[i].bytes);
        ck_assert_int_eq(taken, fits[i].taken);
        ck_assert_uint_eq(text_fit(fits[i].text, fits[i].columns, NULL), fits[i].bytes);
    }
}
END_TEST

START_TEST(finding_ignores_case)
{
    ck_assert(text_contains_folded("Early Help Penwith", "penWITH"));
    ck_assert(text_contains_folded("Early Help", ""));
    ck_assert(text_contains_folded("", ""));
    ck_assert(!text_contains_folded("", "a"));
    ck_assert(!text_contains_folded("Penwit", "Penwith"));
    ck_assert(text_contains_folded("STRASSE", "stra\xc3\x9f"
                                              "e"));
    ck_assert(text_contains_folded("GWER\xc3\x89S", "gwere\xcc\x81s"));
    ck_assert(text_contains_folded("aab", "ab"));
}
END_TEST

static bool equal(const char *a, const char *b)
{
    bool same = text_equal_folded(a, strlen(a), b, strlen(b));
    bool same_hash = text_hash_folded(a, strlen(a)) == text_hash_folded(b, strlen(b));
    ck_assert_int_eq(same, same_hash);
    return same;
}

START_TEST(calls_are_equal_without_case_and_outer_blanks)
{
    ck_assert(equal("EH Penwith", "  eh penwith\t"));
    ck_assert(equal("", " "));
    ck_assert(equal("GWER\xc3\x89S", "gwere\xcc\x81s"));
    ck_assert(!equal("EH Penwith", "EHPenwith"));
    ck_assert(!equal("EH Penwith", "EH Penwith 2"));
    ck_assert(!equal("EH Penwith 2", "EH Penwith"));
}
END_TEST

TCase *text_cases(void)
{
    TCase *cases = tcase_create("text");
    tcase_add_loop_test(
        cases, hostile_text_becomes_visible_marks, 0, sizeof texts / sizeof texts[0]);
    tcase_add_test(cases, every_control_and_format_character_is_marked);
    tcase_add_test(cases, long_text_is_cut_at_a_character_and_says_so);
    tcase_add_test(cases, windows_1252_becomes_utf_8);
    tcase_add_test(cases, a_string_is_decoded_to_its_end);
    tcase_add_test(cases, widths_are_columns);
    tcase_add_test(cases, fitting_splits_no_character_and_keeps_marks);
    tcase_add_test(cases, finding_ignores_case);
    tcase_add_test(cases, calls_are_equal_without_case_and_outer_blanks);
    return cases;
}
