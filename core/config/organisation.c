#include "core/config/documents.h"
#include "core/config/units.h"
#include "core/config/values.h"

static void read_levels(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct service *service = target;
    if (take_named(reading, key, value, &service->levels, &service->level_count) &&
        service->level_count == 0)
        fault(reading, value, "\"levels\" must name at least one level");
}

static void read_kinds(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct service *service = target;
    take_named(reading, key, value, &service->kinds, &service->kind_count);
}

static void read_categories(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct service *service = target;
    take_named(reading, key, value, &service->categories, &service->category_count);
}

static const struct key keys[] = {
    {"organisation", read_text, offsetof(struct service, organisation), true, "text",
        "the name of the organisation, shown at the top of every screen", NULL},
    {"notice", read_any_text, offsetof(struct service, notice), false, "text",
        "shown on every screen and report, for example \"invented data\"", NULL},
    {"levels", read_levels, 0, true, "a list of levels, outermost first",
        "the levels of the organisation, outermost first; a branch may skip some", NULL},
    {"kinds", read_kinds, 0, false, "a mapping of kinds and their names",
        "kinds of team, for thresholds that differ between them", NULL},
    {"categories", read_categories, 0, false, "a mapping of categories and their names",
        "categories of case; a child with two counts under the one listed first", NULL},
    {"units", read_units, offsetof(struct service, units), true, "a list of units",
        "the units: one outermost, the others in the \"units\" of another", &unit_keys},
};

const struct key_table organisation_keys = KEY_TABLE(keys);
