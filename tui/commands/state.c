#include "tui/commands/state.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/hash.h"
#include "tui/commands/keeping.h"
#include "tui/commands/look.h"
#include "tui/commands/output.h"

#define PATH_SIZE 4096
#define LINE_SIZE 512 /* longer lines were not written by this program */
#define HEADING   "teamtop seen 1\n"
#define KEY_BYTES "abcdefghijklmnopqrstuvwxyz0123456789-_/."

/* --- where ---------------------------------------------------------------------------------- */

/* As the base directory specification says, a relative $XDG_STATE_HOME counts as none. */
static bool write_folder(char *folder, size_t size)
{
    const char *const state = getenv("XDG_STATE_HOME");
    const char *const home = getenv("HOME");
    int length = -1;
    if (state && state[0] == '/')
        length = snprintf(folder, size, "%s/teamtop", state);
    else if (home && home[0] == '/')
        length = snprintf(folder, size, "%s/.local/state/teamtop", home);
    return length > 0 && (size_t)length < size;
}

/* The same folder by whatever way one came to it. */
static uint64_t hash_folder(const char *directory)
{
    char real[PATH_MAX];
    const char *const known = realpath(directory, real) ? real : directory;
    return hash_finish(hash_text(HASH_START, known));
}

static char *file_for(const char *folder, const char *kind, uint64_t whose)
{
    char path[PATH_SIZE + 32];
    snprintf(path, sizeof path, "%s/%s-%016" PRIx64, folder, kind, whose);
    return strdup(path);
}

void state_init_in(
    struct state *state, const char *folder, const char *directory, const char *store)
{
    const uint64_t configuration = hash_folder(directory);
    const uint64_t both = hash_finish(hash_text(configuration, store));
    *state = (struct state){
        .path = file_for(folder, "seen", configuration),
        .look_path = file_for(folder, "look", configuration),
        .kept_path = file_for(folder, "kept", configuration),
        .calls_path = store ? file_for(folder, "calls", both) : NULL,
    };
}

void state_init(struct state *state, const char *directory, const char *store)
{
    char folder[PATH_SIZE];
    *state = (struct state){0};
    if (write_folder(folder, sizeof folder))
        state_init_in(state, folder, directory, store);
}

void state_done(struct state *state)
{
    free(state->path);
    free(state->look_path);
    free(state->kept_path);
    free(state->calls_path);
    *state = (struct state){0};
}

char *state_path(const char *kind, const char *directory, const char *store)
{
    char folder[PATH_SIZE];
    if (!write_folder(folder, sizeof folder))
        return NULL;
    const uint64_t whose = hash_folder(directory);
    return file_for(folder, kind, store ? hash_finish(hash_text(whose, store)) : whose);
}

