#include "core/base/text.h"
#include "tests/fuzz/fuzz.h"
#include "tui/screen/canvas.h"
#include "tui/screen/utf8.h"

static void character_holds(uint32_t character)
{
    char text[UTF8_MOST + 1] = {0};
    HOLDS(utf8_encode(character, text) <= UTF8_MOST);
    HOLDS(is_harmless(text));
    size_t advance;
    HOLDS(text_next(text, &advance) == character); /* it was a character */
}

static void cell_holds(const struct cell *row, int x, int width)
{
    const struct cell *cell = &row[x];
    HOLDS(cell->style < STYLE_COUNT);
    if (cell->character == 0) {
        HOLDS(x > 0 && text_char_width(row[x - 1].character) == 2);
        return;
    }
    character_holds(cell->character);
    const int columns = text_char_width(cell->character);
    HOLDS(columns == 1 || columns == 2);
    HOLDS(columns == 1 || (x + 1 < width && row[x + 1].character == 0));
    for (int i = 0; i < CANVAS_MARKS && cell->marks[i] != 0; i++) {
        character_holds(cell->marks[i]);
        HOLDS(text_char_width(cell->marks[i]) == 0);
    }
}

void canvas_holds(const struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            cell_holds(canvas->cells + (size_t)y * (size_t)canvas->width, x, canvas->width);
    HOLDS(canvas->cursor_x >= -1 && canvas->cursor_x < canvas->width);
    HOLDS(canvas->cursor_y >= -1 && canvas->cursor_y < canvas->height);
}
