/* reference/establishment.yaml, budget.yaml and savings.yaml: lines that add up to a total. */
#include "core/config/documents.h"
#include "core/config/listing.h"

static void read_line_units(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference_line *line = target;
    struct unit_list units;
    if (!take_units(reading, key, value, &units))
        return;
    line->units = units.items;
    line->unit_count = units.count;
}

static const struct key line_key_list[] = {
    {"id", read_text, offsetof(struct reference_line, id), false, "text",
        "its number in the document it comes from", NULL},
    {"name", read_text, offsetof(struct reference_line, name), true, "text", "what it is for",
        NULL},
    {"amount", read_amount, offsetof(struct reference_line, amount), true, "a figure",
        "how much; income is below 0", NULL},
    {"units", read_line_units, 0, false, "a list of units", "the units it stands for today", NULL},
};
static const struct key_table line_keys = KEY_TABLE(line_key_list);

static void read_lines(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference_sum *sum = target;
    sum->lines = take_list(reading, key, value, sizeof *sum->lines, &sum->line_count);
}

static const struct key sum_key_list[] = {
    {"name", read_text, offsetof(struct reference_sum, name), true, "text", "what is added up",
        NULL},
    {"total", read_amount, offsetof(struct reference_sum, total), true, "a figure",
        "the total as published: the lines must add up to it", NULL},
    {"lines", read_lines, 0, true, "a list of lines", "what it is made of", &line_keys},
};
static const struct key_table sum_keys = KEY_TABLE(sum_key_list);

static void check_sum(
    struct reading *reading, const struct node *at, const struct reference_sum *sum)
{
    char total[FIXED_TEXT_SIZE], added[FIXED_TEXT_SIZE];
    fixed_t lines = reference_sum_of(sum->lines, sum->line_count);
    /* Whatever else is wrong with a line is a fault of its own. */
    if (sum->name == NULL || sum->lines == NULL || lines == sum->total)
        return;
    fault(reading, at, "the lines of \"%s\" add up to %s, not %s", sum->name,
        fixed_text(lines, added), fixed_text(sum->total, total));
}

static void read_sum(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    keys_read(reading, key->inner, value, target);
    check_sum(reading, value, target);
}

static void read_budget(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference *reference = target;
    const struct reference_sum *sums =
        take_list(reading, key, value, sizeof *sums, &reference->budget_count);
    reference->budget = sums;
    for (size_t i = 0; sums != NULL && i < reference->budget_count; i++)
        check_sum(reading, value->items[i], &sums[i]);
}

static const struct key establishment_key_list[] = {
    {"establishment", read_sum, offsetof(struct service, reference.establishment), true,
        "a mapping", "budgeted full-time equivalents by sub-service", &sum_keys},
};
const struct key_table establishment_keys = KEY_TABLE(establishment_key_list);

static const struct key budget_key_list[] = {
    {"budget", read_budget, offsetof(struct service, reference), true, "a list of sums",
        "the budget in millions of pounds: each sum with its lines", &sum_keys},
};
const struct key_table budget_keys = KEY_TABLE(budget_key_list);

static const struct key savings_key_list[] = {
    {"savings", read_sum, offsetof(struct service, reference.savings), true, "a mapping",
        "savings in millions of pounds", &sum_keys},
};
const struct key_table savings_keys = KEY_TABLE(savings_key_list);
