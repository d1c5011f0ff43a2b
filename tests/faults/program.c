/* Faults for a program of its own, the real one: what its environment says is done from its start.
 *
 * TEAMTOP_FAULT is "KIND SUCCEED FAILURES", numbers as faults_start() takes them; TEAMTOP_CLOCK names
 * the file that says by how many seconds the clock is wrong. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/faults/faults.h"

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("TEAMTOP_FAULT"), *clock = getenv("TEAMTOP_CLOCK");
    int kind;
    long succeed, failures;
    if (clock)
        faults_clock_from(clock);
    if (fault && sscanf(fault, "%d %ld %ld", &kind, &succeed, &failures) == 3 && kind >= 0 &&
        kind < FAULTS_KINDS)
        faults_start((enum faults_kind)kind, succeed, failures);
}