bool state_make_folders(const char *path)
{
    char folder[PATH_SIZE + 32];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

/* --- reading -------------------------------------------------------------------------------- */

/* "severity extent day key" */
static bool parse_line(const char *line, struct seen_as *as, const char **ret_key, int *ret_length)
{
    int severity, key = 0;
    if (sscanf(line, "%1d %18" SCNd64 " %9" SCNd32 " %n", &severity, &as->extent, &as->day, &key) <
            3 ||
        key == 0)
        return false;
    *ret_key = line + key;
    *ret_length = (int)strspn(*ret_key, KEY_BYTES);
    as->severity = (enum alert_severity)severity;
    return severity >= ALERT_TO_NOTE && severity <= ALERT_TO_HURRY && *ret_length > 0 &&
           strcmp(*ret_key + *ret_length, "\n") == 0;
}

static enum result take_line(const char *line, struct acknowledged *acknowledged)
{
    struct seen_as as;
    const char *start;
    int length;
    char key[LINE_SIZE];
    if (!parse_line(line, &as, &start, &length))
        return RESULT_OK;
    snprintf(key, sizeof key, "%.*s", length, start);
    return acknowledged_put(acknowledged, key, as);
}

/* At most twice as many lines as are ever written, so that no file is read for ever. */
static enum result read_lines(FILE *file, struct acknowledged *acknowledged)
{
    char line[LINE_SIZE];
    enum result result = RESULT_OK;
    if (!fgets(line, sizeof line, file))
        return ferror(file) ? RESULT_IO : RESULT_OK;
    if (strcmp(line, HEADING) != 0)
        return RESULT_IO;
    for (int i = 0; i < 2 * ACKNOWLEDGED_MOST && result == RESULT_OK; i++) {
        if (!fgets(line, sizeof line, file))
            return ferror(file) ? RESULT_IO : RESULT_OK;
        result = take_line(line, acknowledged);
    }
    return result;
}

static enum result load(void *context, struct acknowledged *ret)
{
    const struct state *state = context;
    struct acknowledged read = {0};
    if (!state->path)
        return RESULT_OK;
    FILE *const file = fopen(state->path, "re");
    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? RESULT_OK : RESULT_IO;
    const enum result result = read_lines(file, &read);
    fclose(file);
    if (result == RESULT_OK)
        *ret = read;
    else
        acknowledged_done(&read);
    return result;
}

/* --- writing -------------------------------------------------------------------------------- */

static enum result write_lines(void *context, FILE *stream)
{
    const struct acknowledged *acknowledged = context;
    bool written = fputs(HEADING, stream) >= 0;
    for (size_t i = 0; written && i < acknowledged->count; i++) {
        const struct acknowledgement *entry = &acknowledged->items[i];
        written = fprintf(stream, "%d %" PRId64 " %" PRId32 " %s\n", (int)entry->as.severity,
                      entry->as.extent, entry->as.day, entry->key) > 0;
    }
    return written ? RESULT_OK : RESULT_IO;
}

static enum result save(void *context, const struct acknowledged *acknowledged)
{
    const struct state *state = context;
    struct acknowledged entries = *acknowledged; /* to be looked at */
    if (!state->path || !state_make_folders(state->path))
        return RESULT_IO;
    return output_file(state->path, write_lines, &entries, NULL);
}

/* Where there is no home nothing is kept, and that is no failure: it would be said at every end. */
static enum result save_look(
    void *context, const struct service *service, const struct looked *looked)
{
    const struct state *state = context;
    if (!state->look_path)
        return RESULT_OK;
    return state_make_folders(state->look_path) ? look_write(state->look_path, service, looked)
                                                : RESULT_IO;
}

static enum result load_look(void *context, const struct service *service, struct looked *ret)
{
    const struct state *state = context;
    return state->look_path ? look_read(state->look_path, service, ret) : RESULT_OK;
}

/* No file for who never typed anything, and none where there is no home. */
static enum result save_kept(void *context, const struct service *service, const struct kept *kept)
{
    const struct state *state = context;
    if (!state->kept_path || kept_is_empty(kept))
        return RESULT_OK;
    return state_make_folders(state->kept_path) ? keeping_write(state->kept_path, service, kept)
                                                : RESULT_IO;
}

static enum result load_kept(void *context, const struct service *service, struct kept *ret)
{
    const struct state *state = context;
    return state->kept_path ? keeping_read(state->kept_path, service, ret) : RESULT_OK;
}

/* --- how many alerts -------------------------------------------------------------------------- */

#define CALLS_HEADING "teamtop calls 1 "
#define CALLS_MOST    1000000000

struct calls {
    uint64_t made_of;
    int count;
};

static enum result write_calls(void *context, FILE *stream)
{
    const struct calls *calls = context;
    return fprintf(stream, CALLS_HEADING "%016" PRIx64 " %d\n", calls->made_of, calls->count) > 0
               ? RESULT_OK
               : RESULT_IO;
}

static enum result save_calls(void *context, uint64_t made_of, int count)
{
    const struct state *state = context;
    struct calls calls = {made_of, count};
    if (!state->calls_path || !state_make_folders(state->calls_path))
        return RESULT_IO;
    return output_file(state->calls_path, write_calls, &calls, NULL);
}

/* One line, and nothing else in the file. */
static enum result load_calls(void *context, uint64_t *ret_made_of, int *ret_count)
{
    const struct state *state = context;
    struct calls calls = {0};
    char end = '\0';
    FILE *const file = state->calls_path ? fopen(state->calls_path, "re") : NULL;
    if (!file)
        return RESULT_IO;
    const int read =
        fscanf(file, CALLS_HEADING "%16" SCNx64 " %9d%c", &calls.made_of, &calls.count, &end);
    const bool whole = read == 3 && end == '\n' && fgetc(file) == EOF;
    fclose(file);
    if (!whole || calls.made_of == 0 || calls.count < 0 || calls.count > CALLS_MOST)
        return RESULT_IO;
    *ret_made_of = calls.made_of;
    *ret_count = calls.count;
    return RESULT_OK;
}

struct keeper state_keeper(struct state *state)
{
    return (struct keeper){.context = state,
        .load = load,
        .save = save,
        .load_look = load_look,
        .save_look = save_look,
        .load_kept = load_kept,
        .save_kept = save_kept,
        .load_calls = load_calls,
        .save_calls = save_calls};
}
