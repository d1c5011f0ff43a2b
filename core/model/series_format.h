/*
 * series_format.h: what the reader and the writer of series agree on; private to core/model.
 *
 * A series is: kind, scale, then points. Each point is the days since the point before (the first:
 * since SERIES_FIRST_DAY) and what its kind needs: STEP and EVENTS a signed amount; LEAVERS 0 for
 * never or 1 + days until back, and a signed amount; EARLIEST 0 for none or 1 + zigzag(day −
 * earliest); READINGS months, and 0 for unknown or 1 + zigzag(value). Amounts are divided by scale.
 */
#ifndef TEAMTOP_MODEL_SERIES_FORMAT_H
#define TEAMTOP_MODEL_SERIES_FORMAT_H

#include "core/base/day.h"

#define SERIES_FIRST_DAY ((day_t)-62091) /* 1800-01-01, the first valid day */
#define SERIES_LAST_DAY                                                                            \
    ((day_t)376200) /* 3000-01-01, when a spell that includes the last one ends */
#define SERIES_MONTHS_MOST 12000

#endif
