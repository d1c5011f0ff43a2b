#include "core/base/text.h"

int text_width(const char *text)
{
    int width = 0;
    size_t advance;
    for (uint32_t c = text_next(text, &advance); advance > 0; c = text_next(text, &advance)) {
        width += text_char_width(c);
        text += advance;
    }
    return width;
}

size_t text_fit(const char *text, int columns, int *ret_columns)
{
    size_t bytes = 0, advance;
    int taken = 0;
    for (uint32_t c = text_next(text, &advance); advance > 0;
         c = text_next(text + bytes, &advance)) {
        int width = text_char_width(c);
        if (taken + width > columns)
            break;
        taken += width;
        bytes += advance;
    }
    if (ret_columns != NULL)
        *ret_columns = taken;
    return bytes;
}
