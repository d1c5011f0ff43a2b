/* Chunks of spells from a store that may be damaged: any bytes are spells or are refused without leaving
 * anything behind, and what was taken is encoded so that it comes back as the same bytes and can be derived. */
#include <string.h>

#include "core/derive/derive.h"
#include "core/model/series.h"
#include "tests/fuzz/fuzz.h"

static size_t count_all(const struct spells *spells)
{
    return spells->case_count + spells->post_count + spells->absence_count + spells->request_count +
           spells->reading_count;
}

static void encode(const struct spells *spells, struct buffer *out)
{
    for (enum feed_type type = 0; type < FEED_TYPE_COUNT; type++)
        spells_encode(spells, type, type == FEED_ABSENCES ? UNIT_NONE : 0, out);
    HOLDS(!out->failed);
}

/* Sorted and with their text in order the first time, and from then on always the same. */
static void comes_back(const struct spells *spells, enum feed_type type)
{
    const unit_index unit = type == FEED_ABSENCES ? UNIT_NONE : 0;
    struct buffer chunk = {0}, before = {0}, after = {0};
    struct spells back;
    HOLDS(spells_init(&back) == RESULT_OK);
    spells_encode(spells, type, unit, &chunk);
    HOLDS(spells_decode(&back, unit, (const uint8_t *)chunk.bytes, chunk.length) == RESULT_OK);
    encode(spells, &before);
    encode(&back, &after);
    HOLDS(before.length == after.length);
    HOLDS(memcmp(before.bytes, after.bytes, after.length) == 0);
    spells_done(&back);
    buffer_done(&chunk);
    buffer_done(&before);
    buffer_done(&after);
}

static void can_be_derived(const struct spells *spells)
{
    static const struct named categories[] = {{"cin", "In need"}, {"cp", "Protection"}};
    struct service service = {
        .categories = categories, .category_count = 2, .units = unit_tree_create()};
    struct derived derived;
    unit_index unit;
    HOLDS(service.units != NULL);
    HOLDS(unit_tree_add(service.units, UNIT_NONE, "team", "Team", 0, -1, &unit) == RESULT_OK);
    HOLDS(derive(&derived, &service, spells, 0x1f) == RESULT_OK);
    for (size_t i = 0; i < derived.count; i++) {
        const struct series series = {derived.rows[i].bytes, derived.rows[i].size};
        HOLDS(series_is_sound(series, series_kind(series)));
    }
    derived_done(&derived);
    unit_tree_destroy(service.units);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct spells spells;
    HOLDS(spells_init(&spells) == RESULT_OK);
    const enum result result = spells_decode(&spells, 0, bytes, size);
    HOLDS(result == RESULT_OK || result == RESULT_INVALID);
    HOLDS(result == RESULT_OK || count_all(&spells) == 0);
    if (result == RESULT_OK) {
        if (bytes[0] < FEED_TYPE_COUNT) /* or else the same in two bytes */
            comes_back(&spells, (enum feed_type)bytes[0]);
        can_be_derived(&spells);
    }
    spells_done(&spells);
    return 0;
}
