#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "tui/screen/keys.h"
#include "tui/screen/typed.h"

/* --- names ------------------------------------------------------------------------------------ */

static void assert_round_trip(key_code key)
{
    char name[KEY_NAME_SIZE];
    key_code parsed;

    for (int ascii = 0; ascii <= 1; ascii++) {
        key_label(key, ascii == 1, name);
        ck_assert_msg(key_parse(name, &parsed), "\"%s\" is not read back", name);
        ck_assert_uint_eq(parsed, key);
    }
}

START_TEST(every_key_that_has_a_name_is_read_back)
{
    for (key_code key = TT_KEY_UP; key <= TT_KEY_F12; key++)
        assert_round_trip(key);
    for (key_code key = ' '; key < 0x7f; key++)
        assert_round_trip(key);
    for (char letter = 'a'; letter <= 'z'; letter++)
        assert_round_trip(key_of_control(letter));
    assert_round_trip(0xe9);
    assert_round_trip(0x6f22);
}
END_TEST

START_TEST(names_are_what_a_person_would_write)
{
    static const struct {
        const char *name;
        key_code key;
    } names[] = {
        {"x", 'x'},
        {"X", 'X'},
        {"ctrl-l", TT_KEY_CTRL_BASE + 'l'},
        {"Ctrl-L", TT_KEY_CTRL_BASE + 'l'},
        {"f5", TT_KEY_F5},
        {"PgUp", TT_KEY_PAGE_UP},
        {"PageUp", TT_KEY_PAGE_UP},
        {"space", ' '},
        {"Escape", TT_KEY_ESCAPE},
        {"↑", TT_KEY_UP},
        {"Ctrl-I", TT_KEY_TAB},
        {"Ctrl-M", TT_KEY_ENTER},
        {"-", '-'},
    };

    for (int i = 0; i < COUNT(names); i++) {
        key_code key = TT_KEY_NONE;

        ck_assert_msg(key_parse(names[i].name, &key), "%s", names[i].name);
        ck_assert_uint_eq(key, names[i].key);
    }
}
END_TEST

START_TEST(what_is_no_key_is_refused_and_changes_nothing)
{
    static const char *const names[] = {
        "", " ", "xy", "F13", "F0", "Ctrl-", "Ctrl-1", "Ctrl-LL", "Hyper-x", "\n", "\033", "\xff"};

    for (int i = 0; i < COUNT(names); i++) {
        key_code key = 42;

        ck_assert_msg(!key_parse(names[i], &key), "\"%s\"", names[i]);
        ck_assert_uint_eq(key, 42);
    }
}
END_TEST

START_TEST(no_key_has_no_name)
{
    char name[KEY_NAME_SIZE] = "x";

    ck_assert_str_eq(key_label(TT_KEY_NONE, false, name), "");
    ck_assert_str_eq(key_label(TT_KEY_BASE, false, name), "");
    ck_assert_str_eq(key_label(UINT32_MAX, false, name), "");
}
END_TEST

/* --- actions and bindings --------------------------------------------------------------------- */

START_TEST(the_table_names_every_action_once_with_help_and_a_key)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_info *info = action_at((enum action)i);

        ck_assert_int_eq(info->action, i);
        ck_assert_ptr_nonnull(info->id);
        ck_assert_uint_gt(strlen(info->help), 0);
        ck_assert_uint_ne(info->keys[0], TT_KEY_NONE);
        for (int other = i + 1; other < ACTION_COUNT; other++)
            ck_assert_str_ne(info->id, action_at((enum action)other)->id);
    }
    ck_assert_int_eq(action_at((enum action)(-1))->action, ACTION_NONE);
    ck_assert_int_eq(action_at(ACTION_COUNT)->action, ACTION_NONE);
}
END_TEST

START_TEST(no_key_does_two_things)
{
    struct bindings bindings;

    bindings_init(&bindings);
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
        for (int k = 0; k < ACTION_KEYS && bindings.keys[i][k] != TT_KEY_NONE; k++)
            ck_assert_int_eq(bindings_action(&bindings, bindings.keys[i][k]), i);
}
END_TEST

