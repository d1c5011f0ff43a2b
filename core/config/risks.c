/* reference/risks.yaml and reference/workforce.yaml: the risk log, and tables of figures. */
#include "core/config/documents.h"
#include "core/config/listing.h"

/* --- risks ------------------------------------------------------------------------------------ */

static void read_degree(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    int degree = 0;
    read_count(reading, key, value, &degree);
    if (degree >= 1 && degree <= RISK_MOST)
        *(int *)target = degree;
    else if (value->kind == NODE_TEXT)
        fault(reading, value, "\"%s\" must be from 1 to %d", key->name, RISK_MOST);
}

static const struct key risk_key_list[] = {
    {"id", read_text, offsetof(struct risk, id), true, "text", "its number in the risk log", NULL},
    {"name", read_text, offsetof(struct risk, name), true, "text", "the risk in a few words", NULL},
    {"about", read_text, offsetof(struct risk, about), false, "text", "what may happen, and why",
        NULL},
    {"likelihood", read_degree, offsetof(struct risk, likelihood), true, "a whole number",
        "from 1 (rare) to 5 (almost certain)", NULL},
    {"impact", read_degree, offsetof(struct risk, impact), true, "a whole number",
        "from 1 (slight) to 5 (severe)", NULL},
};
static const struct key_table risk_keys = KEY_TABLE(risk_key_list);

static void read_risks(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference *reference = target;
    reference->risks =
        take_list(reading, key, value, sizeof *reference->risks, &reference->risk_count);
}

static const struct key keys[] = {
    {"risks", read_risks, offsetof(struct service, reference), true, "a list of risks",
        "the risk log", &risk_keys},
};
const struct key_table risks_keys = KEY_TABLE(keys);

/* --- tables ----------------------------------------------------------------------------------- */

static void read_values(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference_row *row = target;
    if (value->kind != NODE_LIST) {
        fault_value(reading, key, value);
        return;
    }
    struct published *values = reading_take(reading, value->count, sizeof *values);
    for (size_t i = 0; i < value->count && values != NULL; i++)
        take_published(reading, key, value->items[i], &values[i]);
    row->values = values;
    row->count = values != NULL ? value->count : 0;
}

static const struct key row_key_list[] = {
    {"name", read_text, offsetof(struct reference_row, name), true, "text", "what is counted",
        NULL},
    {"values", read_values, 0, true, "a list of figures, one for each column",
        "its figures, in the order of the columns", NULL},
};
static const struct key_table row_keys = KEY_TABLE(row_key_list);

static void read_columns(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference_table *table = target;
    struct text_list texts;
    if (!take_texts(reading, key, value, &texts))
        return;
    const char **columns = reading_take(reading, texts.count, sizeof *columns);
    if (columns == NULL)
        return;
    for (size_t i = 0; i < texts.count; i++)
        columns[i] = reading_clean(reading, texts.items[i]);
    table->columns = columns;
    table->column_count = texts.count;
}

static void read_rows(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference_table *table = target;
    table->rows = take_list(reading, key, value, sizeof *table->rows, &table->row_count);
    for (size_t i = 0; table->rows != NULL && i < table->row_count; i++)
        if (table->rows[i].values != NULL && table->rows[i].count != table->column_count)
            fault(reading, value->items[i],
                "this row must have %zu figures, one for each column, not %zu", table->column_count,
                table->rows[i].count);
}

static const struct key table_key_list[] = {
    {"name", read_text, offsetof(struct reference_table, name), true, "text", "its heading", NULL},
    {"unit", read_text, offsetof(struct reference_table, unit), false, "text",
        "what its figures count: %, people", NULL},
    {"columns", read_columns, 0, true, "a list of texts", "the headings of its columns", NULL},
    {"rows", read_rows, 0, true, "a list of rows", "what is counted, and its figures", &row_keys},
};
static const struct key_table table_keys = KEY_TABLE(table_key_list);

static void read_tables(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    struct reference *reference = target;
    reference->tables =
        take_list(reading, key, value, sizeof *reference->tables, &reference->table_count);
}

static const struct key workforce_key_list[] = {
    {"tables", read_tables, offsetof(struct service, reference), true, "a list of tables",
        "published figures about the workforce", &table_keys},
};
const struct key_table workforce_keys = KEY_TABLE(workforce_key_list);
