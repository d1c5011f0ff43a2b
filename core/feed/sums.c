/* sums.c: a list of the units that are summed, with the registers in each, is kept beside the
 * spells under a name no feed can have. */
#include "core/feed/sums.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/series.h"

#define SUMMED_LIST STORE_ASIDE "sums"
/* More registers than these are not left to the reader to add up. */
#define REGISTERS_LEFT_TO_READERS 4

/* A unit that is summed: its registers' ids, a NUL after each. */
struct summed {
    const char *unit;
    struct buffer registers;
    bool changed;
};

/* A series of the register as it was before the import. */
struct former {
    size_t summed;
    const char *part;
    size_t at, size; /* in `bytes` */
};

struct sums {
    const struct chunks *chunks;
    const char *register_id;
    const struct derived *derived;
    struct summed *units;
    size_t unit_count, unit_room;
    struct former *formers;
    size_t former_count, former_room;
    struct buffer bytes;
    struct arena text;
    bool no_memory;
};

/* --- lists of registers --------------------------------------------------------------------- */

static const char *next_register(const struct buffer *list, size_t *at)
{
    if (*at >= list->length)
        return NULL;
    const char *id = list->bytes + *at;
    *at += strlen(id) + 1;
    return id;
}

static bool lists_register(const struct buffer *list, const char *register_id)
{
    size_t at = 0;
    for (const char *id = next_register(list, &at); id; id = next_register(list, &at))
        if (strcmp(id, register_id) == 0)
            return true;
    return false;
}

static size_t register_count(const struct buffer *list)
{
    size_t at = 0, count = 0;
    while (next_register(list, &at))
        count++;
    return count;
}

/* --- what is summed already ----------------------------------------------------------------- */

static struct summed *add_summed(struct sums *sums, const char *unit)
{
    const char *copy = arena_copy(&sums->text, unit);
    struct summed *summed =
        copy ? grow_one(&sums->units, &sums->unit_count, &sums->unit_room, sizeof *summed) : NULL;
    if (summed)
        summed->unit = copy;
    else
        sums->no_memory = true;
    return summed;
}

static bool see_summed(
    void *context, const char *key, const char *unit, const uint8_t *bytes, size_t size)
{
    (void)key;
    struct sums *sums = context;
    struct summed *summed = add_summed(sums, unit);
    if (!summed)
        return false;
    if (size > 0 && bytes[size - 1] == '\0')
        buffer_add(&summed->registers, bytes, size);
    sums->no_memory |= summed->registers.failed;
    return !sums->no_memory;
}

static struct summed *find_summed(const struct sums *sums, const char *unit)
{
    for (size_t i = 0; i < sums->unit_count; i++)
        if (strcmp(sums->units[i].unit, unit) == 0)
            return &sums->units[i];
    return NULL;
}

/* --- rows of the register, a unit at a time ------------------------------------------------- */

struct own_rows {
    const struct derived_row *rows;
    size_t count;
};

/* The rows from `first` on that are of one unit: they stand together. */
static struct own_rows rows_of_unit(const struct derived *derived, size_t first)
{
    size_t end = first;
    while (end < derived->count && derived->rows[end].unit == derived->rows[first].unit)
        end++;
    return (struct own_rows){derived->rows + first, end - first};
}

static const char *unit_id(const struct sums *sums, unit_index unit)
{
    return unit_tree_at(sums->chunks->service->units, unit)->id;
}

static struct own_rows rows_called(const struct sums *sums, const char *id)
{
    const struct derived *derived = sums->derived;
    struct own_rows own = {NULL, 0};
    for (size_t first = 0; first < derived->count; first += own.count) {
        own = rows_of_unit(derived, first);
        if (strcmp(unit_id(sums, own.rows->unit), id) == 0)
            return own;
    }
    return (struct own_rows){NULL, 0};
}

static struct series own_series(struct own_rows own, const char *part)
{
    for (size_t i = 0; i < own.count; i++)
        if (strcmp(own.rows[i].part, part) == 0)
            return (struct series){own.rows[i].bytes, own.rows[i].size};
    return (struct series){NULL, 0};
}

/* --- what the register said before ---------------------------------------------------------- */

struct finding {
    struct sums *sums;
    size_t summed;
};

