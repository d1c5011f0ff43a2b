/*
 * listing.h: lists of mappings, each read by the same table of keys, and published figures.
 *
 * What is read lives in the reading's arena. A fault is said with its place and leaves what stood
 * there as zeros; nobody checks results here but for memory (NULL).
 */
#ifndef TEAMTOP_CONFIG_LISTING_H
#define TEAMTOP_CONFIG_LISTING_H

#include "core/config/values.h"

/* As many zeroed elements of `size` bytes as the list has, each read by the key's inner table; NULL
 * and *ret_count untouched when it is not a list. */
void *take_list(struct reading *reading, const struct key *key, const struct node *value,
    size_t size, size_t *ret_count);

/* Units by their ids; those that are not there are faults. */
struct unit_list {
    const unit_index *items;
    size_t count;
};
bool take_units(struct reading *reading, const struct key *key, const struct node *value,
    struct unit_list *ret);

bool take_published(struct reading *reading, const struct key *key, const struct node *value,
    struct published *ret);

key_read read_published; /* struct published: a figure, "<5", or words that say it is not known */
key_read read_goal;      /* struct goal: "<20" or ">75" */
key_read read_amount;    /* fixed_t, of either sign */

#endif
