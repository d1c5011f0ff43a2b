/*
 * small_service.h: a service of two teams, a store in a scratch folder, and files to import.
 *
 * The service is plain data a test may change before it opens a store with it ("the configuration
 * was edited"). Owns its unit tree and its scratch folder. Helpers fail the test when a step that
 * must work does not.
 */
#ifndef TEAMTOP_TESTS_SMALL_SERVICE_H
#define TEAMTOP_TESTS_SMALL_SERVICE_H

#include "core/feed/import.h"
#include "core/store/provider.h"
#include "tests/core/store/scratch_store.h"

enum { SMALL_CASES, SMALL_POSTS, SMALL_ABSENCES, SMALL_REQUESTS, SMALL_FEEDS };

struct small {
    struct scratch scratch;
    struct diags diags;
    struct service service;
    struct feed_spec feeds[SMALL_FEEDS]; /* requests are appended */
    struct named categories[3];          /* cin, cp, early_help */
    struct store *store;                 /* open for writing */
    int64_t now;                         /* moves with every import */
};

/* svc > west > eh, cp. */
void small_setup(struct small *small);
void small_teardown(struct small *small);

/* Its store, opened once more. */
#define SMALL_STORE "store.db"
void small_open(struct small *small, struct store **ret, enum store_access access);

/* Another tree: the named teams below west (NULL: no such). */
void small_use_teams(struct small *small, const char *first, const char *second);

/* Writes `text` to a file and imports it by its name. */
enum result small_import(
    struct small *small, const char *name, const char *text, struct import_outcome *ret);
/* The same, and it must work. */
struct import_outcome small_take(struct small *small, const char *name, const char *text);

int64_t small_version(struct small *small);
/* A level on a day as the provider has it, in whole units; −1: no data. */
int small_level(
    struct small *small, const char *unit, enum part_id part, const char *sub, day_t day);
/* The requests in 2024; −1: no data. */
int small_requests(struct small *small, const char *unit);
/* Absences the team's page may read. */
size_t small_team_absences(struct small *small, const char *team);

#define SMALL_CASES_TEXT                                                                           \
    "case_id,team,worker,category,start,end\n"                                                     \
    "C1,eh,W1,early_help,2024-01-01,\n"                                                            \
    "C2,eh,W1,cin,2024-01-05,2024-03-01\n"                                                         \
    "C2,cp,W2,cp,2024-01-10,\n"                                                                    \
    "C3,cp,,cp,2024-01-20,\n"
#define SMALL_POSTS_TEXT                                                                           \
    "post_id,team,role,contract,worker,name,fte,case_holding,start,end\n"                          \
    "P1,eh,family_worker,permanent,W1,A. Trevena,1,yes,2023-01-01,\n"                              \
    "P2,cp,social_worker,permanent,W2,B. Pascoe,1,yes,2023-01-01,\n"
#define SMALL_ABSENCES_TEXT                                                                        \
    "worker,reason,start,end\n"                                                                    \
    "W1,cold,2024-01-02,2024-01-04\n"                                                              \
    "W2,stress,2024-01-15,\n"                                                                      \
    "W2,cold,2023-05-01,2023-05-02\n"
#define SMALL_MARCH_TEXT "date,unit,source,count\n2024-03-01,eh,school,5\n2024-03-02,cp,family,2\n"
#define SMALL_APRIL_TEXT "date,unit,source,count\n2024-04-01,eh,school,7\n"

#endif
