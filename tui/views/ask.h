/*
 * ask.h: one line at the foot of the screen that a person types: find, filter, command.
 *
 * What is asked is a question: a label, the words that may be meant, and what a line leads to. An
 * ask holds the line, the words that fit what is typed so far, and the lines given before; it owns
 * no memory and borrows the words, which are the service's or constants. Nothing fails.
 */
#ifndef TEAMTOP_VIEWS_ASK_H
#define TEAMTOP_VIEWS_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/screen/glyphs.h"
#include "tui/screen/keys.h"
#include "tui/widgets/widgets.h"

#define ASK_WORDS 512
#define ASK_LINES 32

struct words {
    const char *items[ASK_WORDS];
    size_t count;
};

/* Once each; past ASK_WORDS they are dropped. */
void words_add(struct words *words, const char *word);

/* "There is no level "tem" (did you mean "team"?)." Without anything near, what Tab does. */
void words_say_unknown(
    const struct words *words, const char *what, const char *word, char *buffer, size_t size);

/* Lines given before, the newest last; a line given again moves to the end. */
struct history {
    char lines[ASK_LINES][PROMPT_SIZE];
    int count;
};

void history_add(struct history *history, const char *line);

struct session;

/* What can be asked; NULL functions: nothing to do. */
struct question {
    const char *label; /* "find: " */
    /* The line changed. */
    void (*typed)(struct session *session, const char *line);
    /* Enter: bits of enum wish. The prompt is closed already. */
    unsigned (*answer)(struct session *session, const char *line);
    /* Esc, or Backspace on an empty line. The prompt is closed already. */
    void (*give_up)(struct session *session);
    /* The words that may stand after `before`, which ends where a word begins. */
    void (*complete)(const struct session *session, const char *before, struct words *words);
};

struct ask {
    const struct question *question; /* NULL: nothing is asked */
    struct history *history;
    struct prompt prompt;
    size_t stem;             /* bytes of the line before the word being typed */
    struct words words;      /* that begin with (or else hold) what is typed of it */
    int chosen;              /* the word Tab put there; −1: none */
    int line;                /* of the history; its count: the line being typed */
    char typed[PROMPT_SIZE]; /* that line, while an older one is shown */
};

/* `line` is what stands there at first; the person goes on from its end. */
void ask_begin(struct ask *ask, const struct question *question, struct history *history,
    const struct session *session, const char *line);
/* Takes one key while something is asked; returns bits of enum wish. */
unsigned ask_key(struct ask *ask, struct session *session, key_code key);
/* The line with its cursor, and behind it the words that fit. */
void ask_draw(
    const struct ask *ask, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect);

#endif
