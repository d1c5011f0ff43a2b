#include "core/model/status.h"

static const struct {
    const char *id;
    char letter;
} STATUSES[] = {
    [STATUS_NONE] = {"none", ' '},
    [STATUS_GREEN] = {"green", 'G'},
    [STATUS_AMBER] = {"amber", 'A'},
    [STATUS_RED] = {"red", 'R'},
};

const char *status_id(enum status status)
{
    return STATUSES[status].id;
}

char status_letter(enum status status)
{
    return STATUSES[status].letter;
}

static bool gives_anything(const struct thresholds *thresholds)
{
    return thresholds->has_band || thresholds->has_amber || thresholds->has_target ||
           thresholds->has_red;
}

const struct thresholds *policy_thresholds(const struct policy *policy, int kind)
{
    if (!policy)
        return NULL;
    if (kind >= 0 && policy->by_kind && gives_anything(&policy->by_kind[kind]))
        return &policy->by_kind[kind];
    return gives_anything(&policy->thresholds) ? &policy->thresholds : NULL;
}

static enum status banded(const struct thresholds *thresholds, fixed_t value)
{
    if (!thresholds->has_band)
        return STATUS_NONE;
    if (value >= thresholds->band_low && value <= thresholds->band_high)
        return STATUS_GREEN;
    if (thresholds->has_amber && value >= thresholds->amber_low && value <= thresholds->amber_high)
        return STATUS_AMBER;
    return STATUS_RED;
}

/* Green to the target, that value included; amber to red, likewise; red beyond. `sense` is +1 where
 * less is better and −1 where more is. */
static enum status targeted(const struct thresholds *thresholds, fixed_t value, int sense)
{
    bool beyond_target = thresholds->has_target && sense * value > sense * thresholds->target;
    if (thresholds->has_red && sense * value > sense * thresholds->red)
        return STATUS_RED;
    if (beyond_target)
        return STATUS_AMBER;
    return thresholds->has_target || thresholds->has_red ? STATUS_GREEN : STATUS_NONE;
}

enum status status_of(const struct policy *policy, int kind, fixed_t value)
{
    const struct thresholds *thresholds = policy_thresholds(policy, kind);
    if (!thresholds || policy->polarity == POLARITY_NONE)
        return STATUS_NONE;
    if (policy->polarity == POLARITY_BAND)
        return banded(thresholds, value);
    return targeted(thresholds, value, policy->polarity == POLARITY_LESS ? +1 : -1);
}
