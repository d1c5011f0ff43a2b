#include "tui/widgets/scale.h"

#include <math.h>

double scale_nice(double size)
{
    static const double leads[] = {1, 2, 5};
    double power = pow(10, floor(log10(size)));

    for (int i = 0; i < 3; i++)
        if (leads[i] * power >= size * (1 - 1e-9)) /* 0.1 × 2 is not quite 0.2 */
            return leads[i] * power;
    return 10 * power;
}

/* A level line gets room on both sides, but none below 0 when it is not negative. */
static void widen(double *least, double *most, double smallest)
{
    double room = fmax(fabs(*least) * 0.1, smallest);
    double floor_at = *least >= 0 ? 0 : -INFINITY;

    *least = fmax(*least - room, floor_at);
    *most += room;
}

struct scale scale_of(double least, double most, int most_steps, double smallest)
{
    if (!isfinite(least) || !isfinite(most) || least > most) {
        least = 0;
        most = 1;
    }
    if (most - least < smallest)
        widen(&least, &most, smallest);

    double step = scale_nice(fmax((most - least) / (most_steps > 0 ? most_steps : 1), smallest));
    double low = floor(least / step + 1e-9) * step;
    double high = ceil(most / step - 1e-9) * step;

    return (struct scale){low, high, step, (int)lround((high - low) / step)};
}

int scale_row(const struct scale *scale, double value, int rows)
{
    double share = (value - scale->low) / (scale->high - scale->low);
    double row = (1 - share) * (rows - 1);

    return (int)lround(fmin(fmax(row, 0), rows - 1));
}
