#include <string.h>

#include "tui/views/view.h"

static const struct view *const views[] = {
    &overview_view,
    &unit_view,
    &team_view,
    &panel_view,
    &compare_view,
    &demand_view,
    &scorecard_view,
    &resources_view,
    &whatif_view,
    &changes_view,
    &help_view,
    &alerts_view,
    &feeds_view,
    &feed_view,
};

#define VIEWS (sizeof views / sizeof views[0])

const struct view *view_at(size_t index)
{
    return index < VIEWS ? views[index] : NULL;
}

const struct view *view_find(const char *id)
{
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i]->id, id) == 0)
            return views[i];
    return NULL;
}

const struct view *view_of_unit(const struct service *service, unit_index unit)
{
    bool is_leaf = unit_tree_at(service->units, unit)->end == unit + 1;

    return is_leaf ? &team_view : &unit_view;
}
