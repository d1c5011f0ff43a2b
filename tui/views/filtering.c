/* The filter of a list: asked for, kept with the place, and brought to bear on its rows. */
#include <stdio.h>
#include <string.h>

#include "tui/views/filter.h"
#include "tui/views/session_state.h"

/* --- setting ---------------------------------------------------------------------------------- */

bool filter_set(struct session *session, const char *line)
{
    struct filter filter;
    char message[FILTER_MESSAGE];

    if (strlen(line) >= FILTER_SIZE) {
        session_warn(session, "This filter is too long.");
        return false;
    }
    if (!filter_parse(session->service, line, &filter, message)) {
        session_warn(session, message);
        return false;
    }
    go_where_units_are(session);
    snprintf(trail_here(&session->trail)->filter, FILTER_SIZE, "%s", line);
    session_rebuild(session);
    return true;
}

bool filter_clear(struct session *session)
{
    struct view_place *here = trail_here(&session->trail);

    if (here->filter[0] == '\0')
        return false;
    here->filter[0] = '\0';
    session_rebuild(session);
    return true;
}

/* --- in force --------------------------------------------------------------------------------- */

bool filter_in_force(struct session *session)
{
    const char *wanted = trail_peek(&session->trail)->filter;

    if (wanted[0] == '\0') {
        outline_show_all(&session->outline);
        session->filtered_by[0] = '\0';
    }
    return strcmp(wanted, session->filtered_by) == 0;
}

/* --- asking ----------------------------------------------------------------------------------- */

static unsigned answer(struct session *session, const char *line)
{
    if (line[0] == '\0')
        (void)filter_clear(session);
    else
        (void)filter_set(session, line);
    return WISH_DRAW;
}

static void complete(const struct session *session, const char *before, struct words *words)
{
    filter_words(session->service, before, words);
}

static const struct question question = {
    .label = "show only: ",
    .answer = answer,
    .complete = complete,
};

void filter_begin(struct session *session)
{
    const struct view_place *here = trail_peek(&session->trail);

    session_ask(session, &question, &session->kept.filters, here->filter);
}
