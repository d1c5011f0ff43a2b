#include "tui/views/names.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#define MIDDLE_FROM 12 /* columns from which a cut in the middle leaves two readable halves */

/* The end of the text that fits into `columns`, beginning at a whole character. */
static const char *tail_of(const char *text, int columns)
{
    size_t advance;

    while (*text != '\0' &&
           (text_width(text) > columns || text_char_width(text_next(text, &advance)) == 0)) {
        text_next(text, &advance);
        text += advance;
    }
    return text;
}

/* The blank before the word in front of `tail`; NULL: that is the first one. */
static const char *word_before(const char *name, const char *tail)
{
    for (const char *at = tail; at > name + 1; at--)
        if (at[-1] == ' ')
            return at - 1;
    return NULL;
}

/* "West Cornwall" rather than "Cornwall", but not "and Wellbeing". */
static bool is_worth_more(const char *blank)
{
    return (blank[1] >= 'A' && blank[1] <= 'Z') || (blank[1] >= '0' && blank[1] <= '9');
}

#define MUCH(columns) ((columns)*7 / 10) /* of the room for the last words */

/* The last word with the blank before it, where that is not too much; NULL: it is, or the only
 * word. */
static const char *last_word(const char *name, int columns)
{
    const char *blank = strrchr(name, ' ');

    return blank != NULL && blank[1] != '\0' && text_width(blank) <= MUCH(columns) ? blank : NULL;
}

/* The last words that fit into half of the room, with the blank before them: what tells names apart
 * stands there, or in the word before. Where not even one does, it whole where that is not too
 * much, else its end. */
static const char *last_words(const char *name, int columns)
{
    const char *tail = tail_of(name, columns / 2);
    const char *blank = strchr(tail, ' ');

    if (blank == NULL || blank[1] == '\0')
        blank = last_word(name, columns);
    if (blank == NULL)
        return tail_of(name, columns * 2 / 5);

    const char *longer = word_before(name, blank);

    return longer != NULL && is_worth_more(longer) && text_width(longer) <= MUCH(columns) ? longer
                                                                                          : blank;
}

#define RAGGED 3 /* letters of a broken word not worth showing */

/* Bytes of the beginning: whole words, unless that would leave much unused. */
static size_t first_words(const char *name, int columns)
{
    size_t fits = text_fit(name, columns, NULL), words = fits;

    while (words > 0 && name[words] != ' ')
        words--;
    return words > 0 && fits - words <= RAGGED ? words : fits;
}

/* Where the blank behind the ellipsis is all that keeps a word from being whole it goes. */
static bool blank_breaks_a_word(const char *name, int columns)
{
    size_t longer = text_fit(name, columns + 1, NULL);

    return longer > text_fit(name, columns, NULL) && name[longer] == ' ';
}

const char *name_fit(const char *name, int columns, bool ascii, char *buffer)
{
    const char *ellipsis = ascii ? "." : "…";

    if (text_width(name) <= columns) {
        snprintf(buffer, NAME_SIZE, "%s", name);
        return buffer;
    }

    const char *tail = last_words(name, columns);
    int head = columns - text_width(tail) - text_width(ellipsis);

    if (*tail == ' ' && blank_breaks_a_word(name, head)) {
        tail++;
        head++;
    }
    snprintf(buffer, NAME_SIZE, "%.*s%s%s", (int)first_words(name, head), name, ellipsis, tail);
    return buffer;
}

void name_draw(struct canvas *canvas, int x, int y, int columns, enum style style, const char *name)
{
    char text[NAME_SIZE];

    if (columns >= MIDDLE_FROM)
        name = name_fit(name, columns, canvas->ascii, text);
    if (columns > 0)
        canvas_field(canvas, x, y, columns, ALIGN_LEFT, style, name);
}
