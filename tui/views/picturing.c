/* The picture that a visit begins with where nothing is new, and keeping it for that one. */
#include "core/base/hash.h"
#include "tui/views/made_of.h"
#include "tui/views/picture.h"
#include "tui/views/session_state.h"

/* Other eyes, other days and what a second day stands beside are drawn anew each time. */
static bool may_be_kept(
    const struct session *session, const struct snapshot *snapshot, const struct canvas *canvas)
{
    const struct view_place *here = trail_peek(&session->trail);

    return here->view->still && here->filter[0] == '\0' && session->as_at == DAY_NONE &&
           session->then == NULL && session->changes.count == 0 && !snapshot_is_shared(snapshot) &&
           session_fits(canvas->width, canvas->height);
}

/* Figures that are older than they should be look so. */
static uint64_t add_stale(uint64_t hash, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < measure_count(); i++)
        hash = hash_number(
            hash, snapshot_stale(snapshot, (struct measure_ref){.measure = measure_at(i)}));
    return hash;
}

/* Which units are rows, and what stands beside their names. */
static uint64_t add_rows(uint64_t hash, const struct scene *scene)
{
    const struct outline *outline = scene->outline;

    for (int row = 0; row < outline->count; row++) {
        unit_index unit = outline_unit_at(outline, row);

        hash = hash_number(hash, unit);
        hash = hash_number(hash, outline_is_folded(outline, unit));
        hash = hash_text(hash, news_sign(scene, unit));
    }
    return hash;
}

/* All that a body depends on. */
static uint64_t hash_body(struct session *session, struct snapshot *snapshot, struct rect body)
{
    const struct view_place *here = trail_peek(&session->trail);
    const struct scene scene = session_scene(session, snapshot);
    const int64_t numbers[] = {snapshot_as_at(snapshot), snapshot_window(snapshot), session->root,
        scene.may_see_workers, scene.reach, scene.glyphs->ascii, body.width, body.height,
        here->unit, here->chosen, here->row, here->top, here->panel, here->sort.column,
        here->sort.reverse};
    uint64_t hash = hash_text(hash_made_of(HASH_START, snapshot), here->view->id);

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        hash = hash_number(hash, numbers[i]);
    return hash_finish(add_rows(add_stale(hash, snapshot), &scene)) | 1;
}

/* What is kept, if it is a picture made of just this. */
static bool recall(const struct session *session, uint64_t made_of, struct picture *ret)
{
    const struct keeper *keeper = &session->keeper;
    struct buffer bytes = {0};
    bool found = keeper->load_picture != NULL &&
                 keeper->load_picture(keeper->context, &bytes) == RESULT_OK &&
                 picture_read(bytes.bytes, bytes.length, ret) == RESULT_OK;

    buffer_done(&bytes);
    if (!found || ret->made_of == made_of)
        return found;
    picture_done(ret);
    return false;
}

/* Where it was before, and the cursor too. */
static void put_body(const struct picture *picture, struct rect body, struct canvas *canvas)
{
    canvas_put(canvas, body.x, body.y, &picture->cells);
    if (picture->cells.cursor_x < 0)
        return;
    canvas->cursor_x = body.x + picture->cells.cursor_x;
    canvas->cursor_y = body.y + picture->cells.cursor_y;
}

static bool recall_body(
    struct session *session, struct snapshot *snapshot, struct rect body, struct picture *ret)
{
    if (!recall(session, hash_body(session, snapshot, body), ret))
        return false;
    if (ret->cells.width == body.width && ret->cells.height == body.height)
        return true;
    picture_done(ret);
    return false;
}

bool session_draw_kept(
    struct session *session, struct snapshot *snapshot, time_t now, struct canvas *canvas)
{
    struct rect body = session_body(canvas->width, canvas->height);
    struct picture picture = {0};
    struct scene scene = session_scene(session, snapshot);

    if (!may_be_kept(session, snapshot, canvas) || !recall_body(session, snapshot, body, &picture))
        return false;

    bool counted =
        board_recall(&session->board, snapshot, session->root, scene.may_see_workers) == RESULT_OK;

    scene.now = now;
    canvas_clear(canvas);
    put_body(&picture, body, canvas);
    session_frame(session, &scene, canvas);
    picture_done(&picture);
    return counted;
}

/* --- keeping ---------------------------------------------------------------------------------- */

static enum result take_body(const struct canvas *canvas, struct rect body, struct picture *picture)
{
    enum result result = canvas_take(canvas, body, &picture->cells);

    if (result == RESULT_OK && canvas->cursor_x >= 0 && canvas->cursor_y >= body.y &&
        canvas->cursor_y < body.y + body.height) {
        picture->cells.cursor_x = canvas->cursor_x - body.x;
        picture->cells.cursor_y = canvas->cursor_y - body.y;
    }
    return result;
}

static enum result save(const struct session *session, const struct picture *picture)
{
    const struct keeper *keeper = &session->keeper;
    struct buffer bytes = {0};

    picture_write(&bytes, picture);

    enum result result =
        bytes.failed ? RESULT_NO_MEMORY : keeper->save_picture(keeper->context, &bytes);

    buffer_done(&bytes);
    return result;
}

enum result session_keep_picture(
    struct session *session, struct snapshot *snapshot, time_t now, struct canvas *canvas)
{
    struct rect body = session_body(canvas->width, canvas->height);
    struct picture picture = {0};

    if (session->keeper.save_picture == NULL || !may_be_kept(session, snapshot, canvas))
        return RESULT_OK;

    uint64_t made_of = hash_body(session, snapshot, body);

    if (recall(session, made_of, &picture)) {
        picture_done(&picture);
        return RESULT_OK;
    }

    enum result result = session_prepare(session, snapshot, canvas->width, canvas->height);

    if (result != RESULT_OK)
        return result;
    session_draw(session, snapshot, now, canvas);
    result = take_body(canvas, body, &picture);
    picture.made_of = made_of;
    if (result == RESULT_OK)
        result = save(session, &picture);
    picture_done(&picture);
    return result;
}
