#include <string.h>

#include "core/model/service.h"
#include "tests/fuzz/fuzz.h"

static void units_hold(const struct unit_tree *units)
{
    for (unit_index i = 0; i < unit_tree_count(units); i++) {
        const struct unit *unit = unit_tree_at(units, i);
        HOLDS(is_harmless(unit->name) && unit->name[0] != '\0');
        HOLDS(is_harmless(unit->id) && unit_tree_find(units, unit->id) == i);
        HOLDS(unit->parent < i && unit->end > i && unit->end <= unit_tree_count(units));
        HOLDS(unit->parent == UNIT_NONE || unit_tree_at(units, unit->parent)->end >= unit->end);
        for (size_t a = 0; a < unit->alias_count; a++)
            HOLDS(unit_tree_match(units, unit->aliases[a], strlen(unit->aliases[a])) == i);
    }
}

static void named_hold(const struct named *named, int count)
{
    for (int i = 0; i < count; i++)
        HOLDS(is_harmless(named[i].id) && is_harmless(named[i].name));
}

void service_holds(const struct service *service)
{
    HOLDS(is_harmless(service->organisation) && is_harmless(service->notice));
    HOLDS(service->store_uri != NULL && service->inbox != NULL && service->ui.theme != NULL);
    HOLDS(service->small_number >= 0 && service->unallocated_days >= 0);
    named_hold(service->levels, service->level_count);
    named_hold(service->kinds, service->kind_count);
    named_hold(service->categories, service->category_count);
    units_hold(service->units);
    for (size_t i = 0; i < service->feed_count; i++) {
        HOLDS(service_feed(service, service->feeds[i].id) != NULL);
        HOLDS(service->feeds[i].type < FEED_TYPE_COUNT);
        HOLDS(service->feeds[i].delimiter != '\0');
    }
    for (size_t i = 1; i < service->calendar.bank_holiday_count; i++)
        HOLDS(service->calendar.bank_holidays[i - 1] < service->calendar.bank_holidays[i]);
}
