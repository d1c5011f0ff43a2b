/*
 * config.h: a configuration folder → a service.
 *
 * Reads organisation.yaml and, where they are there, measures.yaml, feeds.yaml, access.yaml and
 * ui.yaml (interface page, "Configuration folder"). One run reports every fault, with file, line, column
 * and a suggestion; with any error there is no service. Limits: 4 MiB a document, 64 levels of
 * nesting, aliases that expand to more than 100,000 nodes. The caller owns the service.
 */
#ifndef TEAMTOP_CONFIG_CONFIG_H
#define TEAMTOP_CONFIG_CONFIG_H

#include "core/base/diag.h"
#include "core/base/grow.h"
#include "core/base/result.h"
#include "core/model/service.h"

/* RESULT_INVALID with messages in `diags` (may be NULL), RESULT_DENIED when all that is wrong stands
 * in access.yaml (then nobody can tell who may see what), or RESULT_NO_MEMORY. A relative
 * `directory` is taken from the working directory; the store and the inbox become absolute. */
MUST_CHECK enum result config_load(
    struct service **ret, const char *directory, struct diags *diags);

/* What the system says of all documents there may be in this folder, as a hash (stamp.h): the same before and
 * after loading, they are what was loaded. */
uint64_t config_stamp(const char *directory);

#define CONFIG_MEMORY_MOST (8u << 20) /* bytes that are kept; more are not */

/* Where the documents are kept as they were read, by whoever loads a configuration again and again. It
 * can be made again, so that nothing that goes wrong with it is a failure. */
struct config_memory {
    void *context;
    /* Appends to `out` what was kept last; it is not trusted. Nothing where there is nothing. */
    void (*recall)(void *context, struct buffer *out);
    /* In place of what was kept before. Only called after reading what is not kept yet. */
    void (*keep)(void *context, const struct buffer *bytes);
};

/* The same, where only documents whose bytes are not those that are kept are parsed (libyaml is most of
 * what reading takes). NULL: nothing is kept. */
MUST_CHECK enum result config_load_again(struct service **ret, const char *directory,
    const struct config_memory *memory, struct diags *diags);

/* Appends a reference page to `out`: every document, every key, what it takes and what it is for.
 * Drawn from the tables that read the documents, so it cannot be out of date. */
void config_reference(struct buffer *out);

#endif
