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

void varint_write(struct buffer *out, uint64_t number);
void varint_write_signed(struct buffer *out, int64_t number);

struct reader {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    bool failed;
};

/* The next number; 0 once the reader has failed. */
uint64_t varint_read(struct reader *reader);
/* As above; a number above `most` is damage. */
uint64_t varint_read_bounded(struct reader *reader, uint64_t most);
int64_t varint_read_signed(struct reader *reader);
/* The next `length` bytes where they stand, or NULL when there are not so many left. */
const uint8_t *reader_take(struct reader *reader, size_t length);

/* Small negative numbers as small positive ones: 0, −1, 1, −2 … are 0, 1, 2, 3 … */
uint64_t zigzag(int64_t number);
int64_t zigzag_undo(uint64_t coded);

#endif
