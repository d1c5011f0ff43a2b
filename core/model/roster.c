#include "core/model/roster.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/caseload.h"
#include "core/model/overload.h"
#include "core/model/stretch.h"

/* A row while it is being put together. */
struct draft {
    struct roster_row row;
    uint32_t worker;
    int32_t largest; /* FTE of the post that gives the row its role: the largest */
};

struct making {
    const struct service *service;
    const struct spells *spells;
    unit_index team;
    day_t day;
    struct caseloads caseloads;
    struct stretches stretches; /* scratch */
    struct draft *drafts;
    size_t count, room;
};

static const char *text(const struct making *making, uint32_t number)
{
    return intern_at(making->spells->text, number);
}

static const char *role_name(const struct making *making, uint32_t role)
{
    const struct role *known = service_role(making->service, text(making, role));
    return known ? known->name : text(making, role);
}

static struct draft *new_draft(struct making *making)
{
    struct draft *draft = grow_one(&making->drafts, &making->count, &making->room, sizeof *draft);
    if (draft)
        draft->row = (struct roster_row){.name = "",
            .role = "",
            .away_since = DAY_NONE,
            .vacant_since = DAY_NONE,
            .over_since = DAY_NONE};
    return draft;
}

/* --- who is there, and which posts are vacant ----------------------------------------------- */

static struct draft *draft_of(struct making *making, uint32_t worker)
{
    for (size_t i = 0; i < making->count; i++)
        if (making->drafts[i].worker == worker)
            return &making->drafts[i];
    struct draft *draft = new_draft(making);
    if (draft) {
        draft->worker = worker;
        draft->row.name = text(making, worker);
        draft->largest = -1;
    }
    return draft;
}

static enum result add_worker(struct making *making, const struct post_spell *post)
{
    struct draft *draft = draft_of(making, post->worker);
    if (!draft)
        return RESULT_NO_MEMORY;
    struct roster_row *row = &draft->row;
    row->fte += post->fte;
    row->limit += overload_limit(making->service, making->spells, post);
    row->has_limit = row->limit > 0;
    row->case_holding = row->case_holding || post->case_holding;
    if (post->name != 0)
        row->name = text(making, post->name);
    if (post->fte > draft->largest) {
        draft->largest = post->fte;
        row->role = role_name(making, post->role);
        row->contract = post->contract;
    }
    return RESULT_OK;
}

/* Vacant since the first day of its vacant spells on end. */
static enum result add_vacancy(struct making *making, const struct post_spell *vacancy)
{
    struct draft *draft = new_draft(making);
    bool added = draft != NULL;
    for (size_t i = 0; added && i < making->spells->post_count; i++) {
        const struct post_spell *post = &making->spells->posts[i];
        if (post->post == vacancy->post && post->contract == CONTRACT_VACANT &&
            post->team == making->team)
            added = stretches_add(&making->stretches, post->from, post->until);
    }
    if (!added)
        return RESULT_NO_MEMORY;
    draft->row.contract = CONTRACT_VACANT;
    draft->row.role = role_name(making, vacancy->role);
    draft->row.fte = vacancy->fte;
    draft->row.case_holding = vacancy->case_holding;
    draft->row.vacant_since = stretches_since(&making->stretches, making->day);
    return RESULT_OK;
}

static enum result add_posts(struct making *making)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < making->spells->post_count; i++) {
        const struct post_spell *post = &making->spells->posts[i];
        if (post->team != making->team || post->from > making->day || post->until <= making->day)
            continue;
        result = post->contract == CONTRACT_VACANT ? add_vacancy(making, post)
                                                   : add_worker(making, post);
    }
    return result;
}

/* Cases may be held by somebody without a post in the team: a row with an FTE of 0, as leaving it
 * out would hide the cases. */
static enum result add_holders(struct making *making)
{
    for (size_t i = 0; i < making->caseloads.count; i++)
        if (!draft_of(making, making->caseloads.items[i].worker))
            return RESULT_NO_MEMORY;
    return RESULT_OK;
}

/* --- what each row says --------------------------------------------------------------------- */

static enum result complete_row(struct making *making, struct draft *draft)
{
    for (size_t i = 0; i < making->spells->absence_count; i++) {
        const struct absence_spell *absence = &making->spells->absences[i];
        if (absence->worker == draft->worker &&
            !stretches_add(&making->stretches, absence->from, absence->until))
            return RESULT_NO_MEMORY;
    }
    draft->row.away_since = stretches_since(&making->stretches, making->day);
    draft->row.cases = caseloads_of(&making->caseloads, draft->worker);
    if (draft->row.has_limit)
        draft->row.room = draft->row.limit - draft->row.cases * FIXED_ONE;
    if (draft->row.room >= 0)
        return RESULT_OK;
    return overload_since(&draft->row.over_since, making->service, making->spells, making->team,
        draft->worker, making->day);
}

