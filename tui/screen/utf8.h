/*
 * utf8.h: writing one character as UTF-8, the counterpart of text_next().
 *
 * A pure function on the caller's buffer; it owns nothing. It cannot fail: what is no Unicode
 * character is written as U+FFFD.
 */
#ifndef TEAMTOP_SCREEN_UTF8_H
#define TEAMTOP_SCREEN_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_MOST 4 /* bytes of one character */

/* Writes the character without a NUL; returns how many bytes (1 to UTF8_MOST). */
size_t utf8_encode(uint32_t character, char bytes[UTF8_MOST]);

/* How many bytes a character that starts with this byte has; 0 when none starts so. */
size_t utf8_length(unsigned char first);

#endif
