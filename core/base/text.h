/*
 * text.h: text from outside, made harmless, measured and cut by what a terminal shows.
 *
 * Everything that came from a file passes text_clean() before it is stored, shown or logged: C0,
 * C1, DEL, bidirectional controls, zero-width characters and invalid bytes become a visible mark,
 * and the rest is normalised to NFC. Widths are terminal columns, not bytes and not code points
 * (libutf8proc knows them). Functions that allocate return NULL when memory runs out.
 */
#ifndef TEAMTOP_BASE_TEXT_H
#define TEAMTOP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_MARK "\xef\xbf\xbd" /* U+FFFD, what stands for a character that may not be shown */

/* Cleans `length` bytes of claimed UTF-8 into a new NUL-terminated string the caller frees. A
 * result of more than `most` bytes (0: no bound; else at least 3) is cut at a character and ends in
 * "…". */
char *text_clean(const char *bytes, size_t length, size_t most);

/* True when text_clean() would change nothing. */
bool text_is_clean(const char *bytes, size_t length);

/* Converts Windows-1252 to UTF-8, NUL-terminated; the five undefined bytes become U+FFFD. Caller
 * frees. `ret_length` (may be NULL) gets its bytes. */
char *text_from_windows_1252(const char *bytes, size_t length, size_t *ret_length);

/* Decodes the next character of a NUL-terminated string: its code point (U+FFFD when invalid) and
 * in `*advance` how many bytes it takes (at least 1). At the end: 0 and *advance 0. */
uint32_t text_next(const char *text, size_t *advance);

/* Columns one code point takes: 0 (combining), 1 or 2. */
int text_char_width(uint32_t code_point);

/* Columns the string takes. */
int text_width(const char *text);

/* How many bytes of `text` fit into `columns` without splitting a character or leaving its
 * combining marks behind; *ret_columns (may be NULL) what they take. */
size_t text_fit(const char *text, int columns, int *ret_columns);

/* Case-insensitive "does needle occur in haystack" by Unicode case folding, for find as you type.
 * An empty needle occurs everywhere. */
bool text_contains_folded(const char *haystack, const char *needle);

/* How extracts and configuration compare what people call a thing: without regard to case (Unicode
 * case folding) and outer blanks. Equal texts have equal hashes. Neither allocates. */
bool text_equal_folded(const char *a, size_t a_length, const char *b, size_t b_length);
uint64_t text_hash_folded(const char *text, size_t length);

#endif
