/*
 * snapshot_state.h: what a snapshot is made of; private to core/model.
 *
 * Shared by the files that answer a snapshot's questions. The snapshot owns all of it but the
 * service and the provider. Nothing here can fail.
 */
#ifndef TEAMTOP_MODEL_SNAPSHOT_STATE_H
#define TEAMTOP_MODEL_SNAPSHOT_STATE_H

#include "core/model/snapshot.h"

struct memo;
struct team;

struct snapshot {
    const struct service *service;
    const struct provider *provider;
    day_t as_at;
    enum window window;
    time_t now;
    int64_t version;
    struct feed_state *feeds;     /* by position in the service */
    struct kept_rejects *rejects; /* likewise */
    struct memo **units; /* by unit: one memo per measure of the catalogue; NULL: not prepared */
    struct team **teams;
    size_t team_count, team_room;
};

/* The figure at the snapshot's day and window, whether the measure is in the catalogue or not. */
struct figure snapshot_compute(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure);

#endif
