/*
 * typed.h: bytes that were typed, put together to keys.
 *
 * A `struct typed` holds the bytes of a character that is not complete yet and owns nothing;
 * zeroed, it is ready (set `utf8` for a terminal that speaks it). Bytes that belong to no character
 * are dropped, and only they.
 */
#ifndef TEAMTOP_SCREEN_TYPED_H
#define TEAMTOP_SCREEN_TYPED_H

#include "tui/screen/keys.h"
#include "tui/screen/utf8.h"

struct typed {
    bool utf8; /* else only ASCII means something */
    char bytes[UTF8_MOST + 1];
    size_t length;
};

/* The key that this byte (0 … 255) completes; TT_KEY_NONE: none, or not yet. */
key_code typed_key(struct typed *typed, int byte);

#endif
