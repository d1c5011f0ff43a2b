/*
 * cases.h: the test cases of core/model, one file each, run by test_model.c.
 */
#ifndef TEAMTOP_TESTS_MODEL_CASES_H
#define TEAMTOP_TESTS_MODEL_CASES_H

#include <check.h>

TCase *access_cases(void);
TCase *amendment_cases(void);
TCase *balance_cases(void);
TCase *alert_cases(void);
TCase *alert_line_cases(void);
TCase *measure_cases(void);
TCase *series_cases(void);
TCase *series_random_cases(void);
TCase *spell_cases(void);
TCase *figure_cases(void);
TCase *trend_cases(void);
TCase *status_cases(void);
TCase *signal_cases(void);
TCase *roster_cases(void);
TCase *snapshot_cases(void);
TCase *whatif_cases(void);
TCase *memory_cases(void);
TCase *suppress_cases(void);
TCase *standing_cases(void);

#endif
