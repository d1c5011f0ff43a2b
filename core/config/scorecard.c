/* reference/scorecard.yaml and reference/published.yaml: targets, and indicators by section. */
#include <string.h>

#include "core/config/documents.h"
#include "core/config/listing.h"

/* --- targets ---------------------------------------------------------------------------------- */

static const struct key target_key_list[] = {
    {"number", read_text, offsetof(struct reference_target, number), true, "text",
        "what the plan calls it; indicators name it", NULL},
    {"name", read_text, offsetof(struct reference_target, name), true, "text", "what is aimed at",
        NULL},
    {"unit", read_text, offsetof(struct reference_target, unit), false, "text",
        "what the figure counts: %, per 10,000, days", NULL},
    {"aim", read_goal, offsetof(struct reference_target, goal), true,
        "< or > and a figure, in quotes", "met below (<) or above (>) the figure", NULL},
};
static const struct key_table target_keys = KEY_TABLE(target_key_list);

static void read_targets(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct scorecard *scorecard = target;
    scorecard->targets =
        take_list(reading, key, value, sizeof *scorecard->targets, &scorecard->target_count);
}

/* --- indicators ------------------------------------------------------------------------------- */

/* An indicator whose figures may stand beside its name, for the period of its section. */
struct draft {
    struct indicator indicator;
    struct indicator_period only;
};

static void read_better(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char *const words[] = {
        [POLARITY_NONE] = "none", [POLARITY_LESS] = "less", [POLARITY_MORE] = "more"};
    int at;
    if (take_choice(reading, key, value, (struct choices){words, sizeof words[0], 3}, &at))
        *(enum polarity *)target = (enum polarity)at;
}

static void read_target_number(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    const struct scorecard *scorecard = &reading->service->reference.scorecard;
    struct choices numbers = {
        scorecard->targets, sizeof *scorecard->targets, scorecard->target_count};
    int at;
    /* Where targets have faults their numbers may be among them. */
    for (size_t i = 0; i < scorecard->target_count; i++)
        if (scorecard->targets[i].number == NULL)
            return;
    if (take_choice(reading, key, value, numbers, &at))
        *(const struct reference_target **)target = &scorecard->targets[at];
}

#define FIGURE "a figure, <figure, Not available, N/A or TBC"

static const struct key period_key_list[] = {
    {"name", read_text, offsetof(struct indicator_period, name), true, "text",
        "what people call the period", NULL},
    {"ends", read_day, offsetof(struct indicator_period, ends), true, "a date YYYY-MM-DD",
        "the last day of the period", NULL},
    {"own", read_published, offsetof(struct indicator_period, own), false, FIGURE,
        "one's own figure", NULL},
    {"neighbours", read_published, offsetof(struct indicator_period, neighbours), false, FIGURE,
        "the average of the statistical neighbours", NULL},
    {"england", read_published, offsetof(struct indicator_period, england), false, FIGURE,
        "the average of England", NULL},
    {"best_quarter", read_published, offsetof(struct indicator_period, best_quarter), false, FIGURE,
        "what puts an authority into the best quarter of England", NULL},
};
static const struct key_table period_keys = KEY_TABLE(period_key_list);

static void check_order(struct reading *reading, const struct node *list,
    const struct indicator_period *periods, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (periods[i].ends <= periods[i - 1].ends)
            fault(reading, list->items[i], "periods must stand in order, the oldest first");
}

static void read_periods(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct indicator *indicator = target;
    const struct indicator_period *periods =
        take_list(reading, key, value, sizeof *periods, &indicator->period_count);
    indicator->periods = periods;
    if (periods != NULL)
        check_order(reading, value, periods, indicator->period_count);
}

