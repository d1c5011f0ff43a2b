/*
 * caseload.h: who holds which of a team's children on one day, and who waits for a worker; private
 * to core/model (domain page, section 4, "caseload of a worker" and "unallocated").
 *
 * A `struct caseloads` owns its arrays until caseloads_done(). Making it can run out of memory.
 */
#ifndef TEAMTOP_MODEL_CASELOAD_H
#define TEAMTOP_MODEL_CASELOAD_H

#include "core/base/result.h"
#include "core/model/spell.h"

struct caseload {
    uint32_t worker;
    int64_t children; /* distinct */
};

struct caseloads {
    struct caseload *items; /* sorted by worker */
    size_t count;
    day_t *waiting; /* per unallocated child: the earliest start of its cases in the team */
    size_t waiting_count;
};

MUST_CHECK enum result caseloads_make(
    struct caseloads *ret, const struct spells *spells, unit_index team, day_t day);
void caseloads_done(struct caseloads *caseloads);

/* 0 for a worker without cases. */
int64_t caseloads_of(const struct caseloads *caseloads, uint32_t worker);

#endif
