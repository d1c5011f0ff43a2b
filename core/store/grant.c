#include "core/store/grant.h"

#include <string.h>

struct grant {
    struct buffer *out;
    const struct service *service;
    const struct access *access;
    bool no_memory;
};

/* --- quoting ----------------------------------------------------------------------------- */

static void doubled(struct buffer *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            buffer_add(out, text, 1);
        buffer_add(out, text, 1);
    }
}

void grant_identifier(struct buffer *out, const char *name)
{
    buffer_text(out, "\"");
    doubled(out, name, "\"");
    buffer_text(out, "\"");
}

/* With the E a backslash means the same on every server. */
void grant_literal(struct buffer *out, const char *text)
{
    buffer_text(out, strchr(text, '\\') ? "E'" : "'");
    doubled(out, text, strchr(text, '\\') ? "'\\" : "'");
    buffer_text(out, "'");
}

/* --- pieces ------------------------------------------------------------------------------ */

/* There is no CREATE ROLE IF NOT EXISTS. */
static void put_role(const struct grant *grant, const char *name, const char *kind)
{
    struct buffer *out = grant->out;
    buffer_text(out, "SELECT 'CREATE ROLE ' || quote_ident(");
    grant_literal(out, name);
    buffer_format(out, ") || ' %s' WHERE to_regrole(quote_ident(", kind);
    grant_literal(out, name);
    buffer_text(out, ")) IS NULL \\gexec\n");
}

static void put_membership(const struct grant *grant, const char *role, const char *member)
{
    buffer_text(grant->out, "GRANT ");
    grant_identifier(grant->out, role);
    buffer_text(grant->out, " TO ");
    grant_identifier(grant->out, member);
    buffer_text(grant->out, ";\n");
}

static void put_line(
    const struct grant *grant, const char *role, const char *unit, bool workers, bool organisation)
{
    buffer_text(grant->out, "INSERT INTO teamtop.scope VALUES (");
    grant_literal(grant->out, role);
    buffer_text(grant->out, ", ");
    grant_literal(grant->out, unit);
    buffer_format(
        grant->out, ", %s, %s);\n", workers ? "true" : "false", organisation ? "true" : "false");
}

static void put_scope(const struct grant *grant, const char *role, const struct access_scope *scope)
{
    const struct unit_tree *units = grant->service->units;
    bool whole = access_reach(scope, units, 0) <= UNIT_WITH_FIGURES;
    for (unit_index i = 0; i < unit_tree_count(units); i++) {
        enum unit_reach reach = access_reach(scope, units, i);
        if (reach <= UNIT_WITH_FIGURES)
            put_line(grant, role, unit_tree_at(units, i)->id, reach == UNIT_WITH_WORKERS, whole);
    }
}

/* --- who --------------------------------------------------------------------------------- */

/* What is decided for somebody, as rows; nothing for those who see nothing. */
static void put_decision(struct grant *grant, const char *role, const struct access_ask *ask)
{
    struct access_scope scope;
    enum access_answer answer = access_decide(grant->access, grant->service->units, ask, &scope);
    grant->no_memory |= answer == ACCESS_NO_MEMORY;
    if (answer != ACCESS_GRANTED)
        return;
    put_scope(grant, role, &scope);
    access_scope_done(&scope);
}

static void put_user(struct grant *grant, const char *name)
{
    buffer_text(grant->out, "\n");
    put_role(grant, name, "LOGIN");
    put_membership(grant, "teamtop_read", name);
    for (size_t i = 0; i < grant->access->act_for_others_count; i++)
        put_membership(grant, name, grant->access->act_for_others[i]);
    put_decision(grant, name, &(struct access_ask){.account = name});
}

static bool has_entry(const struct grant *grant, const char *user)
{
    for (size_t i = 0; i < grant->access->viewer_count; i++) {
        const char *other = grant->access->viewers[i].user;
        if (other && strcmp(other, user) == 0)
            return true;
    }
    return false;
}

static bool is_listed(const struct grant *grant, const char *group)
{
    for (size_t i = 0; i < grant->access->group_count; i++)
        if (strcmp(grant->access->groups[i].name, group) == 0)
            return true;
    return false;
}