static bool note_former(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    (void)register_id;
    struct finding *finding = context;
    struct sums *sums = finding->sums;
    const char *copy = arena_copy(&sums->text, part);
    struct former *former =
        copy ? grow_one(&sums->formers, &sums->former_count, &sums->former_room, sizeof *former)
             : NULL;
    if (former)
        *former = (struct former){finding->summed, copy, sums->bytes.length, size};
    buffer_add(&sums->bytes, bytes, size);
    sums->no_memory |= !former || sums->bytes.failed;
    return !sums->no_memory;
}

/* Parts that are in the sum, whoever put them there. */
struct parts {
    struct arena text;
    const char **items;
    size_t count, room;
    bool no_memory;
};

static void parts_done(struct parts *parts)
{
    arena_done(&parts->text);
    free(parts->items);
}

static bool add_part(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    (void)register_id;
    (void)bytes;
    (void)size;
    struct parts *parts = context;
    if (parts->count > 0 && strcmp(parts->items[parts->count - 1], part) == 0)
        return true;
    const char *copy = arena_copy(&parts->text, part);
    const char **item =
        copy ? grow_one(&parts->items, &parts->count, &parts->room, sizeof *item) : NULL;
    parts->no_memory = !item;
    if (item)
        *item = copy;
    return item;
}

static bool sum_name(struct buffer *name, const char *unit)
{
    buffer_text(name, SUMS_UNIT);
    buffer_add(name, unit, strlen(unit) + 1);
    return !name->failed;
}

static enum result list_parts(const struct sums *sums, const char *unit, struct parts *parts)
{
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    if (sum_name(&name, unit))
        result = store_each_series(sums->chunks->store, name.bytes, add_part, parts);
    buffer_done(&name);
    return result == RESULT_OK && parts->no_memory ? RESULT_NO_MEMORY : result;
}

static enum result note_formers(struct sums *sums, size_t summed)
{
    struct parts parts = {0};
    struct finding finding = {sums, summed};
    const char *unit = sums->units[summed].unit;
    enum result result = list_parts(sums, unit, &parts);
    for (size_t i = 0; result == RESULT_OK && i < parts.count; i++)
        result = store_find_series(
            sums->chunks->store, unit, parts.items[i], sums->register_id, note_former, &finding);
    parts_done(&parts);
    return result == RESULT_OK && sums->no_memory ? RESULT_NO_MEMORY : result;
}

static struct series former_series(const struct sums *sums, size_t summed, const char *part)
{
    for (size_t i = 0; i < sums->former_count; i++) {
        const struct former *former = &sums->formers[i];
        if (former->summed == summed && strcmp(former->part, part) == 0)
            return (struct series){(const uint8_t *)sums->bytes.bytes + former->at, former->size};
    }
    return (struct series){NULL, 0};
}

enum result sums_open(struct sums **ret, const struct chunks *chunks, const char *register_id,
    const struct derived *derived)
{
    struct sums *sums = calloc(1, sizeof *sums);
    if (!sums)
        return RESULT_NO_MEMORY;
    sums->chunks = chunks;
    sums->register_id = register_id;
    sums->derived = derived;
    enum result result = store_each_feed_spells(chunks->store, SUMMED_LIST, see_summed, sums);
    if (result == RESULT_OK && sums->no_memory)
        result = RESULT_NO_MEMORY;
    for (size_t i = 0; result == RESULT_OK && i < sums->unit_count; i++)
        if (lists_register(&sums->units[i].registers, register_id))
            result = note_formers(sums, i);
    if (result == RESULT_OK)
        *ret = sums;
    else
        sums_close(sums);
    return result;
}

void sums_close(struct sums *sums)
{
    if (!sums)
        return;
    for (size_t i = 0; i < sums->unit_count; i++)
        buffer_done(&sums->units[i].registers);
    free(sums->units);
    free(sums->formers);
    buffer_done(&sums->bytes);
    arena_done(&sums->text);
    free(sums);
}

/* --- one part of one unit anew -------------------------------------------------------------- */

/* Series of one part, copied one after another. */
struct copies {
    struct buffer bytes;
    size_t *sizes;
    size_t count, room;
    bool no_memory;
};

static bool copy_series(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    (void)part;
    (void)register_id;
    struct copies *copies = context;
    size_t *copied = grow_one(&copies->sizes, &copies->count, &copies->room, sizeof *copied);
    if (copied)
        *copied = size;
    buffer_add(&copies->bytes, bytes, size);
    copies->no_memory |= !copied || copies->bytes.failed;
    return !copies->no_memory;
}

/* From spells and from readings: the two are never one sum. */
static const struct {
    const char *name; /* the register they are kept under */
    bool readings;
} kinds[] = {{"=spells", false}, {"=readings", true}};

