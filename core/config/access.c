/* access.yaml: who may see which units. */
#include "core/model/access.h"

#include <string.h>

#include "core/config/documents.h"
#include "core/config/listing.h"
#include "core/config/paths.h"

static const char name_form[] =
    "a name of at most 64 letters, digits and . _ @ + - \\ that does not begin with . or -";

/* --- names ------------------------------------------------------------------------------------ */

static bool take_name(
    struct reading *reading, const struct key *key, const struct node *value, const char **ret)
{
    if (value->kind != NODE_TEXT) {
        fault_value(reading, key, value);
        return false;
    }
    if (!access_name_is_sound(value->text)) {
        const char *text = reading_clean(reading, value->text);
        if (text != NULL)
            fault(reading, value, "\"%s\" must be %s, not \"%s\"", key->name, name_form, text);
        return false;
    }
    *ret = reading_keep(reading, value->text);
    return true;
}

static void read_name(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    take_name(reading, key, value, target);
}

/* One name or a list of them, each there once. */
static bool take_names(
    struct reading *reading, const struct key *key, const struct node *value, struct text_list *ret)
{
    const struct node *const *nodes = value->kind == NODE_LIST ? value->items : &value;
    size_t count = value->kind == NODE_LIST ? value->count : 1, kept = 0;
    const char **names = reading_take(reading, count, sizeof *names);
    for (size_t i = 0; i < count && names != NULL; i++) {
        struct choices before = {names, sizeof *names, kept};
        const char *name;
        if (!take_name(reading, key, nodes[i], &name))
            continue;
        if (choice_find(before, name) >= 0)
            fault(reading, nodes[i], "\"%s\" is listed twice", name);
        else
            names[kept++] = name;
    }
    *ret = (struct text_list){names, names != NULL ? kept : 0};
    return names != NULL;
}

/* --- viewers ---------------------------------------------------------------------------------- */

/* A viewer as the document gives it. */
struct draft {
    struct access_viewer viewer;
    const struct node *units, *workers;
};

static void read_viewer_units(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct draft *draft = target;
    struct unit_list units;
    draft->units = value;
    if (!take_units(reading, key, value, &units))
        return;
    if (value->kind == NODE_LIST && value->count == 0)
        fault(reading, value, "\"unit\" must name at least one unit");
    draft->viewer.units = units.items;
    draft->viewer.unit_count = units.count;
}

static bool is_inside(
    const struct reading *reading, const struct access_viewer *viewer, unit_index unit)
{
    for (size_t i = 0; i < viewer->unit_count; i++)
        if (unit_is_within(reading->service->units, unit, viewer->units[i]))
            return true;
    return false;
}

static void check_workers(
    struct reading *reading, const struct draft *draft, const struct unit_list *units)
{
    for (size_t i = 0; i < units->count && draft->viewer.unit_count > 0; i++)
        if (!is_inside(reading, &draft->viewer, units->items[i]))
            fault(reading, draft->workers,
                "unit \"%s\" is not inside what this viewer sees: name it in \"unit\", too",
                unit_tree_at(reading->service->units, units->items[i])->id);
}

/* yes, no, or the units where it is yes. Units were read before. */
static void read_workers(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {"no", "yes", "false", "true"};
    struct choices choices = {words, sizeof words[0], sizeof words / sizeof words[0]};
    struct draft *draft = target;
    struct unit_list units = {draft->viewer.units, draft->viewer.unit_count};
    int word = value->kind == NODE_TEXT ? choice_find(choices, value->text) : -1;
    draft->workers = value;
    if (word >= 0 && word % 2 == 0)
        return;
    if (word < 0 && !take_units(reading, key, value, &units))
        return;
    check_workers(reading, draft, &units);
    draft->viewer.workers = units.items;
    draft->viewer.worker_count = units.count;
}

static const struct key viewer_key_list[] = {
    {"user", read_name, offsetof(struct draft, viewer.user), false, name_form,
        "the account, or the --user of an account that acts for others", NULL},
    {"group", read_name, offsetof(struct draft, viewer.group), false, name_form,
        "instead of a user: one of \"groups\", or else a group of the system", NULL},
    {"unit", read_viewer_units, 0, true, "a unit, or a list of units",
        "what they see, with all below it; a unit or a list of units", NULL},
    {"workers", read_workers, 0, false, "yes, no, or the units where it is yes",
        "yes shows single workers; or only in these units; no without it", NULL},
    {"share", read_boolean, offsetof(struct draft, viewer.share), false, "yes or no",
        "yes suppresses small counts in their reports, as in all that is exported", NULL},
};
static const struct key_table viewer_keys = KEY_TABLE(viewer_key_list);

