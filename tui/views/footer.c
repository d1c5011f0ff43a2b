#include <stdio.h>

#include "core/base/text.h"
#include "tui/views/frame.h"
#include "tui/views/hints.h"
#include "tui/views/list.h"
#include "tui/views/panels.h"

/* What the hint says; the window in force is said instead of the word for it. */
static const char *hint_word(const struct scene *scene, const struct view *view, enum action action)
{
    const char *own = hint_own_words(view, action);

    if (own != NULL)
        return own;
    if (action == ACTION_QUIT_OR_BACK && view != &overview_view)
        return "back";
    if (action == ACTION_WINDOW)
        return window_label(snapshot_window(scene->snapshot));
    if (action == ACTION_LEFT)
        return "read out";
    return action_at(action)->hint;
}

struct hint {
    char keys[HINT_SIZE];
    const char *word;
};

/* False: there is no word for it, or no key leads to it. */
static bool make_hint(
    const struct scene *scene, const struct view *view, enum action action, struct hint *ret)
{
    ret->word = hint_word(scene, view, action);
    hint_keys(scene->bindings, scene->glyphs->ascii, action, ret->keys, sizeof ret->keys);
    return ret->word != NULL && ret->keys[0] != '\0' && ret->keys[0] != ' ';
}

/* --- the line --------------------------------------------------------------------------------- */

static int hint_width(const struct hint *hint)
{
    return text_width(hint->keys) + 1 + text_width(hint->word) + 2;
}

static int draw_hint(const struct hint *hint, struct canvas *canvas, int x, int y)
{
    canvas_text(canvas, x, y, STYLE_KEY, hint->keys);
    canvas_text(canvas, x + text_width(hint->keys) + 1, y, STYLE_FOOTER, hint->word);
    return hint_width(hint);
}

/* Help and the way out stand at the right whatever else has room. */
static int draw_fixed(
    const struct scene *scene, const struct view *view, struct canvas *canvas, int y)
{
    static const enum action fixed[] = {ACTION_QUIT_OR_BACK, ACTION_HELP};
    int x = canvas->width + 1;

    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        struct hint hint;

        if (!make_hint(scene, view, fixed[i], &hint) || x - hint_width(&hint) < 0)
            continue;
        x -= hint_width(&hint);
        draw_hint(&hint, canvas, x, y);
    }
    return x;
}

/* What would change nothing is not offered: the newest day on it, other panels where all are seen.
 */
static bool shows(
    const struct scene *scene, const struct view_place *place, enum action action, int width)
{
    const struct view *view = place->view;

    if (action == ACTION_LIVE)
        return !scene->live;
    if (action == ACTION_NEXT_PANEL && view == &overview_view)
        return panels_are_tabs(width - 2);
    return view->offers != NULL ? view->offers(scene, place, action) : list_offers(place, action);
}

static void draw_hints(
    const struct scene *scene, const struct view_place *place, struct canvas *canvas, int y)
{
    int until = draw_fixed(scene, place->view, canvas, y);
    int x = 1;

    for (const enum action *action = place->view->hints; *action != ACTION_NONE; action++) {
        struct hint hint;

        if (!shows(scene, place, *action, canvas->width) ||
            !make_hint(scene, place->view, *action, &hint))
            continue;
        if (x + hint_width(&hint) > until)
            return;
        x += draw_hint(&hint, canvas, x, y);
    }
}

void footer_draw(const struct scene *scene, const struct view_place *place, const struct ask *ask,
    struct canvas *canvas)
{
    int y = canvas->height - 1;
    struct rect line = {1, y, canvas->width - 2, 1};

    canvas_fill(canvas, (struct rect){0, y, canvas->width, 1}, STYLE_FOOTER, ' ');
    if (ask != NULL)
        ask_draw(ask, scene->glyphs, canvas, line);
    else if (scene->message != NULL)
        canvas_field(canvas, line.x, y, line.width, ALIGN_LEFT,
            scene->message_is_error ? STYLE_ERROR : STYLE_STRONG, scene->message);
    else
        draw_hints(scene, place, canvas, y);
}
