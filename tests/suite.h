/*
 * suite.h: running the one suite of a test program.
 *
 * suite_run() takes the suite over and frees it; its answer is the program's exit code. What can
 * fail are the tests.
 */
#ifndef TEAMTOP_TESTS_SUITE_H
#define TEAMTOP_TESTS_SUITE_H

#include <check.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int suite_run(Suite *suite);

#endif
