#include "core/model/benchmark.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#define NAME_COLUMNS 48

static const struct benchmark_rate *find_rate(const struct service *service, const char *measure_id)
{
    for (size_t i = 0; i < service->rate_count; i++)
        if (strcmp(service->rates[i].measure_id, measure_id) == 0)
            return &service->rates[i];
    return NULL;
}

/* The newest year that is not after `year`; NULL when there is none. */
static const struct benchmark_year *newest_year(const struct benchmark_rate *rate, int year)
{
    const struct benchmark_year *newest = NULL;

    for (size_t i = 0; i < rate->year_count; i++) {
        const struct benchmark_year *at = &rate->years[i];

        if (at->year <= year && (newest == NULL || at->year > newest->year))
            newest = at;
    }
    return newest;
}

static bool begins_with_word(const char *name, const char *word)
{
    size_t length = strlen(word);

    return strncmp(name, word, length) == 0 && (name[length] == '\0' || name[length] == ' ');
}

static bool is_given(const struct policy *policy, const char *name)
{
    for (size_t i = 0; policy != NULL && i < policy->benchmark_count; i++)
        if (begins_with_word(policy->benchmarks[i].name, name))
            return true;
    return false;
}

size_t benchmarks_on(
    const struct service *service, const char *measure_id, day_t day, struct benchmark *ret)
{
    const struct policy *policy = service_policy(service, measure_id);
    const struct benchmark_rate *rate = find_rate(service, measure_id);
    const struct benchmark_year *year =
        rate != NULL ? newest_year(rate, day_to_civil(day).year) : NULL;
    size_t count = 0;

    for (size_t i = 0; policy != NULL && i < policy->benchmark_count; i++)
        if (count < BENCHMARKS_MOST)
            ret[count++] = policy->benchmarks[i];
    for (size_t i = 0; year != NULL && i < year->count; i++)
        if (count < BENCHMARKS_MOST && !is_given(policy, year->items[i].name))
            ret[count++] = year->items[i];
    return count;
}

const char *benchmark_label(const struct benchmark *benchmark, char *buffer)
{
    int bytes = (int)text_fit(benchmark->name, NAME_COLUMNS, NULL);

    if (benchmark->year == 0)
        snprintf(buffer, BENCHMARK_TEXT, "%.*s", bytes, benchmark->name);
    else
        snprintf(buffer, BENCHMARK_TEXT, "%.*s %d", bytes, benchmark->name, benchmark->year);
    return buffer;
}
