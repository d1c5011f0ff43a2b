#include "tui/screen/typed.h"

#include "core/base/text.h"

static key_code control_key(int byte)
{
    if (byte == 0x1b)
        return TT_KEY_ESCAPE;
    if (byte == 0x7f)
        return TT_KEY_BACKSPACE;
    return byte >= 1 && byte <= 26 ? key_of_control((char)('a' + byte - 1)) : TT_KEY_NONE;
}

static key_code ascii_key(int byte)
{
    return byte >= ' ' && byte < 0x7f ? (key_code)byte : control_key(byte);
}

/* A byte that starts a character ends whatever came before it incomplete. */
static key_code character_key(struct typed *typed, int byte)
{
    size_t advance;

    if (utf8_length((unsigned char)byte) != 0)
        typed->length = 0;
    else if (typed->length == 0)
        return TT_KEY_NONE;
    typed->bytes[typed->length++] = (char)byte;
    typed->bytes[typed->length] = '\0';
    if (typed->length < utf8_length((unsigned char)typed->bytes[0]))
        return TT_KEY_NONE;

    uint32_t character = text_next(typed->bytes, &advance);
    bool whole = advance == typed->length;

    typed->length = 0;
    return whole && character >= 0xa0 ? character : TT_KEY_NONE;
}

key_code typed_key(struct typed *typed, int byte)
{
    if (byte >= 0x80)
        return typed->utf8 ? character_key(typed, byte) : TT_KEY_NONE;
    typed->length = 0;
    return ascii_key(byte);
}
