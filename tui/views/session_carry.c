/* From the session of one configuration to that of the next: units and feeds keep their ids, not
 * their numbers. */
#include <stdio.h>
#include <string.h>

#include "tui/views/filter.h"
#include "tui/views/session_state.h"

/* UNIT_NONE: it is no more. */
static unit_index carry_unit(
    const struct session *session, const struct session *before, unit_index unit)
{
    if (unit == UNIT_NONE)
        return UNIT_NONE;
    return unit_tree_find(session->service->units, unit_tree_at(before->service->units, unit)->id);
}

/* From 1, as places keep them; 0: the level is no more. */
static int carry_level(const struct session *session, const struct session *before, int level)
{
    return level == 0 ? 0
                      : service_level(session->service, before->service->levels[level - 1].id) + 1;
}

/* False: the feed is no more. */
static bool carry_feed(
    const struct session *session, const struct session *before, struct view_place *place)
{
    if (place->view != &feed_view)
        return true;

    const struct service *service = session->service;
    const struct feed_spec *feed = service_feed(service, before->service->feeds[place->feed].id);

    if (feed != NULL)
        place->feed = (int)(feed - service->feeds);
    return feed != NULL;
}

static void carry_whatif(
    const struct session *session, const struct session *before, struct whatif *whatif)
{
    int kept = 0;

    for (int i = 0; i < whatif->count; i++) {
        struct whatif_change change = whatif->changes[i];

        change.unit = carry_unit(session, before, change.unit);
        if (change.unit != UNIT_NONE)
            whatif->changes[kept++] = change;
    }
    whatif->count = kept;
}

/* Words that mean nothing any more would hide what a person can not see the reason of. */
static void carry_filter(const struct session *session, struct view_place *place)
{
    struct filter filter;
    char message[FILTER_MESSAGE];

    if (!filter_parse(session->service, place->filter, &filter, message))
        place->filter[0] = '\0';
}

/* False, and *ret is as it was, when what the place is about is no more, or there was none. */
static bool carry_place(const struct session *session, const struct session *before,
    const struct view_place *old, struct view_place *ret)
{
    struct view_place place = *old;

    if (old->view == NULL || !carry_feed(session, before, &place))
        return false;
    place.unit = carry_unit(session, before, old->unit);
    if (place.unit == UNIT_NONE && old->unit != UNIT_NONE)
        return false;
    place.chosen = carry_unit(session, before, old->chosen);
    place.level = carry_level(session, before, old->level);
    place.heat = (struct heat){.axis = UNIT_NONE};
    place.held.mark = 0;
    place.reorder = true;
    carry_whatif(session, before, &place.whatif);
    carry_filter(session, &place);
    *ret = place;
    return true;
}

/* The first place stays what the new session made it where the old one has no counterpart. */
static void carry_trail(
    struct session *session, const struct session *before, const struct trail *old)
{
    struct view_place place;

    if (carry_place(session, before, &old->places[0], &place))
        session->trail.places[0] = place;
    for (int i = 1; i < old->count; i++)
        if (carry_place(session, before, &old->places[i], &place))
            trail_push(&session->trail, place);
}

static void carry_kept(struct session *session, const struct session *before)
{
    for (int i = 0; i < KEPT_PLACES; i++)
        (void)carry_place(session, before, &before->kept.places[i], &session->kept.places[i]);
    for (int i = 0; i < VIEWS_MOST; i++)
        (void)carry_place(session, before, &before->memory[i], &session->memory[i]);
}

static void carry_typed(struct session *session, const struct session *before)
{
    session->kept.finds = before->kept.finds;
    session->kept.filters = before->kept.filters;
    session->kept.commands = before->kept.commands;
    snprintf(session->sought, sizeof session->sought, "%s", before->sought);
}

void session_carry(struct session *session, const struct session *before)
{
    unit_index chosen = carry_unit(session, before, session_unit(before));

    session->pinned = before->pinned;
    session->mouse = before->mouse;
    session->shared = before->shared || session->stays_shared;
    session->theme = before->theme;
    session->in_parts = before->in_parts;
    carry_kept(session, before);
    carry_typed(session, before);
    carry_trail(session, before, &before->trail);
    session_rebuild(session);
    if (trail_peek(&session->trail)->view == &overview_view && chosen != UNIT_NONE)
        session_select(session, chosen);
}
