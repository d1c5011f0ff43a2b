#include "core/model/reference.h"

fixed_t reference_sum_of(const struct reference_line *lines, size_t count)
{
    fixed_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += lines[i].amount;
    return sum;
}