START_TEST(the_keys_of_the_interface_page_do_what_it_says)
{
    static const struct {
        const char *key;
        enum action action;
    } page[] = {
        {"h", ACTION_LEFT},
        {"j", ACTION_DOWN},
        {"k", ACTION_UP},
        {"l", ACTION_RIGHT},
        {"Enter", ACTION_OPEN},
        {"Esc", ACTION_BACK},
        {"Backspace", ACTION_BACK},
        {"g", ACTION_FIRST},
        {"G", ACTION_LAST},
        {"Home", ACTION_FIRST},
        {"End", ACTION_LAST},
        {"Tab", ACTION_NEXT_PANEL},
        {"Shift-Tab", ACTION_PREVIOUS_PANEL},
        {"Space", ACTION_FOLD},
        {"/", ACTION_FIND},
        {"n", ACTION_FIND_NEXT},
        {"N", ACTION_FIND_PREVIOUS},
        {"s", ACTION_SORT},
        {"S", ACTION_SORT_REVERSE},
        {"t", ACTION_WINDOW},
        {"[", ACTION_DAY_BACK},
        {"]", ACTION_DAY_FORTH},
        {"{", ACTION_MONTH_BACK},
        {"}", ACTION_MONTH_FORTH},
        {"0", ACTION_LIVE},
        {"-", ACTION_JUMP_BACK},
        {"1", ACTION_OVERVIEW},
        {"?", ACTION_HELP},
        {"F1", ACTION_HELP},
        {"Ctrl-L", ACTION_REDRAW},
        {"q", ACTION_QUIT_OR_BACK},
        {"Q", ACTION_QUIT},
        {"Ctrl-C", ACTION_QUIT},
    };
    struct bindings bindings;

    bindings_init(&bindings);
    for (int i = 0; i < COUNT(page); i++) {
        key_code key;

        ck_assert(key_parse(page[i].key, &key));
        ck_assert_msg(bindings_action(&bindings, key) == page[i].action, "%s", page[i].key);
    }
    ck_assert_int_eq(bindings_action(&bindings, 'Z'), ACTION_NONE);
    ck_assert_int_eq(bindings_action(&bindings, TT_KEY_NONE), ACTION_NONE);
}
END_TEST

START_TEST(a_key_bound_anew_leaves_its_old_action)
{
    struct bindings bindings;

    bindings_init(&bindings);
    ck_assert(bindings_set(&bindings, "help", "s", false));
    ck_assert_int_eq(bindings_action(&bindings, 's'), ACTION_HELP);
    ck_assert_int_eq(bindings_action(&bindings, '?'), ACTION_HELP);
    ck_assert_uint_eq(bindings.keys[ACTION_SORT][0], TT_KEY_NONE);
}
END_TEST

START_TEST(replacing_takes_the_defaults_away)
{
    struct bindings bindings;

    bindings_init(&bindings);
    ck_assert(bindings_set(&bindings, "help", "H", true));
    ck_assert(bindings_set(&bindings, "help", "F2", false));
    ck_assert_int_eq(bindings_action(&bindings, 'H'), ACTION_HELP);
    ck_assert_int_eq(bindings_action(&bindings, TT_KEY_F2), ACTION_HELP);
    ck_assert_int_eq(bindings_action(&bindings, '?'), ACTION_NONE);
    ck_assert_int_eq(bindings_action(&bindings, TT_KEY_F1), ACTION_NONE);
}
END_TEST

START_TEST(the_last_key_gives_way_when_there_is_no_room)
{
    static const char *const keys[] = {"A", "B", "C", "D", "E"};
    struct bindings bindings;

    bindings_init(&bindings);
    for (int i = 0; i < COUNT(keys); i++)
        ck_assert(bindings_set(&bindings, "fold", keys[i], false));
    ck_assert_int_eq(bindings_action(&bindings, ' '), ACTION_FOLD);
    ck_assert_int_eq(bindings_action(&bindings, 'E'), ACTION_FOLD);
    ck_assert_int_eq(bindings_action(&bindings, 'D'), ACTION_NONE);
}
END_TEST

