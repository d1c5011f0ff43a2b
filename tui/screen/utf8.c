#include "tui/screen/utf8.h"

#include <stdbool.h>

static bool is_character(uint32_t value)
{
    return value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
}

static char tail(uint32_t bits)
{
    return (char)(0x80 | (bits & 0x3f));
}

size_t utf8_encode(uint32_t character, char bytes[UTF8_MOST])
{
    uint32_t c = is_character(character) ? character : 0xfffd;
    size_t length = 0;

    if (c < 0x80) {
        bytes[length++] = (char)c;
        return length;
    }
    if (c < 0x800) {
        bytes[length++] = (char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        bytes[length++] = (char)(0xe0 | c >> 12);
        bytes[length++] = tail(c >> 6);
    } else {
        bytes[length++] = (char)(0xf0 | c >> 18);
        bytes[length++] = tail(c >> 12);
        bytes[length++] = tail(c >> 6);
    }
    bytes[length++] = tail(c);
    return length;
}

size_t utf8_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
