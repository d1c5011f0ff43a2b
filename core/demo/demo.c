#include "core/demo/demo.h"

#include <stdlib.h>

#include "core/demo/history.h"
#include "core/demo/write.h"

struct demo {
    struct history history;
};

static void (*const CHAPTERS[])(struct history *) = {
    tell_demand, tell_staff, tell_sickness, tell_children, tell_moves};
#define CHAPTER_COUNT (sizeof CHAPTERS / sizeof CHAPTERS[0])

enum result demo_generate(struct demo **ret, uint64_t seed, day_t from, day_t until)
{
    if (from < DEMO_FROM || from >= until || until > DEMO_UNTIL)
        return RESULT_INVALID;
    struct demo *demo = calloc(1, sizeof *demo);
    if (demo == NULL)
        return RESULT_NO_MEMORY;
    demo->history = (struct history){.from = from, .until = until, .seed = seed};
    for (size_t i = 0; i < CHAPTER_COUNT && !demo->history.failed; i++)
        CHAPTERS[i](&demo->history);
    if (demo->history.failed) {
        demo_destroy(demo);
        return RESULT_NO_MEMORY;
    }
    *ret = demo;
    return RESULT_OK;
}

void demo_destroy(struct demo *demo)
{
    if (demo == NULL)
        return;
    history_done(&demo->history);
    free(demo);
}

enum result demo_write(
    const struct demo *demo, day_t as_at, const char *directory, struct diags *diags)
{
    return history_write(&demo->history, as_at, directory, diags);
}
