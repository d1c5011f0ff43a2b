/*
 * fixed.h: exact decimal figures, in ten-thousandths.
 *
 * FTE, money and parts of measures are integers counting 1/10,000; no binary floating point touches
 * a figure. A ratio is divided once, at the end, and rounded half away from zero. Overflow is an
 * error, never a wrap.
 */
#ifndef TEAMTOP_BASE_FIXED_H
#define TEAMTOP_BASE_FIXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t fixed_t; /* ten-thousandths */

#define FIXED_ONE       INT64_C(10000)
#define FIXED_TEXT_SIZE 32

/* Reads "-12.5", "1,234.5" (only when `grouped`) … from `length` bytes; false when it is not a
 * number, has more than four decimals that are not zero, or is beyond ±10^12. */
bool fixed_parse(const char *text, size_t length, bool grouped, fixed_t *ret);

/* Exact, shortest: "3", "0.5405", "-1.2". `buffer` has FIXED_TEXT_SIZE bytes. */
const char *fixed_text(fixed_t value, char *buffer);

/* Rounded half away from zero to `decimals` (0–4), always that many: "21.4", "5". */
const char *fixed_text_rounded(fixed_t value, int decimals, char *buffer);

/* numerator × multiplier ÷ denominator in ten-thousandths, rounded half away from zero, computed in
 * 128 bits. False when the denominator is 0 or less, or the result does not fit. Both given in the
 * same unit. Domain page, section 4: a ratio whose denominator is 0 or less is no value. */
bool fixed_ratio(fixed_t numerator, int64_t multiplier, fixed_t denominator, fixed_t *ret);

#endif
