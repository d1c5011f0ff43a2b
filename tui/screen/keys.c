#include "tui/screen/keys.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "tui/screen/utf8.h"

/* --- names of keys ---------------------------------------------------------------------------- */

struct key_word {
    key_code key;
    const char *name;  /* as written in a configuration */
    const char *glyph; /* as shown where there is more than ASCII; NULL: the name */
};

/* The first row of a key is the one it is shown by. */
static const struct key_word key_words[] = {
    {TT_KEY_UP, "Up", "↑"},
    {TT_KEY_DOWN, "Down", "↓"},
    {TT_KEY_LEFT, "Left", "←"},
    {TT_KEY_RIGHT, "Right", "→"},
    {TT_KEY_HOME, "Home", NULL},
    {TT_KEY_END, "End", NULL},
    {TT_KEY_PAGE_UP, "PgUp", NULL},
    {TT_KEY_PAGE_DOWN, "PgDn", NULL},
    {TT_KEY_ENTER, "Enter", "↵"},
    {TT_KEY_ESCAPE, "Esc", NULL},
    {TT_KEY_BACKSPACE, "Backspace", NULL},
    {TT_KEY_DELETE, "Delete", NULL},
    {TT_KEY_TAB, "Tab", NULL},
    {TT_KEY_BACK_TAB, "Shift-Tab", NULL},
    {TT_KEY_F1, "F1", NULL},
    {TT_KEY_F2, "F2", NULL},
    {TT_KEY_F3, "F3", NULL},
    {TT_KEY_F4, "F4", NULL},
    {TT_KEY_F5, "F5", NULL},
    {TT_KEY_F6, "F6", NULL},
    {TT_KEY_F7, "F7", NULL},
    {TT_KEY_F8, "F8", NULL},
    {TT_KEY_F9, "F9", NULL},
    {TT_KEY_F10, "F10", NULL},
    {TT_KEY_F11, "F11", NULL},
    {TT_KEY_F12, "F12", NULL},
    {' ', "Space", NULL},
    /* other words for the same */
    {TT_KEY_PAGE_UP, "PageUp", NULL},
    {TT_KEY_PAGE_DOWN, "PageDown", NULL},
    {TT_KEY_ENTER, "Return", NULL},
    {TT_KEY_ESCAPE, "Escape", NULL},
    {TT_KEY_DELETE, "Del", NULL},
    {TT_KEY_BACK_TAB, "BackTab", NULL},
};

#define KEY_WORDS (sizeof key_words / sizeof key_words[0])

static const struct key_word *word_of(key_code key)
{
    for (size_t i = 0; i < KEY_WORDS; i++)
        if (key_words[i].key == key)
            return &key_words[i];
    return NULL;
}

key_code key_of_control(char letter)
{
    /* These four control characters are keys of their own; no terminal tells them apart. */
    switch (letter) {
    case 'h':
        return TT_KEY_BACKSPACE;
    case 'i':
        return TT_KEY_TAB;
    case 'j':
    case 'm':
        return TT_KEY_ENTER;
    default:
        return TT_KEY_CTRL_BASE + (key_code)(unsigned char)letter;
    }
}

static bool is_control_key(key_code key)
{
    return key >= TT_KEY_CTRL_BASE + 'a' && key <= TT_KEY_CTRL_BASE + 'z';
}

static void name_character(key_code key, char *buffer)
{
    buffer[utf8_encode(key, buffer)] = '\0';
}

const char *key_label(key_code key, bool ascii, char *buffer)
{
    const struct key_word *word = word_of(key);

    if (word != NULL)
        snprintf(buffer, KEY_NAME_SIZE, "%s", word->glyph && !ascii ? word->glyph : word->name);
    else if (is_control_key(key))
        snprintf(buffer, KEY_NAME_SIZE, "Ctrl-%c", (int)(key - TT_KEY_CTRL_BASE) - 'a' + 'A');
    else if (key > ' ' && key < TT_KEY_BASE)
        name_character(key, buffer);
    else
        buffer[0] = '\0';
    return buffer;
}

