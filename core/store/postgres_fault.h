/*
 * postgres_fault.h: what PostgreSQL's error codes mean to us; private to core/store.
 *
 * Data: five characters (SQLSTATE, or their first two for a class) to a result and a sentence.
 * Owns nothing and cannot fail.
 */
#ifndef TEAMTOP_STORE_POSTGRES_FAULT_H
#define TEAMTOP_STORE_POSTGRES_FAULT_H

#include "core/base/result.h"

struct postgres_fault {
    const char *code; /* SQLSTATE, or how it begins */
    enum result result;
    const char *sentence;
};

/* NULL: nothing is known of it. */
const struct postgres_fault *postgres_fault(const char *sqlstate);

#endif
