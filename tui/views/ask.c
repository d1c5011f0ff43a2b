#include "tui/views/ask.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/diag.h"
#include "core/base/text.h"
#include "tui/views/view.h"

/* --- words and lines -------------------------------------------------------------------------- */

void words_add(struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return;
    if (words->count < ASK_WORDS)
        words->items[words->count++] = word;
}

void words_say_unknown(
    const struct words *words, const char *what, const char *word, char *buffer, size_t size)
{
    const char *meant = diag_suggest(word, words->items, words->count);
    const int shown = (int)text_fit(word, 40, NULL);

    if (meant != NULL)
        snprintf(buffer, size, "There is no %s \"%.*s\" (did you mean \"%s\"?).", what, shown, word,
            meant);
    else
        snprintf(
            buffer, size, "There is no %s \"%.*s\"; Tab shows what there is.", what, shown, word);
}

static void drop_line(struct history *history, int at)
{
    history->count--;
    memmove(history->lines[at], history->lines[at + 1],
        (size_t)(history->count - at) * sizeof history->lines[0]);
}

void history_add(struct history *history, const char *line)
{
    for (int i = 0; i < history->count; i++)
        if (strcmp(history->lines[i], line) == 0)
            drop_line(history, i);
    if (history->count == ASK_LINES)
        drop_line(history, 0);
    snprintf(history->lines[history->count++], PROMPT_SIZE, "%s", line);
}

/* --- completion ------------------------------------------------------------------------------- */

/* Words end at a blank, and values begin after the colon of "status:red". */
static size_t stem_of(const char *line)
{
    size_t stem = strlen(line);

    while (stem > 0 && line[stem - 1] != ' ' && line[stem - 1] != ':')
        stem--;
    return stem;
}

typedef bool fits_fn(const char *word, const char *typed);

static bool begins(const char *word, const char *typed)
{
    return strncasecmp(word, typed, strlen(typed)) == 0;
}

static void keep_words(
    struct words *words, const struct words *all, fits_fn *fits, const char *typed)
{
    words->count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (fits(all->items[i], typed))
            words_add(words, all->items[i]);
}

/* Those that begin with what is typed, or else those that hold it. */
static void find_words(struct ask *ask, const struct session *session)
{
    struct words all = {0};
    char before[PROMPT_SIZE];

    ask->chosen = -1;
    ask->stem = stem_of(ask->prompt.text);
    ask->words.count = 0;
    if (ask->question->complete == NULL)
        return;
    snprintf(before, sizeof before, "%.*s", (int)ask->stem, ask->prompt.text);
    ask->question->complete(session, before, &all);

    const char *typed = ask->prompt.text + ask->stem;

    keep_words(&ask->words, &all, begins, typed);
    if (ask->words.count == 0)
        keep_words(&ask->words, &all, text_contains_folded, typed);
}

static void set_line(struct ask *ask, const char *line)
{
    snprintf(ask->prompt.text, PROMPT_SIZE, "%s", line);
    ask->prompt.length = strlen(ask->prompt.text);
}

static void put_word(struct ask *ask, const char *word)
{
    char line[2 * PROMPT_SIZE];

    snprintf(line, sizeof line, "%.*s%s", (int)ask->stem, ask->prompt.text, word);
    if (strlen(line) < PROMPT_SIZE)
        set_line(ask, line);
}

/* The next word; a word that is the only one is done with, and the next may begin. */
static void complete(struct ask *ask, const struct session *session, int step)
{
    int count = (int)ask->words.count;

    if (count == 0)
        return;
    ask->chosen =
        ask->chosen < 0 ? (step > 0 ? 0 : count - 1) : (ask->chosen + step + count) % count;
    put_word(ask, ask->words.items[ask->chosen]);
    if (count > 1)
        return;
    if (ask->prompt.text[ask->prompt.length - 1] != ':')
        (void)prompt_key(&ask->prompt, ' ');
    find_words(ask, session);
}

/* --- keys ------------------------------------------------------------------------------------- */

void ask_begin(struct ask *ask, const struct question *question, struct history *history,
    const struct session *session, const char *line)
{
    *ask = (struct ask){.question = question, .history = history, .line = history->count};
    set_line(ask, line);
    find_words(ask, session);
}

static unsigned answer(struct ask *ask, struct session *session)
{
    const struct question *question = ask->question;
    char line[PROMPT_SIZE];

    snprintf(line, sizeof line, "%s", ask->prompt.text);
    ask->question = NULL;
    if (line[0] != '\0')
        history_add(ask->history, line);
    return question->answer(session, line) | WISH_DRAW;
}

static unsigned give_up(struct ask *ask, struct session *session)
{
    const struct question *question = ask->question;

    ask->question = NULL;
    if (question->give_up != NULL)
        question->give_up(session);
    return WISH_DRAW;
}

static unsigned changed(struct ask *ask, struct session *session)
{
    find_words(ask, session);
    if (ask->question->typed != NULL)
        ask->question->typed(session, ask->prompt.text);
    return WISH_DRAW;
}

/* Older and newer lines, and at the end the one that was being typed. */
static unsigned recall(struct ask *ask, struct session *session, int step)
{
    int line = ask->line + step;

    if (line < 0 || line > ask->history->count)
        return WISH_NOTHING;
    if (ask->line == ask->history->count)
        snprintf(ask->typed, sizeof ask->typed, "%s", ask->prompt.text);
    ask->line = line;
    set_line(ask, line == ask->history->count ? ask->typed : ask->history->lines[line]);
    return changed(ask, session);
}

static unsigned next_word(struct ask *ask, struct session *session, int step)
{
    complete(ask, session, step);
    if (ask->question->typed != NULL)
        ask->question->typed(session, ask->prompt.text);
    return WISH_DRAW;
}

unsigned ask_key(struct ask *ask, struct session *session, key_code key)
{
    switch (key) {
    case TT_KEY_ENTER:
        return answer(ask, session);
    case TT_KEY_ESCAPE:
        return give_up(ask, session);
    case TT_KEY_TAB:
        return next_word(ask, session, 1);
    case TT_KEY_BACK_TAB:
        return next_word(ask, session, -1);
    case TT_KEY_UP:
        return recall(ask, session, -1);
    case TT_KEY_DOWN:
        return recall(ask, session, 1);
    default:
        break;
    }
    if (key == TT_KEY_BACKSPACE && ask->prompt.length == 0)
        return give_up(ask, session);
    return prompt_key(&ask->prompt, key) ? changed(ask, session) : WISH_NOTHING;
}

/* --- drawing ---------------------------------------------------------------------------------- */

#define WORDS_AFTER 3 /* columns between the line and the words */

/* The words from the one chosen on, each whole or not at all. */
static void draw_words(
    const struct ask *ask, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect)
{
    int x = canvas->cursor_x + WORDS_AFTER,
        end = rect.x + rect.width - text_width(glyphs->ellipsis);

    for (size_t i = ask->chosen < 0 ? 0 : (size_t)ask->chosen; i < ask->words.count; i++) {
        const char *word = ask->words.items[i];

        if (x + text_width(word) > end) {
            if (x < end)
                canvas_text(canvas, x, rect.y, STYLE_DIM, glyphs->ellipsis);
            return;
        }
        x += canvas_text(canvas, x, rect.y, (int)i == ask->chosen ? STYLE_STRONG : STYLE_DIM, word);
        x += 2;
    }
}

void ask_draw(
    const struct ask *ask, const struct glyphs *glyphs, struct canvas *canvas, struct rect rect)
{
    prompt_draw(canvas, rect, ask->question->label, &ask->prompt);
    draw_words(ask, glyphs, canvas, rect);
}
