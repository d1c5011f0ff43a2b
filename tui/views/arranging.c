/* Which units are rows and in which order, and what else is found out from every unit there is
 * before a screen can be shown: all at once or, where there are many, a few at a time while keys are
 * served. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "tui/views/session_state.h"

#define AT_ONCE 128 /* units: a comparison takes some ten milliseconds, alerts some forty */

/* What is to be found out next. */
enum due {
    DUE_NOTHING,
    DUE_FILTER, /* which units the filter leaves */
    DUE_RANKS,  /* what rows are put in order by */
    DUE_ALERTS, /* all of them */
};

/* --- which units are left --------------------------------------------------------------------- */

static bool is_filtered(const struct session *session)
{
    const struct view_place *here = trail_peek(&session->trail);

    return here->view->has_rows && here->filter[0] != '\0';
}

/* Figures move, so what they filter is looked at anew when they may have; not while marks hold the
 * rows. */
static bool filter_is_due(struct session *session, const struct made_for *data)
{
    if (!is_filtered(session))
        return false;
    return !filter_in_force(session) ||
           (!session->holding && !made_for_same_figures(&session->arranging.filtered_for, data));
}

static void begin_filter(struct session *session, const struct made_for *data)
{
    struct arranging *arranging = &session->arranging;
    const char *line = trail_peek(&session->trail)->filter;
    char message[FILTER_MESSAGE];

    if (strcmp(arranging->filtering_by, line) == 0 &&
        made_for_same_figures(&arranging->filtering_for, data))
        return;
    (void)filter_parse(
        session->service, line, &arranging->filter, message); /* it was read before */
    snprintf(arranging->filtering_by, FILTER_SIZE, "%s", line);
    arranging->filtering_for = *data;
    arranging->filtering = outline_first(&session->outline);
    outline_hide_all(&session->outline);
}

static void end_filter(struct session *session)
{
    struct arranging *arranging = &session->arranging;

    outline_filter(&session->outline);
    snprintf(session->filtered_by, FILTER_SIZE, "%s", arranging->filtering_by);
    arranging->filtered_for = arranging->filtering_for;
    arranging->filtering_by[0] = '\0';
    session_rebuild(session);
}

static enum result filter_step(struct session *session, struct snapshot *snapshot)
{
    struct arranging *arranging = &session->arranging;
    const struct made_for data = made_for_snapshot(snapshot);
    bool kept = false;

    begin_filter(session, &data);
    if (arranging->filtering == outline_end(&session->outline)) {
        end_filter(session);
        return RESULT_OK;
    }

    enum result result = filter_match(&arranging->filter, snapshot, arranging->filtering, &kept);

    if (result != RESULT_OK)
        return result;
    if (kept)
        outline_keep(&session->outline, arranging->filtering);
    arranging->filtering++;
    return RESULT_OK;
}

/* --- in which order --------------------------------------------------------------------------- */

static uint64_t question_of(struct session *session, struct snapshot *snapshot)
{
    const struct view_place *here = trail_peek(&session->trail);
    const struct scene scene = session_scene(session, snapshot);

    return here->view->survey != NULL ? here->view->survey->question(&scene, here) : 0;
}

/* Order holds while marks are on the screen, but for what a key asked for. */
static bool is_held(const struct session *session)
{
    return session->holding && !trail_peek(&session->trail)->reorder;
}

static bool is_answered(struct session *session, uint64_t question, const struct made_for *data)
{
    const struct arranging *arranging = &session->arranging;

    return arranging->answered == question &&
           made_for_same_figures(&arranging->answered_for, data) &&
           outline_next_unranked(&session->outline) == UNIT_NONE;
}

static bool ranks_are_due(struct session *session, uint64_t question, const struct made_for *data)
{
    const struct arranging *arranging = &session->arranging;
    const struct survey *survey = trail_peek(&session->trail)->view->survey;

    if (question == 0)
        return false;
    if (is_answered(session, question, data))
        return arranging->unordered && !is_held(session);
    return !is_held(session) || survey->begin != NULL || arranging->answered != question;
}

