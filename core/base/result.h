/*
 * result.h: what a call that can fail answers.
 *
 * Every fallible function returns one of these; outputs named `ret` or `ret_…` are untouched unless
 * it is RESULT_OK. The code says what kind of failure it was (the program's exit code follows from
 * it); the sentence a person can act on is in the `struct diags` the function was given.
 */
#ifndef TEAMTOP_BASE_RESULT_H
#define TEAMTOP_BASE_RESULT_H

#define MUST_CHECK               __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

enum result {
    RESULT_OK = 0,
    RESULT_NO_MEMORY,
    RESULT_INVALID,       /* what a person wrote is wrong: usage, configuration */
    RESULT_REFUSED_INPUT, /* a file was refused whole; what was there before stays */
    RESULT_IO,            /* reading or writing failed: a file, the store */
    RESULT_BUSY,          /* somebody else holds the lock, or is still writing the file */
    RESULT_DENIED,        /* `access:` says no */
};

#endif
