#include "tui/commands/app.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/config/config.h"
#include "core/feed/import.h"
#include "tui/commands/audit_log.h"
#include "tui/commands/confine.h"
#include "tui/commands/manager.h"
#include "tui/commands/remembering.h"
#include "tui/screen/terminal.h"

#define PATH_SIZE 4096

static day_t live_day(const struct app *app, time_t now)
{
    const day_t until = app->service->data_until;
    return until != DAY_NONE ? until : day_of_time(now);
}

time_t app_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

void app_init(struct app *app, const struct options *options)
{
    *app = (struct app){.options = options, .started = app_now(), .live_day = live_day};
    diags_init(&app->diags);
}

/* Each line with its priority, for the journal. */
static void say_to_manager(const struct diags *diags, enum diag_severity at_least)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (diags->items[i].severity < at_least)
            continue;
        fputs(manager_priority(diags->items[i].severity), stderr);
        diag_print(&diags->items[i], stderr);
    }
    if (diags->lost > 0)
        fprintf(stderr, "%serror: %zu messages were lost: memory ran out\n",
            manager_priority(DIAG_ERROR), diags->lost);
}

void app_say(struct app *app)
{
    const enum diag_severity at_least = app->options->quiet ? DIAG_WARNING : DIAG_NOTE;
    if (manager_reads_messages())
        say_to_manager(&app->diags, at_least);
    else
        diags_print_from(&app->diags, at_least, stderr);
    diags_done(&app->diags);
    diags_init(&app->diags);
}

int app_done(struct app *app, enum result result)
{
    if (result == RESULT_NO_MEMORY)
        diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "out of memory");
    terminal_close(app->terminal);
    store_provider_destroy(app->provider);
    store_close(app->store);
    service_destroy(app->service);
    app_say(app);
    diags_done(&app->diags);
    free(app->directory);
    free(app->store_uri);
    viewer_done(&app->viewer);
    return exit_code(result);
}

static bool holds_configuration(const char *directory)
{
    char path[PATH_SIZE];
    const int length = snprintf(path, sizeof path, "%s/organisation.yaml", directory);
    return length < (int)sizeof path && access(path, R_OK) == 0;
}

static char *under(const char *directory, const char *name)
{
    char path[PATH_SIZE];
    const int length = snprintf(path, sizeof path, "%s/%s", directory, name);
    return length < (int)sizeof path && holds_configuration(path) ? strdup(path) : NULL;
}

/* A source checkout is told by its build file standing beside the configuration. */
static char *in_checkout(void)
{
    return access("meson.build", R_OK) == 0 ? under(".", "config/cornwall") : NULL;
}

static char *in_home(void)
{
    const char *const base = getenv("XDG_CONFIG_HOME");
    if (base && base[0])
        return under(base, "teamtop");
    const char *const home = getenv("HOME");
    return home && home[0] ? under(home, ".config/teamtop") : NULL;
}

char *app_default_directory(void)
{
    const char *const asked = getenv("TEAMTOP_CONFIG");
    if (asked && asked[0])
        return strdup(asked);
    char *found = in_checkout();
    if (!found)
        found = in_home();
    return found ? found : under("/etc", "teamtop");
}

const char *app_user(void)
{
    const struct passwd *entry = getpwuid(getuid());
    return entry ? entry->pw_name : "unknown";
}

/* The zone's rule by heart for the one every council in the country is in, so that no file of time
 * zones needs to be installed. */
void app_set_time_zone(const char *zone)
{
    const bool uk = strcmp(zone, "Europe/London") == 0;
    setenv("TZ", uk ? "GMT0BST,M3.5.0/1,M10.5.0/2" : zone, 1);
    tzset();
}

