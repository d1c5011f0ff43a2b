/*
 * categories.h: what the numbers of categories in a feed's chunks mean; private to core/feed.
 *
 * A case spell names its category by place in the configuration's list, which somebody may reorder:
 * a cases feed keeps the list it was imported with, and loading translates. A category that is gone
 * becomes "none": the case stays open. The map owns its array; reading can run out of memory.
 */
#ifndef TEAMTOP_FEED_CATEGORIES_H
#define TEAMTOP_FEED_CATEGORIES_H

#include "core/base/grow.h"
#include "core/model/service.h"
#include "core/model/spell.h"

struct category_map {
    int32_t *today; /* by number at the time of the import */
    size_t count, room;
};

/* The service's categories as bytes. */
void categories_write(struct buffer *out, const struct service *service);

/* Reads such bytes; a zeroed map leaves numbers as they are. */
MUST_CHECK enum result category_map_read(
    struct category_map *map, const struct service *service, const uint8_t *bytes, size_t size);
void category_map_done(struct category_map *map);

/* Translates the case spells from `first` on. */
void category_map_apply(const struct category_map *map, struct spells *spells, size_t first);

#endif