static bool parse_word(const char *name, key_code *ret)
{
    for (size_t i = 0; i < KEY_WORDS; i++) {
        const struct key_word *word = &key_words[i];

        if (strcasecmp(name, word->name) == 0 || (word->glyph && strcmp(name, word->glyph) == 0)) {
            *ret = word->key;
            return true;
        }
    }
    return false;
}

static bool parse_control(const char *name, key_code *ret)
{
    if (strncasecmp(name, "Ctrl-", 5) != 0 || strlen(name) != 6)
        return false;

    char letter = (char)(name[5] | 0x20); /* lower case */

    if (letter < 'a' || letter > 'z')
        return false;
    *ret = key_of_control(letter);
    return true;
}

static bool parse_character(const char *name, key_code *ret)
{
    size_t advance;
    uint32_t character = text_next(name, &advance);

    if (character <= ' ' || name[advance] != '\0' || !text_is_clean(name, advance))
        return false;
    *ret = character;
    return true;
}

bool key_parse(const char *name, key_code *ret)
{
    return parse_word(name, ret) || parse_control(name, ret) || parse_character(name, ret);
}

/* --- actions ---------------------------------------------------------------------------------- */

#define CTRL(letter) (TT_KEY_CTRL_BASE + (letter))

/* clang-format off */
static const struct action_info actions[ACTION_COUNT] = {
    [ACTION_NONE] = {ACTION_NONE, "none", "", NULL, {TT_KEY_NONE}},
    [ACTION_UP] = {ACTION_UP, "up", "a line up", NULL, {TT_KEY_UP, 'k'}},
    [ACTION_DOWN] = {ACTION_DOWN, "down", "a line down", "move", {TT_KEY_DOWN, 'j'}},
    [ACTION_LEFT] = {ACTION_LEFT, "left", "back; in a chart, a point to the left", NULL,
        {TT_KEY_LEFT, 'h'}},
    [ACTION_RIGHT] = {ACTION_RIGHT, "right", "open; in a chart, a point to the right", NULL,
        {TT_KEY_RIGHT, 'l'}},
    [ACTION_OPEN] = {ACTION_OPEN, "open", "open what is selected", "open", {TT_KEY_ENTER, 'o'}},
    [ACTION_BACK] = {ACTION_BACK, "back", "back to where you came from", "back",
        {TT_KEY_ESCAPE, TT_KEY_BACKSPACE}},
    [ACTION_FIRST] = {ACTION_FIRST, "first", "the first line", NULL, {'g', TT_KEY_HOME}},
    [ACTION_LAST] = {ACTION_LAST, "last", "the last line", NULL, {'G', TT_KEY_END}},
    [ACTION_PAGE_UP] = {ACTION_PAGE_UP, "page-up", "a page up", NULL,
        {TT_KEY_PAGE_UP, CTRL('b')}},
    [ACTION_PAGE_DOWN] = {ACTION_PAGE_DOWN, "page-down", "a page down", "page",
        {TT_KEY_PAGE_DOWN, CTRL('f')}},
    [ACTION_NEXT_PANEL] = {ACTION_NEXT_PANEL, "next-panel", "the next panel", "panel",
        {TT_KEY_TAB}},
    [ACTION_PREVIOUS_PANEL] = {ACTION_PREVIOUS_PANEL, "previous-panel", "the panel before", NULL,
        {TT_KEY_BACK_TAB}},
    [ACTION_FOLD] = {ACTION_FOLD, "fold", "show or hide the units below", "fold", {' '}},
    [ACTION_SORT] = {ACTION_SORT, "sort", "sort by the next column", "sort", {'s'}},
    [ACTION_SORT_REVERSE] = {ACTION_SORT_REVERSE, "sort-reverse", "turn the order round", NULL,
        {'S'}},
    [ACTION_FIND] = {ACTION_FIND, "find", "find a unit by name", "find", {'/'}},
    [ACTION_FIND_NEXT] = {ACTION_FIND_NEXT, "find-next", "the next one found", NULL, {'n'}},
    [ACTION_FIND_PREVIOUS] = {ACTION_FIND_PREVIOUS, "find-previous", "the one found before", NULL,
        {'N'}},
    [ACTION_WINDOW] = {ACTION_WINDOW, "window", "figures over 12 months, 1 week, 4 weeks, 3 months",
        "window", {'t'}},
    [ACTION_DAY_BACK] = {ACTION_DAY_BACK, "day-back", "a day back", "day", {'['}},
    [ACTION_DAY_FORTH] = {ACTION_DAY_FORTH, "day-forth", "a day forth", NULL, {']'}},
    [ACTION_MONTH_BACK] = {ACTION_MONTH_BACK, "month-back", "a month back", "month",
        {'{'}},
    [ACTION_MONTH_FORTH] = {ACTION_MONTH_FORTH, "month-forth", "a month forth", NULL, {'}'}},
    [ACTION_WEEK_BACK] = {ACTION_WEEK_BACK, "week-back", "a week back", NULL, {'<'}},
    [ACTION_WEEK_FORTH] = {ACTION_WEEK_FORTH, "week-forth", "a week forth", NULL, {'>'}},
    [ACTION_LAST_IMPORT] = {ACTION_LAST_IMPORT, "last-import", "the day the newest data came in",
        NULL, {'i'}},
    [ACTION_LIVE] = {ACTION_LIVE, "live", "back to the newest day", "live", {'0'}},
    [ACTION_PIN] = {ACTION_PIN, "pin", "hold this day beside the others; again: let go of it",
        "two days", {'='}},
    [ACTION_JUMP_BACK] = {ACTION_JUMP_BACK, "jump-back", "the place you were at before", NULL,
        {'-'}},
    [ACTION_MARK] = {ACTION_MARK, "mark", "name this place by a letter, typed next", NULL, {'M'}},
    [ACTION_JUMP] = {ACTION_JUMP, "jump", "go to the place a letter names, typed next", NULL,
        {'\''}},
    [ACTION_OVERVIEW] = {ACTION_OVERVIEW, "overview", "the overview", NULL, {'1'}},
    [ACTION_UNIT] = {ACTION_UNIT, "unit", "the page of the unit you are on", NULL, {'2'}},
    [ACTION_COMPARE] = {ACTION_COMPARE, "compare", "units of one level beside each other",
        "compare", {'c', '3'}},
    [ACTION_ALERTS] = {ACTION_ALERTS, "alerts", "what needs a person", "alerts", {'a', '4'}},
    [ACTION_DEMAND] = {ACTION_DEMAND, "demand", "requests for help", NULL, {'5'}},
    [ACTION_SCORECARD] = {ACTION_SCORECARD, "scorecard", "the published indicators", NULL, {'6'}},
    [ACTION_RESOURCES] = {ACTION_RESOURCES, "resources", "budget, posts, savings and risks", NULL,
        {'7'}},
    [ACTION_WHATIF] = {ACTION_WHATIF, "what-if", "try out posts, absence and cases", "what-if",
        {'w', '8'}},
    [ACTION_FEEDS] = {ACTION_FEEDS, "feeds", "the extracts and their rejected rows", NULL, {'9'}},
    [ACTION_CHANGES] = {ACTION_CHANGES, "changes", "what changed", "changes", {'d'}},
    [ACTION_MORE] = {ACTION_MORE, "more", "in the what-if: one more", NULL, {'+'}},
    [ACTION_LESS] = {ACTION_LESS, "less", "in the what-if: one less (- does the same there)", NULL,
        {'_'}},
    [ACTION_FILTER] = {ACTION_FILTER, "filter", "show only some units: by status, kind, level and more",
        "filter", {'f'}},
    [ACTION_COMMAND] = {ACTION_COMMAND, "command", "type a command", "command", {':'}},
    [ACTION_EXPORT] = {ACTION_EXPORT, "export", "save what is on the screen", "export", {'e'}},
    [ACTION_SHARE] = {ACTION_SHARE, "share",
        "for other eyes: small counts hidden, no workers; again: as it is", NULL, {'p'}},
    [ACTION_MOUSE] = {ACTION_MOUSE, "mouse", "mouse on or off: on, it cannot copy text", NULL,
        {'m'}},
    [ACTION_HELP] = {ACTION_HELP, "help", "help for what is on the screen", "help",
        {'?', TT_KEY_F1}},
    [ACTION_REDRAW] = {ACTION_REDRAW, "redraw", "draw the screen afresh", NULL, {CTRL('l')}},
    [ACTION_QUIT_OR_BACK] = {ACTION_QUIT_OR_BACK, "quit-or-back",
        "back, and out from the first screen", "quit", {'q'}},
    [ACTION_QUIT] = {ACTION_QUIT, "quit", "leave, from anywhere", NULL, {'Q', CTRL('c')}},
};
/* clang-format on */