static bool same_name(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static void check_viewer(struct reading *reading, const struct node *at,
    const struct access_viewer *viewers, size_t index)
{
    const struct access_viewer *viewer = &viewers[index];
    if ((node_find(at, "user") != NULL) == (node_find(at, "group") != NULL))
        fault(reading, at, "a viewer is either a \"user\" or a \"group\"");
    for (size_t i = 0; i < index; i++) {
        if (same_name(viewers[i].user, viewer->user))
            fault(reading, at, "user \"%s\" has an entry already: put the units into one list",
                viewer->user);
        if (same_name(viewers[i].group, viewer->group))
            fault(reading, at, "group \"%s\" has an entry already: put the units into one list",
                viewer->group);
    }
}

static void read_viewers(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct access *access = target;
    if (value->kind != NODE_LIST) {
        fault_value(reading, key, value);
        return;
    }
    struct access_viewer *viewers = reading_take(reading, value->count, sizeof *viewers);
    for (size_t i = 0; i < value->count && viewers != NULL; i++) {
        struct draft draft = {0};
        keys_read(reading, key->inner, value->items[i], &draft);
        viewers[i] = draft.viewer;
        if (value->items[i]->kind == NODE_MAP)
            check_viewer(reading, value->items[i], viewers, i);
    }
    access->viewers = viewers;
    access->viewer_count = viewers != NULL ? value->count : 0;
}

/* --- groups ----------------------------------------------------------------------------------- */

/* A group nobody's entry is about is one misspelt. */
static void check_group(struct reading *reading, const struct access *access, const struct node *at)
{
    const char **names = reading_take(reading, access->viewer_count, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < access->viewer_count && names != NULL; i++)
        if (access->viewers[i].group != NULL)
            names[count++] = access->viewers[i].group;
    struct choices choices = {names, sizeof *names, count};
    if (names != NULL && choice_find(choices, at->text) < 0)
        fault_unknown(reading, at, "group of a viewer", at->text, choices);
}

/* Viewers were read before. */
static void read_groups(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct access *access = target;
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct access_group *groups = reading_take(reading, value->count, sizeof *groups);
    for (size_t i = 0; i < value->count && groups != NULL; i++) {
        struct text_list users = {0};
        groups[i].name = reading_keep(reading, value->entries[i].key->text);
        check_group(reading, access, value->entries[i].key);
        if (!take_names(reading, key, value->entries[i].value, &users))
            return;
        groups[i].users = users.items;
        groups[i].user_count = users.count;
    }
    access->groups = groups;
    access->group_count = groups != NULL ? value->count : 0;
}

/* --- the rest --------------------------------------------------------------------------------- */

static void read_fallback(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct unit_list units;
    if (value->kind == NODE_TEXT && strcmp(value->text, "none") == 0)
        return;
    if (value->kind != NODE_TEXT)
        fault_value(reading, key, value);
    else if (take_units(reading, key, value, &units) && units.count == 1)
        *(unit_index *)target = units.items[0];
}

static void read_accounts(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct access *access = target;
    struct text_list accounts;
    if (value->kind == NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    if (!take_names(reading, key, value, &accounts))
        return;
    access->act_for_others = accounts.items;
    access->act_for_others_count = accounts.count;
}

#define OF_ACCESS(field) offsetof(struct service, access.field)

static const struct key keys[] = {
    {"default", read_fallback, OF_ACCESS(fallback), false, "none or a unit",
        "what everyone sees whom no viewer's entry is about; none without it", NULL},
    {"viewers", read_viewers, offsetof(struct service, access), false, "a list of viewers",
        "who sees which units; a user's own entry counts alone, those of groups together",
        &viewer_keys},
    {"groups", read_groups, offsetof(struct service, access), false,
        "a mapping of groups and their users",
        "groups the system does not know: by name, a list of users", NULL},
    {"act_for_others", read_accounts, offsetof(struct service, access), false,
        "an account or a list of accounts",
        "accounts whose --user is believed; they are locked into the dashboard", NULL},
    {"exports", read_folder, OF_ACCESS(exports), false, "a folder",
        "where locked viewers may save, each in a folder of their own; nowhere without it", NULL},
    {"state", read_folder, OF_ACCESS(state), false, "a folder",
        "where it is kept what locked viewers acknowledged and saw; nowhere without it", NULL},
    {"audit", read_folder, OF_ACCESS(audit), false, "a file",
        "the log of who looked at single workers and who exported what; none without it", NULL},
};

const struct key_table access_keys = KEY_TABLE(keys);
