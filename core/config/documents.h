/*
 * documents.h: the documents of a configuration folder, each with its table of keys.
 *
 * A document reads itself into a service that holds defaults; feeds and measures rely on the
 * organisation being read before them. Room-internal: other rooms include config.h.
 */
#ifndef TEAMTOP_CONFIG_DOCUMENTS_H
#define TEAMTOP_CONFIG_DOCUMENTS_H

#include "core/config/reading.h"

struct document {
    const char *file; /* "organisation.yaml" */
    bool required;
    const char *help;
    const struct key_table *keys; /* its target is the service */
    bool guards; /* says who may see what: while it has a fault, nobody sees anything */
};

/* In the order they must be read. */
extern const struct document config_documents[];
extern const size_t config_document_count;

extern const struct key_table organisation_keys;
extern const struct key_table measures_keys;
extern const struct key_table benchmarks_keys;
extern const struct key_table feeds_keys;
extern const struct key_table ui_keys;
extern const struct key_table access_keys;

/* reference/…: what others published. */
extern const struct key_table scorecard_keys;
extern const struct key_table published_keys;
extern const struct key_table establishment_keys;
extern const struct key_table budget_keys;
extern const struct key_table savings_keys;
extern const struct key_table risks_keys;
extern const struct key_table requests_keys;
extern const struct key_table workforce_keys;

#endif
