#include <string.h>

#include "core/base/text.h"
#include "tui/screen/keys.h"
#include "tui/screen/utf8.h"
#include "tui/widgets/widgets.h"

static bool take_last(struct prompt *prompt)
{
    if (prompt->length == 0)
        return false;
    do
        prompt->length--;
    while (prompt->length > 0 && ((unsigned char)prompt->text[prompt->length] & 0xc0) == 0x80);
    prompt->text[prompt->length] = '\0';
    return true;
}

static bool add(struct prompt *prompt, uint32_t character)
{
    char bytes[UTF8_MOST];
    size_t length = utf8_encode(character, bytes);

    if (!text_is_clean(bytes, length) || prompt->length + length >= PROMPT_SIZE)
        return false;
    memcpy(prompt->text + prompt->length, bytes, length);
    prompt->length += length;
    prompt->text[prompt->length] = '\0';
    return true;
}

bool prompt_key(struct prompt *prompt, unsigned key)
{
    if (key == TT_KEY_BACKSPACE)
        return take_last(prompt);
    return key >= ' ' && key < TT_KEY_BASE && add(prompt, key);
}

/* The end of the text that fits into `columns`: where one types is what one has to see. */
static const char *visible_end(const char *text, int columns)
{
    size_t advance;

    while (*text != '\0' && text_width(text) > columns) {
        text_next(text, &advance);
        text += advance;
    }
    return text;
}

void prompt_draw(
    struct canvas *canvas, struct rect rect, const char *label, const struct prompt *prompt)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;

    struct rect old = canvas_clip(canvas, (struct rect){rect.x, rect.y, rect.width, 1});

    canvas_fill(canvas, rect, STYLE_TEXT, ' ');

    int wide = text_width(label);
    int x = wide < rect.width / 2 ? canvas_text(canvas, rect.x, rect.y, STYLE_KEY, label) : 0;
    const char *text = visible_end(prompt->text, rect.width - x - 1);

    x += canvas_text(canvas, rect.x + x, rect.y, STYLE_TEXT, text);
    canvas->cursor_x = rect.x + x;
    canvas->cursor_y = rect.y;
    canvas_unclip(canvas, old);
}
