/* Places that are kept: what each screen showed last, and those a person named by a letter. */
#include <stdio.h>

#include "tui/views/session_state.h"

/* --- what a screen showed last ---------------------------------------------------------------- */

static struct view_place *memory_of(struct session *session, const struct view *view)
{
    for (size_t i = 0; i < VIEWS_MOST && view_at(i) != NULL; i++)
        if (view_at(i) == view)
            return &session->memory[i];
    return NULL;
}

void places_remember(struct session *session, const struct view_place *place)
{
    struct view_place *memory = memory_of(session, place->view);

    if (memory != NULL)
        *memory = *place;
}

void places_recall(struct session *session, struct view_place *place)
{
    const struct view_place *memory = memory_of(session, place->view);
    const struct view *from = place->from;

    if (memory == NULL || memory->view == NULL)
        return;
    if (memory->unit == place->unit && memory->feed == place->feed) {
        *place = *memory;
        place->from = from;
        place->reorder = true;
    } else if (place->view->has_rows) {
        place->sort = memory->sort;
        place->measure = memory->measure;
    }
}

/* --- marks ------------------------------------------------------------------------------------ */

static bool is_mark(key_code key)
{
    return key >= 'a' && key <= 'z';
}

static unsigned set_mark(struct session *session, key_code key)
{
    char text[64];

    session->kept.places[key - 'a'] = *trail_peek(&session->trail);
    snprintf(text, sizeof text, "This place is %c now.", (int)key);
    session_tell(session, text);
    return WISH_DRAW;
}

static unsigned jump(struct session *session, key_code key)
{
    const struct view_place *mark = &session->kept.places[key - 'a'];
    char text[64];

    if (mark->view == NULL) {
        snprintf(text, sizeof text, "No place is called %c.", (int)key);
        session_warn(session, text);
        return WISH_DRAW;
    }
    session_go_on(session, *mark);
    return WISH_DRAW;
}

unsigned places_ask(struct session *session, enum action action)
{
    if (action != ACTION_MARK && action != ACTION_JUMP)
        return WISH_PASS;
    session->naming = action;
    session_tell(session, action == ACTION_MARK ? "Which letter names this place?"
                                                : "Go to the place of which letter?");
    return WISH_DRAW;
}

static unsigned name_place(struct session *session, enum action naming, key_code key)
{
    if (!is_mark(key)) {
        session_tell(session, "Places are named by a letter from a to z.");
        return WISH_DRAW;
    }
    return naming == ACTION_MARK ? set_mark(session, key) : jump(session, key);
}

unsigned places_key(struct session *session, key_code key)
{
    enum action naming = session->naming;

    session->naming = ACTION_NONE;
    return name_place(session, naming, key);
}

unsigned places_name(struct session *session, enum action naming, const char *letter)
{
    return name_place(
        session, naming, letter[1] == '\0' ? (key_code)(unsigned char)letter[0] : TT_KEY_NONE);
}
