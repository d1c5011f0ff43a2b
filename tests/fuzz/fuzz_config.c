/* A whole folder of configuration documents: it is a service whose text is harmless and which reads the same
 * a second time, or it is refused with messages that say where. An input holds the documents one after
 * the other, each after a line "%%% reference/budget.yaml"; what stands before the first is
 * organisation.yaml. Documents and keys are those of the program's own tables: a new one is fuzzed
 * without a word here. */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/config/config.h"
#include "core/config/documents.h"
#include "core/config/paths.h"
#include "tests/fuzz/fuzz.h"

#define MARK        "%%% "
#define MARK_LENGTH 4
#define FOLDER      "/" /* one that is there: what is relative to it is made absolute */

/* --- a folder in memory ------------------------------------------------------------------------- */

/* The input being read; the linker calls the function below where the program reads a file. */
static struct input folder;

static bool is_mark(const uint8_t *line, size_t left)
{
    return left >= MARK_LENGTH && memcmp(line, MARK, MARK_LENGTH) == 0;
}

/* The bytes of a document, or a NULL pointer: there is none of this name. */
static struct input find_document(const char *file)
{
    struct input rest = folder, found = {NULL, 0};
    bool wanted = strcmp(file, "organisation.yaml") == 0;
    found.bytes = wanted ? rest.bytes : NULL;
    while (rest.size > 0) {
        const uint8_t *const start = rest.bytes;
        const bool mark = is_mark(rest.bytes, rest.size);
        const struct input line = take_until(&rest, '\n');
        if (mark && wanted && start > folder.bytes)
            return (struct input){found.bytes, (size_t)(start - found.bytes)};
        if (!mark)
            continue;
        wanted = line.size == MARK_LENGTH + strlen(file) &&
                 memcmp(line.bytes + MARK_LENGTH, file, strlen(file)) == 0;
        found.bytes = wanted ? rest.bytes : NULL;
    }
    if (found.bytes != NULL)
        found.size = (size_t)(rest.bytes - found.bytes);
    return found;
}

enum result __wrap_read_whole_file(
    const char *path, size_t most, struct buffer *ret, bool *ret_found);
enum result __wrap_read_whole_file(
    const char *path, size_t most, struct buffer *ret, bool *ret_found)
{
    HOLDS(strncmp(path, FOLDER, strlen(FOLDER)) == 0);
    const struct input document = find_document(path + strlen(FOLDER));
    *ret_found = document.bytes != NULL;
    buffer_add(ret, document.bytes, document.size < most + 1 ? document.size : most + 1);
    return ret->failed ? RESULT_NO_MEMORY : RESULT_OK;
}

/* --- promises ---------------------------------------------------------------------------------- */

static bool is_document(const char *path)
{
    for (size_t i = 0; i < config_document_count; i++)
        if (strcmp(path + strlen(FOLDER), config_documents[i].file) == 0)
            return true;
    return false;
}

/* Only a document that is not there has no line. */
static void refusal_holds(const struct diags *diags)
{
    HOLDS(diags_count(diags, DIAG_ERROR) > 0);
    for (size_t i = 0; i < diags->count; i++) {
        const struct place place = diags->items[i].place;
        HOLDS(place.file != NULL && is_document(place.file));
        HOLDS(place.line > 0 || find_document(place.file + strlen(FOLDER)).bytes == NULL);
    }
}

static void reads_the_same(const struct service *service)
{
    struct service *again = NULL;
    HOLDS(config_load(&again, FOLDER, NULL) == RESULT_OK);
    HOLDS(service_fingerprint(again) == service_fingerprint(service));
    service_destroy(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct service *service = NULL;
    struct diags diags;
    folder = (struct input){bytes, size};
    diags_init(&diags);
    const enum result result = config_load(&service, FOLDER, &diags);
    /* Denied: what is wrong may have been about who may see what. */
    HOLDS(result == RESULT_OK || result == RESULT_INVALID || result == RESULT_DENIED);
    messages_hold(&diags);
    if (result == RESULT_OK) {
        HOLDS(diags_count(&diags, DIAG_ERROR) == 0);
        service_holds(service);
        reads_the_same(service);
    } else {
        refusal_holds(&diags);
        HOLDS(service == NULL);
    }
    service_destroy(service);
    diags_done(&diags);
    return 0;
}

/* --- changes that make sense --------------------------------------------------------------------- */

/* Half of the time a line of some key's name is put in front of some line: the program's own tables know
 * the names, of every document there is. */
struct names {
    const char *items[512];
    size_t count;
    int depth;
};

static void add_names(struct names *names, const struct key_table *table)
{
    for (size_t i = 0; names->depth < 8 && i < table->count; i++) {
        if (names->count == sizeof names->items / sizeof names->items[0])
            return;
        names->items[names->count++] = table->keys[i].name;
        names->depth++;
        if (table->keys[i].inner != NULL)
            add_names(names, table->keys[i].inner);
        names->depth--;
    }
}

static const struct names *all_names(void)
{
    static struct names names;
    for (size_t i = 0; names.count < config_document_count; i++) {
        names.items[names.count++] = config_documents[i].file;
        if (i + 1 == config_document_count)
            break;
    }
    if (names.count == config_document_count)
        for (size_t i = 0; i < config_document_count; i++)
            add_names(&names, config_documents[i].keys);
    return &names;
}

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t room) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed);

/* Where some line begins. */
static size_t some_line(const uint8_t *bytes, size_t size, unsigned seed)
{
    size_t at = size > 0 ? seed % size : 0;
    while (at > 0 && bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t indentation(const uint8_t *bytes, size_t size, size_t at)
{
    size_t blanks = 0;
    while (at + blanks < size && (bytes[at + blanks] == ' ' || bytes[at + blanks] == '-'))
        blanks++;
    return blanks < 32 ? blanks : 32;
}

static size_t insert_name(uint8_t *bytes, size_t size, size_t room, unsigned seed)
{
    const struct names *const names = all_names();
    const size_t which = (seed >> 8) % names->count;
    const bool is_file = which < config_document_count;
    const size_t at = some_line(bytes, size, seed);
    const size_t blanks = is_file ? 0 : indentation(bytes, size, at);
    struct buffer line = {0};
    buffer_format(&line, "%s%*s%s%s\n", is_file ? MARK : "", (int)blanks, "", names->items[which],
        is_file ? "" : ": 1");
    if (!line.failed && size + line.length <= room) {
        memmove(bytes + at + line.length, bytes + at, size - at);
        memcpy(bytes + at, line.bytes, line.length);
        size += line.length;
    }
    buffer_done(&line);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed)
{
    return (seed & 3) != 0 ? LLVMFuzzerMutate(bytes, size, room)
                           : insert_name(bytes, size, room, seed >> 2);
}
