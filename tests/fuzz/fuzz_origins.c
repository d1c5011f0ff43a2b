/* What a store keeps beside spells, as it may be damaged: which blocks of an extract were read, and the list of
 * categories at that time. Any bytes are read or refused; what was read comes back; and a new file's blocks get
 * numbers that no block which stays has. The first byte says how many bytes are the blocks of the new file. */
#include <stdlib.h>
#include <string.h>

#include "core/feed/categories.h"
#include "core/feed/origins.h"
#include "tests/fuzz/fuzz.h"

/* --- blocks ------------------------------------------------------------------------------------- */

static void write_origins(const struct origins *origins, struct buffer *out)
{
    origins_write(origins, out);
    HOLDS(!out->failed);
}

static void come_back(const struct origins *origins)
{
    struct buffer once = {0}, twice = {0};
    struct origins again = {0};
    write_origins(origins, &once);
    HOLDS(origins_read(&again, (const uint8_t *)once.bytes, once.length) == RESULT_OK);
    HOLDS(origins_are_from(&again, (const uint8_t *)once.bytes, once.length));
    write_origins(&again, &twice);
    HOLDS(once.length == twice.length);
    HOLDS(once.length == 0 || memcmp(once.bytes, twice.bytes, once.length) == 0);
    origins_done(&again);
    buffer_done(&once);
    buffer_done(&twice);
}

/* The blocks the new file has in common with the one before; how many. */
static size_t keep_common(struct origins *known, const struct origins *fresh)
{
    size_t kept = 0;
    int64_t rows = 0;
    for (size_t i = 0; i < fresh->count; i++) {
        const struct origin *const origin = origins_keep(known, fresh->blocks[i].digest);
        HOLDS(origin == NULL || (origin->kept && origin->digest == fresh->blocks[i].digest));
        HOLDS(origin == NULL || (origin->digest != 0));
        kept += origin != NULL;
        rows += origin != NULL ? origin->rows : 0;
    }
    HOLDS(known->kept_rows == rows);
    return kept;
}

static size_t count_kept(const struct origins *origins)
{
    size_t count = 0;
    for (size_t i = 0; i < origins->count; i++)
        count += origins->blocks[i].kept;
    return count;
}

/* All that is new has a number of its own, and what stays has the one it had. */
static void renew(struct origins *known, const struct origins *fresh)
{
    const size_t kept = keep_common(known, fresh);
    HOLDS(count_kept(known) == kept);
    uint32_t *const numbers = calloc(fresh->count + 1, sizeof *numbers);
    HOLDS(numbers != NULL);
    HOLDS(origins_renew(known, fresh, numbers) == RESULT_OK);
    HOLDS(count_kept(known) == kept);
    for (size_t i = 0; i < fresh->count; i++) {
        HOLDS(numbers[i + 1] >= 1 && numbers[i + 1] <= known->count);
        HOLDS(i == 0 || numbers[i + 1] > numbers[i]);
        const struct origin *const origin = &known->blocks[numbers[i + 1] - 1];
        HOLDS(!origin->kept && origin->digest == fresh->blocks[i].digest);
    }
    free(numbers);
}

static void read_origins(struct input stored, struct input next)
{
    struct origins known = {0}, fresh = {0};
    if (origins_read(&known, stored.bytes, stored.size) == RESULT_OK) {
        come_back(&known);
        if (origins_read(&fresh, next.bytes, next.size) == RESULT_OK)
            renew(&known, &fresh);
    }
    come_back(&known);
    origins_done(&known);
    origins_done(&fresh);
}

/* --- categories --------------------------------------------------------------------------------- */

static void read_categories(struct input stored)
{
    static const struct named categories[] = {{"cin", "In need"}, {"cp", "Protection"}};
    const struct service service = {.categories = categories, .category_count = 2};
    struct category_map map = {0};
    HOLDS(category_map_read(&map, &service, stored.bytes, stored.size) == RESULT_OK);
    for (size_t i = 0; i < map.count; i++)
        HOLDS(map.today[i] >= 0 && map.today[i] <= service.category_count);
    for (int32_t category = -1; category < 5; category++) {
        struct case_spell spell = {.category = category};
        struct spells spells = {.cases = &spell, .case_count = 1};
        const bool known = category >= 0 && (size_t)category < map.count;
        category_map_apply(&map, &spells, 0);
        HOLDS(spell.category == (known ? map.today[category] : category));
    }
    category_map_done(&map);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size}, next = {NULL, 0};
    const size_t wanted = take_byte(&input);
    next.size = wanted < input.size ? wanted : input.size;
    next.bytes = input.bytes;
    if (next.size > 0)
        input.bytes += next.size;
    input.size -= next.size;
    read_origins(input, next);
    read_categories(input);
    return 0;
}
