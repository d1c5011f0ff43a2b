#include "core/model/acknowledged.h"

#include <stdlib.h>
#include <string.h>

#define WORSE_BY 10 /* a tenth */

void acknowledged_done(struct acknowledged *acknowledged)
{
    for (size_t i = 0; i < acknowledged->count; i++)
        free(acknowledged->items[i].key);
    free(acknowledged->items);
    *acknowledged = (struct acknowledged){0};
}

static struct acknowledgement *find(const struct acknowledged *acknowledged, const char *key)
{
    for (size_t i = 0; i < acknowledged->count; i++)
        if (strcmp(acknowledged->items[i].key, key) == 0)
            return &acknowledged->items[i];
    return NULL;
}

static void remove_at(struct acknowledged *acknowledged, size_t at)
{
    struct acknowledgement *items = acknowledged->items;
    free(items[at].key);
    memmove(&items[at], &items[at + 1], (--acknowledged->count - at) * sizeof *items);
}

enum result acknowledged_put(struct acknowledged *acknowledged, const char *key, struct seen_as as)
{
    char *copy = strdup(key);
    if (!copy || !grow_room(&acknowledged->items, &acknowledged->room, acknowledged->count + 1,
                     sizeof *acknowledged->items)) {
        free(copy);
        return RESULT_NO_MEMORY;
    }
    acknowledged_drop(acknowledged, key);
    if (acknowledged->count == ACKNOWLEDGED_MOST)
        remove_at(acknowledged, 0);
    acknowledged->items[acknowledged->count++] = (struct acknowledgement){copy, as};
    return RESULT_OK;
}

void acknowledged_drop(struct acknowledged *acknowledged, const char *key)
{
    const struct acknowledgement *known = find(acknowledged, key);
    if (known)
        remove_at(acknowledged, (size_t)(known - acknowledged->items));
}

static bool is_another(const struct acknowledgement *known, const struct alert *alert)
{
    return alert_kind_recurs(alert->kind) && !alert->longer && alert->since > known->as.day;
}

bool acknowledged_covers(const struct acknowledged *acknowledged, const struct alert *alert)
{
    const struct acknowledgement *known = find(acknowledged, alert->key);
    return known && alert->severity <= known->as.severity &&
           alert->extent <= known->as.extent + known->as.extent / WORSE_BY &&
           !is_another(known, alert);
}
