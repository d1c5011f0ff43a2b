/*
 * oldest.h: the earliest start among all who wait, day by day: children for a worker (domain page,
 * section 4, unallocated), vacancies to be filled.
 *
 * One sweep over the waiting intervals with a heap of those under way. Nothing is kept; it fails
 * only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_OLDEST_H
#define TEAMTOP_DERIVE_OLDEST_H

#include "core/derive/ledger.h"
#include "core/model/series.h"

/* Writes the EARLIEST series of the list, which it sorts. */
bool write_oldest(struct series_writer *writer, struct waiting_list *list);

#endif
