/*
 * app.h: what the commands share: which configuration, which store, what time it is, who is asking.
 *
 * An app owns the service, the store and the provider it opened, and the terminal until the dashboard runs; app_done() closes them in the
 * right order. Everything that fails says so in app->diags, which app_done() prints to standard
 * error.
 */
#ifndef TEAMTOP_COMMANDS_APP_H
#define TEAMTOP_COMMANDS_APP_H

#include <time.h>

#include "core/base/diag.h"
#include "core/base/result.h"
#include "core/model/service.h"
#include "core/model/snapshot.h"
#include "core/store/provider.h"
#include "core/store/store.h"
#include "tui/commands/options.h"
#include "tui/commands/viewer.h"

struct app;
struct terminal; /* tui/screen/terminal.h */
/* The newest day there is to show at this moment. */
typedef day_t app_live_day_fn(const struct app *app, time_t now);

struct app {
    const struct options *options;
    time_t started;            /* when the program was */
    app_live_day_fn *live_day; /* an archive's last day, or today; a demo's own calendar */
    bool passing;              /* the store is gone when the program ends */
    struct diags diags;
    char *directory; /* the configuration folder */
    char *store_uri;
    struct viewer viewer;
    struct service *service;
    struct store *store;
    struct store_provider *provider;
    struct terminal *terminal; /* taken over before the dashboard runs; NULL: not yet, or by it */
};

/* Seconds since 1970. Not time(2): its coarse clock may still show the second before when a timer has
 * rung for this one, and a dashboard would lag a minute behind. */
time_t app_now(void);

void app_init(struct app *app, const struct options *options);
/* Prints what was said so far to standard error (--quiet: only what went wrong) and forgets it. */
void app_say(struct app *app);
/* Prints what was said and releases everything. Returns the exit code for `result`. */
int app_done(struct app *app, enum result result);

/* Finds the configuration folder, loads it, sets TZ to its time zone and checks --user: for those who
 * keep the store, whom the system lets write it. RESULT_INVALID or RESULT_DENIED. */
MUST_CHECK enum result app_configure(struct app *app);
/* The same for those who look: the service is narrowed to what they may see. */
MUST_CHECK enum result app_let_in(struct app *app);

/* The app's configuration folder as it is now, for those who look: what did not change since they last
 * did needs no parsing. The caller owns the service; results are config_load()'s. */
MUST_CHECK enum result app_read_configuration(
    const struct app *app, struct service **ret, struct diags *diags);

/* Settles which configuration folder is meant; `diags` may be NULL. RESULT_INVALID when there is none. */
MUST_CHECK enum result app_find_directory(struct app *app, struct diags *diags);
/* Has civil days and clocks be those of this zone. */
void app_set_time_zone(const char *zone);

/* The folder meant when nobody says: see interface.md. Allocated; NULL when none exists. */
char *app_default_directory(void);

/* Opens any store, with its key where the configuration keeps it. The caller closes it. */
MUST_CHECK enum result app_open(
    struct app *app, const char *uri, enum store_access access, struct store **ret);

/* Opens the store; for reading, series that were derived with another configuration are derived
 * again first where the store can be written. */
MUST_CHECK enum result app_open_store(struct app *app, enum store_access access);
MUST_CHECK enum result app_open_provider(struct app *app);

/* --as-at, --window, --unit as asked for; defaults where not. RESULT_INVALID with a message. */
MUST_CHECK enum result app_day(struct app *app, time_t now, day_t *ret);
MUST_CHECK enum result app_window(struct app *app, enum window *ret);
MUST_CHECK enum result app_unit(struct app *app, unit_index *ret);

/* --feed; NULL where none was asked for. RESULT_INVALID when the configuration has none of that
 * name. */
MUST_CHECK enum result app_feed(struct app *app, const struct feed_spec **ret);

/* Has it recorded where access.yaml names a log: what the viewer did with figures of a unit
 * (UNIT_NONE: the outermost). RESULT_DENIED when it cannot be; then it must not be done. */
MUST_CHECK enum result app_record(const struct app *app, const char *what, unit_index unit,
    const char *detail, struct diags *diags);

/* Name of the calling account, for the record of imports. Static storage of the C library. */
const char *app_user(void);

#endif
