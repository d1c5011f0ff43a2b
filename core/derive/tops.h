/*
 * tops.h: at which units each child and each worker has to be looked at.
 *
 * Fills the tops and the groups by unit of `struct facts`, whose groups by child and worker must be
 * there already. Fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_TOPS_H
#define TEAMTOP_DERIVE_TOPS_H

#include "core/derive/facts.h"

bool tops_find(struct facts *facts);

#endif
