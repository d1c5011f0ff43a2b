/* The picture of a screen that the next visit may begin with. */
#include "tui/views/picture.h"
#include "tui/views/session_state.h"

/* Other eyes, other days and what a second day stands beside are drawn anew each time. */
bool session_may_be_kept(
    const struct session *session, const struct snapshot *snapshot, const struct canvas *canvas)
{
    const struct view_place *here = trail_peek(&session->trail);

    return here->view->still && here->filter[0] == '\0' && session->as_at == DAY_NONE &&
           session->then == NULL && session->changes.count == 0 && !snapshot_is_shared(snapshot) &&
           session_message(session) == NULL && session_fits(canvas->width, canvas->height);
}

static enum result take_cells(const struct canvas *canvas, struct canvas *ret)
{
    enum result result =
        canvas_take(canvas, (struct rect){0, 0, canvas->width, canvas->height}, ret);

    if (result != RESULT_OK)
        return result;
    ret->cursor_x = canvas->cursor_x;
    ret->cursor_y = canvas->cursor_y;
    ret->ascii = canvas->ascii;
    return RESULT_OK;
}

enum result session_picture(struct session *session, struct snapshot *snapshot, time_t now,
    struct canvas *canvas, struct picture *ret)
{
    enum result result = session_prepare(session, snapshot, canvas->width, canvas->height);

    if (result != RESULT_OK)
        return result;
    session_draw(session, snapshot, now, canvas);
    result = take_cells(canvas, &ret->cells);
    if (result != RESULT_OK)
        return result;

    struct scene scene = session_scene(session, snapshot);

    ret->heading = heading_of(&scene, trail_peek(&session->trail));
    ret->today = day_of_time(now);
    ret->since = now;
    ret->until = snapshot_stale_from(snapshot);
    return RESULT_OK;
}
