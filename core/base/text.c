#include "core/base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/base/grow.h"
#include "core/base/hash.h"

#define ELLIPSIS    "\xe2\x80\xa6"
#define REPLACEMENT 0xfffd

/* --- decoding --------------------------------------------------------------------------------- */

/* The next character of at least one byte; an invalid byte is one replacement character. */
static size_t decode(const char *bytes, size_t length, uint32_t *ret)
{
    utf8proc_int32_t code_point;
    utf8proc_ssize_t taken = utf8proc_iterate(
        (const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)(length < 4 ? length : 4), &code_point);
    *ret = taken > 0 ? (uint32_t)code_point : REPLACEMENT;
    return taken > 0 ? (size_t)taken : 1;
}

uint32_t text_next(const char *text, size_t *advance)
{
    uint32_t code_point = (unsigned char)*text;
    if (code_point < 0x80) { /* nearly all of them */
        *advance = code_point != 0;
        return code_point;
    }
    size_t length = strnlen(text, 4);
    *advance = decode(text, length, &code_point);
    return code_point;
}

/* --- what may be shown ------------------------------------------------------------------------ */

/* Characters that take part in no category of control but leave nothing to see. */
static const struct {
    uint32_t first;
    uint32_t last;
} invisible[] = {
    {0x034f, 0x034f},   /* combining grapheme joiner */
    {0x115f, 0x1160},   /* Hangul fillers */
    {0x17b4, 0x17b5},   /* Khmer inherent vowels */
    {0x180b, 0x180f},   /* Mongolian variation selectors */
    {0x2065, 0x2065},   /* among the isolates, and of no use yet */
    {0x2800, 0x2800},   /* the blank Braille pattern */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xfe00, 0xfe0f},   /* variation selectors */
    {0xffa0, 0xffa0},   /* half-width Hangul filler */
    {0xfff0, 0xfff8},   /* kept free for such characters */
    {0xe0000, 0xe0fff}, /* tags, more variation selectors, and the room kept for more of them */
};

static bool is_invisible(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof invisible / sizeof invisible[0]; i++)
        if (code_point >= invisible[i].first && code_point <= invisible[i].last)
            return true;
    return false;
}

static bool is_noncharacter(uint32_t code_point)
{
    return (code_point & 0xfffe) == 0xfffe || (code_point >= 0xfdd0 && code_point <= 0xfdef);
}

static bool may_be_shown(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return !is_invisible(code_point) && !is_noncharacter(code_point);
    }
}

int text_char_width(uint32_t code_point)
{
    if (code_point >= ' ' && code_point <= '~')
        return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)code_point);
    if (width > 0)
        return width;
    /* A terminal draws something for a character it does not know. */
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO;
}

/* --- cleaning --------------------------------------------------------------------------------- */

/* Nearly all text in an extract is this, and extracts have a million rows. */
static bool is_printable_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] < ' ' || bytes[i] > '~')
            return false;
    return true;
}

static void mark_hostile(struct buffer *buffer, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        size_t taken = decode(bytes + at, length - at, &code_point);
        bool shown = may_be_shown(code_point) && code_point != REPLACEMENT;
        buffer_add(buffer, shown ? bytes + at : TEXT_MARK, shown ? taken : strlen(TEXT_MARK));
        at += taken;
    }
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

