#include "core/config/zone.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo"

bool time_zone_is_known(const char *zone)
{
    char path[256];
    if (zone[0] == '/' || zone[0] == ':' || strstr(zone, "..") != NULL)
        return false;
    int length = snprintf(path, sizeof path, ZONES "/%s", zone);
    if (length < 0 || (size_t)length >= sizeof path)
        return false;
    return access(path, R_OK) == 0 || access(ZONES, R_OK) != 0;
}
