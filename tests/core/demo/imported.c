#include "tests/core/demo/imported.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* Any moment will do: figures do not depend on when a file came. */
#define IMPORTED_AT 1583136000

static void fail_with_messages(const struct imported *imported, const char *what)
{
    diags_print(&imported->diags, stderr);
    ck_abort_msg("%s", what);
}

void imported_setup(struct imported *imported, const char *configuration)
{
    *imported = (struct imported){0};
    scratch_make(&imported->scratch);
    diags_init(&imported->diags);
    if (config_load(&imported->service, configuration, &imported->diags) != RESULT_OK)
        fail_with_messages(imported, "the configuration is faulty");
    const char *uri = scratch_uri(&imported->scratch, "sqlite", "test.db");
    if (store_open(&imported->store, uri, STORE_WRITE, &imported->diags) != RESULT_OK)
        fail_with_messages(imported, "the store cannot be opened");
}

void imported_teardown(struct imported *imported)
{
    store_provider_destroy(imported->provider);
    store_close(imported->store);
    service_destroy(imported->service);
    diags_done(&imported->diags);
    scratch_remove(&imported->scratch);
}

struct import_outcome imported_take(struct imported *imported, const char *path)
{
    struct import_outcome outcome = {0};
    if (import_file(imported->service, imported->store, NULL, path, "test", IMPORTED_AT,
            &imported->diags, &outcome) != RESULT_OK)
        fail_with_messages(imported, path);
    return outcome;
}

void imported_look(struct imported *imported)
{
    if (store_provider_create(&imported->provider, imported->store, imported->service) != RESULT_OK)
        fail_with_messages(imported, "the store cannot be read");
    const struct provider *provider = store_provider_get(imported->provider);
    for (unit_index unit = 0; unit < unit_tree_count(imported->service->units); unit++)
        ck_assert_int_eq(provider->load_unit(provider->context, unit), RESULT_OK);
}

static unit_index unit_called(const struct imported *imported, const char *unit)
{
    const unit_index index = unit_tree_match(imported->service->units, unit, strlen(unit));
    ck_assert_msg(index != UNIT_NONE, "no unit %s", unit);
    return index;
}

static struct measure_ref measure_called(const char *id)
{
    struct measure_ref ref;
    ck_assert_msg(measure_find(id, &ref), "no measure %s", id);
    return ref;
}

struct figure imported_figure(
    const struct imported *imported, const char *unit, const char *measure, day_t day)
{
    return figure_at(&store_provider_get(imported->provider)->source, imported->service,
        unit_called(imported, unit), measure_called(measure), WINDOW_12M, day);
}

fixed_t imported_sum(
    const struct imported *imported, const char *unit, const char *measure, struct span span)
{
    const struct figure figure = figure_over(&store_provider_get(imported->provider)->source,
        imported->service, unit_called(imported, unit), measure_called(measure), span);
    ck_assert_msg(figure.has_value, "%s has no %s", unit, measure);
    return figure.value;
}

fixed_t imported_days(const struct imported *imported, const char *unit, enum part_id part,
    const char *sub, struct span span)
{
    const struct series_source *source = &store_provider_get(imported->provider)->source;
    struct series spells = {0}, readings = {0};
    source->find(source->context, unit_called(imported, unit), part, sub, &spells, &readings);
    ck_assert_msg(series_exists(spells), "%s has no part %s", unit, part_at(part)->id);
    return series_level_days(spells, &imported->service->calendar, BASIS_CALENDAR, span);
}
