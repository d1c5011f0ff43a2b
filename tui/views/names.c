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

/* The last words that fit into half of the room, with the blank before them: what tells names apart
 * stands there, or in the word before. Where not even one does, as much as is not too much. */
static const char *last_words(const char *name, int columns)
{
    const char *tail = tail_of(name, columns / 2);
    const char *blank = strchr(tail, ' ');

    if (blank == NULL || blank[1] == '\0')
        return tail_of(name, columns * 2 / 5);

    const char *longer = word_before(name, blank);

    return longer != NULL && is_worth_more(longer) && text_width(longer) <= columns * 7 / 10
               ? longer
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

const char *name_fit(const char *name, int columns, bool ascii, char *buffer)
{
    const char *ellipsis = ascii ? "." : "…";

    if (text_width(name) <= columns) {
        snprintf(buffer, NAME_SIZE, "%s", name);
        return buffer;
    }

    const char *tail = last_words(name, columns);
    int head = columns - text_width(tail) - text_width(ellipsis);

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
