#include "tui/commands/showing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands/glance.h"
#include "tui/screen/terminal.h"

#define PATH_SIZE 4096

/* So much of what was read from the store is kept beside what is shown, in bytes: units that were looked at
 * a moment ago. Many dashboards share one host. */
#define KEPT_MOST ((size_t)32 << 10)

static void bind_keys(struct showing *showing)
{
    const struct ui_settings *ui = &showing->app->service->ui;
    const char *last = "";
    bindings_init(&showing->bindings);
    for (size_t i = 0; i < ui->rebound_count; i++) {
        const char *const action = ui->rebound[2 * i], *const key = ui->rebound[2 * i + 1];
        /* The first key of an action replaces its defaults, the next ones join it. */
        if (!bindings_set(&showing->bindings, action, key, strcmp(action, last) != 0))
            diag_add(&showing->app->diags, DIAG_WARNING, (struct place){"ui.yaml", 0, 0},
                "keys: there is no action \"%s\" or no key \"%s\"", action, key);
        last = action;
    }
}

/* Whoever is locked in shares the account and its home with others. */
static void open_state(struct showing *showing)
{
    const struct app *app = showing->app;
    const char *const shared = app->service->access.state;
    const char *const store = app->passing ? NULL : app->store_uri;
    char folder[PATH_SIZE];
    if (!app->viewer.locked)
        state_init(&showing->state, app->directory, store);
    else if (shared[0] &&
             snprintf(folder, sizeof folder, "%s/%s", shared, app->viewer.name) < PATH_SIZE)
        state_init_in(&showing->state, folder, app->directory, store);
}

static enum result make_session(struct showing *showing, day_t day, enum window window, time_t now)
{
    const struct app *app = showing->app;
    const struct session_options options = {
        .service = app->service,
        .bindings = &showing->bindings,
        .glyphs = showing->glyphs,
        .root = UNIT_NONE,
        .may_see_workers = true, /* of the units that say so */
        .shared = app->options->share,
        .stays_shared = app->viewer.share,
        .live_day = app->live_day(app, now),
        .as_at = day,
        .window = window,
        .keeper = state_keeper(&showing->state),
        .witness = recorder_witness(&showing->recorder),
    };
    return session_create(&showing->session, &options);
}

static enum result go_to_start(struct showing *showing)
{
    struct app *app = showing->app;
    const char *name = app->options->view;
    unit_index unit = UNIT_NONE;
    if (app->options->unit) {
        const enum result result = app_unit(app, &unit);
        if (result != RESULT_OK)
            return result;
        name = name ? name : view_of_unit(app->service, unit)->id;
    }
    if (!name && unit_tree_count(app->service->units) == 1)
        name = view_of_unit(app->service, unit = 0)->id; /* the only one there is to see */
    if (!name || session_go(showing->session, name, unit))
        return RESULT_OK;
    char names[256] = "";
    size_t length = 0;
    for (size_t i = 0; view_at(i) && length < sizeof names; i++)
        length += (size_t)snprintf(
            names + length, sizeof names - length, "%s%s", i > 0 ? ", " : "", view_at(i)->id);
    diag_add(&app->diags, DIAG_ERROR, (struct place){0},
        "--view \"%s\" cannot be shown here; there is %s", name, names);
    return RESULT_INVALID;
}

/* As every visit begins. */
static enum result begin(struct showing *showing, time_t now)
{
    day_t day;
    enum window window;
    enum result result = app_day(showing->app, now, &day);
    if (result == RESULT_OK)
        result = app_window(showing->app, &window);
    if (result == RESULT_OK)
        result = make_session(showing, day, window, now);
    return result == RESULT_OK ? go_to_start(showing) : result;
}

enum result showing_open(struct showing *showing, struct app *app, time_t now)
{
    *showing = (struct showing){.app = app, .recorder = {.app = app}};
    open_state(showing);
    /* What is read out draws nothing: its keys and signs are words and letters. */
    const bool ascii = app->options->ascii || app->options->plain || app->service->ui.ascii ||
                       !terminal_speaks_utf8();
    showing->glyphs = glyphs_get(ascii);
    bind_keys(showing);
    enum result result = begin(showing, now);
    if (result == RESULT_OK)
        result = canvas_init(&showing->canvas, 1, 1);
    showing->canvas.ascii = ascii;
    if (result == RESULT_OK)
        result = showing_renew(showing, now);
    return result;
}

void showing_close(struct showing *showing)
{
    snapshot_destroy(showing->then);
    snapshot_destroy(showing->snapshot);
    session_destroy(showing->session);
    canvas_done(&showing->canvas);
    state_done(&showing->state);
    recorder_done(&showing->recorder);
}

static struct snapshot *new_snapshot(const struct showing *showing, day_t day, time_t now)
{
    const struct session *session = showing->session;
    const struct service *service = showing->app->service;
    const struct provider *provider = store_provider_get(showing->app->provider);
    const enum window window = session_window(session);
    return session_is_shared(session) ? snapshot_create_shared(service, provider, day, window, now)
                                      : snapshot_create(service, provider, day, window, now);
}

