#include "core/config/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/hash.h"
#include "core/base/stamp.h"
#include "core/config/documents.h"
#include "core/config/paths.h"
#include "core/config/reading.h"
#include "core/config/trees.h"

const struct document config_documents[] = {
    {"organisation.yaml", true, "who the service is: its units, their levels and kinds",
        &organisation_keys, false},
    {"measures.yaml", false, "what is good and what is not, the calendar, roles and privacy",
        &measures_keys, false},
    {"reference/benchmarks.yaml", false, "published rates to compare with, year by year",
        &benchmarks_keys, false},
    {"feeds.yaml", false, "where the facts come from and where they are kept", &feeds_keys, false},
    {"access.yaml", false, "who may see which units; without it everyone sees everything",
        &access_keys, true},
    {"ui.yaml", false, "how the dashboard looks and which keys it listens to", &ui_keys, false},
    {"reference/scorecard.yaml", false, "targets and the published indicators", &scorecard_keys,
        false},
    {"reference/published.yaml", false, "indicators that are published every year", &published_keys,
        false},
    {"reference/establishment.yaml", false, "budgeted posts by sub-service", &establishment_keys,
        false},
    {"reference/budget.yaml", false, "the budget by kind and by sub-service", &budget_keys, false},
    {"reference/savings.yaml", false, "savings that the budget counts on", &savings_keys, false},
    {"reference/risks.yaml", false, "the risk log", &risks_keys, false},
    {"reference/requests.yaml", false, "who takes requests, and how many were published",
        &requests_keys, false},
    {"reference/workforce.yaml", false, "published figures about the workforce", &workforce_keys,
        false},
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
    service->access =
        (struct access){.fallback = UNIT_NONE, .exports = "", .state = "", .audit = ""};
    return service;
}

static const char *document_path(struct reading *reading, const char *file)
{
    size_t length = strlen(reading->directory);
    const char *slash = length > 0 && reading->directory[length - 1] == '/' ? "" : "/";
    struct buffer text = {0};
    buffer_format(&text, "%s%s%s", reading->directory, slash, file);
    const char *path =
        text.failed ? NULL : arena_copy_bytes(reading->documents, text.bytes, text.length);
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

/* The document as a tree: as it is known from before, or parsed. */
static enum result read_tree(struct reading *reading, struct trees *trees,
    const struct document *document, const struct buffer *bytes, const struct node **ret)
{
    const char *text = bytes->length > 0 ? bytes->bytes : "";
    struct document_bytes of = {
        hash_block(hash_text(HASH_START, document->file), text, bytes->length), bytes->length};
    reading->service->digest = hash_number(reading->service->digest, (int64_t)of.hash);
    enum result result = trees_find(trees, of, ret);
    if (result != RESULT_OK || *ret != NULL)
        return result;
    result = yaml_read(ret, reading->documents, reading->path, text, bytes->length, reading->diags);
    if (result == RESULT_OK)
        trees_add(trees, of, *ret);
    return result;
}

static void read_bytes(struct reading *reading, struct trees *trees,
    const struct document *document, const struct buffer *bytes)
{
    const struct node *root = NULL;
    enum result result = read_tree(reading, trees, document, bytes, &root);
    reading->no_memory |= result == RESULT_NO_MEMORY;
    reading->faults += result == RESULT_INVALID;
    if (result == RESULT_OK)
        keys_read(reading, document->keys, root, reading->service);
    reading->service->access.given |= document->guards;
}

/* It would say something if it led anywhere, which is not the same as being absent. */
static bool is_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static void read_document(
    struct reading *reading, struct trees *trees, const struct document *document)
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
        read_bytes(reading, trees, document, &bytes);
    else if (result == RESULT_OK && document->required)
        fault_file(reading, "there is no such file: ", document->help);
    else if (result == RESULT_OK && document->guards && is_link(reading->path))
        fault_file(reading, "this link leads nowhere, so nobody can tell who may see what", "");
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

static void read_documents(struct reading *reading, struct trees *trees, bool *ret_guarded)
{
    size_t guarding = 0;
    for (size_t i = 0; i < config_document_count && !reading->no_memory; i++) {
        size_t first = reading->diags != NULL ? reading->diags->count : 0;
        size_t before = reading->faults;
        read_document(reading, trees, &config_documents[i]);
        guarding += config_documents[i].guards ? reading->faults - before : 0;
        if (reading->diags != NULL)
            sort_faults(reading->diags, first);
    }
    if (!reading->no_memory && reading->faults == 0 && reading->service->store_uri == NULL)
        reading->service->store_uri = default_store(reading);
    *ret_guarded = guarding > 0 && guarding == reading->faults;
}

uint64_t config_stamp(const char *directory)
{
    char path[4096];
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < config_document_count; i++) {
        int length = snprintf(path, sizeof path, "%s/%s", directory, config_documents[i].file);
        hash = hash_stamp(hash, length < (int)sizeof path ? path : "");
    }
    return hash_finish(hash);
}

/* All documents into the reading's service. RESULT_OK only without any fault. */
static enum result fill(struct reading *reading, const struct config_memory *memory)
{
    struct trees trees;
    bool guarded = false;
    reading->service->stamp = config_stamp(reading->directory);
    reading->service->directory = arena_copy(reading->arena, reading->directory);
    reading->no_memory = reading->service->directory == NULL ||
                         trees_recall(&trees, memory, reading->documents) != RESULT_OK;
    if (!reading->no_memory)
        read_documents(reading, &trees, &guarded);
    if (reading->no_memory)
        return RESULT_NO_MEMORY;
    if (reading->faults > 0)
        return guarded ? RESULT_DENIED : RESULT_INVALID;
    trees_keep(&trees);
    return RESULT_OK;
}

enum result config_load_again(struct service **ret, const char *directory,
    const struct config_memory *memory, struct diags *diags)
{
    struct service *service = new_service();
    if (service == NULL)
        return RESULT_NO_MEMORY;
    struct arena documents = {0}; /* many times what is kept of them */
    struct reading reading = {.directory = directory,
        .diags = diags,
        .service = service,
        .arena = &service->arena,
        .documents = &documents};
    enum result result = fill(&reading, memory);
    arena_done(&documents);
    if (result == RESULT_OK)
        *ret = service;
    else
        service_destroy(service);
    return result;
}

enum result config_load(struct service **ret, const char *directory, struct diags *diags)
{
    return config_load_again(ret, directory, NULL, diags);
}