static enum result complete_rows(struct making *making)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < making->count; i++)
        if (making->drafts[i].row.contract != CONTRACT_VACANT)
            result = complete_row(making, &making->drafts[i]);
    return result;
}

/* --- the roster ----------------------------------------------------------------------------- */

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Workers by room, least first, those without a limit after them; then vacancies, oldest first. */
static int compare_drafts(const void *a, const void *b)
{
    const struct roster_row *x = &((const struct draft *)a)->row;
    const struct roster_row *y = &((const struct draft *)b)->row;
    const int orders[] = {
        order(x->contract == CONTRACT_VACANT, y->contract == CONTRACT_VACANT),
        order(y->has_limit, x->has_limit),
        order(x->room, y->room),
        order(x->vacant_since, y->vacant_since),
        strcmp(x->name, y->name),
        strcmp(x->role, y->role),
        order(x->fte, y->fte),
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

/* Who gets the next case: the most room among those who are there; by name where it is a draw. */
static int next_to_allocate(const struct roster *roster)
{
    int next = -1;
    for (size_t i = 0; i < roster->count; i++) {
        const struct roster_row *row = &roster->rows[i];
        if (row->has_limit && row->away_since == DAY_NONE && row->room > 0 &&
            (next < 0 || row->room > roster->rows[next].room))
            next = (int)i;
    }
    return next;
}

static size_t age_group(int64_t days)
{
    static const int64_t last[] = {2, 7, 14}; /* 0–2, 3–7, 8–14, and beyond */
    size_t group = 0;
    while (group < sizeof last / sizeof *last && days > last[group])
        group++;
    return group;
}

static void count_waiting(struct roster *roster, const struct caseloads *caseloads, day_t day)
{
    roster->unallocated = (int64_t)caseloads->waiting_count;
    roster->oldest_unallocated = DAY_NONE;
    for (size_t i = 0; i < caseloads->waiting_count; i++) {
        day_t since = caseloads->waiting[i];
        roster->ages[age_group((int64_t)day - since)]++;
        if (roster->oldest_unallocated == DAY_NONE || since < roster->oldest_unallocated)
            roster->oldest_unallocated = since;
    }
}

/* Puts text at `*at`, and moves that on. */
static const char *put_text(char **at, const char *text)
{
    char *const put = *at;
    const size_t size = strlen(text) + 1;
    memcpy(put, text, size);
    *at += size;
    return put;
}

/* The spells' text is that of years: the rows get their own. */
static bool copy_text(struct roster *roster)
{
    size_t size = 1;
    for (size_t i = 0; i < roster->count; i++)
        size += strlen(roster->rows[i].name) + 1 + strlen(roster->rows[i].role) + 1;
    char *at = roster->text = malloc(size);
    for (size_t i = 0; at && i < roster->count; i++) {
        roster->rows[i].name = put_text(&at, roster->rows[i].name);
        roster->rows[i].role = put_text(&at, roster->rows[i].role);
    }
    return roster->text != NULL;
}

static enum result hand_over(struct roster *roster, struct making *making)
{
    struct roster made = {.rows = calloc(making->count + 1, sizeof *made.rows)};
    if (!made.rows)
        return RESULT_NO_MEMORY;
    if (making->count > 0)
        qsort(making->drafts, making->count, sizeof *making->drafts, compare_drafts);
    for (; made.count < making->count; made.count++)
        made.rows[made.count] = making->drafts[made.count].row;
    if (!copy_text(&made)) {
        roster_done(&made);
        return RESULT_NO_MEMORY;
    }
    made.next = next_to_allocate(&made);
    count_waiting(&made, &making->caseloads, making->day);
    *roster = made;
    return RESULT_OK;
}

enum result roster_make(struct roster *roster, const struct service *service,
    const struct spells *spells, unit_index team, day_t day)
{
    struct making making = {.service = service, .spells = spells, .team = team, .day = day};
    enum result result = caseloads_make(&making.caseloads, spells, team, day);
    if (result == RESULT_OK)
        result = add_posts(&making);
    if (result == RESULT_OK)
        result = add_holders(&making);
    if (result == RESULT_OK)
        result = complete_rows(&making);
    if (result == RESULT_OK)
        result = hand_over(roster, &making);
    caseloads_done(&making.caseloads);
    stretches_done(&making.stretches);
    free(making.drafts);
    return result;
}

void roster_done(struct roster *roster)
{
    if (!roster)
        return;
    free(roster->text);
    free(roster->rows);
    *roster = (struct roster){0};
}
