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

/* --- which feeds speak of what ---------------------------------------------------------------- */

static bool spells_speak_of(const struct service *service, enum part_id part)
{
    const unsigned needed = part_at(part)->feeds & ~(1U << FEED_READINGS);
    unsigned there = 0;
    for (size_t i = 0; i < service->feed_count; i++)
        there |= 1U << service->feeds[i].type;
    return needed != 0 && (needed & ~there) == 0;
}

/* The rows of a long readings feed name their parts themselves: it may speak of any. */
static bool reading_speaks_of(const struct feed_spec *feed, enum part_id part)
{
    if (feed->type != FEED_READINGS || !feed->wide)
        return feed->type == FEED_READINGS;
    for (size_t i = 0; i < feed->part_count; i++)
        if (feed->parts[i].part == (int)part)
            return true;
    return false;
}

static bool feeds_term(const struct service *service, const struct term *term)
{
    const enum part_id read = term->flow_part != PART_NONE ? term->flow_part : term->part;
    for (size_t i = 0; i < service->feed_count; i++)
        if (reading_speaks_of(&service->feeds[i], read))
            return true;
    return spells_speak_of(service, term->part);
}

static bool feeds_terms(const struct service *service, const struct term terms[MEASURE_TERMS])
{
    for (size_t i = 0; i < MEASURE_TERMS && terms[i].sign != 0; i++)
        if (!feeds_term(service, &terms[i]))
            return false;
    return true;
}

bool service_feeds_measure(const struct service *service, const struct measure *measure)
{
    return feeds_terms(service, measure->numerator) && feeds_terms(service, measure->denominator);
}

/* --- fingerprint ------------------------------------------------------------------------------ */

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
