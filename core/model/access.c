#include "core/model/access.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MOST 64
#define NAME_BYTES                                                                                 \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"                                         \
    "0123456789._@+-\\"

bool access_name_is_sound(const char *name)
{
    size_t length = strspn(name, NAME_BYTES);
    return length > 0 && length <= NAME_MOST && name[length] == '\0' && name[0] != '.' &&
           name[0] != '-';
}

static bool is_listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

bool access_is_service(const struct access *access, const char *account)
{
    return is_listed(access->act_for_others, access->act_for_others_count, account);
}

/* --- whose entries count ---------------------------------------------------------------------- */

static const struct access_group *group_of(const struct access *access, const char *name)
{
    for (size_t i = 0; i < access->group_count; i++)
        if (strcmp(access->groups[i].name, name) == 0)
            return &access->groups[i];
    return NULL;
}

/* A group that the configuration lists is not the system's of the same name as well: who is in it
 * can be read in one place. */
static bool is_in(const struct access *access, const struct access_ask *ask, const char *viewer,
    const char *group)
{
    const struct access_group *own = group_of(access, group);
    return own != NULL ? is_listed(own->users, own->user_count, viewer)
                       : is_listed(ask->groups, ask->group_count, group);
}

static const struct access_viewer *entry_of(const struct access *access, const char *user)
{
    for (size_t i = 0; i < access->viewer_count; i++)
        if (access->viewers[i].user != NULL && strcmp(access->viewers[i].user, user) == 0)
            return &access->viewers[i];
    return NULL;
}

/* --- putting a scope together ----------------------------------------------------------------- */

/* A scope while entries are added: its lists have room for every unit there is. */
static enum access_answer scope_begin(struct access_scope *scope, const struct unit_tree *units)
{
    size_t room = (size_t)unit_tree_count(units) + 1;
    *scope = (struct access_scope){.units = calloc(room, sizeof *scope->units),
        .workers = calloc(room, sizeof *scope->workers),
        .share = true};
    if (scope->units != NULL && scope->workers != NULL)
        return ACCESS_GRANTED;
    access_scope_done(scope);
    return ACCESS_NO_MEMORY;
}

void access_scope_done(struct access_scope *scope)
{
    free(scope->units);
    free(scope->workers);
    *scope = (struct access_scope){0};
}

static bool covers(
    const struct unit_tree *units, const unit_index *list, size_t count, unit_index unit)
{
    for (size_t i = 0; i < count; i++)
        if (unit_is_within(units, unit, list[i]))
            return true;
    return false;
}

/* Keeps the list in preorder and none of it inside another. */
static void add_unit(
    const struct unit_tree *units, unit_index *list, size_t *count, unit_index unit)
{
    size_t kept = 0;
    if (covers(units, list, *count, unit))
        return;
    for (size_t i = 0; i < *count; i++)
        if (!unit_is_within(units, list[i], unit))
            list[kept++] = list[i];
    size_t at = kept;
    for (; at > 0 && list[at - 1] > unit; at--)
        list[at] = list[at - 1];
    list[at] = unit;
    *count = kept + 1;
}

static void add_viewer(
    struct access_scope *scope, const struct unit_tree *units, const struct access_viewer *viewer)
{
    for (size_t i = 0; i < viewer->unit_count; i++)
        add_unit(units, scope->units, &scope->unit_count, viewer->units[i]);
    for (size_t i = 0; i < viewer->worker_count; i++)
        add_unit(units, scope->workers, &scope->worker_count, viewer->workers[i]);
    scope->share &= viewer->share;
}

static void add_entries(struct access_scope *scope, const struct access *access,
    const struct unit_tree *units, const struct access_ask *ask, const char *viewer)
{
    const struct access_viewer *own = entry_of(access, viewer);
    if (own != NULL) {
        add_viewer(scope, units, own);
        return;
    }
    for (size_t i = 0; i < access->viewer_count; i++) {
        const struct access_viewer *entry = &access->viewers[i];
        if (entry->group != NULL && is_in(access, ask, viewer, entry->group))
            add_viewer(scope, units, entry);
    }
}

static void add_everything(struct access_scope *scope, const struct unit_tree *units)
{
    for (unit_index top = 0; top < unit_tree_count(units); top = unit_tree_at(units, top)->end) {
        add_unit(units, scope->units, &scope->unit_count, top);
        add_unit(units, scope->workers, &scope->worker_count, top);
    }
    scope->share = false;
}

enum access_answer access_decide(const struct access *access, const struct unit_tree *units,
    const struct access_ask *ask, struct access_scope *ret)
{
    const char *viewer = ask->user != NULL ? ask->user : ask->account;
    struct access_scope scope;
    if (strcmp(viewer, ask->account) != 0 && !access_is_service(access, ask->account))
        return ACCESS_NOT_FOR_OTHERS;
    if (scope_begin(&scope, units) != ACCESS_GRANTED)
        return ACCESS_NO_MEMORY;
    if (!access->given)
        add_everything(&scope, units);
    else
        add_entries(&scope, access, units, ask, viewer);
    if (access->given && scope.unit_count == 0 && access->fallback != UNIT_NONE) {
        add_unit(units, scope.units, &scope.unit_count, access->fallback);
        scope.share = false;
    }
    if (access->given && scope.unit_count == 0) {
        access_scope_done(&scope);
        return ACCESS_NOT_LISTED;
    }
    *ret = scope;
    return ACCESS_GRANTED;
}

/* --- asking a scope --------------------------------------------------------------------------- */

static bool is_above(
    const struct access_scope *scope, const struct unit_tree *units, unit_index unit)
{
    for (size_t i = 0; i < scope->unit_count; i++)
        if (unit_is_within(units, scope->units[i], unit))
            return true;
    return false;
}

enum unit_reach access_reach(
    const struct access_scope *scope, const struct unit_tree *units, unit_index unit)
{
    if (covers(units, scope->workers, scope->worker_count, unit))
        return UNIT_WITH_WORKERS;
    if (covers(units, scope->units, scope->unit_count, unit))
        return UNIT_WITH_FIGURES;
    return is_above(scope, units, unit) ? UNIT_BY_NAME : UNIT_UNSEEN;
}

bool access_is_whole(const struct access_scope *scope, const struct unit_tree *units)
{
    for (unit_index top = 0; top < unit_tree_count(units); top = unit_tree_at(units, top)->end)
        if (access_reach(scope, units, top) != UNIT_WITH_WORKERS)
            return false;
    return true;
}

unit_index access_top(const struct access_scope *scope, const struct unit_tree *units)
{
    unit_index top = scope->unit_count > 0 ? scope->units[0] : UNIT_NONE;
    for (size_t i = 1; i < scope->unit_count && top != UNIT_NONE; i++)
        while (top != UNIT_NONE && !unit_is_within(units, scope->units[i], top))
            top = unit_tree_at(units, top)->parent;
    return top;
}
