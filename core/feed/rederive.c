#include "core/feed/rederive.h"

#include <stdlib.h>
#include <string.h>

#include "core/derive/derive.h"
#include "core/feed/sums.h"

static enum result put_series(const struct chunks *chunks, const char *register_id,
    const struct derived *derived, size_t *changed)
{
    struct store_row *rows = calloc(derived->count + 1, sizeof *rows);
    if (!rows)
        return RESULT_NO_MEMORY;
    for (size_t i = 0; i < derived->count; i++) {
        const struct derived_row *row = &derived->rows[i];
        rows[i] = (struct store_row){.key = unit_tree_at(chunks->service->units, row->unit)->id,
            .sub = row->part,
            .bytes = row->bytes,
            .size = row->size};
    }
    size_t differed = 0;
    enum result result =
        store_replace_series(chunks->store, register_id, rows, derived->count, &differed);
    *changed += differed;
    free(rows);
    return result;
}

static enum result derive_and_put(const struct chunks *chunks, const char *register_id,
    const struct spells *spells, unsigned imported, size_t *changed)
{
    struct derived derived = {0};
    struct sums *sums = NULL;
    enum result result = derive(&derived, chunks->service, spells, imported);
    if (result != RESULT_OK)
        return result;
    result = sums_open(&sums, chunks, register_id, &derived);
    if (result == RESULT_OK)
        result = put_series(chunks, register_id, &derived, changed);
    if (result == RESULT_OK)
        result = sums_update(sums);
    sums_close(sums);
    derived_done(&derived);
    return result;
}

enum result rederive_register(const struct chunks *chunks, const char *register_id, size_t *changed)
{
    struct spells spells;
    unsigned imported;
    enum result result = spells_init(&spells);
    if (result != RESULT_OK)
        return result;
    result = chunks_load_register(chunks, register_id, &spells, &imported);
    if (result == RESULT_OK)
        result = derive_and_put(chunks, register_id, &spells, imported, changed);
    spells_done(&spells);
    return result;
}

static bool is_first_of_register(const struct service *service, size_t feed)
{
    for (size_t i = 0; i < feed; i++)
        if (strcmp(service->feeds[i].register_id, service->feeds[feed].register_id) == 0)
            return false;
    return true;
}

static bool has_register(const struct service *service, const char *register_id)
{
    for (size_t i = 0; i < service->feed_count; i++)
        if (strcmp(service->feeds[i].register_id, register_id) == 0)
            return true;
    return false;
}

/* --- registers that are in the store only ------------------------------------------------ */

struct strays {
    const struct service *service;
    struct arena text;
    const char **ids;
    size_t count, room;
    bool no_memory;
};

static bool see_register(void *context, const char *register_id)
{
    struct strays *strays = context;
    if (has_register(strays->service, register_id))
        return true;
    char *copy = arena_copy(&strays->text, register_id);
    const char **id = NULL;
    if (copy)
        id = grow_one(&strays->ids, &strays->count, &strays->room, sizeof *id);
    strays->no_memory = !id;
    if (id)
        *id = copy;
    return id;
}

static enum result drop_strays(const struct chunks *chunks, size_t *changed)
{
    struct strays strays = {.service = chunks->service};
    enum result result = store_each_register(chunks->store, see_register, &strays);
    if (result == RESULT_OK && strays.no_memory)
        result = RESULT_NO_MEMORY;
    for (size_t i = 0; result == RESULT_OK && i < strays.count; i++) {
        size_t dropped = 0;
        result = store_replace_series(chunks->store, strays.ids[i], NULL, 0, &dropped);
        *changed += dropped;
    }
    free(strays.ids);
    arena_done(&strays.text);
    return result;
}

static enum result rederive_each(const struct chunks *chunks, size_t *changed)
{
    const struct service *service = chunks->service;
    enum result result = RESULT_OK;
    size_t shared;
    for (size_t i = 0; result == RESULT_OK && i < service->feed_count; i++) {
        const char *register_id = service->feeds[i].register_id;
        if (!is_first_of_register(service, i))
            continue;
        result = chunks_share_absences(chunks, register_id, &shared);
        if (result == RESULT_OK)
            result = rederive_register(chunks, register_id, changed);
    }
    return result;
}

enum result rederive_all(const struct chunks *chunks, size_t *changed)
{
    enum result result = sums_forget(chunks);
    if (result == RESULT_OK)
        result = drop_strays(chunks, changed);
    if (result == RESULT_OK)
        result = rederive_each(chunks, changed);
    if (result == RESULT_OK)
        result = store_put_fingerprint(chunks->store, service_fingerprint(chunks->service));
    return result;
}
