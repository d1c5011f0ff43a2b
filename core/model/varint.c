#include "core/model/varint.h"

void varint_write(struct buffer *out, uint64_t number)
{
    uint8_t bytes[VARINT_MOST];
    buffer_add(out, bytes, varint_put(bytes, number));
}

void varint_write_signed(struct buffer *out, int64_t number)
{
    varint_write(out, zigzag(number));
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
