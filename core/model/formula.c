#include "core/model/formula.h"

#include <assert.h>

/* What a sum of terms comes to over one span. */
struct amount {
    bool known; /* false: nobody to speak of, or published as unknown */
    fixed_t sum;
    int64_t divisor; /* a mean over so many days; else 1 */
};

/* One way to aggregate: fills one amount per span. */
typedef void (*aggregator)(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret);

/* --- from spells ---------------------------------------------------------------------------- */

static void sample(const struct formula *formula, struct series series, const struct span *spans,
    size_t count, bool days, struct amount *ret)
{
    const struct calendar *calendar = &formula->service->calendar;
    fixed_t sums[FORMULA_BLOCK];
    series_sample(series, calendar, calendar->basis, spans, count, days, sums);
    for (size_t i = 0; i < count; i++)
        ret[i] = (struct amount){.known = true, .sum = sums[i], .divisor = 1};
}

static void level_or_total(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret)
{
    sample(formula, series, spans, count, false, ret);
}

static void level_days(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret)
{
    sample(formula, series, spans, count, true, ret);
}

static void mean_days(const struct formula *formula, struct series series, const struct span *spans,
    size_t count, struct amount *ret)
{
    const struct calendar *calendar = &formula->service->calendar;
    sample(formula, series, spans, count, true, ret);
    for (size_t i = 0; i < count; i++)
        ret[i].divisor = calendar_days(calendar, calendar->basis, spans[i]);
}

static void leavers(const struct formula *formula, struct series series, const struct span *spans,
    size_t count, struct amount *ret)
{
    (void)formula;
    for (size_t i = 0; i < count; i++)
        ret[i] =
            (struct amount){.known = true, .sum = series_leavers(series, spans[i]), .divisor = 1};
}

static void left(const struct formula *formula, struct series series, const struct span *spans,
    size_t count, struct amount *ret)
{
    (void)formula;
    for (size_t i = 0; i < count; i++) {
        fixed_t workers = series_leaver_count(series, spans[i]) * FIXED_ONE;
        ret[i] = (struct amount){.known = true, .sum = workers, .divisor = 1};
    }
}

static void age(const struct formula *formula, struct series series, const struct span *spans,
    size_t count, struct amount *ret)
{
    (void)formula;
    for (size_t i = 0; i < count; i++) {
        day_t earliest = series_earliest_at(series, spans[i].last);
        bool anybody = earliest != DAY_NONE;
        int64_t days = anybody ? (int64_t)spans[i].last - earliest : 0;
        ret[i] = (struct amount){.known = anybody, .sum = days * FIXED_ONE, .divisor = 1};
    }
}

static const aggregator FROM_SPELLS[] = {
    [AGGREGATE_LEVEL] = level_or_total,
    [AGGREGATE_TOTAL] = level_or_total,
    [AGGREGATE_DAYS] = level_days,
    [AGGREGATE_MEAN_DAYS] = mean_days,
    [AGGREGATE_LEAVERS] = leavers,
    [AGGREGATE_LEFT] = left,
    [AGGREGATE_AGE] = age,
};

/* --- from readings -------------------------------------------------------------------------- */

static void reading_level(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret)
{
    (void)formula;
    for (size_t i = 0; i < count; i++) {
        ret[i] = (struct amount){.divisor = 1};
        ret[i].known = series_reading_at(series, spans[i].last, &ret[i].sum, NULL);
    }
}

static void reading_total(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret)
{
    (void)formula;
    for (size_t i = 0; i < count; i++) {
        ret[i] = (struct amount){.divisor = 1};
        ret[i].known = series_reading_total(series, spans[i], &ret[i].sum);
    }
}

/* What is published is FTE. */
static void never_published(const struct formula *formula, struct series series,
    const struct span *spans, size_t count, struct amount *ret)
{
    (void)formula, (void)series, (void)spans;
    for (size_t i = 0; i < count; i++)
        ret[i] = (struct amount){.divisor = 1};
}

static const aggregator FROM_READINGS[] = {
    [AGGREGATE_LEVEL] = reading_level,
    [AGGREGATE_TOTAL] = reading_total,
    [AGGREGATE_DAYS] = reading_total,
    /* The published level stands for the mean: it is what its publisher divides by. */
    [AGGREGATE_MEAN_DAYS] = reading_level,
    [AGGREGATE_LEAVERS] = reading_total,
    [AGGREGATE_LEFT] = never_published,
    [AGGREGATE_AGE] = reading_level,
};

/* --- sums and figures ----------------------------------------------------------------------- */

static void add_amount(struct amount *sum, const struct amount *amount, int sign)
{
    fixed_t total;
    bool fits = !__builtin_add_overflow(sum->sum, sign * amount->sum, &total);
    sum->known = sum->known && amount->known && fits;
    sum->sum = sum->known ? total : 0;
    sum->divisor = amount->divisor; /* a mean stands alone in its sum */
}

static void sum_terms(const struct formula *formula, const struct operand *operands,
    size_t operand_count, const struct span *spans, size_t count, struct amount *ret)
{
    const aggregator *aggregators = formula->from_readings ? FROM_READINGS : FROM_SPELLS;
    struct amount amounts[FORMULA_BLOCK];
    for (size_t i = 0; i < count; i++)
        ret[i] = (struct amount){.known = true, .divisor = 1};
    for (size_t t = 0; t < operand_count; t++) {
        aggregators[operands[t].term.aggregate](formula, operands[t].series, spans, count, amounts);
        for (size_t i = 0; i < count; i++)
            add_amount(&ret[i], &amounts[i], operands[t].term.sign);
    }
}

static void divide(struct figure *figure, const struct measure *measure,
    const struct amount *numerator, const struct amount *denominator)
{
    if (!denominator->known)
        return;
    /* The mean is shown rounded; the figure comes from the parts. */
    figure->has_denominator =
        denominator->divisor == 1 ||
        fixed_ratio(denominator->sum, 1, denominator->divisor * FIXED_ONE, &figure->denominator);
    if (denominator->divisor == 1)
        figure->denominator = denominator->sum;
    figure->has_value =
        numerator->known && fixed_ratio(numerator->sum, measure->scale * denominator->divisor,
                                denominator->sum, &figure->value);
}

static struct figure figure_of(
    const struct formula *formula, const struct amount *numerator, const struct amount *denominator)
{
    struct figure figure = {
        .has_data = true, .has_numerator = numerator->known, .numerator = numerator->sum};
    if (formula->denominator_count > 0) {
        divide(&figure, formula->measure, numerator, denominator);
        return figure;
    }
    figure.has_value = numerator->known;
    figure.value = numerator->sum;
    return figure;
}

void formula_figures(
    const struct formula *formula, const struct span *spans, size_t count, struct figure *ret)
{
    struct amount numerators[FORMULA_BLOCK], denominators[FORMULA_BLOCK];
    assert(count <= FORMULA_BLOCK);
    sum_terms(formula, formula->numerator, formula->numerator_count, spans, count, numerators);
    sum_terms(
        formula, formula->denominator, formula->denominator_count, spans, count, denominators);
    for (size_t i = 0; i < count; i++)
        ret[i] = figure_of(formula, &numerators[i], &denominators[i]);
}
