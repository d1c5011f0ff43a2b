#include "core/config/paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/values.h"

static const char sqlite[] = "sqlite:";

/* prefix, folder, "/" and path in one text. */
static const char *in_folder(
    struct reading *reading, const char *prefix, const char *folder, const char *path)
{
    struct buffer text = {0};
    buffer_format(&text, "%s%s%s%s", prefix, folder, folder[0] != '\0' ? "/" : "", path);
    const char *copy =
        text.failed ? NULL : arena_copy_bytes(reading->arena, text.bytes, text.length);
    reading->no_memory |= copy == NULL;
    buffer_done(&text);
    return copy;
}

/* It was there a moment ago: its documents could be read. */
static void fault_folder(struct reading *reading)
{
    static const struct node nowhere = {0};
    if (errno == ENOMEM)
        reading->no_memory = true;
    else
        fault(
            reading, &nowhere, "the folder it is in cannot be found any more: %s", strerror(errno));
}

/* NULL after a fault. */
static const char *absolute(struct reading *reading, const char *prefix, const char *path)
{
    if (path[0] == '/')
        return in_folder(reading, prefix, "", path);
    char *folder = realpath(reading->directory, NULL);
    const char *text = NULL;
    if (folder != NULL)
        text = in_folder(reading, prefix, folder, path);
    else
        fault_folder(reading);
    free(folder);
    return text;
}

const char *default_store(struct reading *reading)
{
    return absolute(reading, sqlite, "teamtop.db");
}

void read_store(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    static const char postgresql[] = "postgresql://";
    size_t prefix = strlen(sqlite);
    const char *text = value->kind == NODE_TEXT ? value->text : "";
    if (strncmp(text, sqlite, prefix) == 0 && text[prefix] != '\0')
        *(const char **)target = absolute(reading, sqlite, text + prefix);
    else if (strncmp(text, postgresql, strlen(postgresql)) == 0)
        *(const char **)target = reading_keep(reading, text);
    else
        fault_value(reading, key, value);
}

void read_folder(
    struct reading *reading, const struct key *key, const struct node *value, void *target)
{
    if (value->kind != NODE_TEXT)
        fault_value(reading, key, value);
    else
        *(const char **)target = value->text[0] == '\0' ? "" : absolute(reading, "", value->text);
}

enum result read_whole_file(const char *path, size_t most, struct buffer *ret, bool *ret_found)
{
    char chunk[16384];
    *ret_found = true;
    FILE *file = fopen(path, "rbe");
    if (file == NULL && errno == ENOENT) {
        *ret_found = false;
        return RESULT_OK;
    }
    if (file == NULL)
        return errno == ENOMEM ? RESULT_NO_MEMORY : RESULT_IO;
    size_t taken;
    do {
        taken = fread(chunk, 1, sizeof chunk, file);
        buffer_add(ret, chunk, taken);
    } while (taken == sizeof chunk && ret->length <= most);
    int fault = ferror(file) ? errno : 0;
    fclose(file);
    errno = fault;
    if (ret->failed)
        return RESULT_NO_MEMORY;
    return fault != 0 ? RESULT_IO : RESULT_OK;
}
