/*
 * varint.h: whole numbers in as few bytes as they need, and reading them back without trust.
 *
 * Seven bits a byte, lowest first; the top bit says that another byte follows. Writing appends to a
 * buffer owned by the caller, whose failed flag sticks when memory runs out. A reader owns nothing,
 * never looks past its end, and once something did not fit its failed flag sticks too.
 */
#ifndef TEAMTOP_MODEL_VARINT_H
#define TEAMTOP_MODEL_VARINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/grow.h"

#define VARINT_MOST 10 /* bytes a number of 64 bits can take */

/* Into `bytes`, which have room for VARINT_MOST; returns how many it took. */
static inline size_t varint_put(uint8_t *bytes, uint64_t number)
{
    size_t length = 0;
    for (; number >= 0x80; number >>= 7)
        bytes[length++] = (uint8_t)(number | 0x80);
    bytes[length++] = (uint8_t)number;
    return length;
}
void varint_write(struct buffer *out, uint64_t number);
void varint_write_signed(struct buffer *out, int64_t number);

struct reader {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    bool failed;
};

/* The next `length` bytes where they stand, or NULL when there are not so many left. */
const uint8_t *reader_take(struct reader *reader, size_t length);

/* --- reading numbers: inline, since every figure on a screen is thousands of them ------------- */

/* Small negative numbers as small positive ones: 0, −1, 1, −2 … are 0, 1, 2, 3 … */
static inline uint64_t zigzag(int64_t number)
{
    uint64_t doubled = (uint64_t)number << 1;
    return number < 0 ? ~doubled : doubled;
}

static inline int64_t zigzag_undo(uint64_t coded)
{
    int64_t half = (int64_t)(coded >> 1);
    return coded & 1 ? -half - 1 : half;
}

/* The next number; 0 once the reader has failed. */
static inline uint64_t varint_read(struct reader *reader)
{
    const size_t left = reader->failed ? 0 : reader->size - reader->at;
    uint64_t number = 0;
    if (left > 0 && reader->bytes[reader->at] < 0x80)
        return reader->bytes[reader->at++]; /* nearly all of them */
    if (left > 1 && reader->bytes[reader->at + 1] < 0x80) {
        number = (uint64_t)(reader->bytes[reader->at] & 0x7f);
        number |= (uint64_t)reader->bytes[reader->at + 1] << 7;
        reader->at += 2;
        return number; /* most of the rest */
    }
    for (unsigned shift = 0; !reader->failed && reader->at < reader->size; shift += 7) {
        uint8_t byte = reader->bytes[reader->at++];
        /* The tenth byte has room for one bit and no successor. */
        if (shift == 63 && byte > 1)
            break;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    reader->failed = true;
    return 0;
}

/* As above; a number above `most` is damage. */
static inline uint64_t varint_read_bounded(struct reader *reader, uint64_t most)
{
    uint64_t number = varint_read(reader);
    if (number <= most)
        return number;
    reader->failed = true;
    return 0;
}

static inline int64_t varint_read_signed(struct reader *reader)
{
    return zigzag_undo(varint_read(reader));
}

#endif