static void begin_round(struct session *session, struct snapshot *snapshot, uint64_t question)
{
    struct arranging *arranging = &session->arranging;
    struct view_place *here = trail_here(&session->trail);
    const struct scene scene = session_scene(session, snapshot);

    if (question == arranging->answered)
        outline_rank_again(&session->outline);
    else
        outline_rank_anew(&session->outline);
    if (here->view->survey->begin != NULL)
        here->view->survey->begin(&scene, here);
    arranging->asked = here->view->survey->question(&scene, here);
    arranging->asked_for = made_for_snapshot(snapshot);
}

static void put_in_order(struct session *session)
{
    session->arranging.unordered = is_held(session);
    if (session->arranging.unordered)
        return;
    trail_here(&session->trail)->reorder = false;
    session_rebuild(session);
}

static void end_round(struct session *session, struct snapshot *snapshot)
{
    struct arranging *arranging = &session->arranging;
    struct view_place *here = trail_here(&session->trail);
    const struct scene scene = session_scene(session, snapshot);
    const struct survey *survey = here->view->survey;

    if (survey->end != NULL && !survey->end(&scene, here)) {
        arranging->asked = 0;
        return;
    }
    arranging->asked = survey->question(&scene, here);
    arranging->answered = arranging->asked;
    arranging->answered_for = arranging->asked_for;
    put_in_order(session);
}

static enum result rank_row(struct session *session, struct snapshot *snapshot, unit_index unit)
{
    const struct view_place *here = trail_peek(&session->trail);
    const struct scene scene = session_scene(session, snapshot);
    struct figure figure;
    enum result result = snapshot_visit(snapshot, unit);

    if (result == RESULT_OK)
        result = here->view->survey->look(&scene, here, unit, &figure);
    if (result == RESULT_OK)
        outline_rank(&session->outline, unit, &figure);
    return result;
}

static enum result rank_step(struct session *session, struct snapshot *snapshot)
{
    const struct arranging *arranging = &session->arranging;
    const struct made_for data = made_for_snapshot(snapshot);
    uint64_t question = question_of(session, snapshot);

    if (is_answered(session, question, &data)) {
        put_in_order(session);
        return RESULT_OK;
    }
    if (arranging->asked != question || !made_for_same_figures(&arranging->asked_for, &data))
        begin_round(session, snapshot, question);

    unit_index unit = outline_next_unranked(&session->outline);

    if (unit != UNIT_NONE)
        return rank_row(session, snapshot, unit);
    end_round(session, snapshot);
    return RESULT_OK;
}

/* --- alerts ----------------------------------------------------------------------------------- */

static bool alerts_are_due(const struct session *session, const struct snapshot *snapshot)
{
    return trail_peek(&session->trail)->view == &alerts_view &&
           !board_is_new(&session->board, snapshot);
}

enum result count_step(struct session *session, struct snapshot *snapshot)
{
    const struct scene scene = session_scene(session, snapshot);
    bool done = false;
    enum result result =
        board_step(&session->board, snapshot, session->root, scene.may_see_workers, &done);

    return result == RESULT_OK && done ? calls_keep(session, snapshot) : result;
}

/* --- all of it -------------------------------------------------------------------------------- */

static enum due what_is_due(struct session *session, struct snapshot *snapshot)
{
    const struct made_for data = made_for_snapshot(snapshot);

    if (filter_is_due(session, &data))
        return DUE_FILTER;
    if (ranks_are_due(session, question_of(session, snapshot), &data))
        return DUE_RANKS;
    return alerts_are_due(session, snapshot) ? DUE_ALERTS : DUE_NOTHING;
}

