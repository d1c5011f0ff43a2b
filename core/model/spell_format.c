#include "core/model/spell_format.h"

#include <endian.h>
#include <string.h>

#include "core/model/measure.h"
#include "core/model/series_format.h"

/* --- pieces that several types share -------------------------------------------------------- */

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* The first difference decides. */
static int first_of(const int *orders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}
#define FIRST_OF(...)                                                                              \
    first_of((const int[]){__VA_ARGS__}, sizeof((int[]){__VA_ARGS__}) / sizeof(int))

static void write_day(struct buffer *out, day_t day, day_t *previous)
{
    varint_write(out, (uint64_t)((int64_t)day - *previous));
    *previous = day;
}

static day_t read_day(struct reader *reader, day_t *previous)
{
    uint64_t most = (uint64_t)((int64_t)SERIES_LAST_DAY - *previous);
    *previous = (day_t)(*previous + (day_t)varint_read_bounded(reader, most));
    return *previous;
}

static uint64_t until_number(day_t from, day_t until)
{
    return until == DAY_NEVER ? 0 : 1 + (uint64_t)((int64_t)until - from);
}

static void write_until(struct buffer *out, day_t from, day_t until)
{
    varint_write(out, until_number(from, until));
}

static day_t read_until(struct reader *reader, day_t from)
{
    uint64_t length = varint_read_bounded(reader, 1 + (uint64_t)((int64_t)SERIES_LAST_DAY - from));
    return length == 0 ? DAY_NEVER : (day_t)(from + (day_t)length - 1);
}

static uint32_t read_text(struct reader *reader)
{
    return (uint32_t)varint_read_bounded(reader, UINT32_MAX - 1);
}

/* What was written signed, though it is never below 0. */
static int64_t read_amount(struct reader *reader, int64_t most)
{
    int64_t amount = varint_read_signed(reader);
    reader->failed = reader->failed || amount < 0 || amount > most;
    return reader->failed ? 0 : amount;
}

/* --- cases ---------------------------------------------------------------------------------- */

#define HASH_BYTES 8 /* a hash is noise and gets no shorter */

/* A million of them are compared twenty times each: nothing is looked at that does not decide. */
static int compare_cases(const void *a, const void *b)
{
    const struct case_spell *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->until != y->until)
        return x->until < y->until ? -1 : 1;
    if (x->child != y->child)
        return x->child < y->child ? -1 : 1;
    return FIRST_OF(
        order(x->worker, y->worker), order(x->category, y->category), order(x->origin, y->origin));
}

static void write_case(struct buffer *out, const void *spell, day_t *day)
{
    const struct case_spell *one = spell;
    const uint64_t child = htole64(one->child);
    uint8_t *bytes = (uint8_t *)buffer_end(out, HASH_BYTES + 4 * VARINT_MOST);
    if (!bytes)
        return;
    size_t length = HASH_BYTES;
    memcpy(bytes, &child, HASH_BYTES);
    length += varint_put(bytes + length, (uint64_t)((int64_t)one->from - *day));
    length += varint_put(bytes + length, until_number(one->from, one->until));
    length += varint_put(bytes + length, one->worker);
    length += varint_put(bytes + length, zigzag(one->category));
    out->length += length;
    *day = one->from;
}

static void read_case(struct reader *reader, void *spell, day_t *day)
{
    struct case_spell *one = spell;
    const uint8_t *hash = reader_take(reader, HASH_BYTES);
    if (hash)
        memcpy(&one->child, hash, HASH_BYTES);
    one->child = le64toh(one->child);
    one->from = read_day(reader, day);
    one->until = read_until(reader, one->from);
    one->worker = read_text(reader);
    int64_t category = varint_read_signed(reader);
    reader->failed = reader->failed || category < INT32_MIN || category > INT32_MAX;
    one->category = reader->failed ? 0 : (int32_t)category;
}

/* --- posts ---------------------------------------------------------------------------------- */

static int compare_posts(const void *a, const void *b)
{
    const struct post_spell *x = a, *y = b;
    return FIRST_OF(order(x->from, y->from), order(x->until, y->until), order(x->post, y->post),
        order(x->worker, y->worker), order(x->role, y->role), order(x->name, y->name),
        order(x->fte, y->fte), order(x->contract, y->contract),
        order(x->case_holding, y->case_holding));
}

static void write_post(struct buffer *out, const void *spell, day_t *day)
{
    const struct post_spell *one = spell;
    write_day(out, one->from, day);
    write_until(out, one->from, one->until);
    varint_write(out, one->post);
    varint_write(out, one->role);
    varint_write(out, one->worker);
    varint_write(out, one->name);
    varint_write(out, (uint64_t)one->fte);
    varint_write(out, (uint64_t)one->contract << 1 | one->case_holding);
}

