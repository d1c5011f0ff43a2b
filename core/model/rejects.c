#include "core/model/rejects.h"

#include <stdlib.h>

struct collecting {
    struct kept_rejects kept;
    bool no_memory;
};

static void keep(void *context, const struct reject *reject)
{
    struct collecting *collecting = context;
    struct kept_rejects *kept = &collecting->kept;
    const char *reason = arena_copy(&kept->text, reject->reason);
    struct reject *row =
        grow_one(&kept->list.items, &kept->list.count, &kept->room, sizeof *kept->list.items);
    if (!row) {
        collecting->no_memory = true;
        return;
    }
    *row = (struct reject){reject->line, reject->column, reason ? reason : ""};
    collecting->no_memory = collecting->no_memory || !reason;
}

enum result kept_rejects_read(
    struct kept_rejects *kept, const struct provider *provider, int64_t attempt)
{
    struct collecting collecting = {.kept = {.read = true}};
    enum result result = RESULT_OK;
    if (attempt != 0 && provider->each_reject)
        result = provider->each_reject(provider->context, attempt, keep, &collecting);
    if (result == RESULT_OK && collecting.no_memory)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        *kept = collecting.kept;
    else
        kept_rejects_done(&collecting.kept);
    return result;
}

void kept_rejects_done(struct kept_rejects *kept)
{
    free(kept->list.items);
    arena_done(&kept->text);
    *kept = (struct kept_rejects){0};
}
