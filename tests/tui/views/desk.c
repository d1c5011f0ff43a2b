#include "tests/tui/views/desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tui/views/session_state.h"

const struct fake_plan county_plan = {
    .units = fake_county, .posts = 9, .spells = true, .notice = "invented data", .age = 720};

static struct snapshot *snapshot_of(const struct desk *desk, day_t day)
{
    const struct service *service = fake_service(desk->fake);
    const struct provider *provider = fake_provider(desk->fake);
    enum window window = session_window(desk->session);
    struct snapshot *snapshot =
        session_is_shared(desk->session)
            ? snapshot_create_shared(service, provider, day, window, fake_now())
            : snapshot_create(service, provider, day, window, fake_now());

    ck_assert_ptr_nonnull(snapshot);
    return snapshot;
}

void desk_renew(struct desk *desk)
{
    day_t held = session_pinned_day(desk->session);

    snapshot_destroy(desk->snapshot);
    snapshot_destroy(desk->then);
    desk->snapshot = snapshot_of(desk, session_day(desk->session));
    desk->then = held == DAY_NONE ? NULL : snapshot_of(desk, held);
    session_hold(desk->session, desk->then);
}

/* As after a moment without a key. */
static void settle(struct desk *desk)
{
    bool done = session_is_settled(desk->session, desk->snapshot);

    while (!done)
        ck_assert_int_eq(session_settle(desk->session, desk->snapshot, &done), RESULT_OK);
}

void desk_draw(struct desk *desk)
{
    if (session_wants_since(desk->session, snapshot_version(desk->snapshot)))
        ck_assert_int_eq(session_since(desk->session, desk->snapshot), RESULT_OK);
    ck_assert_int_eq(
        session_prepare(desk->session, desk->snapshot, desk->canvas.width, desk->canvas.height),
        RESULT_OK);
    settle(desk);
    session_draw(desk->session, desk->snapshot, fake_now(), &desk->canvas);
}

static bool same_cells(const struct canvas *a, const struct canvas *b)
{
    bool same = a->cursor_x == b->cursor_x && a->cursor_y == b->cursor_y;

    for (int i = 0; same && i < a->width * a->height; i++)
        same = a->cells[i].character == b->cells[i].character &&
               memcmp(a->cells[i].marks, b->cells[i].marks, sizeof a->cells[i].marks) == 0 &&
               a->cells[i].style == b->cells[i].style &&
               a->cells[i].selected == b->cells[i].selected;
    return same;
}

bool desk_is_as_drawn_anew(struct desk *desk)
{
    struct canvas anew;

    ck_assert_int_eq(canvas_init(&anew, desk->canvas.width, desk->canvas.height), RESULT_OK);
    anew.ascii = desk->canvas.ascii;
    table_kept_done(&desk->session->table);
    session_draw(desk->session, desk->snapshot, fake_now(), &anew);

    bool same = same_cells(&desk->canvas, &anew);

    canvas_done(&anew);
    return same;
}

void desk_refresh(struct desk *desk)
{
    desk_renew(desk);
    desk_draw(desk);
}

/* The desk's keeper keeps one look, of the units of the fake service, and what was typed. */
static enum result keep_look(
    void *context, const struct service *service, const struct looked *looked)
{
    struct looked *kept = &((struct desk *)context)->look;

    (void)service;
    looked_done(kept);
    kept->at = looked->at;
    for (size_t i = 0; i < looked->figures.count; i++) {
        struct shown_figure *item =
            grow_one(&kept->figures.items, &kept->figures.count, &kept->figures.room, sizeof *item);

        if (item == NULL)
            return RESULT_NO_MEMORY;
        *item = looked->figures.items[i];
    }
    return RESULT_OK;
}

/* Once: what was kept goes over to the session. */
static enum result recall_look(void *context, const struct service *service, struct looked *ret)
{
    struct looked *kept = &((struct desk *)context)->look;

    (void)service;
    *ret = *kept;
    *kept = (struct looked){0};
    return RESULT_OK;
}

static enum result keep_typed(void *context, const struct service *service, const struct kept *kept)
{
    (void)service;
    ((struct desk *)context)->kept = *kept;
    return RESULT_OK;
}

static enum result recall_typed(void *context, const struct service *service, struct kept *ret)
{
    (void)service;
    *ret = ((struct desk *)context)->kept;
    return RESULT_OK;
}

struct keeper desk_keeper(struct desk *desk)
{
    return (struct keeper){.context = desk,
        .load_look = recall_look,
        .save_look = keep_look,
        .load_kept = recall_typed,
        .save_kept = keep_typed};
}

