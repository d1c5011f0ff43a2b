#include "tui/commands/viewer.h"

#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/model/narrow.h"
#include "tui/commands/confine.h"

#define GROUPS_MOST 65536 /* as many as Linux lets one process have */

/* --- names ------------------------------------------------------------------------------------ */

enum result viewer_init(struct viewer *viewer, const struct options *options)
{
    const struct passwd *const entry = getpwuid(getuid());
    const char *const account = entry ? entry->pw_name : "unknown";
    *viewer = (struct viewer){.account = strdup(account), .locked = confine_is_due(options)};
    viewer->name = strdup(options->user ? options->user : account);
    return viewer->account && viewer->name ? RESULT_OK : RESULT_NO_MEMORY;
}

void viewer_done(struct viewer *viewer)
{
    free(viewer->account);
    free(viewer->name);
    *viewer = (struct viewer){0};
}

/* --- the system's groups ---------------------------------------------------------------------- */

struct groups {
    struct arena text;
    const char **names;
    size_t count;
};

static void groups_done(struct groups *groups)
{
    free(groups->names);
    arena_done(&groups->text);
}

/* The numbers of all groups of an account; NULL: there is no memory, or no end. */
static gid_t *numbers_of(const struct passwd *account, int *ret_count)
{
    for (int room = 64; room <= GROUPS_MOST; room *= 2) {
        gid_t *const numbers = calloc((size_t)room, sizeof *numbers);
        *ret_count = room;
        if (!numbers)
            return NULL;
        if (getgrouplist(account->pw_name, account->pw_gid, numbers, ret_count) >= 0)
            return numbers;
        free(numbers);
    }
    return NULL;
}

/* Whom the system does not know is in none of its groups. A group without a name cannot be meant. */
static enum result groups_read(struct groups *groups, const char *name)
{
    int count;
    *groups = (struct groups){0};
    const struct passwd *const account = getpwnam(name);
    if (!account)
        return RESULT_OK;
    gid_t *const numbers = numbers_of(account, &count);
    groups->names = numbers ? calloc((size_t)count + 1, sizeof *groups->names) : NULL;
    bool failed = !groups->names;
    for (int i = 0; i < count && !failed; i++) {
        const struct group *const group = getgrgid(numbers[i]);
        const char *const copy = group ? arena_copy(&groups->text, group->gr_name) : NULL;
        failed = group && !copy;
        if (copy)
            groups->names[groups->count++] = copy;
    }
    free(numbers);
    if (failed)
        groups_done(groups);
    return failed ? RESULT_NO_MEMORY : RESULT_OK;
}

/* --- letting in ------------------------------------------------------------------------------- */

static enum result deny(struct diags *diags, const char *format, ...) PRINTF_LIKE(2, 3);
static enum result deny(struct diags *diags, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag_add_list(diags, DIAG_ERROR, (struct place){0}, format, arguments);
    va_end(arguments);
    return RESULT_DENIED;
}

static enum result deny_acting(
    const struct viewer *viewer, const struct service *service, struct diags *diags)
{
    return deny(diags,
        service->access.given
            ? "the account %s may not act for \"%s\": it is not in act_for_others of access.yaml"
            : "the account %s may not act for \"%s\": no access.yaml says so",
        viewer->account, viewer->name);
}

enum result viewer_speaks_for(
    const struct viewer *viewer, const struct service *service, struct diags *diags)
{
    if (strcmp(viewer->account, viewer->name) == 0 ||
        access_is_service(&service->access, viewer->account))
        return RESULT_OK;
    return deny_acting(viewer, service, diags);
}

static enum result answer_result(enum access_answer answer, const struct viewer *viewer,
    const struct service *service, struct diags *diags)
{
    switch (answer) {
    case ACCESS_GRANTED:
        return RESULT_OK;
    case ACCESS_NOT_FOR_OTHERS:
        return deny_acting(viewer, service, diags);
    case ACCESS_NOT_LISTED:
        return deny(diags,
            "%s may see nothing here: access.yaml names neither this user nor a group of theirs",
            viewer->name);
    case ACCESS_NO_MEMORY:
        break;
    }
    return RESULT_NO_MEMORY;
}

/* What is asked for on the command line must not tell more than the screens do. */
static enum result check_unit(const struct viewer *viewer, const char *id,
    const struct service *service, const struct access_scope *scope, struct diags *diags)
{
    const unit_index unit = id ? unit_tree_find(service->units, id) : UNIT_NONE;
    if (unit == UNIT_NONE || access_reach(scope, service->units, unit) <= UNIT_WITH_FIGURES)
        return RESULT_OK;
    return deny(
        diags, "%s may not see the unit \"%s\": access.yaml does not say so", viewer->name, id);
}

static enum result narrow(
    struct viewer *viewer, struct service *service, const struct access_scope *scope)
{
    viewer->share = scope->share;
    viewer->locked |= access_is_service(&service->access, viewer->account);
    return access_is_whole(scope, service->units) ? RESULT_OK : service_narrow(service, scope);
}

enum result viewer_admit(
    struct viewer *viewer, const char *unit, struct service *service, struct diags *diags)
{
    struct groups groups = {0};
    struct access_scope scope = {0};
    if (!access_name_is_sound(viewer->name) && service->access.given)
        return deny(diags, "--user \"%s\" is not the name of a user", viewer->name);
    enum result result = service->access.given ? groups_read(&groups, viewer->name) : RESULT_OK;
    if (result != RESULT_OK)
        return result;
    const struct access_ask ask = {viewer->account, viewer->name, groups.names, groups.count};
    result = answer_result(
        access_decide(&service->access, service->units, &ask, &scope), viewer, service, diags);
    if (result == RESULT_OK)
        result = check_unit(viewer, unit, service, &scope, diags);
    if (result == RESULT_OK)
        result = narrow(viewer, service, &scope);
    access_scope_done(&scope);
    groups_done(&groups);
    return result;
}
