#include "core/model/service.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/model/series.h"

void service_destroy(struct service *service)
{
    if (service == NULL)
        return;
    unit_tree_destroy(service->units);
    arena_done(&service->arena);
    free(service);
}

static const struct policy *find_policy(
    const struct service *service, const char *id, size_t length)
{
    for (size_t i = 0; i < service->policy_count; i++) {
        const char *known = service->policies[i].measure_id;
        if (strncmp(known, id, length) == 0 && known[length] == '\0')
            return &service->policies[i];
    }
    return NULL;
}

const struct policy *service_policy(const struct service *service, const char *measure_id)
{
    const struct policy *policy = find_policy(service, measure_id, strlen(measure_id));
    return policy != NULL ? policy : find_policy(service, measure_id, strcspn(measure_id, "."));
}

static int find_named(const struct named *named, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (strcmp(named[i].id, id) == 0)
            return i;
    return -1;
}

const char *service_basis(const struct service *service, const struct measure *measure)
{
    const struct policy *policy = service_policy(service, measure->id);
    if (measure->numerator[0].aggregate != AGGREGATE_DAYS)
        return "";
    if (policy && policy->basis && policy->basis[0])
        return policy->basis;
    return service->calendar.basis == BASIS_WORKING ? "working days" : "calendar days";
}

int service_level(const struct service *service, const char *id)
{
    return find_named(service->levels, service->level_count, id);
}

int service_category(const struct service *service, const char *id)
{
    return find_named(service->categories, service->category_count, id);
}

const struct role *service_role(const struct service *service, const char *id_or_name)
{
    for (size_t i = 0; i < service->role_count; i++)
        if (strcmp(service->roles[i].id, id_or_name) == 0)
            return &service->roles[i];
    size_t length = strlen(id_or_name);
    for (size_t i = 0; i < service->role_count; i++) {
        const char *name = service->roles[i].name;
        if (text_equal_folded(name, strlen(name), id_or_name, length))
            return &service->roles[i];
    }
    return NULL;
}

const struct feed_spec *service_feed(const struct service *service, const char *id)
{
    for (size_t i = 0; i < service->feed_count; i++)
        if (strcmp(service->feeds[i].id, id) == 0)
            return &service->feeds[i];
    return NULL;
}

static uint64_t hash_units(uint64_t hash, const struct unit_tree *tree)
{
    unit_index count = unit_tree_count(tree);
    hash = hash_number(hash, count);
    for (unit_index i = 0; i < count; i++) {
        const struct unit *unit = unit_tree_at(tree, i);
        hash = hash_text(hash, unit->id);
        hash = hash_number(hash, unit->parent);
    }
    return hash;
}

static uint64_t hash_feed(uint64_t hash, const struct feed_spec *feed)
{
    hash = hash_text(hash, feed->id);
    hash = hash_number(hash, feed->type);
    hash = hash_text(hash, feed->register_id);
    return feed->type == FEED_READINGS ? hash_number(hash, feed_period_months(feed)) : hash;
}

uint64_t service_fingerprint(const struct service *service)
{
    if (service->narrowing.narrowed)
        return service->narrowing.fingerprint;
    uint64_t hash = hash_number(HASH_START, SERIES_FORMAT);
    if (service->units != NULL)
        hash = hash_units(hash, service->units);
    hash = hash_number(hash, service->category_count);
    for (int i = 0; i < service->category_count; i++)
        hash = hash_text(hash, service->categories[i].id);
    hash = hash_number(hash, (int64_t)service->feed_count);
    for (size_t i = 0; i < service->feed_count; i++)
        hash = hash_feed(hash, &service->feeds[i]);
    return hash_finish(hash);
}
