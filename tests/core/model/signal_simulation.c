/*
 * How often does a series in which nothing changed raise a signal at its last point? The figures
 * stand in docs/figures.md ("Signal points"); this program finds them again and fails when the
 * rules have drifted.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/model/status.h"
#include "tests/core/model/random.h"

#define SERIES      40000
#define POINTS_MOST 52

/* Twelve uniform numbers less six: normal enough, with variance 1 and no library's idea of a tail.
 */
static double noise(uint64_t *state)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += (double)(random_next(state) >> 11) / (double)(UINT64_C(1) << 53);
    return sum;
}

static bool raises_signal(uint64_t *state, size_t count)
{
    double points[POINTS_MOST];
    enum signal_rule rule;
    bool up;
    for (size_t i = 0; i < count; i++)
        points[i] = 100 + 10 * noise(state);
    struct xmr xmr = xmr_of(points, count);
    return signal_of(&xmr, points, count, POLARITY_NONE, NULL, &rule, &up) == SIGNAL_SPECIAL;
}

static double rate(size_t count)
{
    uint64_t state = count;
    int raised = 0;
    for (int i = 0; i < SERIES; i++)
        raised += raises_signal(&state, count);
    return 100.0 * raised / SERIES;
}

static bool is_as_documented(size_t count, double least, double most)
{
    double found = rate(count);
    printf("%zu points without a change: %.1f %% raise a signal\n", count, found);
    return found >= least && found <= most;
}

int main(void)
{
    bool monthly = is_as_documented(24, 1.4, 2.3);
    bool weekly = is_as_documented(52, 1.4, 2.3);
    return monthly && weekly ? EXIT_SUCCESS : EXIT_FAILURE;
}
