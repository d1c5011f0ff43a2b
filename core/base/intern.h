/*
 * intern.h: text interned to small numbers.
 *
 * A `struct interned` owns each different text once and gives it a number from 1 up in order of
 * first appearance; 0 means "none" and is never given. Numbers are only meaningful inside one
 * table. intern_add() answers INTERN_FAILED when memory runs out.
 */
#ifndef TEAMTOP_BASE_INTERN_H
#define TEAMTOP_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#define INTERN_FAILED UINT32_MAX

struct interned;

struct interned *intern_create(void);
void intern_destroy(struct interned *interned);
uint32_t intern_add(struct interned *interned, const char *bytes, size_t length);
/* It will be asked for soon: among millions of texts the memory to look in is on its way meanwhile. */
void intern_foresee(const struct interned *interned, const char *bytes, size_t length);
uint32_t intern_find(
    const struct interned *interned, const char *bytes, size_t length);  /* 0: not there */
const char *intern_at(const struct interned *interned, uint32_t number); /* "" for 0 */
size_t intern_length(const struct interned *interned, uint32_t number);  /* of that, in bytes */
size_t intern_count(const struct interned *interned);

#endif
