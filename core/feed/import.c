#include "core/feed/import.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/feed/chunks.h"
#include "core/feed/extract.h"
#include "core/feed/origin_chunks.h"
#include "core/feed/recount.h"
#include "core/feed/rederive.h"

/* Longer than any import takes: who waits in vain for this long has another trouble. */
#define WRITER_WAIT_MS 30000

/* One file on its way into the store. */
struct job {
    struct chunks chunks;
    const char *path;
    const char *user;
    time_t now;
    const uint8_t *key;
    struct extract *extract;
    struct origins known; /* blocks that need not be read again; none: all are read */
    bool must_read_whole; /* what is known turned out not to fit what is in the store */
    bool fits;            /* the series were derived with this configuration */
    bool taken_before;    /* the feed has taken any file */
    int64_t repeated;     /* the import that took this very file, or 0 */
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

/* The file's name for the journal; free it. NULL: no memory. */
static char *clean_name(const struct job *job)
{
    const char *name = base_name(job->path);
    return text_clean(name, strlen(name), 0);
}

static enum result record(const struct job *job)
{
    char *file = clean_name(job);
    enum result result = file ? put_import(job, file) : RESULT_NO_MEMORY;
    free(file);
    return result;
}

/* The very same bytes once more, whatever the file is called now. */
static enum result record_again(const struct job *job)
{
    char *file = clean_name(job);
    enum result result =
        file ? store_touch_import(job->chunks.store, job->repeated, file, (int64_t)job->now)
             : RESULT_NO_MEMORY;
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
    if (strcmp(import->digest, job->extract->digest) == 0 ||
        strcmp(import->digest, job->extract->replaced) == 0) {
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

/* The blocks as they were when the file was read: another import may have come between. */
static enum result check_known(struct job *job)
{
    bool same = false;
    enum result result =
        origin_chunks_are(job->chunks.store, job->extract->feed, &job->known, &same);
    if (result != RESULT_OK)
        return result;
    job->must_read_whole = !job->fits || !same;
    return job->must_read_whole ? RESULT_INVALID : RESULT_OK;
}

/* The very file again, read in the same way, as the blocks that were kept show. */
static bool is_nothing_new(const struct job *job)
{
    return job->repeated && job->known.kept_rows > 0;
}

static enum result put_changes(struct job *job, size_t *changed)
{
    enum result result = check_known(job);
    if (result != RESULT_OK || is_nothing_new(job))
        return result;
    result =
        recount(&job->chunks, job->extract, &job->known, changed, &job->outcome.series_changed);
    job->must_read_whole = result == RESULT_INVALID;
    return result;
}

static enum result put_spells(struct job *job, size_t *changed)
{
    const struct feed_spec *feed = job->extract->feed;
    struct spells *spells = &job->extract->spells;
    enum result result = RESULT_OK;
    size_t shared;
    if (job->known.count > 0)
        return put_changes(job, changed);
    if (feed->mode == FEED_APPEND && job->repeated)
        return RESULT_OK;
    if (feed->mode == FEED_APPEND)
        result = chunks_load(&job->chunks, feed, spells);
    if (result == RESULT_OK)
        result = chunks_put(&job->chunks, feed, spells,
            origins_are_kept(feed) ? &job->extract->origins : NULL, changed);
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
    if (job->known.count > 0)
        return store_grow_version(job->chunks.store);
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
    result = unchanged ? record_again(job) : record(job);
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
    assert(job->extract); /* reading it went well, or refused it */
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

/* --- reading it -------------------------------------------------------------------------- */

/* Nothing is known of a store that was derived with another configuration. */
static enum result find_known(struct job *job, const struct feed_spec *feed)
{
    int64_t version;
    uint64_t fingerprint;
    if (!recount_is_possible(job->chunks.service, feed))
        return RESULT_OK;
    enum result result = store_begin_read(job->chunks.store, &version, &fingerprint);
    if (result != RESULT_OK)
        return result;
    if (fingerprint == service_fingerprint(job->chunks.service))
        result = origin_chunks_blocks(job->chunks.store, feed, &job->known);
    store_end_read(job->chunks.store);
    return result == RESULT_INVALID ? RESULT_OK : result;
}

static enum result read_whole(struct job *job, const struct feed_spec *feed)
{
    origins_done(&job->known);
    extract_destroy(job->extract);
    job->extract = NULL;
    return extract_read(
        &job->extract, job->chunks.service, feed, job->path, job->key, job->chunks.diags);
}

/* With most of it new, reading it whole is less work. */
static bool is_mostly_new(const struct job *job)
{
    return job->known.kept_rows < job->extract->rows - job->extract->rows / 4;
}

static void say_all(struct diags *diags, const struct diags *said)
{
    for (size_t i = 0; i < said->count; i++)
        diag_add(diags, said->items[i].severity, said->items[i].place, "%s", said->items[i].text);
}

static enum result read_extract(struct job *job, const struct feed_spec *feed)
{
    struct diags quiet;
    enum result result = find_known(job, feed);
    if (result != RESULT_OK)
        return result;
    if (job->known.count == 0)
        return read_whole(job, feed);
    diags_init(&quiet);
    result = extract_read_again(
        &job->extract, job->chunks.service, feed, job->path, job->key, &job->known, &quiet);
    bool again = result == RESULT_OK && is_mostly_new(job);
    if (!again)
        say_all(job->chunks.diags, &quiet);
    diags_done(&quiet);
    return again ? read_whole(job, feed) : result;
}

static enum result read_and_import(
    struct job *job, const struct feed_spec *feed, struct import_outcome *ret)
{
    enum result result = read_extract(job, feed);
    if (result == RESULT_OK || result == RESULT_REFUSED_INPUT)
        result = import_extract(job, ret);
    if (!job->must_read_whole)
        return result;
    job->must_read_whole = false;
    result = read_whole(job, feed);
    return result == RESULT_OK || result == RESULT_REFUSED_INPUT ? import_extract(job, ret)
                                                                 : result;
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
    struct job job = {
        .chunks = {service, store, diags}, .path = path, .user = user, .now = now, .key = key};
    feed = claim(service, feed, path, diags);
    if (!feed)
        return RESULT_INVALID;
    enum result result = store_key(store, key);
    if (result == RESULT_OK)
        result = read_and_import(&job, feed, ret);
    extract_destroy(job.extract);
    origins_done(&job.known);
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
    if (extract)
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
