/*
 * cases.h: the test cases of core/base, one file each, run by test_base.c.
 */
#ifndef TEAMTOP_TESTS_BASE_CASES_H
#define TEAMTOP_TESTS_BASE_CASES_H

#include <check.h>

TCase *day_cases(void);
TCase *fixed_cases(void);
TCase *text_cases(void);
TCase *container_cases(void);
TCase *diag_cases(void);

#endif