static void open_session(struct desk *desk, const struct glyphs *glyphs, enum window window)
{
    struct session_options options = {
        .service = fake_service(desk->fake),
        .bindings = &desk->bindings,
        .glyphs = glyphs,
        .root = UNIT_NONE,
        .may_see_workers = true,
        .live_day = FAKE_DAY,
        .as_at = DAY_NONE,
        .window = window,
        .keeper = desk_keeper(desk),
    };

    ck_assert_int_eq(session_create(&desk->session, &options), RESULT_OK);
}

void desk_begin_anew(struct desk *desk, enum window window)
{
    session_destroy(desk->session);
    open_session(desk, glyphs_get(desk->canvas.ascii), window);
    desk_renew(desk);
}

void desk_leave_and_come_back(struct desk *desk, time_t left)
{
    const struct glyphs *glyphs = glyphs_get(desk->canvas.ascii);

    ck_assert_int_eq(session_keep_look(desk->session, desk->snapshot, left), RESULT_OK);
    ck_assert_int_eq(session_keep_typed(desk->session), RESULT_OK);
    session_destroy(desk->session);
    open_session(desk, glyphs, WINDOW_12M);
    desk_refresh(desk);
}

void desk_open_at(
    struct desk *desk, struct fake *fake, const struct glyphs *glyphs, int width, int height)
{
    setenv("TZ", "UTC", 1);
    *desk = (struct desk){.fake = fake};
    ck_assert_ptr_nonnull(desk->fake);
    bindings_init(&desk->bindings);
    open_session(desk, glyphs, WINDOW_12M);
    ck_assert_int_eq(canvas_init(&desk->canvas, width, height), RESULT_OK);
    desk->canvas.ascii = glyphs->ascii;
    desk_refresh(desk);
}

void desk_open_with(struct desk *desk, const struct fake_plan *plan, const struct glyphs *glyphs,
    int width, int height)
{
    desk_open_at(desk, fake_create(plan), glyphs, width, height);
}

void desk_open(struct desk *desk, const struct fake_plan *plan, int width, int height)
{
    desk_open_with(desk, plan, glyphs_get(false), width, height);
}

void desk_close(struct desk *desk)
{
    snapshot_destroy(desk->then);
    snapshot_destroy(desk->snapshot);
    session_destroy(desk->session);
    canvas_done(&desk->canvas);
    fake_destroy(desk->fake);
    looked_done(&desk->look);
}

void desk_resize(struct desk *desk, int width, int height)
{
    ck_assert_int_eq(canvas_resize(&desk->canvas, width, height), RESULT_OK);
    desk_draw(desk);
}

void desk_key(struct desk *desk, key_code key)
{
    desk->wishes = session_key(desk->session, key);
    if (desk->wishes & WISH_SNAPSHOT)
        desk_renew(desk);
    desk_draw(desk);
}

void desk_keys(struct desk *desk, const char *names)
{
    char *copy = strdup(names), *rest = NULL;

    for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        key_code key;

        ck_assert_msg(key_parse(name, &key), "no key is called %s", name);
        desk_key(desk, key);
    }
    free(copy);
}

void desk_type(struct desk *desk, const char *text)
{
    for (; *text != '\0'; text++)
        desk_key(desk, (key_code)(unsigned char)*text);
}

void desk_enter(struct desk *desk, const char *text)
{
    desk_type(desk, text);
    desk_keys(desk, "Enter");
}

char *desk_text(const struct desk *desk)
{
    char *text = canvas_to_text(&desk->canvas);

    ck_assert_ptr_nonnull(text);
    return text;
}

bool desk_shows(const struct desk *desk, const char *text)
{
    char *screen = desk_text(desk);
    bool shows = strstr(screen, text) != NULL;

    free(screen);
    return shows;
}

bool desk_is_as_before(const struct desk *desk, const char *text)
{
    char *now = desk_text(desk);
    bool same = strcmp(text, now) == 0;

    free(now);
    return same;
}

unit_index desk_unit(const struct desk *desk, const char *id)
{
    return unit_tree_find(fake_service(desk->fake)->units, id);
}

int desk_selected_row(const struct desk *desk)
{
    const struct canvas *canvas = &desk->canvas;
    int y = canvas->cursor_y;

    for (int x = 0; y >= 0 && x < canvas->width; x++)
        if (canvas->cells[y * canvas->width + x].selected)
            return y;
    return -1;
}