/* NULL for no day. False: no memory. */
static bool make_then(const struct showing *showing, time_t now, struct snapshot **ret)
{
    const day_t day = session_pinned_day(showing->session);
    *ret = day == DAY_NONE ? NULL : new_snapshot(showing, day, now);
    return day == DAY_NONE || *ret;
}

enum result showing_renew(struct showing *showing, time_t now)
{
    struct snapshot *const snapshot = new_snapshot(showing, session_day(showing->session), now);
    struct snapshot *then = NULL;
    if (!snapshot || !make_then(showing, now, &then)) {
        snapshot_destroy(snapshot);
        return RESULT_NO_MEMORY;
    }
    store_provider_trim(showing->app->provider, SIZE_MAX); /* until the next picture stands */
    snapshot_destroy(showing->snapshot);
    snapshot_destroy(showing->then);
    showing->snapshot = snapshot;
    showing->then = then;
    session_hold(showing->session, then);
    return RESULT_OK;
}

/* The newest day over the window that looks are kept for; NULL: no memory. */
static struct snapshot *look_snapshot(const struct showing *showing, time_t now)
{
    const struct app *app = showing->app;
    return snapshot_create(app->service, store_provider_get(app->provider), app->live_day(app, now),
        LOOKED_WINDOW, now);
}

/* What changed since the last visit, when that is what is asked for. */
static enum result find_since(struct showing *showing, time_t now)
{
    if (!session_wants_since(showing->session, snapshot_version(showing->snapshot)))
        return RESULT_OK;
    struct snapshot *const snapshot = look_snapshot(showing, now);
    const enum result result =
        snapshot ? session_since(showing->session, snapshot) : RESULT_NO_MEMORY;
    snapshot_destroy(snapshot);
    return result;
}

static enum result make_picture(struct showing *showing, time_t now, struct picture *ret)
{
    enum result result = begin(showing, now);
    if (result == RESULT_OK)
        result = showing_renew(showing, now);
    if (result != RESULT_OK)
        return result;
    if (!session_may_be_kept(showing->session, showing->snapshot, &showing->canvas))
        return RESULT_INVALID;
    return session_picture(showing->session, showing->snapshot, now, &showing->canvas, ret);
}

/* With a session as the next visit makes one: where the person is now is none of its business. What cannot be
 * kept the next visit draws. */
static void keep_picture(struct showing *showing, time_t now)
{
    struct session *const left = showing->session;
    struct picture picture = {.made_of = glance_due(showing->app, &showing->canvas, now)};
    if (picture.made_of == 0)
        return;
    showing->session = NULL;
    if (make_picture(showing, now, &picture) == RESULT_OK)
        glance_keep(showing->app, &picture);
    picture_done(&picture);
    session_destroy(showing->session);
    showing->session = left;
}

void showing_leave(struct showing *showing, time_t now)
{
    struct snapshot *const snapshot = look_snapshot(showing, now);
    const bool looked = snapshot && session_keep_look(showing->session, snapshot, now) == RESULT_OK;
    if (!looked)
        diag_add(&showing->app->diags, DIAG_WARNING, (struct place){0},
            "what you saw cannot be kept: the next visit cannot say what changed since");
    snapshot_destroy(snapshot);
    if (session_keep_typed(showing->session) != RESULT_OK)
        diag_add(&showing->app->diags, DIAG_WARNING, (struct place){0},
            "what you typed and the places you named cannot be kept for the next visit");
    if (looked) /* else the store fails, and has said so */
        keep_picture(showing, now);
}

static enum result size_canvas(struct showing *showing, int width, int height)
{
    const struct canvas *canvas = &showing->canvas;
    return canvas->width != width || canvas->height != height
               ? canvas_resize(&showing->canvas, width, height)
               : RESULT_OK;
}

enum result showing_prepare(struct showing *showing, time_t now, int width, int height)
{
    const enum result result = find_since(showing, now);
    return result == RESULT_OK ? session_prepare(showing->session, showing->snapshot, width, height)
                               : result;
}

/* While the store cannot be asked, nothing that was read is let go. */
static void let_go(const struct showing *showing)
{
    if (store_is_connected(showing->app->store))
        store_provider_trim(showing->app->provider, KEPT_MOST);
}

enum result showing_paint(struct showing *showing, time_t now, int width, int height)
{
    enum result result = showing_prepare(showing, now, width, height);
    if (result == RESULT_OK)
        result = size_canvas(showing, width, height);
    if (result != RESULT_OK)
        return result;
    session_draw(showing->session, showing->snapshot, now, &showing->canvas);
    let_go(showing);
    return RESULT_OK;
}

