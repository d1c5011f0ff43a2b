/*
 * zone.h: is there such a time zone?
 *
 * The C library takes a zone it does not know for UTC without a word, so the configuration asks
 * first. Nothing is owned. On a machine without the zone database every relative name is believed.
 */
#ifndef TEAMTOP_CONFIG_ZONE_H
#define TEAMTOP_CONFIG_ZONE_H

#include <stdbool.h>

bool time_zone_is_known(const char *zone);

#endif
