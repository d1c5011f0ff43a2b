/* The picture kept in a person's state folder, as somebody may have changed it: any bytes are a picture that a
 * terminal may get, which comes back as it is, or are refused. The heading and the check are put around the
 * bytes, that they get so far. */
#include <string.h>

#include "core/base/hash.h"
#include "tests/fuzz/fuzz.h"
#include "tui/views/picture.h"

#define HEADING "teamtop picture 2\n"

static void add_check(struct buffer *bytes)
{
    const uint64_t check = hash_finish(hash_block(HASH_START, bytes->bytes, bytes->length));
    for (int i = 0; i < 8; i++) {
        const uint8_t byte = (uint8_t)(check >> (8 * i));
        buffer_add(bytes, &byte, 1);
    }
}

static void comes_back(const struct picture *picture)
{
    struct buffer once = {0}, twice = {0};
    struct picture again = {0};
    picture_write(&once, picture);
    HOLDS(!once.failed);
    HOLDS(picture_read(once.bytes, once.length, &again) == RESULT_OK);
    picture_write(&twice, &again);
    HOLDS(once.length == twice.length && memcmp(once.bytes, twice.bytes, once.length) == 0);
    picture_done(&again);
    buffer_done(&once);
    buffer_done(&twice);
}

/* At any moment, and on as many columns as it has. */
static void can_be_shown(const struct picture *picture)
{
    static const time_t moments[] = {0, 1577880000, (time_t)1 << 33};
    struct canvas canvas;
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        HOLDS(canvas_init(&canvas, picture->cells.width, picture->cells.height) == RESULT_OK);
        picture_draw(picture, moments[i], &canvas);
        canvas_holds(&canvas);
        canvas_done(&canvas);
    }
    for (int i = 0; i < picture->heading.crumb_count; i++)
        HOLDS(is_harmless(picture->heading.crumbs[i]));
    HOLDS(is_harmless(picture->heading.notice));
    HOLDS(is_harmless(picture->zone));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buffer kept = {0};
    struct picture picture = {0};
    buffer_text(&kept, HEADING);
    buffer_add(&kept, bytes, size);
    add_check(&kept);
    HOLDS(!kept.failed);
    const enum result result = picture_read(kept.bytes, kept.length, &picture);
    HOLDS(result == RESULT_OK || result == RESULT_INVALID);
    HOLDS(result == RESULT_OK || picture.cells.cells == NULL);
    if (result == RESULT_OK) {
        canvas_holds(&picture.cells);
        can_be_shown(&picture);
        comes_back(&picture);
    }
    picture_done(&picture);
    buffer_done(&kept);
    return 0;
}
