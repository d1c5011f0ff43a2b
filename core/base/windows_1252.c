#include "core/base/grow.h"
#include "core/base/text.h"

/* 0x80–0x9f; the rest is the code point of the same number. Five bytes are undefined. */
static const uint16_t high_controls[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, /* 80–87 */
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, /* 88–8f */
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, /* 90–97 */
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178, /* 98–9f */
};

/* At most three bytes: no character of this code page lies beyond U+FFFF. */
static void add_utf_8(struct buffer *buffer, unsigned code_point)
{
    unsigned char bytes[3];
    size_t count = 0;
    if (code_point < 0x80) {
        bytes[count++] = (unsigned char)code_point;
    } else if (code_point < 0x800) {
        bytes[count++] = (unsigned char)(0xc0 | code_point >> 6);
        bytes[count++] = (unsigned char)(0x80 | (code_point & 0x3f));
    } else {
        bytes[count++] = (unsigned char)(0xe0 | code_point >> 12);
        bytes[count++] = (unsigned char)(0x80 | (code_point >> 6 & 0x3f));
        bytes[count++] = (unsigned char)(0x80 | (code_point & 0x3f));
    }
    buffer_add(buffer, bytes, count);
}

char *text_from_windows_1252(const char *bytes, size_t length, size_t *ret_length)
{
    struct buffer buffer = {0};
    for (size_t i = 0; i < length; i++) {
        unsigned byte = (unsigned char)bytes[i];
        add_utf_8(&buffer, byte >= 0x80 && byte < 0xa0 ? high_controls[byte - 0x80] : byte);
    }
    buffer_add(&buffer, "", 1);
    if (buffer.failed) {
        buffer_done(&buffer);
        return NULL;
    }
    if (ret_length != NULL)
        *ret_length = buffer.length - 1;
    return buffer.bytes;
}
