/*
 * extract_recall.h: what a column's texts were read as, remembered.
 *
 * The same few teams, categories, workers and days fill a column of millions of rows; a recall
 * answers those that came lately without reading them again. It owns copies of short texts, forgets
 * freely and cannot fail: what it does not know is read anew.
 */
#ifndef TEAMTOP_FEED_EXTRACT_RECALL_H
#define TEAMTOP_FEED_EXTRACT_RECALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What one field of a row says. */
struct cell {
    bool given;     /* false: empty, or one of the feed's nulls */
    unsigned field; /* its number in the row, from 1; 0: the file has no such column */
    int64_t number; /* day, unit, text number … as the column's kind says */
};

struct recall;

struct recall *recall_create(void); /* NULL: no memory */
void recall_destroy(struct recall *recall);

/* What was kept for these bytes; false when nothing is known of them. recall may be NULL. */
bool recall_find(const struct recall *recall, const char *bytes, size_t length, struct cell *ret);
void recall_keep(struct recall *recall, const char *bytes, size_t length, const struct cell *cell);

#endif
