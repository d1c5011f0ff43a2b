#include "tests/core/derive/oracle.h"

#include <stdlib.h>
#include <string.h>

#include "tests/core/derive/oracle_day.h"

/* --- over the days asked about -------------------------------------------------------------- */

/* A sum over days and what it is to be divided by: a mean is never rounded on the way. */
struct amount {
    fixed_t sum;
    int64_t days;
    bool none; /* there is nothing to speak of */
};

typedef fixed_t level_fn(const struct question *question, day_t day);
typedef struct amount over_fn(const struct question *question, level_fn *level);

static struct amount at_last(const struct question *question, level_fn *level)
{
    return (struct amount){.sum = level(question, question->last), .days = 1};
}

static bool day_counts(const struct calendar *calendar, day_t day)
{
    if (calendar->basis == BASIS_CALENDAR)
        return true;
    for (size_t i = 0; i < calendar->bank_holiday_count; i++)
        if (calendar->bank_holidays[i] == day)
            return false;
    return day_weekday(day) < 5;
}

static struct amount over_days(const struct question *question, level_fn *level)
{
    struct amount amount = {.days = 1};
    for (day_t day = question->from; day <= question->last; day++)
        if (day_counts(&question->bench->service.calendar, day))
            amount.sum += level(question, day);
    return amount;
}

static struct amount mean_of_days(const struct question *question, level_fn *level)
{
    struct amount amount = over_days(question, level);
    amount.days = 0;
    for (day_t day = question->from; day <= question->last; day++)
        amount.days += day_counts(&question->bench->service.calendar, day);
    return amount;
}

/* Children open on one of two days next to each other and not on the other. */
static struct amount count_turns(const struct question *question, int to_open, int to_closed)
{
    struct amount amount = {.days = 1};
    const struct bench *bench = question->bench;
    for (EACH_CASE(bench, spell)) {
        if (!oracle_is_first_of_child(bench, spell))
            continue;
        for (day_t day = question->from; day <= question->last; day++)
            if (oracle_child_is_open(bench, spell->child, question->unit, day - to_closed) &&
                !oracle_child_is_open(bench, spell->child, question->unit, day - to_open))
                amount.sum += FIXED_ONE;
    }
    return amount;
}

static struct amount opened(const struct question *question, level_fn *level)
{
    (void)level;
    return count_turns(question, 1, 0);
}

static struct amount closed(const struct question *question, level_fn *level)
{
    (void)level;
    return count_turns(question, 0, 1);
}

static struct amount oldest(const struct question *question, level_fn *level)
{
    (void)level;
    day_t earliest = DAY_NEVER;
    for (EACH_CASE(question->bench, spell))
        if (oracle_child_is_unallocated(
                question->bench, spell->child, question->unit, question->last)) {
            day_t start = oracle_child_earliest(
                question->bench, spell->child, question->unit, question->last);
            earliest = start < earliest ? start : earliest;
        }
    if (earliest == DAY_NEVER)
        return (struct amount){.none = true};
    return (struct amount){.sum = (question->last - earliest) * FIXED_ONE, .days = 1};
}

/* The worker's last day in the unit if it holds no post there on the last day asked about, and the
 * first day without one is among the days asked about; else DAY_NONE. */
static day_t last_day_of(const struct question *question, uint32_t worker)
{
    if (oracle_worker_is_in_post(question->bench, worker, question->unit, question->last))
        return DAY_NONE;
    for (day_t left = question->last; left >= question->from; left--)
        if (oracle_worker_is_in_post(question->bench, worker, question->unit, left - 1))
            return left - 1;
    return DAY_NONE;
}

static struct amount leavers(const struct question *question, level_fn *level)
{
    (void)level;
    struct amount amount = {.days = 1};
    for (uint32_t worker = 1; worker <= intern_count(question->bench->spells.text); worker++) {
        day_t day = last_day_of(question, worker);
        if (day != DAY_NONE)
            amount.sum += oracle_worker_fte(question->bench, worker, question->unit, day);
    }
    return amount;
}

int oracle_leaver_count(const struct bench *bench, unit_index unit, day_t from, day_t last)
{
    const struct question question = {bench, unit, "", from, last};
    int count = 0;
    for (uint32_t worker = 1; worker <= intern_count(bench->spells.text); worker++)
        count += last_day_of(&question, worker) != DAY_NONE;
    return count;
}

static struct amount requests(const struct question *question, level_fn *level)
{
    (void)level;
    struct amount amount = {.days = 1};
    for (EACH_REQUEST(question->bench, request)) {
        const char *source = intern_at(question->bench->spells.text, request->source);
        if (oracle_is_below(question->bench, request->unit, question->unit) &&
            request->day >= question->from && request->day <= question->last &&
            (!*question->sub || strcmp(question->sub, source) == 0))
            amount.sum += request->count * FIXED_ONE;
    }
    return amount;
}

/* --- data or none --------------------------------------------------------------------------- */

typedef bool data_fn(const struct question *question);

static bool in_cases(const struct question *question)
{
    for (EACH_CASE(question->bench, spell))
        if (oracle_is_below(question->bench, spell->team, question->unit) &&
            (!*question->sub || strcmp(question->bench->service.categories[spell->category].id,
                                    question->sub) == 0))
            return true;
    return false;
}

static bool in_posts(const struct question *question)
{
    for (EACH_POST(question->bench, post))
        if (oracle_is_below(question->bench, post->team, question->unit))
            return true;
    return false;
}

static bool in_both(const struct question *question)
{
    return in_cases(question) && in_posts(question);
}

static bool in_posts_and_absences(const struct question *question)
{
    return in_posts(question) && (question->bench->imported & 1U << FEED_ABSENCES);
}

