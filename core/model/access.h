/*
 * access.h: who may see which units, as access.yaml says (domain page, section 8).
 *
 * The rules belong to the service they were read with; a scope owns its lists and is worked out
 * from the rules by a pure function, so that every command, the database's own rules and the tests
 * decide alike. Only memory can fail; a refusal is an answer, not a failure.
 */
#ifndef TEAMTOP_MODEL_ACCESS_H
#define TEAMTOP_MODEL_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/unit.h"

/* One entry of `viewers:`; either a user or a group. */
struct access_viewer {
    const char *user;        /* NULL: a group's entry */
    const char *group;       /* NULL: a user's */
    const unit_index *units; /* what they see, each with all below it; at least one */
    size_t unit_count;
    const unit_index *workers; /* where they see single workers too; inside `units` */
    size_t worker_count;
    bool share; /* what they see is for other eyes as well: small counts are suppressed */
};

/* A group that access.yaml itself lists; others are the system's. */
struct access_group {
    const char *name;
    const char *const *users;
    size_t user_count;
};

struct access {
    bool given;          /* false: there is no access.yaml, and everyone sees everything */
    unit_index fallback; /* what those see that no entry is about; UNIT_NONE: nothing */
    const struct access_viewer *viewers;
    size_t viewer_count;
    const struct access_group *groups;
    size_t group_count;
    const char *const *act_for_others; /* accounts whose --user is believed */
    size_t act_for_others_count;
    const char *exports; /* absolute folder, where locked viewers may save; "": nowhere */
    const char *state;   /* absolute folder, for what locked viewers acknowledged; "": nowhere */
    const char *audit;   /* absolute path of the log; "": none */
};

/* Who asks. */
struct access_ask {
    const char *account;       /* that runs the program */
    const char *user;          /* --user; NULL: the account itself */
    const char *const *groups; /* the system's, of the one who looks */
    size_t group_count;
};

enum access_answer {
    ACCESS_GRANTED,
    ACCESS_NOT_FOR_OTHERS, /* the account may not act for somebody else */
    ACCESS_NOT_LISTED,     /* no entry, and `default:` is none */
    ACCESS_NO_MEMORY,
};

/* What one viewer sees. Units are topmost ones in preorder: none of a list is inside another. */
struct access_scope {
    unit_index *units;
    size_t unit_count;
    unit_index *workers;
    size_t worker_count;
    bool share;
};

/* Whose entry counts: that of the user alone where there is one; else all those of the groups the
 * user is in, together (a group listed by access.yaml has the users it lists and no others); else
 * `default:`, without workers. Without an access.yaml it is everything, for oneself. `ret` is
 * untouched unless the answer is ACCESS_GRANTED. */
enum access_answer access_decide(const struct access *access, const struct unit_tree *units,
    const struct access_ask *ask, struct access_scope *ret);
void access_scope_done(struct access_scope *scope);

/* What of a unit reaches the viewer. */
enum unit_reach access_reach(
    const struct access_scope *scope, const struct unit_tree *units, unit_index unit);
/* True when nothing at all is kept from the viewer. */
bool access_is_whole(const struct access_scope *scope, const struct unit_tree *units);
/* The smallest unit that holds all they see. */
unit_index access_top(const struct access_scope *scope, const struct unit_tree *units);

/* True for an account that only ever shows the dashboard to others: it has no way out of it. */
bool access_is_service(const struct access *access, const char *account);

/* Whether this can be the name of a user, account or group: it becomes part of a path and of a line
 * in the log. Up to 64 of a-z, A-Z, 0-9 and . _ @ + - \ and not . or - at first. */
bool access_name_is_sound(const char *name);

#endif
