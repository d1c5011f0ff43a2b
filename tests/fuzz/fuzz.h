/*
 * fuzz.h: what the targets of the fuzzers share.
 *
 * A target is one LLVMFuzzerTestOneInput(): it takes any bytes, drives one door of the program with
 * them and aborts by HOLDS() where a promise of the headers is broken. libFuzzer calls it under
 * scripts/fuzz; replay.c calls it with the files that are kept, so that scripts/test sees them too.
 * A target keeps nothing from one input to the next that could change what it does.
 */
#ifndef TEAMTOP_TESTS_FUZZ_H
#define TEAMTOP_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/diag.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Says where and what, and aborts: a finding. */
#define HOLDS(condition) ((condition) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #condition))
_Noreturn void fuzz_broken(const char *file, int line, const char *condition);

/* --- bytes as decisions: past the end everything is 0 ------------------------------------------ */

struct input {
    const uint8_t *bytes;
    size_t size;
};

uint8_t take_byte(struct input *input);
int take_below(struct input *input, int bound); /* 0 … bound − 1; bound at most 256 */
int take_number(struct input *input);           /* two bytes, little endian */
/* Up to and without the next byte `end`, or all there is. */
struct input take_until(struct input *input, uint8_t end);

/* --- promises ---------------------------------------------------------------------------------- */

/* No control, bidirectional, zero-width or invalid character: asked of a list of its own, not of
 * text.c. `text` ends in NUL. */
bool is_harmless(const char *text);
/* Every message is one harmless line; where one has a column it has a line. */
void messages_hold(const struct diags *diags);

struct service;
/* Its text is harmless, its tree is one, and what others rely on is there. */
void service_holds(const struct service *service);

struct canvas;
/* Every cell is something a terminal may get, and no wide character is cut. */
void canvas_holds(const struct canvas *canvas);

/* --- files ------------------------------------------------------------------------------------- */

/* A regular file in memory that holds these bytes, under a path that is good until the next call. */
const char *file_of(const void *bytes, size_t size);

#endif
