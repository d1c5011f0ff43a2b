#include "tui/commands/remembering.h"

#include <stdlib.h>

#include "tui/commands/own_file.h"
#include "tui/commands/state.h"

/* What somebody else could have written may not say what the configuration is. */
static void recall(void *context, struct buffer *out)
{
    const struct remembering *remembering = context;
    (void)!own_file_read(remembering->path, CONFIG_MEMORY_MOST, out);
}

static void keep(void *context, const struct buffer *bytes)
{
    const struct remembering *remembering = context;
    (void)!own_file_write(remembering->path, bytes);
}

void remembering_init(struct remembering *remembering, const char *directory)
{
    *remembering = (struct remembering){
        .path = state_path("trees", directory, NULL),
        .memory = {.context = remembering, .recall = recall, .keep = keep},
    };
}

void remembering_done(struct remembering *remembering)
{
    free(remembering->path);
    *remembering = (struct remembering){0};
}