static char *clean_whole(const char *bytes, size_t length)
{
    if (is_printable_ascii(bytes, length))
        return copy_bytes(bytes, length);
    struct buffer buffer = {0};
    mark_hostile(&buffer, bytes, length);
    utf8proc_uint8_t *composed = NULL;
    if (!buffer.failed)
        utf8proc_map((const utf8proc_uint8_t *)buffer.bytes, (utf8proc_ssize_t)buffer.length,
            &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    buffer_done(&buffer);
    return (char *)composed;
}

/* The last place at or before `most` where a character begins that is no combining mark. */
static size_t place_to_cut(const char *text, size_t most)
{
    size_t cut = 0, advance;
    for (size_t at = 0; at <= most; at += advance) {
        uint32_t code_point = text_next(text + at, &advance);
        if (text_char_width(code_point) > 0)
            cut = at;
        if (advance == 0)
            break;
    }
    return cut;
}

char *text_clean(const char *bytes, size_t length, size_t most)
{
    assert(most == 0 || most >= strlen(ELLIPSIS));
    char *text = clean_whole(bytes, length);
    if (text != NULL && most > 0 && strlen(text) > most)
        memcpy(text + place_to_cut(text, most - strlen(ELLIPSIS)), ELLIPSIS, sizeof ELLIPSIS);
    return text;
}

bool text_is_clean(const char *bytes, size_t length)
{
    if (is_printable_ascii(bytes, length))
        return true;
    char *clean = clean_whole(bytes, length);
    bool same = clean != NULL && strlen(clean) == length && memcmp(clean, bytes, length) == 0;
    free(clean);
    return same;
}

/* --- case folding ----------------------------------------------------------------------------- */

#define FOLD_MOST 32

/* Text as its folded, decomposed code points, one after the other. */
struct folding {
    const char *at;
    const char *end;
    utf8proc_int32_t points[FOLD_MOST];
    size_t count, next;
};

static void fold_char(struct folding *folding)
{
    uint32_t code_point;
    folding->at += decode(folding->at, (size_t)(folding->end - folding->at), &code_point);
    int last_class = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folding->points,
        FOLD_MOST, UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE, &last_class);
    if (count < 0 || count > FOLD_MOST) {
        folding->points[0] = (utf8proc_int32_t)code_point;
        count = 1;
    }
    folding->count = (size_t)count;
    folding->next = 0;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static char fold_ascii(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The next folded code point, or −1 at the end. */
static int32_t fold_next(struct folding *folding)
{
    while (folding->next == folding->count) {
        if (folding->at == folding->end)
            return -1;
        if (is_ascii(*folding->at))
            return fold_ascii(*folding->at++);
        fold_char(folding);
    }
    return folding->points[folding->next++];
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void fold_all(struct folding *folding, const char *text, size_t length)
{
    folding->at = text;
    folding->end = text + length;
    folding->count = folding->next = 0;
}

static void fold_trimmed(struct folding *folding, const char *text, size_t length)
{
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    while (length > 0 && is_blank(*text)) {
        text++;
        length--;
    }
    fold_all(folding, text, length);
}

/* ASCII, as nearly all is, a stretch at a time: the same as letter by letter. */
static uint64_t hash_ascii(uint64_t hash, struct folding *folding)
{
    char folded[64];
    size_t count = 0;
    while (folding->at < folding->end && is_ascii(*folding->at)) {
        folded[count++] = fold_ascii(*folding->at++);
        if (count == sizeof folded) {
            hash = hash_bytes(hash, folded, count);
            count = 0;
        }
    }
    return hash_bytes(hash, folded, count);
}

uint64_t text_hash_folded(const char *text, size_t length)
{
    struct folding folding;
    fold_trimmed(&folding, text, length);
    uint64_t hash = hash_ascii(HASH_START, &folding);
    for (int32_t point = fold_next(&folding); point >= 0; point = fold_next(&folding)) {
        unsigned char bytes[3] = {
            (unsigned char)point, (unsigned char)(point >> 8), (unsigned char)(point >> 16)};
        hash = hash_bytes(hash, bytes, point < 0x80 ? 1 : sizeof bytes);
    }
    return hash_finish(hash);
}

bool text_equal_folded(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct folding left, right;
    fold_trimmed(&left, a, a_length);
    fold_trimmed(&right, b, b_length);
    int32_t point;
    do {
        point = fold_next(&left);
        if (point != fold_next(&right))
            return false;
    } while (point >= 0);
    return true;
}

/* The folded needle at the very beginning of the folded haystack. */
static bool begins_with(const char *haystack, size_t length, const char *needle)
{
    struct folding left, right;
    fold_all(&left, haystack, length);
    fold_all(&right, needle, strlen(needle));
    for (int32_t wanted = fold_next(&right); wanted >= 0; wanted = fold_next(&right))
        if (fold_next(&left) != wanted)
            return false;
    return true;
}

bool text_contains_folded(const char *haystack, const char *needle)
{
    size_t length = strlen(haystack), advance;
    for (size_t at = 0; at <= length; at += advance) {
        if (begins_with(haystack + at, length - at, needle))
            return true;
        text_next(haystack + at, &advance);
        if (advance == 0)
            break;
    }
    return false;
}
