#include "core/feed/import.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/feed/chunks.h"
#include "core/feed/extract.h"
#include "core/feed/rederive.h"

/* Longer than any import takes: who waits in vain for this long has another trouble. */
#define WRITER_WAIT_MS 30000

/* One file on its way into the store. */
struct job {
    struct chunks chunks;
    const char *path;
    const char *user;
    time_t now;
    struct extract *extract;
    bool fits;         /* the series were derived with this configuration */
    bool taken_before; /* the feed has taken any file */
    int64_t repeated;  /* the import that took this very file, or 0 */
    int64_t repeated_taken, repeated_rejected;
    struct import_outcome outcome;
};

static enum result fail(struct diags *diags, const char *path, enum result result, const char *why)
{
    diag_add(diags, DIAG_ERROR, (struct place){.file = path}, "%s", why);
    return result;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const struct feed_spec *claim(const struct service *service, const struct feed_spec *feed,
    const char *path, struct diags *diags)
{
    if (!feed)
        feed = feed_for_file(service, path);
    if (!feed)
        (void)fail(diags, path, RESULT_INVALID,
            "no feed in feeds.yaml has a file: pattern that this name matches; name its feed with "
            "--feed");
    return feed;
}

static struct import_outcome outcome_of(const struct extract *extract)
{
    return (struct import_outcome){
        .feed = extract->feed,
        .rows = extract->rows,
        .taken = extract->taken,
        .rejected = extract->rejected,
        .refused = extract->refusal != NULL,
    };
}

/* --- the record of an import ------------------------------------------------------------- */

static struct store_reject *rejects_of(const struct extract *extract)
{
    struct store_reject *rejects = calloc(extract->reject_count + 1, sizeof *rejects);
    for (size_t i = 0; rejects && i < extract->reject_count; i++)
        rejects[i] = (struct store_reject){.line = extract->rejects[i].line,
            .column = extract->rejects[i].column,
            .reason = extract->rejects[i].reason};
    return rejects;
}

static enum result put_import(const struct job *job, const char *file)
{
    const struct extract *extract = job->extract;
    struct store_reject *rejects = rejects_of(extract);
    if (!rejects)
        return RESULT_NO_MEMORY;
    struct store_import import = {
        .feed = extract->feed->id,
        .file = file,
        .digest = extract->digest,
        .user = job->user,
        .imported_at = (int64_t)job->now,
        .rows = extract->rows,
        .taken = extract->refusal ? 0 : extract->taken,
        .rejected = extract->rejected,
        .refused = extract->refusal != NULL,
        .reason = extract->refusal ? extract->refusal : "",
    };
    enum result result =
        store_put_import(job->chunks.store, &import, rejects, extract->reject_count, NULL);
    free(rejects);
    return result;
}

static enum result record(const struct job *job)
{
    const char *name = base_name(job->path);
    char *file = text_clean(name, strlen(name), 0);
    enum result result = file ? put_import(job, file) : RESULT_NO_MEMORY;
    free(file);
    return result;
}

/* A refused file leaves nothing but the record that it was refused. */
static enum result record_refusal(const struct job *job)
{
    enum result result = store_begin_write(job->chunks.store, WRITER_WAIT_MS);
    if (result != RESULT_OK)
        return result;
    result = record(job);
    if (result == RESULT_OK)
        return store_commit(job->chunks.store);
    store_rollback(job->chunks.store);
    return result;
}

/* --- what the store already has ---------------------------------------------------------- */

/* Newest first. What a full extract repeats can only be the last one taken; an event file must
 * never be counted twice, however long ago it was. */
static bool see_earlier(void *context, const struct store_import *import)
{
    struct job *job = context;
    if (import->refused)
        return true;
    job->taken_before = true;
    if (strcmp(import->digest, job->extract->digest) == 0) {
        job->repeated = import->id;
        job->repeated_taken = import->taken;
        job->repeated_rejected = import->rejected;
        return false;
    }
    return job->extract->feed->mode == FEED_APPEND;
}

static enum result look_back(struct job *job)
{
    int64_t version;
    uint64_t fingerprint;
    enum result result = store_begin_read(job->chunks.store, &version, &fingerprint);
    if (result != RESULT_OK)
        return result;
    job->fits = fingerprint == service_fingerprint(job->chunks.service);
    return store_each_import(job->chunks.store, job->extract->feed->id, 0, see_earlier, job);
}

/* --- taking a file ----------------------------------------------------------------------- */

static enum result put_spells(const struct job *job, size_t *changed)
{
    const struct feed_spec *feed = job->extract->feed;
    struct spells *spells = &job->extract->spells;
    enum result result = RESULT_OK;
    size_t shared;
    if (feed->mode == FEED_APPEND && job->repeated)
        return RESULT_OK;
    if (feed->mode == FEED_APPEND)
        result = chunks_load(&job->chunks, feed, spells);
    if (result == RESULT_OK)
        result = chunks_put(&job->chunks, feed, spells, changed);
    if (result == RESULT_OK && feed->type == FEED_POSTS && *changed > 0)
        result = chunks_share_absences(&job->chunks, feed->register_id, &shared);
    return result;
}

static bool is_unchanged(const struct job *job, size_t spells_changed)
{
    return job->repeated && spells_changed == 0 && job->repeated_taken == job->extract->taken &&
           job->repeated_rejected == job->extract->rejected;
}

static enum result derive_series(struct job *job)
{
    const char *register_id = job->extract->feed->register_id;
    size_t *changed = &job->outcome.series_changed;
    enum result result = job->fits ? rederive_register(&job->chunks, register_id, changed)
                                   : rederive_all(&job->chunks, changed);
    return result == RESULT_OK ? store_grow_version(job->chunks.store) : result;
}

/* The record comes first: that a feed was ever taken is part of what the series say. */
static enum result take(struct job *job)
{
    size_t changed = 0;
    enum result result = look_back(job);
    if (result == RESULT_OK)
        result = put_spells(job, &changed);
    if (result != RESULT_OK)
        return result;
    bool unchanged = is_unchanged(job, changed);
    job->outcome.unchanged = unchanged && job->fits;
    result = unchanged ? store_touch_import(job->chunks.store, job->repeated, (int64_t)job->now)
                       : record(job);
    if (result == RESULT_OK && (changed > 0 || !job->fits || !job->taken_before))
        result = derive_series(job);
    return result;
}

static enum result take_in_one(struct job *job)
{
    enum result result = store_begin_write(job->chunks.store, WRITER_WAIT_MS);
    if (result != RESULT_OK)
        return result;
    result = take(job);
    if (result == RESULT_OK)
        return store_commit(job->chunks.store);
    store_rollback(job->chunks.store);
    return result;
}

static void say_outcome(const struct job *job)
{
    struct place place = {.file = job->path};
    const struct import_outcome *outcome = &job->outcome;
    if (outcome->unchanged)
        diag_add(job->chunks.diags, DIAG_NOTE, place, "the same file as before; nothing changed");
    else
        diag_add(job->chunks.diags, DIAG_NOTE, place,
            "taken into feed %s: %lld of %lld rows, %lld rejected", outcome->feed->id,
            (long long)outcome->taken, (long long)outcome->rows, (long long)outcome->rejected);
}

static enum result import_extract(struct job *job, struct import_outcome *ret)
{
    job->outcome = outcome_of(job->extract);
    enum result result = job->outcome.refused ? record_refusal(job) : take_in_one(job);
    if (result != RESULT_OK)
        return result;
    *ret = job->outcome;
    if (job->outcome.refused)
        return RESULT_REFUSED_INPUT;
    say_outcome(job);
    return RESULT_OK;
}

static enum result say_no_memory(struct diags *diags, const char *path, enum result result)
{
    if (result == RESULT_NO_MEMORY)
        (void)fail(diags, path, result, "there is not enough memory to import it");
    return result;
}

enum result import_file(const struct service *service, struct store *store,
    const struct feed_spec *feed, const char *path, const char *user, time_t now,
    struct diags *diags, struct import_outcome *ret)
{
    uint8_t key[STORE_KEY_SIZE];
    struct job job = {.chunks = {service, store, diags}, .path = path, .user = user, .now = now};
    feed = claim(service, feed, path, diags);
    if (!feed)
        return RESULT_INVALID;
    enum result result = store_key(store, key);
    if (result == RESULT_OK)
        result = extract_read(&job.extract, service, feed, path, key, diags);
    if (result == RESULT_OK || result == RESULT_REFUSED_INPUT)
        result = import_extract(&job, ret);
    extract_destroy(job.extract);
    return say_no_memory(diags, path, result);
}

/* Children are only told apart within this one file: any key will do. */
static const uint8_t throwaway_key[STORE_KEY_SIZE] = {0};

enum result import_check(const struct service *service, const struct feed_spec *feed,
    const char *path, struct diags *diags, struct import_outcome *ret)
{
    struct extract *extract = NULL;
    feed = claim(service, feed, path, diags);
    if (!feed)
        return RESULT_INVALID;
    enum result result = extract_read(&extract, service, feed, path, throwaway_key, diags);
    if (result == RESULT_OK || result == RESULT_REFUSED_INPUT)
        *ret = outcome_of(extract);
    extract_destroy(extract);
    return say_no_memory(diags, path, result);
}

enum result import_derive_again(
    const struct service *service, struct store *store, struct diags *diags)
{
    struct chunks chunks = {service, store, diags};
    size_t changed = 0;
    enum result result = store_begin_write(store, WRITER_WAIT_MS);
    if (result == RESULT_OK)
        result = rederive_all(&chunks, &changed);
    if (result == RESULT_OK)
        result = store_grow_version(store);
    if (result == RESULT_OK)
        result = store_commit(store);
    if (result != RESULT_OK)
        store_rollback(store);
    return result;
}
