/*
 * extract_scratch.h: a small service, files in a temporary directory, and extracts as text.
 *
 * Spells are written one a line so that a test says what it expects as text; children are numbered
 * in order of appearance, since their hashes say nothing. Everything made here is owned by the
 * scratch.
 */
#ifndef TEAMTOP_TESTS_EXTRACT_SCRATCH_H
#define TEAMTOP_TESTS_EXTRACT_SCRATCH_H

#include "core/feed/extract.h"

struct scratch {
    struct service service;
    char directory[64];
    char path[96]; /* the file every test reads: "extract.csv" in the directory */
    struct diags diags;
    struct extract *extract; /* of the last scratch_read() */
};

extern const uint8_t scratch_key[16];

/* Units svc, west (area), eh-penwith ("EH Penwith Team", "1047"), cp-west ("Child Protection
 * West"); categories cin, cp, early_help; role social_worker ("Social Worker"). */
void scratch_init(struct scratch *scratch);
void scratch_done(struct scratch *scratch);

/* A feed of this type with native headers, ISO dates and no other wish. */
struct feed_spec scratch_feed(enum feed_type type);

void scratch_write(struct scratch *scratch, const char *bytes, size_t length);

/* Reads the file anew; what was read before is forgotten. */
enum result scratch_read(struct scratch *scratch, const struct feed_spec *feed);

/* The spells, and the messages without the path; the caller frees them. */
char *scratch_spells(const struct scratch *scratch);
char *scratch_messages(const struct scratch *scratch);

#endif
