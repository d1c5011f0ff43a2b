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
struct share_memo;
struct team;
struct sharing; /* snapshot_shared.c */

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
    unit_index visited;  /* looked at, and soon no more; UNIT_NONE */
    bool stays;          /* it was prepared before */
    struct share_memo **shares; /* by unit: the subs that were asked for */
    struct team **teams;
    size_t team_count, team_room;
    struct sharing *sharing; /* NULL: nothing is hidden */
};

/* The figure at the snapshot's day and window, whether the measure is in the catalogue or not. */
struct figure snapshot_compute(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure);

/* The same answers as the snapshot's, with what other eyes may not see suppressed. Preparing draws
 * the veil over the whole service and fails as veil_create() does; before it everything is hidden.
 */
MUST_CHECK enum result sharing_prepare(struct sharing *sharing);
void sharing_destroy(struct sharing *sharing);
struct figure sharing_figure(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure);
struct assessed sharing_assessed(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure);
size_t sharing_trend(struct sharing *sharing, unit_index unit, struct measure_ref measure,
    enum points points, size_t count, struct figure *ret, struct span *ret_spans);
enum status sharing_status_on(
    const struct sharing *sharing, unit_index unit, struct measure_ref measure, day_t day);
struct figure sharing_part_level(const struct sharing *sharing, unit_index unit, enum part_id part);
struct figure sharing_left(const struct sharing *sharing, unit_index unit);
size_t sharing_shares(const struct sharing *sharing, unit_index unit, enum part_id part,
    size_t most, struct share *ret);

#endif
