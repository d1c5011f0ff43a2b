/*
 * cases.h: case spells copied child after child.
 *
 * There can be a million cases, and looking one up anywhere in memory takes longer than counting
 * it: so they are copied once, children of a team together, and read in that order ever after.
 * Fills the case tables of `struct facts`, which owns them. Fails only for want of memory.
 */
#ifndef TEAMTOP_DERIVE_CASES_H
#define TEAMTOP_DERIVE_CASES_H

#include "core/derive/facts.h"

bool cases_prepare(struct facts *facts);

#endif