static const struct key indicator_key_list[] = {
    {"number", read_text, offsetof(struct draft, indicator.number), true, "text",
        "what its source calls it", NULL},
    {"name", read_text, offsetof(struct draft, indicator.name), true, "text", "what is counted",
        NULL},
    {"unit", read_text, offsetof(struct draft, indicator.unit), false, "text",
        "what the figure counts: %, per 10,000, days", NULL},
    {"better", read_better, offsetof(struct draft, indicator.better), false, "less, more or none",
        "what is better, as published", NULL},
    {"judged", read_boolean, offsetof(struct draft, indicator.judged), false, "yes or no",
        "no: a count or rate of children, never green or red (yes without it)", NULL},
    {"target", read_target_number, offsetof(struct draft, indicator.target), false,
        "the number of a target", "the target it is held against", NULL},
    {"own", read_published, offsetof(struct draft, only.own), false, FIGURE, "one's own figure",
        NULL},
    {"neighbours", read_published, offsetof(struct draft, only.neighbours), false, FIGURE,
        "the average of the statistical neighbours", NULL},
    {"england", read_published, offsetof(struct draft, only.england), false, FIGURE,
        "the average of England", NULL},
    {"best_quarter", read_published, offsetof(struct draft, only.best_quarter), false, FIGURE,
        "what puts an authority into the best quarter of England", NULL},
    {"periods", read_periods, offsetof(struct draft, indicator), false, "a list of periods",
        "its figures by period, the oldest first, instead of one figure", &period_keys},
};
static const struct key_table indicator_keys = KEY_TABLE(indicator_key_list);

/* The figure beside the name is that of the section's one period. */
static void use_only(
    struct reading *reading, const struct indicator_section *section, struct draft *draft)
{
    if (draft->indicator.periods != NULL)
        return;
    struct indicator_period *only = reading_take(reading, 1, sizeof *only);
    if (only == NULL)
        return;
    *only = draft->only;
    only->name = section->period;
    only->ends = section->ends;
    draft->indicator.periods = only;
    draft->indicator.period_count = 1;
}

static void read_indicator(struct reading *reading, const struct indicator_section *section,
    const struct node *node, struct indicator *ret)
{
    struct draft draft = {.indicator = {.judged = true}};
    keys_read(reading, &indicator_keys, node, &draft);
    use_only(reading, section, &draft);
    *ret = draft.indicator;
}

static void read_indicators(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct indicator_section *section = target;
    if (value->kind != NODE_LIST) {
        fault_value(reading, key, value);
        return;
    }
    struct indicator *indicators = reading_take(reading, value->count, sizeof *indicators);
    for (size_t i = 0; i < value->count && indicators != NULL; i++)
        read_indicator(reading, section, value->items[i], &indicators[i]);
    section->indicators = indicators;
    section->count = indicators != NULL ? value->count : 0;
}

/* --- sections --------------------------------------------------------------------------------- */

/* The period comes before the indicators that stand in it. */
static const struct key section_key_list[] = {
    {"name", read_text, offsetof(struct indicator_section, name), true, "text", "its heading",
        NULL},
    {"period", read_text, offsetof(struct indicator_section, period), false, "text",
        "what people call the period of indicators without periods of their own", NULL},
    {"ends", read_day, offsetof(struct indicator_section, ends), false, "a date YYYY-MM-DD",
        "the last day of that period", NULL},
    {"indicators", read_indicators, 0, true, "a list of indicators", "the rows of the section",
        &indicator_keys},
};
static const struct key_table section_keys = KEY_TABLE(section_key_list);

/* Two documents have sections: those of the second follow those of the first. */
static void read_sections(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct scorecard *scorecard = target;
    size_t before = scorecard->section_count, added = 0;
    const struct indicator_section *read = take_list(reading, key, value, sizeof *read, &added);
    if (read == NULL)
        return;
    struct indicator_section *sections = reading_take(reading, before + added, sizeof *sections);
    if (sections == NULL)
        return;
    for (size_t i = 0; i < before + added; i++)
        sections[i] = i < before ? scorecard->sections[i] : read[i - before];
    scorecard->sections = sections;
    scorecard->section_count = before + added;
}

#define SCORECARD offsetof(struct service, reference.scorecard)

static const struct key scorecard_key_list[] = {
    {"tolerance", read_share, offsetof(struct service, reference.scorecard.tolerance), false,
        "a share such as 5%", "how far past its target a figure is amber and not red", NULL},
    {"targets", read_targets, SCORECARD, false, "a list of targets", "what the plan aims at",
        &target_keys},
    {"sections", read_sections, SCORECARD, false, "a list of sections",
        "the published indicators, section by section", &section_keys},
};
const struct key_table scorecard_keys = KEY_TABLE(scorecard_key_list);

static const struct key published_key_list[] = {
    {"sections", read_sections, SCORECARD, false, "a list of sections",
        "further sections of the scorecard: what is published every year", &section_keys},
};
const struct key_table published_keys = KEY_TABLE(published_key_list);
