/*
 * extract.h: one file as a case or HR system exported it → spells and rejected rows.
 *
 * Reads through libcsv with the feed's mapping (interface page, feeds.yaml). The extract owns its
 * spells, its rejects and all text. A bad row is kept as a reject with line, column and a reason
 * that never holds an identifying value; a file whose header does not fit, that is not text, or
 * with more rejects than the feed's limit is RESULT_REFUSED_INPUT: then `ret` is still given
 * (rejects and refusal inside), for the record. RESULT_IO when it cannot be read, RESULT_BUSY when
 * it changed while it was read.
 */
#ifndef TEAMTOP_FEED_EXTRACT_H
#define TEAMTOP_FEED_EXTRACT_H

#include "core/base/diag.h"
#include "core/base/result.h"
#include "core/feed/origins.h"
#include "core/model/service.h"
#include "core/model/spell.h"

struct extract_reject {
    unsigned line;   /* where the row begins, from 1 */
    unsigned column; /* number of the field in the row, from 1; 0: the whole row */
    const char *reason;
};

struct extract {
    const struct feed_spec *feed;
    struct spells spells;
    int64_t rows; /* data rows seen, blank ones not counted */
    int64_t taken;
    struct extract_reject *rejects; /* at most EXTRACT_REJECTS_KEPT of them */
    size_t reject_count, reject_room;
    int64_t rejected;       /* all of them */
    char *refusal;          /* why it was refused whole, or NULL */
    char digest[65];        /* tells these bytes from all others read with this key, hex */
    char replaced[65];      /* cases that add: the digest they have where they replace; else "" */
    struct origins origins; /* cases: the blocks that were read, see origins.h */
    struct arena arena;
};

#define EXTRACT_REJECTS_KEPT 100000
#define EXTRACT_LINE_MOST    (1 << 20) /* bytes in one field; more refuses the file */

/* `key` is what case identifiers are hashed with. Messages about rejected rows and refusals go to
 * diags as "file:line:column: rejected: …". */
MUST_CHECK enum result extract_read(struct extract **ret, const struct service *service,
    const struct feed_spec *feed, const char *path, const uint8_t key[16], struct diags *diags);
/* The same for cases of which `known` blocks are in the store: those that are in the file as they
 * were are marked as kept and counted, but not read; spells and rejects are those of the others. */
MUST_CHECK enum result extract_read_again(struct extract **ret, const struct service *service,
    const struct feed_spec *feed, const char *path, const uint8_t key[16], struct origins *known,
    struct diags *diags);
void extract_destroy(struct extract *extract);

/* The feed whose `file:` glob the base name of `path` matches; NULL when none does. */
const struct feed_spec *feed_for_file(const struct service *service, const char *path);

#endif
