/*
 * desk.h: a person at a terminal, without one: keys go in by name, the screen comes out as text.
 *
 * A desk owns its service, session, snapshot and canvas. Everything that fails ends the test.
 */
#ifndef TEAMTOP_TESTS_VIEWS_DESK_H
#define TEAMTOP_TESTS_VIEWS_DESK_H

#include "tests/tui/views/fake.h"
#include "tui/screen/canvas.h"
#include "tui/screen/keys.h"
#include "tui/views/session.h"

struct desk {
    struct fake *fake;
    struct session *session;
    struct snapshot *snapshot;
    struct snapshot *then; /* of the day held beside it, or NULL */
    struct bindings bindings;
    struct canvas canvas;
    struct looked look; /* what was kept when the program was left */
    struct kept kept;   /* likewise: what was typed and named */
    unsigned wishes;    /* of the last key */
};

extern const struct fake_plan county_plan;

void desk_open(struct desk *desk, const struct fake_plan *plan, int width, int height);
/* The same with another set of glyphs. */
void desk_open_with(struct desk *desk, const struct fake_plan *plan, const struct glyphs *glyphs,
    int width, int height);
/* The same at a service that is there already; the desk takes it over. */
void desk_open_at(
    struct desk *desk, struct fake *fake, const struct glyphs *glyphs, int width, int height);
void desk_close(struct desk *desk);
void desk_resize(struct desk *desk, int width, int height);
void desk_key(struct desk *desk, key_code key);
/* Key names with blanks between: "Down Down Enter". */
void desk_keys(struct desk *desk, const char *names);
/* A text letter by letter, blanks included; and with Enter behind it. */
void desk_type(struct desk *desk, const char *text);
void desk_enter(struct desk *desk, const char *text);
/* Throws the snapshot away and makes a new one, which is not looked at yet. */
void desk_renew(struct desk *desk);
/* The same, and draws with it. */
void desk_refresh(struct desk *desk);
void desk_draw(struct desk *desk);
/* Is what was drawn last, cell by cell and cursor included, what is drawn when nothing was kept? */
bool desk_is_as_drawn_anew(struct desk *desk);
/* What a session is given to keep things in: good as long as the desk. */
struct keeper desk_keeper(struct desk *desk);
/* The program is opened once more: nothing is drawn yet. */
void desk_begin_anew(struct desk *desk, enum window window);
/* The program is left at this time, with its look kept, and opened again. */
void desk_leave_and_come_back(struct desk *desk, time_t left);

/* The screen; free it. */
char *desk_text(const struct desk *desk);
bool desk_shows(const struct desk *desk, const char *text);
bool desk_is_as_before(const struct desk *desk, const char *text); /* of desk_text() */
unit_index desk_unit(const struct desk *desk, const char *id);
/* The row that is selected (reverse), from 0; −1: none. */
int desk_selected_row(const struct desk *desk);

#endif
