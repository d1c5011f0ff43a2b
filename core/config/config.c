#include "core/config/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/documents.h"
#include "core/config/paths.h"
#include "core/config/reading.h"

const struct document config_documents[] = {
    {"organisation.yaml", true, "who the service is: its units, their levels and kinds",
        &organisation_keys},
    {"measures.yaml", false, "what is good and what is not, the calendar, roles and privacy",
        &measures_keys},
    {"reference/benchmarks.yaml", false, "published rates to compare with, year by year",
        &benchmarks_keys},
    {"feeds.yaml", false, "where the facts come from and where they are kept", &feeds_keys},
    {"ui.yaml", false, "how the dashboard looks and which keys it listens to", &ui_keys},
    {"reference/scorecard.yaml", false, "targets and the published indicators", &scorecard_keys},
    {"reference/published.yaml", false, "indicators that are published every year",
        &published_keys},
    {"reference/establishment.yaml", false, "budgeted posts by sub-service", &establishment_keys},
    {"reference/budget.yaml", false, "the budget by kind and by sub-service", &budget_keys},
    {"reference/savings.yaml", false, "savings that the budget counts on", &savings_keys},
    {"reference/risks.yaml", false, "the risk log", &risks_keys},
    {"reference/requests.yaml", false, "who takes requests, and how many were published",
        &requests_keys},
    {"reference/workforce.yaml", false, "published figures about the workforce", &workforce_keys},
};
const size_t config_document_count = sizeof config_documents / sizeof config_documents[0];

static const struct named default_categories[] = {
    {"assessment", "Assessment"},
    {"cin", "Child in need"},
    {"cp", "Child protection plan"},
    {"cla", "Child looked after"},
    {"care_leaver", "Care leaver"},
    {"early_help", "Early help"},
};

static struct service *new_service(void)
{
    struct service *service = calloc(1, sizeof *service);
    if (service == NULL)
        return NULL;
    service->units = unit_tree_create();
    if (service->units == NULL) {
        service_destroy(service);
        return NULL;
    }
    service->organisation = "";
    service->notice = "";
    service->categories = default_categories;
    service->category_count = (int)(sizeof default_categories / sizeof default_categories[0]);
    service->time_zone = "Europe/London";
    service->small_number = 5;
    service->reasons_least = 10;
    service->unallocated_days = 5;
    service->inbox = "";
    service->data_until = DAY_NONE;
    service->ui.theme = "";
    return service;
}

static const char *document_path(struct reading *reading, const char *file)
{
    size_t length = strlen(reading->directory);
    const char *slash = length > 0 && reading->directory[length - 1] == '/' ? "" : "/";
    struct buffer text = {0};
    buffer_format(&text, "%s%s%s", reading->directory, slash, file);
    const char *path =
        text.failed ? NULL : arena_copy_bytes(reading->arena, text.bytes, text.length);
    buffer_done(&text);
    if (path == NULL)
        reading->no_memory = true;
    return path;
}

/* Faults without a line: the file as such. */
static void fault_file(struct reading *reading, const char *sentence, const char *why)
{
    static const struct node nowhere = {0};
    fault(reading, &nowhere, "%s%s", sentence, why);
}

static void read_bytes(
    struct reading *reading, const struct document *document, const struct buffer *bytes)
{
    const struct node *root = NULL;
    const char *text = bytes->length > 0 ? bytes->bytes : "";
    enum result result =
        yaml_read(&root, reading->arena, reading->path, text, bytes->length, reading->diags);
    reading->no_memory |= result == RESULT_NO_MEMORY;
    reading->faults += result == RESULT_INVALID;
    if (result == RESULT_OK)
        keys_read(reading, document->keys, root, reading->service);
}

static void read_document(struct reading *reading, const struct document *document)
{
    reading->path = document_path(reading, document->file);
    if (reading->path == NULL)
        return;
    struct buffer bytes = {0};
    bool found;
    enum result result = read_whole_file(reading->path, YAML_BYTES_MOST, &bytes, &found);
    reading->no_memory |= result == RESULT_NO_MEMORY;
    if (result == RESULT_IO)
        fault_file(reading, "cannot be read: ", strerror(errno));
    else if (result == RESULT_OK && found)
        read_bytes(reading, document, &bytes);
    else if (result == RESULT_OK && document->required)
        fault_file(reading, "there is no such file: ", document->help);
    buffer_done(&bytes);
}

static int compare_places(const struct diag *a, const struct diag *b)
{
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

/* Tables decide in which order a document is read; people read its faults from top to bottom.
 * Insertion keeps those of one place in order. */
static void sort_faults(struct diags *diags, size_t first)
{
    for (size_t i = first + 1; i < diags->count; i++) {
        struct diag diag = diags->items[i];
        size_t at = i;
        for (; at > first && compare_places(&diag, &diags->items[at - 1]) < 0; at--)
            diags->items[at] = diags->items[at - 1];
        diags->items[at] = diag;
    }
}

static void read_documents(struct reading *reading)
{
    for (size_t i = 0; i < config_document_count && !reading->no_memory; i++) {
        size_t first = reading->diags != NULL ? reading->diags->count : 0;
        read_document(reading, &config_documents[i]);
        if (reading->diags != NULL)
            sort_faults(reading->diags, first);
    }
    if (!reading->no_memory && reading->faults == 0 && reading->service->store_uri == NULL)
        reading->service->store_uri = default_store(reading);
}

enum result config_load(struct service **ret, const char *directory, struct diags *diags)
{
    struct service *service = new_service();
    if (service == NULL)
        return RESULT_NO_MEMORY;
    struct reading reading = {
        .directory = directory, .diags = diags, .service = service, .arena = &service->arena};
    service->directory = arena_copy(&service->arena, directory);
    reading.no_memory = service->directory == NULL;
    read_documents(&reading);
    if (!reading.no_memory && reading.faults == 0) {
        *ret = service;
        return RESULT_OK;
    }
    service_destroy(service);
    return reading.no_memory ? RESULT_NO_MEMORY : RESULT_INVALID;
}