/* Whoever is locked in has no say in it, not by the folder they are in either. */
enum result app_find_directory(struct app *app, struct diags *diags)
{
    const char *const given = app->options->config;
    if (app->directory)
        return RESULT_OK;
    if (given)
        app->directory = strdup(given);
    else
        app->directory = app->viewer.locked ? under("/etc", "teamtop") : app_default_directory();
    if (app->directory)
        return RESULT_OK;
    diag_add(diags, DIAG_ERROR, (struct place){0},
        "no configuration found: give --config DIR, or make one with teamtop init DIR");
    return RESULT_INVALID;
}

/* A service account's home is not its viewers': nothing is remembered there for them. */
enum result app_read_configuration(const struct app *app, struct service **ret, struct diags *diags)
{
    struct remembering remembering;
    if (app->viewer.locked)
        return config_load(ret, app->directory, diags);
    remembering_init(&remembering, app->directory);
    const enum result result = config_load_again(ret, app->directory, &remembering.memory, diags);
    remembering_done(&remembering);
    return result;
}

/* What checks or imports reads everything as it stands. */
static enum result read_as_it_stands(
    const struct app *app, struct service **ret, struct diags *diags)
{
    return config_load(ret, app->directory, diags);
}

typedef enum result read_fn(const struct app *app, struct service **ret, struct diags *diags);

static enum result load(struct app *app, read_fn *read)
{
    enum result result = viewer_init(&app->viewer, app->options);
    if (result == RESULT_OK)
        result = app_find_directory(app, &app->diags);
    if (result == RESULT_OK)
        result = read(app, &app->service, &app->diags);
    if (result != RESULT_OK)
        return result;
    app_set_time_zone(app->service->time_zone);
    app->store_uri = strdup(app->options->store ? app->options->store : app->service->store_uri);
    return app->store_uri ? RESULT_OK : RESULT_NO_MEMORY;
}

/* Faulty rules keep nobody from writing the store: they are a fault of the configuration. */
enum result app_configure(struct app *app)
{
    const enum result result = load(app, read_as_it_stands);
    if (result == RESULT_DENIED)
        return RESULT_INVALID;
    return result == RESULT_OK ? viewer_speaks_for(&app->viewer, app->service, &app->diags)
                               : result;
}

/* An account that shows the dashboard to others and names nobody is locked in, too. */
static enum result lock(struct app *app)
{
    const enum result result = confine(&app->diags);
    app_set_time_zone(app->service->time_zone);
    return result;
}

enum result app_let_in(struct app *app)
{
    enum result result = load(app, app_read_configuration);
    if (result == RESULT_OK)
        result = viewer_admit(&app->viewer, app->options->unit, app->service, &app->diags);
    return result == RESULT_OK && app->viewer.locked ? lock(app) : result;
}

/* Where the configuration says, or beside the store; a database server has no beside, then it is in
 * the configuration folder. */
static enum result place_key(const struct app *app, struct store *store)
{
    char path[PATH_SIZE];
    const char *const named = app->service->store_key;
    if (named && named[0])
        return store_keep_key_at(store, named);
    snprintf(path, sizeof path, "%s/teamtop.key", app->directory);
    return store_key_file(store) ? RESULT_OK : store_keep_key_at(store, path);
}

enum result app_open(struct app *app, const char *uri, enum store_access access, struct store **ret)
{
    struct store *store = NULL;
    enum result result = store_open(&store, uri, access, &app->diags);
    if (result == RESULT_OK)
        result = place_key(app, store);
    if (result == RESULT_OK)
        *ret = store;
    else
        store_close(store);
    return result;
}

enum result app_open_store(struct app *app, enum store_access access)
{
    enum result result = app_open(app, app->store_uri, access, &app->store);
    if (result == RESULT_OK && access == STORE_READ && app->viewer.name)
        result = store_act_for(app->store, app->viewer.name);
    return result;
}

