/* The configuration as it was kept when it was last read, as somebody may have changed it: any bytes are read or
 * not believed, what is read is a service as if it had been parsed, and what is kept of it is read the same
 * the next time. An input is a byte that says how it is kept, then pieces: the number of a document, a
 * length in two bytes, and so many bytes of its tree. */
#include <string.h>

#include "core/base/hash.h"
#include "core/config/documents.h"
#include "core/config/paths.h"
#include "core/config/trees.h"
#include "tests/fuzz/fuzz.h"

#define FOLDER "/"
#define WHOLE  "teamtop trees 1\n"

/* --- a folder in memory ------------------------------------------------------------------------- */

/* Which documents are there, by the place of their name in the program's table: each without a byte, so that the
 * tree that is kept is all there is to it. The linker calls the function below where a file is read. */
static uint32_t there;

enum result __wrap_read_whole_file(
    const char *path, size_t most, struct buffer *ret, bool *ret_found);
enum result __wrap_read_whole_file(
    const char *path, size_t most, struct buffer *ret, bool *ret_found)
{
    (void)most;
    (void)ret;
    *ret_found = false;
    for (size_t i = 0; i < config_document_count; i++)
        if (strcmp(path + strlen(FOLDER), config_documents[i].file) == 0)
            *ret_found = (there >> i & 1) != 0;
    return RESULT_OK;
}

/* --- what is kept ------------------------------------------------------------------------------- */

struct shelf {
    struct buffer bytes;
    int kept;
};

static void recall(void *context, struct buffer *out)
{
    const struct shelf *shelf = context;
    buffer_add(out, shelf->bytes.bytes, shelf->bytes.length);
}

static void keep(void *context, const struct buffer *bytes)
{
    struct shelf *shelf = context;
    shelf->bytes.length = 0;
    buffer_add(&shelf->bytes, bytes->bytes, bytes->length);
    HOLDS(!shelf->bytes.failed);
    shelf->kept++;
}

static void add_number(struct buffer *out, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    buffer_add(out, bytes, sizeof bytes);
}

static void add_check(struct buffer *kept)
{
    add_number(kept, hash_block(HASH_START, kept->bytes, kept->length));
}

static struct input take_piece(struct input *input, size_t *ret_document)
{
    *ret_document = take_byte(input) % config_document_count;
    const size_t wanted = (size_t)take_number(input);
    const struct input piece = {input->bytes, wanted < input->size ? wanted : input->size};
    if (piece.size > 0)
        input->bytes += piece.size;
    input->size -= piece.size;
    return piece;
}

/* Trees of empty documents, as the program would have kept them. */
static void fill_shelf(struct buffer *kept, struct input input)
{
    buffer_text(kept, WHOLE);
    while (input.size > 0) {
        size_t document;
        const struct input tree = take_piece(&input, &document);
        there |= 1u << document;
        add_number(kept, hash_block(hash_text(HASH_START, config_documents[document].file), "", 0));
        varint_write(kept, 0);
        varint_write(kept, tree.size);
        buffer_add(kept, tree.bytes, tree.size);
    }
    add_check(kept);
}

/* --- promises ----------------------------------------------------------------------------------- */

static void tree_comes_back(struct input input)
{
    struct arena arena = {0};
    struct buffer once = {0}, twice = {0};
    const struct node *tree = NULL;
    struct reader reader = {input.bytes, input.size, 0, false};
    const enum result result = tree_read(&reader, &arena, &tree);
    HOLDS(result == RESULT_OK || (result == RESULT_INVALID && tree == NULL));
    if (result == RESULT_OK) {
        tree_write(&once, tree);
        reader = (struct reader){(const uint8_t *)once.bytes, once.length, 0, false};
        HOLDS(tree_read(&reader, &arena, &tree) == RESULT_OK && reader.at == once.length);
        tree_write(&twice, tree);
        HOLDS(once.length == twice.length);
        HOLDS(memcmp(once.bytes, twice.bytes, once.length) == 0);
    }
    buffer_done(&once);
    buffer_done(&twice);
    arena_done(&arena);
}

static enum result load(struct shelf *shelf, struct service **ret)
{
    const struct config_memory memory = {shelf, recall, keep};
    struct diags diags;
    diags_init(&diags);
    const enum result result = config_load_again(ret, FOLDER, &memory, &diags);
    HOLDS(result == RESULT_OK || result == RESULT_INVALID || result == RESULT_DENIED);
    HOLDS((result == RESULT_OK) == (*ret != NULL));
    HOLDS((result == RESULT_OK) == (diags_count(&diags, DIAG_ERROR) == 0));
    messages_hold(&diags);
    diags_done(&diags);
    return result;
}

static void is_the_same_again(struct shelf *shelf, const struct service *service)
{
    struct service *again = NULL;
    const int kept = shelf->kept;
    HOLDS(load(shelf, &again) == RESULT_OK);
    HOLDS(service_fingerprint(again) == service_fingerprint(service));
    HOLDS(shelf->kept == kept);
    service_destroy(again);
}

static void shelf_holds(struct shelf *shelf)
{
    struct service *service = NULL;
    if (load(shelf, &service) == RESULT_OK) {
        service_holds(service);
        is_the_same_again(shelf, service);
    } else {
        HOLDS(shelf->kept == 0);
    }
    service_destroy(service);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { TREES, CHECKED, AS_IT_IS, WAYS };
    struct input input = {bytes, size};
    struct shelf shelf = {0};
    size_t document;
    const int how = take_below(&input, WAYS);
    there = 1; /* without an organisation there is never a service */
    if (how == TREES) {
        fill_shelf(&shelf.bytes, input);
    } else {
        buffer_text(&shelf.bytes, how == CHECKED ? WHOLE : "");
        buffer_add(&shelf.bytes, input.bytes, input.size);
        if (how == CHECKED)
            add_check(&shelf.bytes);
    }
    HOLDS(!shelf.bytes.failed);
    shelf_holds(&shelf);
    while (how == TREES && input.size > 0)
        tree_comes_back(take_piece(&input, &document));
    buffer_done(&shelf.bytes);
    return 0;
}
