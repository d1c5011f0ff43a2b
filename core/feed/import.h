/*
 * import.h: extracts into the store: one transaction a file.
 *
 * Reads the file, works out every series anew and replaces what the feed held; importing the same
 * file again changes nothing but the time it was last seen. Whatever fails, what was there before
 * stays. Outcomes and rejected rows are said in diags.
 */
#ifndef TEAMTOP_FEED_IMPORT_H
#define TEAMTOP_FEED_IMPORT_H

#include <time.h>

#include "core/base/diag.h"
#include "core/base/result.h"
#include "core/model/service.h"
#include "core/store/store.h"

struct import_outcome {
    const struct feed_spec *feed;
    int64_t rows, taken, rejected;
    bool unchanged; /* the very file that was there */
    bool refused;
    size_t series_changed;
};

/* feed NULL: by the file's name. RESULT_REFUSED_INPUT when the file was refused whole (recorded in
 * the store, nothing else changed); *ret is given then as well. RESULT_INVALID: no feed claims the
 * file. An append feed takes the same file once. Waits up to 30 seconds for another import to end,
 * then RESULT_BUSY. */
MUST_CHECK enum result import_file(const struct service *service, struct store *store,
    const struct feed_spec *feed, const char *path, const char *user, time_t now,
    struct diags *diags, struct import_outcome *ret);

/* What importing would take and reject, without a store; *ret also when it is RESULT_REFUSED_INPUT.
 */
MUST_CHECK enum result import_check(const struct service *service, const struct feed_spec *feed,
    const char *path, struct diags *diags, struct import_outcome *ret);

/* Works out every series again from the spells in the store, after the configuration changed. */
MUST_CHECK enum result import_derive_again(
    const struct service *service, struct store *store, struct diags *diags);

#endif