static bool is_readings(struct series series)
{
    return series_kind(series) == SERIES_READINGS;
}

static bool sum_kind(const struct copies *copies, bool readings, struct buffer *out)
{
    struct series *series = calloc(copies->count + 1, sizeof *series);
    size_t count = 0, at = 0;
    for (size_t i = 0; series && i < copies->count; at += copies->sizes[i++]) {
        struct series one = {(const uint8_t *)copies->bytes.bytes + at, copies->sizes[i]};
        if (is_readings(one) == readings)
            series[count++] = one;
    }
    if (series && count > 0)
        series_merge(series, count, out);
    free(series);
    return series && !out->failed;
}

/* No bytes: there is nothing to sum, and the row goes. */
static enum result put_sum(
    const struct sums *sums, const char *unit, const char *part, size_t kind, struct buffer *sum)
{
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    if (sum_name(&name, unit)) {
        struct store_row row = {name.bytes, part, (const uint8_t *)sum->bytes, sum->length};
        result = store_put_series(sums->chunks->store, kinds[kind].name, &row, 1);
    }
    buffer_done(&name);
    return result;
}

static enum result sum_copies(
    const struct sums *sums, const char *unit, const char *part, const struct copies *copies)
{
    enum result result = RESULT_OK;
    for (size_t kind = 0; result == RESULT_OK && kind < sizeof kinds / sizeof *kinds; kind++) {
        struct buffer sum = {0};
        result = sum_kind(copies, kinds[kind].readings, &sum)
                     ? put_sum(sums, unit, part, kind, &sum)
                     : RESULT_NO_MEMORY;
        buffer_done(&sum);
    }
    return result;
}

static void copies_done(struct copies *copies)
{
    buffer_done(&copies->bytes);
    free(copies->sizes);
}

static enum result sum_anew(const struct sums *sums, const struct summed *summed, const char *part)
{
    struct copies copies = {0};
    enum result result = RESULT_OK;
    size_t at = 0;
    for (const char *id = next_register(&summed->registers, &at); result == RESULT_OK && id;
         id = next_register(&summed->registers, &at))
        result =
            store_find_series(sums->chunks->store, summed->unit, part, id, copy_series, &copies);
    if (result == RESULT_OK)
        result =
            copies.no_memory ? RESULT_NO_MEMORY : sum_copies(sums, summed->unit, part, &copies);
    copies_done(&copies);
    return result;
}

/* --- one part of one unit changed ----------------------------------------------------------- */

static bool same_series(struct series a, struct series b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

/* False: it has to be summed anew. Only a part that the register has before and after is sure to
 * be one still. */
static bool exchange(
    const struct copies *sum, struct series old, struct series fresh, struct buffer *out)
{
    if (sum->count != 1 || !series_exists(old) || !series_exists(fresh))
        return false;
    struct series before = {(const uint8_t *)sum->bytes.bytes, sum->sizes[0]};
    return series_exchange(before, old, fresh, out);
}

static enum result exchange_part(const struct sums *sums, const struct summed *summed,
    const char *part, struct series old, struct series fresh)
{
    struct copies sum = {0};
    struct buffer name = {0}, changed = {0};
    enum result result = RESULT_NO_MEMORY;
    if (sum_name(&name, summed->unit))
        result = store_find_series(
            sums->chunks->store, name.bytes, part, kinds[0].name, copy_series, &sum);
    if (result == RESULT_OK && sum.no_memory)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK && !exchange(&sum, old, fresh, &changed))
        result = sum_anew(sums, summed, part);
    else if (result == RESULT_OK)
        result = changed.failed ? RESULT_NO_MEMORY : put_sum(sums, summed->unit, part, 0, &changed);
    buffer_done(&name);
    buffer_done(&changed);
    copies_done(&sum);
    return result;
}

/* Parts the register has now, and those it had. */
static enum result update_parts(const struct sums *sums, size_t at, struct own_rows own)
{
    enum result result = RESULT_OK;
    const struct summed *summed = &sums->units[at];
    for (size_t i = 0; result == RESULT_OK && i < own.count; i++) {
        struct series fresh = {own.rows[i].bytes, own.rows[i].size};
        struct series old = former_series(sums, at, own.rows[i].part);
        if (!same_series(old, fresh))
            result = exchange_part(sums, summed, own.rows[i].part, old, fresh);
    }
    for (size_t i = 0; result == RESULT_OK && i < sums->former_count; i++) {
        const struct former *former = &sums->formers[i];
        if (former->summed == at && !series_exists(own_series(own, former->part)))
            result = sum_anew(sums, summed, former->part);
    }
    return result;
}

