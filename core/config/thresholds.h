/*
 * thresholds.h: what measures.yaml says about each measure.
 *
 * Bands and targets, for all teams and by kind of team, with polarity, points and benchmarks
 * (domain page, section 5). Policies belong to the service; limits that contradict each other are
 * faults.
 */
#ifndef TEAMTOP_CONFIG_THRESHOLDS_H
#define TEAMTOP_CONFIG_THRESHOLDS_H

#include "core/config/reading.h"

extern const struct key_table policy_keys;

key_read read_policies; /* struct service: its policies */

/* unknown measure "vacancy" (did you mean "vacancy_rate"?) */
void fault_unknown_measure(struct reading *reading, const struct node *at);

#endif