enum result showing_refresh(struct showing *showing, time_t now, bool *ret_marked)
{
    bool changed;
    enum result result = session_note(showing->session, showing->snapshot);
    /* What was shown before can no longer be asked for: then nothing is marked. */
    if (result == RESULT_OK || result == RESULT_BUSY)
        result = store_provider_refresh(showing->app->provider, &changed);
    if (result != RESULT_OK)
        return result;
    result = showing_renew(showing, now);
    if (result == RESULT_OK)
        result = session_changed(showing->session, showing->snapshot, ret_marked);
    return result;
}

/* Everything that hangs on a service, so that a new one can take over whole or not at all. */
struct household {
    struct service *service;
    struct store_provider *provider;
    struct session *session;
    struct snapshot *snapshot;
    struct snapshot *then;
};

static struct household swap_in(struct showing *showing, struct household next)
{
    const struct household old = {showing->app->service, showing->app->provider, showing->session,
        showing->snapshot, showing->then};
    showing->app->service = next.service;
    showing->app->provider = next.provider;
    showing->session = next.session;
    showing->snapshot = next.snapshot;
    showing->then = next.then;
    return old;
}

static void dissolve(struct household household)
{
    snapshot_destroy(household.then);
    snapshot_destroy(household.snapshot);
    session_destroy(household.session);
    store_provider_destroy(household.provider);
    service_destroy(household.service);
}

/* Builds everything anew around the service that showing->app now holds, for the person who was in
 * this session. */
static enum result settle(struct showing *showing, const struct session *before, time_t now)
{
    bind_keys(showing);
    enum result result = app_open_provider(showing->app);
    if (result == RESULT_OK)
        result = make_session(showing, session_day(before), session_window(before), now);
    if (result == RESULT_OK) {
        session_carry(showing->session, before);
        result = showing_renew(showing, now);
    }
    return result;
}

/* The first fault is the one to mend first; without any, the last message. NULL: nothing was said.
 */
static const struct diag *most_telling(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].severity == DIAG_ERROR)
            return &diags->items[i];
    return diags->count > 0 ? &diags->items[diags->count - 1] : NULL;
}

/* One line for the screen: the file by its name alone, for want of room. */
static void screen_line(enum result why, const struct diags *diags, char *line, size_t size)
{
    const struct diag *const found = most_telling(diags);
    snprintf(line, size,
        why == RESULT_NO_MEMORY ? "out of memory: what is shown is what was there before"
                                : "the store cannot be read");
    if (!found)
        return;
    struct diag diag = *found;
    const char *const slash = diag.place.file ? strrchr(diag.place.file, '/') : NULL;
    if (slash)
        diag.place.file = slash + 1;
    diag_format(&diag, line, size);
    line[strcspn(line, "\n")] = '\0';
}

void showing_warn(struct showing *showing, enum result why, const struct diags *diags)
{
    char line[512];
    screen_line(why, diags, line, sizeof line);
    session_warn(showing->session, line);
}

void showing_footnote(struct showing *showing, enum result why, const struct diags *diags)
{
    struct canvas *canvas = &showing->canvas;
    const int bottom = canvas->height - 1;
    char line[512];
    screen_line(why, diags, line, sizeof line);
    canvas_fill(canvas, (struct rect){0, bottom, canvas->width, 1}, STYLE_ERROR, ' ');
    canvas_text(canvas, 1, bottom, STYLE_ERROR, line);
}

/* The next service whole or not at all. */
static enum result move_in(struct showing *showing, struct household next, time_t now)
{
    struct household old = swap_in(showing, next);
    const enum result result = settle(showing, old.session, now);
    if (result != RESULT_OK) {
        old = swap_in(showing, old);
        bind_keys(showing);
    }
    dissolve(old);
    return result;
}

/* What is faulty is RESULT_INVALID, also where it is about access: who was let in stays so until it
 * is known again who may be. Rules that are gone while somebody looks are being written. */
static enum result load_next(struct app *app, struct service **ret, struct diags *diags)
{
    struct service *service = NULL;
    const enum result result = app_read_configuration(app, &service, diags);
    if (result != RESULT_OK)
        return result == RESULT_DENIED ? RESULT_INVALID : result;
    if (app->service->access.given && !service->access.given) {
        diag_add(diags, DIAG_ERROR, (struct place){"access.yaml", 0, 0},
            "is gone: what it said holds until it is back");
        service_destroy(service);
        return RESULT_INVALID;
    }
    *ret = service;
    return RESULT_OK;
}

enum result showing_reload(struct showing *showing, time_t now)
{
    struct app *app = showing->app;
    struct diags diags;
    struct household next = {0};
    diags_init(&diags);
    enum result result = load_next(app, &next.service, &diags);
    if (result == RESULT_OK)
        result = viewer_admit(&app->viewer, NULL, next.service, &app->diags);
    if (result == RESULT_OK)
        result = move_in(showing, next, now);
    else
        service_destroy(next.service);
    if (result == RESULT_OK)
        session_tell(showing->session, "the configuration was read anew");
    else
        showing_warn(showing, result, &diags);
    diags_done(&diags);
    return result == RESULT_INVALID ? RESULT_OK : result;
}