/* The store was derived with another configuration: derive again, through a writer of its own. */
static enum result derive_again(struct app *app)
{
    struct store *writer = NULL;
    enum result result = store_open(&writer, app->store_uri, STORE_WRITE, &app->diags);
    if (result == RESULT_OK)
        result = import_derive_again(app->service, writer, &app->diags);
    store_close(writer);
    if (result != RESULT_OK)
        diag_add(&app->diags, DIAG_ERROR, (struct place){app->directory, 0, 0},
            "the configuration changed since the last import and the figures could not be worked "
            "out again; import once more");
    return result;
}

/* That takes everybody's facts, which one who sees a part does not read. */
static enum result say_to_be_derived(struct app *app)
{
    diag_add(&app->diags, DIAG_ERROR, (struct place){app->directory, 0, 0},
        "the configuration changed since the last import and the figures are not worked out again "
        "yet; whoever imports has to import once more");
    return RESULT_IO;
}

enum result app_open_provider(struct app *app)
{
    enum result result = store_provider_create(&app->provider, app->store, app->service);
    if (result != RESULT_OK || store_provider_fits(app->provider))
        return result;
    if (app->service->narrowing.narrowed)
        return say_to_be_derived(app);
    result = derive_again(app);
    bool changed;
    return result == RESULT_OK ? store_provider_refresh(app->provider, &changed) : result;
}

enum result app_record(const struct app *app, const char *what, unit_index unit, const char *detail,
    struct diags *diags)
{
    const struct service *const service = app->service;
    if (!service->access.audit[0] || unit_tree_count(service->units) == 0)
        return RESULT_OK;
    const struct audit_event event = {.what = what,
        .viewer = app->viewer.name,
        .account = app->viewer.account,
        .unit = unit_tree_at(service->units, unit == UNIT_NONE ? 0 : unit)->id,
        .detail = detail};
    return audit_log_write(service->access.audit, app_now(), &event, diags);
}

enum result app_day(struct app *app, time_t now, day_t *ret)
{
    const char *const text = app->options->as_at;
    const struct day_format iso = DAY_FORMAT_ISO;
    if (!text) {
        *ret = app->live_day(app, now);
        return RESULT_OK;
    }
    if (strlen(text) == 10 && day_parse(&iso, text, 10, ret))
        return RESULT_OK;
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--as-at \"%s\" is not a date (expected YYYY-MM-DD)", text);
    return RESULT_INVALID;
}

enum result app_window(struct app *app, enum window *ret)
{
    const char *const text = app->options->window;
    *ret = WINDOW_12M;
    if (!text || window_parse(text, ret))
        return RESULT_OK;
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--window \"%s\" is not one of 1w, 4w, 3m, 12m", text);
    return RESULT_INVALID;
}

static const char *nearest_unit(const struct unit_tree *units, const char *text)
{
    const char *found = NULL;
    for (unit_index i = 0; i < unit_tree_count(units) && !found; i++) {
        const char *const id = unit_tree_at(units, i)->id;
        found = diag_suggest(text, &id, 1);
    }
    return found;
}

enum result app_unit(struct app *app, unit_index *ret)
{
    const char *const text = app->options->unit;
    const struct unit_tree *const units = app->service->units;
    *ret = 0;
    if (!text)
        return RESULT_OK;
    *ret = unit_tree_find(units, text);
    if (*ret != UNIT_NONE)
        return RESULT_OK;
    const char *const meant = nearest_unit(units, text);
    diag_add(&app->diags, DIAG_ERROR, (struct place){0}, "no unit \"%s\"%s%s%s", text,
        meant ? " (did you mean \"" : "", meant ? meant : "", meant ? "\"?)" : "");
    return RESULT_INVALID;
}

enum result app_feed(struct app *app, const struct feed_spec **ret)
{
    const char *const name = app->options->feed;
    *ret = name ? service_feed(app->service, name) : NULL;
    if (!name || *ret)
        return RESULT_OK;
    diag_add(
        &app->diags, DIAG_ERROR, (struct place){0}, "the configuration has no feed \"%s\"", name);
    return RESULT_INVALID;
}
