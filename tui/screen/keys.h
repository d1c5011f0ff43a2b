/*
 * keys.h: keys, actions, and which key does what.
 *
 * One constant table names every action with its default keys and the words the help and the footer
 * show; a `struct bindings` is that table with a configuration's changes, and owns nothing. A key
 * is a Unicode character, or one of the KEY_… codes above Unicode. Binding can be refused (unknown
 * action, unknown key name).
 */
#ifndef TEAMTOP_SCREEN_KEYS_H
#define TEAMTOP_SCREEN_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t key_code;

enum {
    TT_KEY_NONE = 0,
    TT_KEY_BASE = 0x110000, /* past the last Unicode character */
    TT_KEY_UP,
    TT_KEY_DOWN,
    TT_KEY_LEFT,
    TT_KEY_RIGHT,
    TT_KEY_HOME,
    TT_KEY_END,
    TT_KEY_PAGE_UP,
    TT_KEY_PAGE_DOWN,
    TT_KEY_ENTER,
    TT_KEY_ESCAPE,
    TT_KEY_BACKSPACE,
    TT_KEY_DELETE,
    TT_KEY_TAB,
    TT_KEY_BACK_TAB,
    TT_KEY_F1,
    TT_KEY_F2,
    TT_KEY_F3,
    TT_KEY_F4,
    TT_KEY_F5,
    TT_KEY_F6,
    TT_KEY_F7,
    TT_KEY_F8,
    TT_KEY_F9,
    TT_KEY_F10,
    TT_KEY_F11,
    TT_KEY_F12,
    TT_KEY_CTRL_BASE = 0x111000, /* + 'a' … 'z' */
};

enum mouse_what { MOUSE_CLICK, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct mouse_event {
    enum mouse_what what;
    int x, y; /* columns and rows from the upper left corner, from 0 */
};

enum action {
    ACTION_NONE,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_LEFT,  /* back, or left inside a chart */
    ACTION_RIGHT, /* open, or right inside a chart */
    ACTION_OPEN,
    ACTION_BACK,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_NEXT_PANEL,
    ACTION_PREVIOUS_PANEL,
    ACTION_FOLD,
    ACTION_SORT,
    ACTION_SORT_REVERSE,
    ACTION_FIND,
    ACTION_FIND_NEXT,
    ACTION_FIND_PREVIOUS,
    ACTION_WINDOW,
    ACTION_DAY_BACK,
    ACTION_DAY_FORTH,
    ACTION_MONTH_BACK,
    ACTION_MONTH_FORTH,
    ACTION_WEEK_BACK,
    ACTION_WEEK_FORTH,
    ACTION_LAST_IMPORT, /* the day the newest data came in */
    ACTION_LIVE,
    ACTION_PIN,       /* a second day beside the one shown */
    ACTION_JUMP_BACK, /* the place before */
    ACTION_MARK,      /* the next key names this place */
    ACTION_JUMP,      /* the next key is the name of the place to go to */
    ACTION_OVERVIEW,
    ACTION_UNIT,
    ACTION_COMPARE,
    ACTION_ALERTS,
    ACTION_DEMAND,
    ACTION_SCORECARD,
    ACTION_RESOURCES,
    ACTION_WHATIF,
    ACTION_FEEDS,
    ACTION_CHANGES,
    ACTION_MORE, /* what-if: one more */
    ACTION_LESS, /* what-if: one less */
    ACTION_FILTER,
    ACTION_COMMAND,
    ACTION_EXPORT,
    ACTION_SHARE, /* as others may see it, and back */
    ACTION_MOUSE,
    ACTION_HELP,
    ACTION_REDRAW,
    ACTION_QUIT_OR_BACK,
    ACTION_QUIT,
    ACTION_COUNT,
};

#define ACTION_KEYS 4

struct action_info {
    enum action action;
    const char *id;             /* "day-back": in ui.yaml */
    const char *help;           /* "a day back" */
    const char *hint;           /* one word for the footer, or NULL: not shown there */
    key_code keys[ACTION_KEYS]; /* defaults, TT_KEY_NONE ends */
};

const struct action_info *action_at(enum action action);
/* By id; ACTION_NONE when there is none. */
enum action action_named(const char *id);

struct bindings {
    key_code keys[ACTION_COUNT][ACTION_KEYS];
};

void bindings_init(struct bindings *bindings);
/* Gives `key_name` ("x", "Ctrl-L", "F5", "Space", "PgUp") to the action, taking it from any other;
 * the action's own keys stay before it unless `replace` (the last of ACTION_KEYS gives way when
 * there is no room). False, and nothing changed: no such action or key. */
bool bindings_set(
    struct bindings *bindings, const char *action_id, const char *key_name, bool replace);
/* ACTION_NONE when the key is not bound. */
enum action bindings_action(const struct bindings *bindings, key_code key);

#define KEY_NAME_SIZE 16

/* "Ctrl-L", "F1", "↑" (or "Up" in ASCII), "" for no key. `buffer` has KEY_NAME_SIZE bytes;
 * key_parse() reads both forms back. (Not key_name(): ncurses has a function of that name.) */
const char *key_label(key_code key, bool ascii, char *buffer);
/* Case matters for single characters only. False: no key has that name. */
bool key_parse(const char *name, key_code *ret);
/* What a terminal sends for Ctrl and a letter 'a' … 'z': Ctrl-I is Tab, Ctrl-M and Ctrl-J are
 * Enter, Ctrl-H is Backspace. */
key_code key_of_control(char letter);
/* The keys of an action as the help shows them: "↑ k". At least 64 bytes. */
const char *bindings_text(
    const struct bindings *bindings, enum action action, bool ascii, char *buffer, size_t size);

#endif