const struct action_info *action_at(enum action action)
{
    return (unsigned)action < ACTION_COUNT ? &actions[action] : &actions[ACTION_NONE];
}

enum action action_named(const char *id)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
        if (strcmp(actions[i].id, id) == 0)
            return (enum action)i;
    return ACTION_NONE;
}

/* --- bindings --------------------------------------------------------------------------------- */

void bindings_init(struct bindings *bindings)
{
    for (int i = 0; i < ACTION_COUNT; i++)
        memcpy(bindings->keys[i], actions[i].keys, sizeof bindings->keys[i]);
}

static void drop_key(key_code keys[ACTION_KEYS], key_code key)
{
    size_t kept = 0;

    for (size_t i = 0; i < ACTION_KEYS; i++)
        if (keys[i] != key)
            keys[kept++] = keys[i];
    while (kept < ACTION_KEYS)
        keys[kept++] = TT_KEY_NONE;
}

static void append_key(key_code keys[ACTION_KEYS], key_code key)
{
    size_t last = 0;

    while (last < ACTION_KEYS - 1 && keys[last] != TT_KEY_NONE)
        last++;
    keys[last] = key;
}

bool bindings_set(
    struct bindings *bindings, const char *action_id, const char *key_name, bool replace)
{
    enum action action = action_named(action_id);
    key_code key;

