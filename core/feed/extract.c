/* extract.c: a file from front to back: bytes, rows, spells; and what refuses it whole. */
#include "core/feed/extract.h"

#include <fnmatch.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/feed/extract_blocks.h"
#include "core/feed/extract_source.h"
#include "core/feed/extraction.h"

#define REJECT_LIMIT_WHOLE 10000 /* reject_limit counts ten-thousandths of the rows */

static const char byte_order_mark[] = "\xef\xbb\xbf";
#define MARK_LENGTH (sizeof byte_order_mark - 1)

/* --- making and unmaking ------------------------------------------------------------------ */

void extract_destroy(struct extract *extract)
{
    if (!extract)
        return;
    spells_done(&extract->spells);
    free(extract->rejects);
    origins_done(&extract->origins);
    arena_done(&extract->arena);
    free(extract);
}

static enum result extract_create(struct extract **ret, const struct feed_spec *feed)
{
    struct extract *extract = calloc(1, sizeof *extract);
    if (!extract)
        return RESULT_NO_MEMORY;
    extract->feed = feed;
    enum result result = spells_init(&extract->spells);
    if (result != RESULT_OK) {
        free(extract);
        return result;
    }
    *ret = extract;
    return RESULT_OK;
}

static void extraction_done(struct extraction *extraction)
{
    columns_done(extraction);
    seen_done(&extraction->seen);
    free(extraction->child_text);
}

static enum result prepare_children(struct extraction *extraction)
{
    const char *register_id = extraction->feed->register_id ? extraction->feed->register_id : "";
    extraction->child_prefix = strlen(register_id) + 1;
    extraction->child_text = malloc(extraction->child_prefix + VALUE_MOST);
    if (!extraction->child_text)
        return RESULT_NO_MEMORY;
    memcpy(extraction->child_text, register_id, extraction->child_prefix);
    return RESULT_OK;
}

static enum result prepare_source(struct extraction *extraction)
{
    if (extraction->feed->type != FEED_REQUESTS)
        return RESULT_OK;
    static const char unknown[] = "unknown";
    struct interned *text = extraction->extract->spells.text;
    extraction->source_unknown = intern_add(text, unknown, sizeof unknown - 1);
    return extraction->source_unknown == INTERN_FAILED ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result prepare(struct extraction *extraction)
{
    extraction->dates = date_form_of(&extraction->feed->dates);
    extraction->periods = date_form_of(&extraction->feed->period_format);
    enum result result = columns_prepare(extraction);
    if (result == RESULT_OK)
        result = prepare_children(extraction);
    return result == RESULT_OK ? prepare_source(extraction) : result;
}

/* --- rows --------------------------------------------------------------------------------- */

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row_field(row, i).length > 0)
            return false;
    return !row->damaged;
}

static enum result on_row(void *context, const struct csv_row *row)
{
    struct extraction *extraction = context;
    if (is_empty(row))
        return RESULT_OK;
    if (extraction->header_fields == 0)
        return columns_match(extraction, row);
    extraction->extract->rows++;
    extraction->line = row->line;
    enum result result = row_take(extraction, row);
    if (result == RESULT_OK)
        extraction->extract->taken++;
    return result == RESULT_INVALID ? RESULT_OK : result;
}

/* --- bytes -------------------------------------------------------------------------------- */

static enum result refuse_fault(struct extraction *extraction, const struct csv_reader *reader)
{
    static const char *const sentences[] = {
        [CSV_FAULT_NOT_TEXT] =
            "it is not text: there is a NUL byte on this line; save it as CSV in UTF-8, not as "
            "UTF-16 or a workbook",
        [CSV_FAULT_LONG] = "the row that begins here is too long to be one; a quotation mark is "
                           "probably never closed",
        [CSV_FAULT_UNCLOSED] =
            "the row that begins here opens a quotation mark that is never closed",
    };
    unsigned line;
    enum csv_fault fault = csv_reader_fault(reader, &line);
    if (fault == CSV_FAULT_NONE)
        return RESULT_REFUSED_INPUT; /* a row was refused, and said why */
    return extract_refuse(extraction, line, "%s", sentences[fault]);
}

static enum result feed_converted(struct csv_reader *reader, const char *bytes, size_t length)
{
    size_t converted_length = 0;
    char *converted = text_from_windows_1252(bytes, length, &converted_length);
    if (!converted)
        return RESULT_NO_MEMORY;
    enum result result = csv_reader_feed(reader, converted, converted_length);
    free(converted);
    return result;
}

/* How the bytes become UTF-8. A byte-order mark says that they are: it is believed. */
static block_feed_fn *encoding_of(const struct feed_spec *feed, const char **bytes, size_t *length)
{
    if (*length >= MARK_LENGTH && memcmp(*bytes, byte_order_mark, MARK_LENGTH) == 0) {
        *bytes += MARK_LENGTH;
        *length -= MARK_LENGTH;
        return csv_reader_feed;
    }
    return feed->encoding == ENCODING_WINDOWS_1252 ? feed_converted : csv_reader_feed;
}

/* Reads to the end even when refused: the digest is the whole file's. *ret_verdict: what became of
 * the rows; the result: whether the bytes could be read. */
