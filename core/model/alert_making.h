/*
 * alert_making.h: a list of alerts while it is put together; private to core/model.
 *
 * Each part of the making looks at one kind of thing and adds what it finds. Running out of memory
 * sticks in `no_memory` and is asked for once, at the end.
 */
#ifndef TEAMTOP_MODEL_ALERT_MAKING_H
#define TEAMTOP_MODEL_ALERT_MAKING_H

#include "core/model/alert.h"

struct alert_making {
    struct snapshot *snapshot;
    const struct service *service;
    struct alerts list;
    bool no_memory;
};

/* Adds it unless it began after the snapshot's day; makes its key and the sentence. Its brief is
 * copied. */
void alert_add(struct alert_making *making, struct alert alert, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The unit must be prepared. */
void alerts_of_measures(struct alert_making *making, unit_index unit);
void alerts_of_waiting(struct alert_making *making, unit_index team);
/* The team must be prepared: its roster is looked at. */
void alerts_of_workers(struct alert_making *making, unit_index team);
void alerts_of_feed(struct alert_making *making, const struct feed_spec *feed);

#endif