    if (action == ACTION_NONE || !key_parse(key_name, &key))
        return false;
    for (int i = 0; i < ACTION_COUNT; i++)
        drop_key(bindings->keys[i], key);
    if (replace)
        memset(bindings->keys[action], 0, sizeof bindings->keys[action]);
    append_key(bindings->keys[action], key);
    return true;
}

enum action bindings_action(const struct bindings *bindings, key_code key)
{
    for (int i = ACTION_NONE + 1; key != TT_KEY_NONE && i < ACTION_COUNT; i++)
        for (size_t k = 0; k < ACTION_KEYS; k++)
            if (bindings->keys[i][k] == key)
                return (enum action)i;
    return ACTION_NONE;
}

const char *bindings_text(
    const struct bindings *bindings, enum action action, bool ascii, char *buffer, size_t size)
{
    char name[KEY_NAME_SIZE];
    size_t length = 0;

    buffer[0] = '\0';
    for (size_t i = 0; i < ACTION_KEYS && bindings->keys[action][i] != TT_KEY_NONE; i++) {
        key_label(bindings->keys[action][i], ascii, name);
        if (length + 1 + strlen(name) >= size)
            break;
        length +=
            (size_t)snprintf(buffer + length, size - length, "%s%s", length == 0 ? "" : " ", name);
    }
    return buffer;
}
