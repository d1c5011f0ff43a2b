/*
 * values.h: readers of single values, for tables of keys.
 *
 * Each fills the type its comment names and says a fault by the key's `takes` when the value is not
 * of that kind; the target is untouched then. Text belongs to the reading's arena.
 */
#ifndef TEAMTOP_CONFIG_VALUES_H
#define TEAMTOP_CONFIG_VALUES_H

#include "core/config/reading.h"

key_read read_text;     /* const char *: clean, not empty */
key_read read_any_text; /* const char *: clean, may be empty */
key_read read_boolean;  /* bool */
key_read read_count;    /* int, 0 to 1,000,000 */
key_read read_decimal;  /* fixed_t, at least 0 */
key_read read_day;      /* day_t */
key_read read_form;     /* struct day_format */
key_read read_interval; /* int64_t seconds: 26h, 1d, 4w, 1y (a year is 366 days) */
key_read read_share;    /* int: of 10,000; "5%" is 500 */

/* One text or a list of them, as written (they are compared with cells of an extract); theirs is the
 * document's text. */
struct text_list {
    const char *const *items;
    size_t count;
};
bool take_texts(struct reading *reading, const struct key *key, const struct node *value,
    struct text_list *ret);

/* One of the choices, by its place; faults name the closest. */
bool take_choice(struct reading *reading, const struct key *key, const struct node *value,
    struct choices choices, int *ret);

bool take_decimal(
    struct reading *reading, const struct key *key, const struct node *value, fixed_t *ret);
bool take_day(struct reading *reading, const struct key *key, const struct node *value, day_t *ret);

/* [a-z0-9_-]+ */
bool is_identifier(const char *text);

/* Things with an id and a name: a mapping id: name, or a list of ids whose names follow from them
 * ("early_help" is "Early help"). */
bool take_named(struct reading *reading, const struct key *key, const struct node *value,
    const struct named **ret, int *ret_count);
/* "early_help" → "Early help" */
const char *name_of_id(struct reading *reading, const char *id);

#endif
