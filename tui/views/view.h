/*
 * view.h: what every screen of the program is: a documented table of functions.
 *
 * A view is pure: (scene, its own state) → cells. It never queries: before it draws it names the units
 * it needs, and the session has them prepared in the snapshot. A key changes the state of the session's
 * current place or asks for something of the session (an `enum wish`). Views own nothing and cannot
 * fail.
 */
#ifndef TEAMTOP_VIEWS_VIEW_H
#define TEAMTOP_VIEWS_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "core/model/snapshot.h"
#include "tui/screen/canvas.h"
#include "tui/screen/glyphs.h"
#include "tui/screen/keys.h"
#include "tui/widgets/widgets.h"

/* What is the same for every view in one frame. */
struct scene {
    struct snapshot *snapshot;
    const struct service *service;
    const struct glyphs *glyphs;
    const struct bindings *bindings;
    time_t now;       /* the clock is an input */
    bool live;        /* as at = the newest day there is */
    bool may_see_workers;
    const char *message; /* one line for the footer (an error, "not found"), or NULL */
    bool message_is_error;
    const struct changes *changes; /* what the last import moved, for marks; or NULL */
};

/* The rest of this header (struct place, struct view, struct session) is written by the room's owner;
 * see the architecture page, ideas 4 to 6. */

#endif