static enum result step(struct session *session, struct snapshot *snapshot, enum due due)
{
    switch (due) {
    case DUE_FILTER:
        return filter_step(session, snapshot);
    case DUE_RANKS:
        return rank_step(session, snapshot);
    case DUE_ALERTS:
        return count_step(session, snapshot);
    case DUE_NOTHING:
        break;
    }
    return RESULT_OK;
}

static int count_unfiltered(struct session *session, const struct made_for *data)
{
    const struct arranging *arranging = &session->arranging;

    begin_filter(session, data);
    /* Names are read in no time. */
    return filter_asks_figures(&arranging->filter)
               ? outline_end(&session->outline) - arranging->filtering
               : 0;
}

static int count_unranked(struct session *session, uint64_t question, const struct made_for *data)
{
    const struct arranging *arranging = &session->arranging;

    if (arranging->asked != question || !made_for_same_figures(&arranging->asked_for, data))
        return session->outline.count;
    return outline_count_unranked(&session->outline);
}

/* How far what is due is; goes through all units, and so is asked once a picture and not once a step. */
static enum result look_how_far(
    struct session *session, struct snapshot *snapshot, enum due due, struct looking *ret)
{
    const struct outline *outline = &session->outline;
    const struct made_for data = made_for_snapshot(snapshot);

    *ret = (struct looking){.of = outline_end(outline) - outline_first(outline)};
    if (due == DUE_ALERTS)
        return board_begin(&session->board, snapshot, session->root, &ret->left);
    if (due == DUE_FILTER) {
        ret->left = count_unfiltered(session, &data);
    } else {
        ret->of = outline->count;
        ret->left = count_unranked(session, question_of(session, snapshot), &data);
    }
    return RESULT_OK;
}

/* Whether what stands there answers the question, be it of data from a moment ago. */
static bool stands(struct session *session, struct snapshot *snapshot)
{
    uint64_t question = question_of(session, snapshot);

    if (is_filtered(session) && !filter_in_force(session))
        return false;
    if (question != 0 && session->arranging.answered != question)
        return false;
    return trail_peek(&session->trail)->view != &alerts_view ||
           board_stands(&session->board, snapshot);
}

static enum result finish(struct session *session, struct snapshot *snapshot, enum due due)
{
    enum result result;

    do
        result = step(session, snapshot, due);
    while (result == RESULT_OK && what_is_due(session, snapshot) == due);
    return result;
}

/* One thing after the other, until nothing is due or what is due is left for later. */
enum result arrange_begin(struct session *session, struct snapshot *snapshot)
{
    const int at_once = session->in_parts ? AT_ONCE : INT_MAX;
    enum due due = what_is_due(session, snapshot);
    enum result result = RESULT_OK;

    for (; due != DUE_NOTHING; due = what_is_due(session, snapshot)) {
        result = look_how_far(session, snapshot, due, &session->looking);
        if (result == RESULT_OK && session->looking.left > at_once)
            break;
        if (result == RESULT_OK)
            result = finish(session, snapshot, due);
        if (result != RESULT_OK)
            break;
    }
    snapshot_leave(snapshot);
    session->waits = result == RESULT_OK && due != DUE_NOTHING && !stands(session, snapshot);
    return result;
}

enum result session_arrange(struct session *session, struct snapshot *snapshot)
{
    const bool holding = session->holding;
    enum result result = RESULT_OK;

    session->holding = false;
    for (enum due due = what_is_due(session, snapshot);
         result == RESULT_OK && (due == DUE_FILTER || due == DUE_RANKS);
         due = what_is_due(session, snapshot))
        result = finish(session, snapshot, due);
    snapshot_leave(snapshot);
    session->holding = holding;
    return result;
}

bool session_is_arranged(struct session *session, struct snapshot *snapshot)
{
    return what_is_due(session, snapshot) == DUE_NOTHING;
}

enum result arrange_step(struct session *session, struct snapshot *snapshot)
{
    enum result result = step(session, snapshot, what_is_due(session, snapshot));

    snapshot_leave(snapshot);
    return result;
}
