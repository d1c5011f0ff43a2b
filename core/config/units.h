/*
 * units.h: the organisation's units, read into the tree.
 *
 * Part of organisation.yaml: levels and kinds are read before. The tree belongs to the service; a
 * unit with a fault is left out and what is below it is still checked.
 */
#ifndef TEAMTOP_CONFIG_UNITS_H
#define TEAMTOP_CONFIG_UNITS_H

#include "core/config/reading.h"

extern const struct key_table unit_keys;

key_read read_units; /* struct unit_tree *: filled, it is there already */

#endif