START_TEST(unknown_actions_and_keys_change_nothing)
{
    struct bindings bindings, before;

    bindings_init(&bindings);
    before = bindings;
    ck_assert(!bindings_set(&bindings, "fly", "x", true));
    ck_assert(!bindings_set(&bindings, "none", "s", true));
    ck_assert(!bindings_set(&bindings, "help", "F99", true));
    ck_assert_int_eq(memcmp(&bindings, &before, sizeof before), 0);
}
END_TEST

START_TEST(bindings_are_shown_as_keys_in_order)
{
    struct bindings bindings;
    char text[64];

    bindings_init(&bindings);
    ck_assert_str_eq(bindings_text(&bindings, ACTION_UP, false, text, sizeof text), "↑ k");
    ck_assert_str_eq(bindings_text(&bindings, ACTION_UP, true, text, sizeof text), "Up k");
    ck_assert_str_eq(bindings_text(&bindings, ACTION_FOLD, false, text, sizeof text), "Space");
    ck_assert_str_eq(bindings_text(&bindings, ACTION_QUIT, false, text, sizeof text), "Q Ctrl-C");
    ck_assert_str_eq(bindings_text(&bindings, ACTION_QUIT, false, text, 5), "Q"); /* whole names */
}
END_TEST

/* --- typing ----------------------------------------------------------------------------------- */

START_TEST(characters_are_put_together_from_bytes)
{
    struct typed typed = {.utf8 = true};

    ck_assert_uint_eq(typed_key(&typed, 0xe6), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xbc), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xa2), 0x6f22);
    ck_assert_uint_eq(typed_key(&typed, 'x'), 'x');
}
END_TEST

START_TEST(broken_bytes_take_no_key_along)
{
    struct typed typed = {.utf8 = true};

    ck_assert_uint_eq(typed_key(&typed, 0xe6), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 'q'), 'q');
    ck_assert_uint_eq(typed_key(&typed, 0xa2), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xff), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xc3), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xa9), 0xe9);
    ck_assert_uint_eq(typed_key(&typed, 0xc2), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0x9b), TT_KEY_NONE); /* a C1 control is no key */
}
END_TEST

START_TEST(any_bytes_at_all_give_keys_or_none)
{
    struct typed typed = {.utf8 = true};

    srand(3);
    for (int i = 0; i < 200000; i++) {
        key_code key = typed_key(&typed, rand() % 256);

        ck_assert(key == TT_KEY_NONE || key >= ' ');
        ck_assert_uint_lt(typed.length, UTF8_MOST);
    }
}
END_TEST

START_TEST(without_utf8_only_ascii_is_a_key)
{
    struct typed typed = {.utf8 = false};

    ck_assert_uint_eq(typed_key(&typed, 0xc3), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 0xa9), TT_KEY_NONE);
    ck_assert_uint_eq(typed_key(&typed, 'a'), 'a');
    ck_assert_uint_eq(typed_key(&typed, 12), TT_KEY_CTRL_BASE + 'l');
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("keys");
    TCase *cases = tcase_create("keys");

    tcase_add_test(cases, every_key_that_has_a_name_is_read_back);
    tcase_add_test(cases, names_are_what_a_person_would_write);
    tcase_add_test(cases, what_is_no_key_is_refused_and_changes_nothing);
    tcase_add_test(cases, no_key_has_no_name);
    tcase_add_test(cases, the_table_names_every_action_once_with_help_and_a_key);
    tcase_add_test(cases, no_key_does_two_things);
    tcase_add_test(cases, the_keys_of_the_interface_page_do_what_it_says);
    tcase_add_test(cases, a_key_bound_anew_leaves_its_old_action);
    tcase_add_test(cases, replacing_takes_the_defaults_away);
    tcase_add_test(cases, the_last_key_gives_way_when_there_is_no_room);
    tcase_add_test(cases, unknown_actions_and_keys_change_nothing);
    tcase_add_test(cases, bindings_are_shown_as_keys_in_order);
    tcase_add_test(cases, characters_are_put_together_from_bytes);
    tcase_add_test(cases, broken_bytes_take_no_key_along);
    tcase_add_test(cases, any_bytes_at_all_give_keys_or_none);
    tcase_add_test(cases, without_utf8_only_ascii_is_a_key);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