/* --- units that are summed from now on ------------------------------------------------------ */

/* Who speaks of a unit, and of which parts. */
struct speakers {
    struct buffer registers;
    struct parts parts;
};

static bool see_speaker(
    void *context, const char *part, const char *register_id, const uint8_t *bytes, size_t size)
{
    struct speakers *speakers = context;
    if (!lists_register(&speakers->registers, register_id))
        buffer_add(&speakers->registers, register_id, strlen(register_id) + 1);
    return add_part(&speakers->parts, part, register_id, bytes, size) &&
           !speakers->registers.failed;
}

static enum result sum_unit(struct sums *sums, const char *unit, struct speakers *speakers)
{
    struct summed *summed = add_summed(sums, unit);
    if (!summed)
        return RESULT_NO_MEMORY;
    summed->registers = speakers->registers;
    summed->changed = true;
    speakers->registers = (struct buffer){0};
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < speakers->parts.count; i++)
        result = sum_anew(sums, summed, speakers->parts.items[i]);
    return result;
}

static enum result look_at_unit(struct sums *sums, const char *unit)
{
    struct speakers speakers = {0};
    enum result result = store_each_series(sums->chunks->store, unit, see_speaker, &speakers);
    if (result == RESULT_OK && (speakers.parts.no_memory || speakers.registers.failed))
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK && register_count(&speakers.registers) > REGISTERS_LEFT_TO_READERS)
        result = sum_unit(sums, unit, &speakers);
    parts_done(&speakers.parts);
    buffer_done(&speakers.registers);
    return result;
}

/* --- all of it ------------------------------------------------------------------------------ */

static bool is_first_of_register(const struct service *service, size_t feed)
{
    for (size_t i = 0; i < feed; i++)
        if (strcmp(service->feeds[i].register_id, service->feeds[feed].register_id) == 0)
            return false;
    return true;
}

bool sums_are_possible(const struct service *service)
{
    size_t registers = 0;
    for (size_t i = 0; i < service->feed_count && registers <= REGISTERS_LEFT_TO_READERS; i++)
        registers += is_first_of_register(service, i);
    return registers > REGISTERS_LEFT_TO_READERS;
}

static enum result update_known(struct sums *sums, size_t at)
{
    struct summed *summed = &sums->units[at];
    struct own_rows own = rows_called(sums, summed->unit);
    bool listed = lists_register(&summed->registers, sums->register_id);
    if (!listed && own.count == 0)
        return RESULT_OK;
    if (!listed) {
        buffer_add(&summed->registers, sums->register_id, strlen(sums->register_id) + 1);
        summed->changed = true;
    }
    return summed->registers.failed ? RESULT_NO_MEMORY : update_parts(sums, at, own);
}

static enum result update_unknown(struct sums *sums)
{
    const struct derived *derived = sums->derived;
    enum result result = RESULT_OK;
    struct own_rows own;
    for (size_t first = 0; result == RESULT_OK && first < derived->count; first += own.count) {
        own = rows_of_unit(derived, first);
        const char *unit = unit_id(sums, own.rows->unit);
        if (!find_summed(sums, unit))
            result = look_at_unit(sums, unit);
    }
    return result;
}

static enum result put_list(const struct sums *sums)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < sums->unit_count; i++) {
        const struct summed *summed = &sums->units[i];
        struct store_row row = {
            summed->unit, "", (const uint8_t *)summed->registers.bytes, summed->registers.length};
        if (summed->changed)
            result = store_put_spells(sums->chunks->store, SUMMED_LIST, &row, 1);
    }
    return result;
}

enum result sums_update(struct sums *sums)
{
    size_t known = sums->unit_count;
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < known; i++)
        result = update_known(sums, i);
    if (result == RESULT_OK && sums_are_possible(sums->chunks->service))
        result = update_unknown(sums);
    return result == RESULT_OK ? put_list(sums) : result;
}

enum result sums_forget(const struct chunks *chunks)
{
    enum result result = RESULT_OK;
    for (size_t kind = 0; result == RESULT_OK && kind < sizeof kinds / sizeof *kinds; kind++)
        result = store_replace_series(chunks->store, kinds[kind].name, NULL, 0, NULL);
    return result == RESULT_OK ? store_replace_spells(chunks->store, SUMMED_LIST, NULL, 0, NULL)
                               : result;
}
