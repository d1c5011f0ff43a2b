#include "core/model/varint.h"

void varint_write(struct buffer *out, uint64_t number)
{
    uint8_t bytes[VARINT_MOST];
    size_t length = 0;
    while (number >= 0x80) {
        bytes[length++] = (uint8_t)(number | 0x80);
        number >>= 7;
    }
    bytes[length++] = (uint8_t)number;
    buffer_add(out, bytes, length);
}

void varint_write_signed(struct buffer *out, int64_t number)
{
    varint_write(out, zigzag(number));
}

uint64_t varint_read(struct reader *reader)
{
    uint64_t number = 0;
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

uint64_t varint_read_bounded(struct reader *reader, uint64_t most)
{
    uint64_t number = varint_read(reader);
    if (number <= most)
        return number;
    reader->failed = true;
    return 0;
}

int64_t varint_read_signed(struct reader *reader)
{
    return zigzag_undo(varint_read(reader));
}

const uint8_t *reader_take(struct reader *reader, size_t length)
{
    if (reader->failed || length > reader->size - reader->at) {
        reader->failed = true;
        return NULL;
    }
    const uint8_t *taken = reader->bytes + reader->at;
    reader->at += length;
    return taken;
}

uint64_t zigzag(int64_t number)
{
    uint64_t doubled = (uint64_t)number << 1;
    return number < 0 ? ~doubled : doubled;
}

int64_t zigzag_undo(uint64_t coded)
{
    int64_t half = (int64_t)(coded >> 1);
    return coded & 1 ? -half - 1 : half;
}