static bool stands_before(const struct grant *grant, size_t group, size_t user)
{
    const struct access_group *groups = grant->access->groups;
    for (size_t i = 0; i <= group; i++)
        for (size_t j = 0; j < (i < group ? groups[i].user_count : user); j++)
            if (strcmp(groups[i].users[j], groups[group].users[user]) == 0)
                return true;
    return false;
}

/* Each once: those with an entry of their own, then those of the groups access.yaml lists. */
static void put_users(struct grant *grant)
{
    const struct access *access = grant->access;
    for (size_t i = 0; i < access->viewer_count; i++)
        if (access->viewers[i].user)
            put_user(grant, access->viewers[i].user);
    for (size_t i = 0; i < access->group_count; i++)
        for (size_t j = 0; j < access->groups[i].user_count; j++)
            if (!has_entry(grant, access->groups[i].users[j]) && !stands_before(grant, i, j))
                put_user(grant, access->groups[i].users[j]);
}

/* The system's groups: who is in them the database has to be told by whoever knows. */
static void put_groups(struct grant *grant)
{
    for (size_t i = 0; i < grant->access->viewer_count; i++) {
        const char *group = grant->access->viewers[i].group;
        if (!group || is_listed(grant, group))
            continue;
        buffer_text(grant->out, "\n-- A group of the system: GRANT it to its members that have no "
                                "line of their own.\n");
        put_role(grant, group, "NOLOGIN");
        put_membership(grant, "teamtop_read", group);
        put_decision(
            grant, group, &(struct access_ask){.account = "", .groups = &group, .group_count = 1});
    }
}

/* Accounts that act for others are nobody by themselves: they take the role of whom they act for.
 */
static void put_accounts(const struct grant *grant)
{
    for (size_t i = 0; i < grant->access->act_for_others_count; i++)
        put_role(grant, grant->access->act_for_others[i], "LOGIN NOINHERIT");
}

static const char beginning[] =
    "-- Made from access.yaml by teamtop store grant; run it with psql as the owner of the store,\n"
    "-- who may make roles. It can be run again: who is no longer in it sees nothing any more.\n"
    "\\set ON_ERROR_STOP on\n"
    "BEGIN;\n"
    "DELETE FROM teamtop.scope;\n"
    "\n"
    "-- Those who import and keep the store: GRANT teamtop_import TO them.\n";
static const char rights[] =
    "INSERT INTO teamtop.scope VALUES ('teamtop_import', '*', true, true);\n"
    "GRANT USAGE ON SCHEMA teamtop TO teamtop_read, teamtop_import;\n"
    "GRANT SELECT ON ALL TABLES IN SCHEMA teamtop TO teamtop_read, teamtop_import;\n"
    "GRANT INSERT, UPDATE, DELETE ON teamtop.series, teamtop.spells, teamtop.imports, "
    "teamtop.rejects, teamtop.changes TO teamtop_import;\n"
    "GRANT UPDATE ON teamtop.state TO teamtop_import;\n";
static const char fallback[] =
    "\n-- Everybody else: GRANT teamtop_default TO those who are to see what `default:` says.\n";

/* Without an access.yaml everyone who can read the store sees everything. */
static void put_viewers(struct grant *grant)
{
    if (!grant->access->given) {
        put_line(grant, "teamtop_read", "*", true, true);
        return;
    }
    put_accounts(grant);
    put_users(grant);
    put_groups(grant);
    buffer_text(grant->out, fallback);
    put_role(grant, "teamtop_default", "NOLOGIN");
    put_membership(grant, "teamtop_read", "teamtop_default");
    put_decision(grant, "teamtop_default", &(struct access_ask){.account = ""});
}

enum result grant_write(struct buffer *out, const struct service *service)
{
    struct grant grant = {out, service, &service->access, false};
    buffer_text(out, beginning);
    put_role(&grant, "teamtop_import", "NOLOGIN");
    put_role(&grant, "teamtop_read", "NOLOGIN");
    buffer_text(out, rights);
    put_viewers(&grant);
    buffer_text(out, "COMMIT;\n");
    return out->failed || grant.no_memory ? RESULT_NO_MEMORY : RESULT_OK;
}