/* Who is there cannot be told where absences are not known. */
static bool in_all_three(const struct question *question)
{
    return in_cases(question) && in_posts_and_absences(question);
}

static bool in_requests(const struct question *question)
{
    for (EACH_REQUEST(question->bench, request)) {
        const char *source = intern_at(question->bench->spells.text, request->source);
        if (oracle_is_below(question->bench, request->unit, question->unit) &&
            (!*question->sub || strcmp(question->sub, source) == 0))
            return true;
    }
    return false;
}

/* --- the catalogue -------------------------------------------------------------------------- */

struct definition {
    const char *measure;
    data_fn *has_data;
    over_fn *over;
    level_fn *level;
    over_fn *divided_over; /* NULL: a count */
    level_fn *divided_by;
    int scale;
};

static const struct definition definitions[] = {
    {"open_cases", in_cases, at_last, oracle_open_cases, NULL, NULL, 1},
    {"unallocated_cases", in_cases, at_last, oracle_unallocated_cases, NULL, NULL, 1},
    {"oldest_unallocated_days", in_cases, oldest, NULL, NULL, NULL, 1},
    {"cases_opened", in_cases, opened, NULL, NULL, NULL, 1},
    {"cases_closed", in_cases, closed, NULL, NULL, NULL, 1},
    {"case_holding_fte", in_both, at_last, oracle_case_holding_fte, NULL, NULL, 1},
    {"average_caseload", in_both, at_last, oracle_cases_held, at_last, oracle_case_holding_fte, 1},
    {"fte_in_post", in_posts, at_last, oracle_fte_in_post, NULL, NULL, 1},
    {"vacant_fte", in_posts, at_last, oracle_vacant_fte, NULL, NULL, 1},
    {"establishment_fte", in_posts, at_last, oracle_establishment_fte, NULL, NULL, 1},
    {"agency_fte", in_posts, at_last, oracle_agency_fte, NULL, NULL, 1},
    {"vacancy_rate", in_posts, at_last, oracle_vacant_fte, at_last, oracle_establishment_fte, 100},
    {"agency_rate", in_posts, at_last, oracle_agency_fte, at_last, oracle_agency_and_in_post, 100},
    {"fte_absent", in_posts_and_absences, at_last, oracle_fte_absent, NULL, NULL, 1},
    {"sickness_rate", in_posts_and_absences, over_days, oracle_fte_absent, over_days,
        oracle_fte_in_post, 100},
    {"days_lost_per_fte", in_posts_and_absences, over_days, oracle_fte_absent, mean_of_days,
        oracle_fte_in_post, 1},
    {"long_term_absent", in_posts_and_absences, at_last, oracle_long_term_absent, NULL, NULL, 1},
    {"turnover_rate", in_posts, leavers, NULL, at_last, oracle_fte_in_post, 100},
    {"pressure", in_all_three, at_last, oracle_open_cases, at_last, oracle_people_there, 1},
    {"requests", in_requests, requests, NULL, NULL, NULL, 1},
};

#define DEFINITION_COUNT (sizeof definitions / sizeof *definitions)

size_t oracle_measure_count(void)
{
    return DEFINITION_COUNT;
}

const char *oracle_measure(size_t index)
{
    return definitions[index].measure;
}

static const struct definition *definition_of(const char *measure, const char **ret_sub)
{
    size_t length = strcspn(measure, ".");
    *ret_sub = measure[length] ? measure + length + 1 : "";
    for (size_t i = 0; i < DEFINITION_COUNT; i++)
        if (strlen(definitions[i].measure) == length &&
            strncmp(definitions[i].measure, measure, length) == 0)
            return &definitions[i];
    abort();
}

/* Half away from zero; the divisor is more than 0. */
static fixed_t rounded(__int128 number, __int128 divisor)
{
    __int128 half = number < 0 ? -divisor : divisor;
    return (fixed_t)((2 * number + half) / (2 * divisor));
}

static void divide(struct truth *truth, const struct definition *definition,
    struct amount numerator, struct amount denominator)
{
    truth->has_denominator = denominator.days > 0; /* no day counts, no mean */
    truth->has_value = denominator.days > 0 && denominator.sum > 0;
    if (truth->has_denominator)
        truth->denominator = rounded(denominator.sum, denominator.days);
    if (truth->has_value)
        truth->value =
            rounded((__int128)numerator.sum * definition->scale * FIXED_ONE * denominator.days,
                denominator.sum);
}

struct truth oracle_figure(
    const struct bench *bench, unit_index unit, const char *measure, day_t from, day_t last)
{
    struct question question = {bench, unit, "", from, last};
    const struct definition *definition = definition_of(measure, &question.sub);
    struct truth truth = {.has_data = definition->has_data(&question)};
    struct amount numerator = definition->over(&question, definition->level);
    if (!truth.has_data || numerator.none)
        return truth;
    truth.has_numerator = truth.has_value = true;
    truth.numerator = truth.value = numerator.sum;
    if (definition->divided_over)
        divide(&truth, definition, numerator,
            definition->divided_over(&question, definition->divided_by));
    return truth;
}

day_t oracle_window_start(const char *window, day_t last)
{
    int number = atoi(window);
    if (window[strlen(window) - 1] == 'w')
        return last - 7 * number + 1;
    struct civil end = day_to_civil(last);
    int month = end.year * 12 + end.month - 1 - number; /* counted from the year 0 */
    struct civil start = {month / 12, month % 12 + 1, end.day};
    if (start.day > days_in_month(start.year, start.month))
        start.day = days_in_month(start.year, start.month);
    return day_from_civil(start.year, start.month, start.day) + 1;
}
