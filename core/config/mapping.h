/*
 * mapping.h: how a feed's columns, values, units, periods and parts are found in its files.
 *
 * The readers of those keys of feeds.yaml; each fills a struct feed_spec whose type was read
 * before. What they keep belongs to the service. A column that would identify a child is a fault.
 */
#ifndef TEAMTOP_CONFIG_MAPPING_H
#define TEAMTOP_CONFIG_MAPPING_H

#include "core/config/reading.h"

extern const struct key_table reading_unit_keys;
extern const struct key_table period_keys;
extern const struct key_table part_column_keys;

/* All into a struct feed_spec. */
key_read read_columns;
key_read read_value_maps;
key_read read_unit_columns;
key_read read_period;
key_read read_parts;

#endif
