/* Amendments from a store that may be damaged, against a chunk of as many cases as the first byte says: any bytes
 * leave as many cases as they say or those there were, and come back as they are. */
#include <string.h>

#include "core/model/amendment.h"
#include "tests/fuzz/fuzz.h"

static void add_case(struct spells *spells, uint8_t i)
{
    struct case_spell *spell =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *spell);
    HOLDS(spell != NULL);
    *spell = (struct case_spell){.child = i, .from = 18000 + i / 4, .until = DAY_NEVER};
}

/* Which of the cases came: those that are not the chunk's any more. */
static void comes_back(const struct amendment *amendment, const struct spells *spells)
{
    struct spell_encoder encoder = {0};
    struct buffer bytes = {0};
    struct spells again;
    struct amendment read = {0};
    uint32_t places[4096];
    size_t came = 0, place = 0, gone = 0;
    HOLDS(spells_init(&again) == RESULT_OK);
    for (size_t i = 0; i <= amendment->chunk_count; i++) {
        for (; came < amendment->came_count && amendment->before[came] == i; place++)
            places[came++] = (uint32_t)place;
        if (gone < amendment->gone_count && amendment->gone[gone] == i)
            gone++;
        else
            place++;
    }
    amendment_write(amendment, &encoder, spells, places, &bytes);
    HOLDS(!bytes.failed);
    for (size_t i = 0; i < amendment->chunk_count; i++)
        add_case(&again, (uint8_t)i);
    HOLDS(amendment_apply(&again, 0, 0, (const uint8_t *)bytes.bytes, bytes.length, &read) ==
          RESULT_OK);
    HOLDS(again.case_count == spells->case_count);
    HOLDS(read.gone_count == amendment->gone_count && read.came_count == amendment->came_count);
    amendment_done(&read);
    spells_done(&again);
    buffer_done(&bytes);
    spell_encoder_done(&encoder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct spells spells;
    struct amendment amendment = {0};
    const size_t count = size > 0 ? bytes[0] : 0;
    HOLDS(spells_init(&spells) == RESULT_OK);
    for (size_t i = 0; i < count; i++)
        add_case(&spells, (uint8_t)i);
    const enum result result =
        amendment_apply(&spells, 0, 0, bytes + (size > 0), size - (size > 0), &amendment);
    HOLDS(result == RESULT_OK || result == RESULT_INVALID);
    HOLDS(spells.case_count == count - amendment.gone_count + amendment.came_count);
    if (result == RESULT_OK && amendment.came_count < 4096)
        comes_back(&amendment, &spells);
    amendment_done(&amendment);
    spells_done(&spells);
    return 0;
}
