#include "core/feed/categories.h"

#include <stdlib.h>
#include <string.h>

/* Identifiers with a NUL after each. */
void categories_write(struct buffer *out, const struct service *service)
{
    for (int i = 0; i < service->category_count; i++)
        buffer_add(out, service->categories[i].id, strlen(service->categories[i].id) + 1);
}

/* One past the last category is "none". */
static int32_t category_today(const struct service *service, const char *id)
{
    int category = service_category(service, id);
    return category >= 0 ? category : service->category_count;
}

enum result category_map_read(
    struct category_map *map, const struct service *service, const uint8_t *bytes, size_t size)
{
    const char *at = (const char *)bytes;
    const char *end = at + size;
    while (at < end && memchr(at, '\0', (size_t)(end - at))) {
        int32_t *number = grow_one(&map->today, &map->count, &map->room, sizeof *number);
        if (!number)
            return RESULT_NO_MEMORY;
        *number = category_today(service, at);
        at += strlen(at) + 1;
    }
    return RESULT_OK;
}

void category_map_done(struct category_map *map)
{
    free(map->today);
}

void category_map_apply(const struct category_map *map, struct spells *spells, size_t first)
{
    for (size_t i = first; map->count > 0 && i < spells->case_count; i++) {
        int32_t *category = &spells->cases[i].category;
        if (*category >= 0 && (size_t)*category < map->count)
            *category = map->today[*category];
    }
}
