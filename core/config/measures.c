#include <stdlib.h>
#include <string.h>

#include "core/config/documents.h"
#include "core/config/thresholds.h"
#include "core/config/values.h"
#include "core/config/zone.h"

/* --- calendar --------------------------------------------------------------------------------- */

static void read_basis_days(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {[BASIS_CALENDAR] = "calendar", [BASIS_WORKING] = "working"};
    int at;
    if (take_choice(reading, key, value, (struct choices){words, sizeof words[0], 2}, &at))
        *(enum day_basis *)target = (enum day_basis)at;
}

static int compare_days(const void *a, const void *b)
{
    const day_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* In order, each day once: what look-ups in a calendar rely on. */
static size_t sort_days(day_t *days, size_t count)
{
    size_t kept = 0;
    if (count > 0)
        qsort(days, count, sizeof *days, compare_days);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || days[kept - 1] != days[i])
            days[kept++] = days[i];
    return kept;
}

static void read_bank_holidays(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_LIST) {
        fault_value(reading, key, value);
        return;
    }
    day_t *days = reading_take(reading, value->count, sizeof *days);
    size_t count = 0;
    for (size_t i = 0; i < value->count && days != NULL; i++)
        count += take_day(reading, key, value->items[i], &days[count]);
    if (days == NULL)
        return;
    struct calendar *calendar = target;
    calendar->bank_holidays = days;
    calendar->bank_holiday_count = sort_days(days, count);
}

/* A zone nobody knows would silently be UTC. */
static void read_time_zone(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const char *zone = NULL;
    read_text(reading, key, value, &zone);
    if (zone == NULL)
        return;
    if (time_zone_is_known(zone))
        *(const char **)target = zone;
    else
        fault_value(reading, key, value);
}

static const struct key calendar_key_list[] = {
    {"time_zone", read_time_zone, offsetof(struct service, time_zone), false,
        "a time zone such as Europe/London", "where \"today\" is decided", NULL},
    {"days", read_basis_days, offsetof(struct service, calendar.basis), false,
        "calendar or working", "the days sickness counts: calendar, or working (Monday to Friday)",
        NULL},
    {"bank_holidays", read_bank_holidays, offsetof(struct service, calendar), false,
        "a list of dates YYYY-MM-DD", "days that are not worked", NULL},
};
static const struct key_table calendar_keys = KEY_TABLE(calendar_key_list);

static void read_calendar(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)key;
    keys_read(reading, &calendar_keys, value, target);
}

/* --- roles ------------------------------------------------------------------------------------ */

static const struct key role_key_list[] = {
    {"name", read_text, offsetof(struct role, name), false, "text", "what people call the role",
        NULL},
    {"caseload_limit", read_decimal, offsetof(struct role, caseload_limit), false,
        "a figure of at least 0", "cases a full-time worker may hold; part time pro rata", NULL},
};
static const struct key_table role_keys = KEY_TABLE(role_key_list);

static void read_role(struct reading *reading, const struct node_entry *entry, struct role *ret)
{
    const char *id = entry->key->text;
    *ret = (struct role){reading_keep(reading, id), name_of_id(reading, id), 0};
    if (!is_identifier(id))
        fault(reading, entry->key, "\"%s\" cannot be an identifier: use a-z, 0-9, - and _", id);
    if (!entry->value->empty)
        keys_read(reading, &role_keys, entry->value, ret);
}

static void read_roles(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_MAP) {
        fault_value(reading, key, value);
        return;
    }
    struct role *roles = reading_take(reading, value->count, sizeof *roles);
    if (roles == NULL)
        return;
    for (size_t i = 0; i < value->count; i++)
        read_role(reading, &value->entries[i], &roles[i]);
    struct service *service = target;
    service->roles = roles;
    service->role_count = value->count;
}

/* --- privacy ---------------------------------------------------------------------------------- */

static const struct key privacy_key_list[] = {
    {"small_number", read_count, offsetof(struct service, small_number), false, "a whole number",
        "counts of people from 1 to this are left out of exports", NULL},
    {"reasons_least", read_count, offsetof(struct service, reasons_least), false, "a whole number",
        "sickness reasons are shown for so many people in post or more", NULL},
};
static const struct key_table privacy_keys = KEY_TABLE(privacy_key_list);

static void read_privacy(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)key;
    keys_read(reading, &privacy_keys, value, target);
}

/* --- alerts ----------------------------------------------------------------------------------- */

static const struct key alert_key_list[] = {
    {"unallocated_days", read_count, offsetof(struct service, unallocated_days), false,
        "a whole number of days", "how long a case may wait for a worker before it is an alert",
        NULL},
};
static const struct key_table alert_keys = KEY_TABLE(alert_key_list);

static void read_alerts(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    (void)key;
    keys_read(reading, &alert_keys, value, target);
}

static const struct key keys[] = {
    {"calendar", read_calendar, 0, false, "a mapping", "which days count", &calendar_keys},
    {"measures", read_policies, 0, false, "a mapping of measures",
        "by measure (see: teamtop help measures): what is good and what is not", &policy_keys},
    {"roles", read_roles, 0, false, "a mapping of roles",
        "by role, as extracts call it: its name and caseload limit", &role_keys},
    {"privacy", read_privacy, 0, false, "a mapping", "how small a group may be shown",
        &privacy_keys},
    {"alerts", read_alerts, 0, false, "a mapping", "what is worth an alert", &alert_keys},
};

const struct key_table measures_keys = KEY_TABLE(keys);
