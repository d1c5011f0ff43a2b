#include "core/model/amendment.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/model/varint.h"

void amendment_done(struct amendment *amendment)
{
    free(amendment->gone);
    free(amendment->before);
    *amendment = (struct amendment){0};
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* As in a chunk (spell_format.c), where texts are ranks and have the order of the texts. */
int case_order(const struct interned *text, const struct case_spell *a, const struct case_spell *b)
{
    if (a->from != b->from)
        return order(a->from, b->from);
    if (a->until != b->until)
        return order(a->until, b->until);
    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    int worker = strcmp(intern_at(text, a->worker), intern_at(text, b->worker));
    return worker != 0 ? worker : order(a->category, b->category);
}

/* --- writing -------------------------------------------------------------------------------- */

/* `apart`: two that follow each other differ by this at least. */
static void write_places(struct buffer *out, const uint32_t *places, size_t count, uint32_t apart)
{
    uint32_t least = 0;
    varint_write(out, count);
    for (size_t i = 0; i < count; i++) {
        varint_write(out, places[i] - least);
        least = places[i] + apart;
    }
}

void amendment_write(const struct amendment *amendment, struct spell_encoder *encoder,
    const struct spells *spells, const uint32_t *places, struct buffer *out)
{
    varint_write(out, amendment->chunk_count);
    write_places(out, amendment->gone, amendment->gone_count, 1);
    write_places(out, amendment->before, amendment->came_count, 0);
    spell_encoder_add(encoder, spells, FEED_CASES, places, amendment->came_count, out);
}

/* --- reading -------------------------------------------------------------------------------- */

/* Each takes a byte at least, so that no number makes room for more than there can be. */
static enum result read_places(struct reader *reader, uint32_t **ret, size_t *ret_count,
    size_t *room, uint64_t most, uint32_t apart)
{
    uint64_t least = 0;
    size_t count = varint_read_bounded(reader, reader->size - reader->at);
    if (reader->failed)
        return RESULT_INVALID;
    if (!grow_room(ret, room, count + 1, sizeof **ret))
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < count && !reader->failed; i++) {
        reader->failed |= least > most;
        uint64_t place = least + varint_read_bounded(reader, reader->failed ? 0 : most - least);
        (*ret)[i] = (uint32_t)place;
        least = place + apart;
    }
    *ret_count = count;
    return reader->failed ? RESULT_INVALID : RESULT_OK;
}

static enum result read_amendment(
    struct reader *reader, size_t chunk_count, struct amendment *amendment)
{
    amendment->chunk_count = varint_read_bounded(reader, UINT32_MAX);
    if (reader->failed || amendment->chunk_count != chunk_count)
        return RESULT_INVALID;
    enum result result = read_places(reader, &amendment->gone, &amendment->gone_count,
        &amendment->gone_room, chunk_count > 0 ? chunk_count - 1 : 0, 1);
    if (result == RESULT_OK && amendment->gone_count > chunk_count)
        result = RESULT_INVALID;
    if (result == RESULT_OK)
        result = read_places(reader, &amendment->before, &amendment->came_count,
            &amendment->came_room, chunk_count, 0);
    return result;
}

/* The cases that came, behind the others; nothing else. */
static enum result decode_came(
    struct reader *reader, struct spells *spells, unit_index unit, size_t count)
{
    size_t before = spells->case_count;
    const uint8_t *bytes = reader->bytes + reader->at;
    if (reader->at == reader->size || *bytes != FEED_CASES)
        return RESULT_INVALID;
    enum result result = spells_decode(spells, unit, bytes, reader->size - reader->at);
    if (result != RESULT_OK || spells->case_count - before == count)
        return result;
    spells->case_count = before;
    return RESULT_INVALID;
}

/* --- bringing both together ----------------------------------------------------------------- */

/* Cases of the chunk that stay side by side. */
struct run {
    size_t first, count;
    ptrdiff_t shift; /* where they go from where they are */
};

struct joining {
    const struct amendment *amendment;
    struct run *runs;
    size_t run_count;
    size_t *targets; /* of each that came */
};

static void add_run(struct joining *joining, size_t first, size_t end, ptrdiff_t shift)
{
    if (end > first)
        joining->runs[joining->run_count++] = (struct run){first, end - first, shift};
}

/* From one place where something is gone or came to the next. */
static void find_runs(struct joining *joining)
{
    const struct amendment *amendment = joining->amendment;
    size_t at = 0, gone = 0, came = 0;
    ptrdiff_t shift = 0;
    while (gone < amendment->gone_count || came < amendment->came_count) {
        bool comes =
            came < amendment->came_count &&
            (gone == amendment->gone_count || amendment->before[came] <= amendment->gone[gone]);
        size_t place = comes ? amendment->before[came] : amendment->gone[gone];
        add_run(joining, at, place, shift);
        at = place;
        if (comes) {
            joining->targets[came++] = (size_t)((ptrdiff_t)place + shift++);
        } else {
            gone++;
            at++;
            shift--;
        }
    }
    add_run(joining, at, amendment->chunk_count, shift);
}

static void move(struct case_spell *cases, const struct run *run)
{
    memmove(cases + ((ptrdiff_t)run->first + run->shift), cases + run->first,
        run->count * sizeof *cases);
}

/* What goes to the front first, from the front on, then what goes to the back, from the back on: nothing is written
 * over that is still to be moved. What stays is not touched, and that is nearly all. */
static void move_runs(const struct joining *joining, struct case_spell *cases)
{
    for (size_t i = 0; i < joining->run_count; i++)
        if (joining->runs[i].shift < 0)
            move(cases, &joining->runs[i]);
    for (size_t i = joining->run_count; i-- > 0;)
        if (joining->runs[i].shift > 0)
            move(cases, &joining->runs[i]);
}

static enum result join(const struct amendment *amendment, struct spells *spells, size_t first)
{
    struct case_spell *cases = spells->cases + first;
    size_t came = amendment->came_count;
    struct joining joining = {amendment,
        calloc(amendment->gone_count + came + 1, sizeof *joining.runs), 0,
        calloc(came + 1, sizeof *joining.targets)};
    struct case_spell *copies = calloc(came + 1, sizeof *copies);
    bool room = joining.runs && joining.targets && copies;
    if (room) {
        memcpy(copies, cases + amendment->chunk_count, came * sizeof *copies);
        find_runs(&joining);
        move_runs(&joining, cases);
        for (size_t i = 0; i < came; i++)
            cases[joining.targets[i]] = copies[i];
        spells->case_count -= amendment->gone_count;
    }
    free(joining.runs);
    free(joining.targets);
    free(copies);
    return room ? RESULT_OK : RESULT_NO_MEMORY;
}

enum result amendment_apply(struct spells *spells, unit_index unit, size_t first,
    const uint8_t *bytes, size_t size, struct amendment *ret)
{
    struct reader reader = {.bytes = bytes, .size = size};
    struct amendment amendment = {0};
    size_t before = spells->case_count;
    enum result result = read_amendment(&reader, before - first, &amendment);
    if (result == RESULT_OK)
        result = decode_came(&reader, spells, unit, amendment.came_count);
    if (result == RESULT_OK)
        result = join(&amendment, spells, first);
    if (result != RESULT_OK)
        spells->case_count = before;
    if (result == RESULT_OK && ret)
        *ret = amendment;
    else
        amendment_done(&amendment);
    return result;
}
