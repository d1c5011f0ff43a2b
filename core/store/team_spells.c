#include "core/store/team_spells.h"

#include <stdlib.h>

#include "core/model/amendment.h"

enum result store_say_damaged(const struct store *store, const char *what, const char *unit_id)
{
    diag_add(store_diags(store), DIAG_ERROR, (struct place){0},
        "what the store holds of %s for %s is damaged; import its extracts again", what, unit_id);
    return RESULT_IO;
}

/* --- who speaks of it --------------------------------------------------------------------- */

enum { SPEAKS = 1, AMENDED = 2 };

/* Those of a service that speak of a team. */
struct speakers {
    const struct service *service;
    unsigned char *feeds; /* by position in the service: SPEAKS, AMENDED */
};

static bool is_of_workers(enum feed_type type)
{
    return type == FEED_CASES || type == FEED_POSTS || type == FEED_ABSENCES;
}

static bool mark_speaker(void *context, const char *feed)
{
    struct speakers *speakers = context;
    const bool amends = *feed == *STORE_AMENDED;
    const struct feed_spec *found = service_feed(speakers->service, feed + amends);
    if (found && is_of_workers(found->type))
        speakers->feeds[found - speakers->service->feeds] |= amends ? AMENDED : SPEAKS;
    return true;
}

/* --- what they say ------------------------------------------------------------------------ */

struct decoding {
    struct store *store;
    struct spells *spells;
    unit_index team;
    const char *id;
    struct buffer amendment; /* what became of the chunk since it was written; empty: nothing */
    enum result result;
};

static bool keep_amendment(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    buffer_add(&((struct decoding *)context)->amendment, bytes, size);
    return true;
}

static bool decode_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)key;
    (void)sub;
    struct decoding *decoding = context;
    const struct buffer *amendment = &decoding->amendment;
    size_t first = decoding->spells->case_count;
    decoding->result = spells_decode(decoding->spells, decoding->team, bytes, size);
    if (decoding->result == RESULT_OK && amendment->length > 0)
        decoding->result = amendment_apply(decoding->spells, decoding->team, first,
            (const uint8_t *)amendment->bytes, amendment->length, NULL);
    return decoding->result == RESULT_OK;
}

static enum result find_amendment(struct decoding *decoding, const char *feed)
{
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    store_name_beside(&name, STORE_AMENDED, feed);
    if (!name.failed)
        result =
            store_each_spells(decoding->store, name.bytes, decoding->id, keep_amendment, decoding);
    buffer_done(&name);
    return result == RESULT_OK && decoding->amendment.failed ? RESULT_NO_MEMORY : result;
}

static enum result decode_feed(struct decoding *decoding, const char *feed, bool amended)
{
    enum result result = amended ? find_amendment(decoding, feed) : RESULT_OK;
    if (result == RESULT_OK)
        result = store_each_spells(decoding->store, feed, decoding->id, decode_chunk, decoding);
    if (result == RESULT_OK)
        result = decoding->result;
    buffer_done(&decoding->amendment);
    return result == RESULT_INVALID ? store_say_damaged(decoding->store, feed, decoding->id)
                                    : result;
}

static enum result decode_speakers(struct decoding *decoding, struct speakers *speakers)
{
    const struct service *service = speakers->service;
    enum result result = store_each_feed(decoding->store, decoding->id, mark_speaker, speakers);
    for (size_t i = 0; result == RESULT_OK && i < service->feed_count; i++)
        if (speakers->feeds[i] & SPEAKS)
            result = decode_feed(decoding, service->feeds[i].id, speakers->feeds[i] & AMENDED);
    return result;
}

enum result team_spells_load(
    struct store *store, const struct service *service, unit_index team, struct spells *spells)
{
    struct decoding decoding = {.store = store,
        .spells = spells,
        .team = team,
        .id = unit_tree_at(service->units, team)->id};
    struct speakers speakers = {service, calloc(service->feed_count + 1, sizeof *speakers.feeds)};
    const enum result result =
        speakers.feeds ? decode_speakers(&decoding, &speakers) : RESULT_NO_MEMORY;
    free(speakers.feeds);
    return result;
}