static void read_post(struct reader *reader, void *spell, day_t *day)
{
    struct post_spell *one = spell;
    one->from = read_day(reader, day);
    one->until = read_until(reader, one->from);
    one->post = read_text(reader);
    one->role = read_text(reader);
    one->worker = read_text(reader);
    one->name = read_text(reader);
    one->fte = (int32_t)varint_read_bounded(reader, POST_FTE_MOST);
    uint64_t kind = varint_read_bounded(reader, CONTRACT_VACANT << 1 | 1);
    one->contract = (enum contract)(kind >> 1);
    one->case_holding = kind & 1;
    if ((one->worker == 0) != (one->contract == CONTRACT_VACANT))
        reader->failed = true;
}

/* --- absences ------------------------------------------------------------------------------- */

static int compare_absences(const void *a, const void *b)
{
    const struct absence_spell *x = a, *y = b;
    return FIRST_OF(order(x->from, y->from), order(x->until, y->until), order(x->worker, y->worker),
        order(x->reason, y->reason));
}

static void write_absence(struct buffer *out, const void *spell, day_t *day)
{
    const struct absence_spell *one = spell;
    write_day(out, one->from, day);
    write_until(out, one->from, one->until);
    varint_write(out, one->worker);
    varint_write(out, one->reason);
}

static void read_absence(struct reader *reader, void *spell, day_t *day)
{
    struct absence_spell *one = spell;
    one->from = read_day(reader, day);
    one->until = read_until(reader, one->from);
    one->worker = read_text(reader);
    one->reason = read_text(reader);
}

/* --- requests ------------------------------------------------------------------------------- */

static int compare_requests(const void *a, const void *b)
{
    const struct request *x = a, *y = b;
    return FIRST_OF(order(x->day, y->day), order(x->source, y->source), order(x->count, y->count));
}

static void write_request(struct buffer *out, const void *spell, day_t *day)
{
    const struct request *one = spell;
    write_day(out, one->day, day);
    varint_write(out, one->source);
    varint_write_signed(out, one->count);
}

static void read_request(struct reader *reader, void *spell, day_t *day)
{
    struct request *one = spell;
    one->day = read_day(reader, day);
    one->source = read_text(reader);
    one->count = read_amount(reader, REQUEST_COUNT_MOST);
}

/* --- readings ------------------------------------------------------------------------------- */

static int compare_readings(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;
    return FIRST_OF(order(x->day, y->day), order(x->months, y->months), order(x->part, y->part),
        order(x->known, y->known), order(x->value, y->value));
}

static void write_reading(struct buffer *out, const void *spell, day_t *day)
{
    const struct reading *one = spell;
    write_day(out, one->day, day);
    varint_write(out, (uint64_t)one->months);
    varint_write(out, (uint64_t)one->part);
    varint_write(out, one->known);
    varint_write_signed(out, one->value);
}

static void read_reading(struct reader *reader, void *spell, day_t *day)
{
    struct reading *one = spell;
    one->day = read_day(reader, day);
    one->months = (int32_t)varint_read_bounded(reader, SERIES_MONTHS_MOST);
    one->part = (int32_t)varint_read_bounded(reader, PART_COUNT - 1);
    one->known = varint_read_bounded(reader, 1);
    one->value = read_amount(reader, READING_VALUE_MOST);
}

/* --- the table ------------------------------------------------------------------------------ */

#define ARRAY(plural, singular)                                                                    \
    .items = offsetof(struct spells, plural), .count = offsetof(struct spells, singular##_count),  \
    .room = offsetof(struct spells, singular##_room)

const struct spell_format SPELL_FORMATS[FEED_TYPE_COUNT] = {
    [FEED_CASES] = {ARRAY(cases, case), .size = sizeof(struct case_spell),
        .unit = offsetof(struct case_spell, team), .day = offsetof(struct case_spell, from),
        .texts = {offsetof(struct case_spell, worker)}, .text_count = 1, .compare = compare_cases,
        .write = write_case, .read = read_case},
    [FEED_POSTS] = {ARRAY(posts, post), .size = sizeof(struct post_spell),
        .unit = offsetof(struct post_spell, team), .day = offsetof(struct post_spell, from),
        .texts = {offsetof(struct post_spell, post), offsetof(struct post_spell, role),
            offsetof(struct post_spell, worker), offsetof(struct post_spell, name)},
        .text_count = 4, .compare = compare_posts, .write = write_post, .read = read_post},
    [FEED_ABSENCES] = {ARRAY(absences, absence), .size = sizeof(struct absence_spell),
        .unit = NO_FIELD, .day = offsetof(struct absence_spell, from),
        .texts = {offsetof(struct absence_spell, worker), offsetof(struct absence_spell, reason)},
        .text_count = 2, .compare = compare_absences, .write = write_absence, .read = read_absence},
    [FEED_REQUESTS] = {ARRAY(requests, request), .size = sizeof(struct request),
        .unit = offsetof(struct request, unit), .day = offsetof(struct request, day),
        .texts = {offsetof(struct request, source)}, .text_count = 1, .compare = compare_requests,
        .write = write_request, .read = read_request},
    [FEED_READINGS] = {ARRAY(readings, reading), .size = sizeof(struct reading),
        .unit = offsetof(struct reading, unit), .day = offsetof(struct reading, day),
        .text_count = 0, .compare = compare_readings, .write = write_reading, .read = read_reading},
};