static enum result read_bytes(struct source *source, struct csv_reader *reader,
    const struct feed_spec *feed, enum result *ret_verdict)
{
    enum result verdict = RESULT_OK;
    block_feed_fn *feed_bytes = NULL;
    for (;;) {
        const char *bytes = NULL;
        size_t length = 0;
        enum result result = source_next(source, &bytes, &length);
        if (result != RESULT_OK)
            return result;
        if (length == 0)
            break;
        if (!feed_bytes)
            feed_bytes = encoding_of(feed, &bytes, &length);
        if (verdict == RESULT_OK)
            verdict = feed_bytes(reader, bytes, length);
        if (verdict == RESULT_NO_MEMORY)
            return verdict;
    }
    *ret_verdict = verdict == RESULT_OK ? csv_reader_finish(reader) : verdict;
    return RESULT_OK;
}

/* --- the file as a whole ------------------------------------------------------------------ */

static enum result check_limit(struct extraction *extraction)
{
    const struct extract *extract = extraction->extract;
    int limit = extraction->feed->reject_limit;
    if (extract->rejected * REJECT_LIMIT_WHOLE <= extract->rows * limit)
        return RESULT_OK;
    char per_cent[FIXED_TEXT_SIZE];
    fixed_text(limit * FIXED_ONE * 100 / REJECT_LIMIT_WHOLE, per_cent);
    return extract_refuse(extraction, 0,
        "%lld of %lld rows are rejected, more than the limit of %s %%; nothing was taken from the "
        "file",
        (long long)extract->rejected, (long long)extract->rows, per_cent);
}

/* What a file that was read to its end comes to. */
static enum result judge(
    struct extraction *extraction, const struct csv_reader *reader, enum result verdict)
{
    if (verdict == RESULT_REFUSED_INPUT)
        return refuse_fault(extraction, reader);
    if (verdict != RESULT_OK)
        return verdict;
    if (extraction->header_fields == 0)
        return extract_refuse(extraction, 1, "the file is empty: it has no header");
    return check_limit(extraction);
}

/* What adds is never taken twice, also where it was taken by what replaced. */
static void take_digests(struct extraction *extraction, const struct source_digests *digests)
{
    struct extract *extract = extraction->extract;
    const bool keeps = origins_are_kept(extraction->feed);
    const bool may_have_kept = !keeps && extraction->feed->type == FEED_CASES;
    memcpy(extract->digest, keeps ? digests->of_blocks : digests->of_bytes, sizeof extract->digest);
    if (may_have_kept)
        memcpy(extract->replaced, digests->of_blocks, sizeof extract->replaced);
}

static enum result read_rows(
    struct extraction *extraction, struct source *source, struct csv_reader *reader)
{
    enum result verdict = RESULT_OK;
    const struct feed_spec *feed = extraction->feed;
    enum result result = feed->type == FEED_CASES
                             ? blocks_read(extraction, source, reader, encoding_of, &verdict)
                             : read_bytes(source, reader, feed, &verdict);
    struct source_digests digests;
    /* A file that is still being written looks broken: that it changed comes first. */
    if (result == RESULT_OK)
        result = source_finish(source, &digests);
    if (result == RESULT_OK)
        take_digests(extraction, &digests);
    return result == RESULT_OK ? judge(extraction, reader, verdict) : result;
}

static enum result read_source(struct extraction *extraction, struct source *source)
{
    enum result result = prepare(extraction);
    if (result != RESULT_OK)
        return result;
    struct csv_reader *reader =
        csv_reader_create(extraction->feed->delimiter, EXTRACT_LINE_MOST, on_row, extraction);
    if (!reader)
        return RESULT_NO_MEMORY;
    result = read_rows(extraction, source, reader);
    csv_reader_destroy(reader);
    return result;
}

static enum result read_file(struct extraction *extraction)
{
    struct source source;
    enum result result = source_open(&source, extraction->path, extraction->diags);
    if (result != RESULT_OK)
        return result;
    result = read_source(extraction, &source);
    source_close(&source);
    return result;
}

enum result extract_read(struct extract **ret, const struct service *service,
    const struct feed_spec *feed, const char *path, const uint8_t key[16], struct diags *diags)
{
    return extract_read_again(ret, service, feed, path, key, NULL, diags);
}

enum result extract_read_again(struct extract **ret, const struct service *service,
    const struct feed_spec *feed, const char *path, const uint8_t key[16], struct origins *known,
    struct diags *diags)
{
    _Static_assert(crypto_shorthash_KEYBYTES == 16, "the key is SipHash's");
    if (sodium_init() < 0) {
        diag_add(diags, DIAG_ERROR, (struct place){path, 0, 0}, "the system gives no random bytes");
        return RESULT_IO;
    }
    struct extract *extract = NULL;
    enum result result = extract_create(&extract, feed);
    if (result != RESULT_OK)
        return result;
    struct extraction extraction = {.extract = extract,
        .service = service,
        .feed = feed,
        .path = path,
        .diags = diags,
        .key = key,
        .known = known};
    result = read_file(&extraction);
    extraction_done(&extraction);
    if (result == RESULT_OK || result == RESULT_REFUSED_INPUT)
        *ret = extract;
    else
        extract_destroy(extract);
    return result;
}

const struct feed_spec *feed_for_file(const struct service *service, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    for (size_t i = 0; i < service->feed_count; i++) {
        const struct feed_spec *feed = &service->feeds[i];
        if (feed->file && fnmatch(feed->file, name, FNM_PERIOD) == 0)
            return feed;
    }
    return NULL;
}
