#define _GNU_SOURCE /* memfd_create() */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/text.h"

_Noreturn void fuzz_broken(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

/* --- bytes as decisions ------------------------------------------------------------------------ */

uint8_t take_byte(struct input *input)
{
    if (input->size == 0)
        return 0;
    input->size--;
    return *input->bytes++;
}

int take_below(struct input *input, int bound)
{
    return take_byte(input) % bound;
}

int take_number(struct input *input)
{
    const int low = take_byte(input);
    return low | take_byte(input) << 8;
}

struct input take_until(struct input *input, uint8_t end)
{
    const uint8_t *const found = input->size > 0 ? memchr(input->bytes, end, input->size) : NULL;
    const size_t length = found != NULL ? (size_t)(found - input->bytes) : input->size;
    const struct input taken = {input->bytes, length};
    const size_t passed = length + (found != NULL);
    if (passed > 0)
        input->bytes += passed;
    input->size -= passed;
    return taken;
}

/* --- promises ---------------------------------------------------------------------------------- */

/* What must never reach a terminal, written down a second time. */
static const struct {
    uint32_t first, last;
} harmful[] = {
    {0x00, 0x1f}, {0x7f, 0x9f}, /* C0, DEL, C1 */
    {0xad, 0xad},               /* soft hyphen */
    {0x061c, 0x061c},           /* Arabic letter mark */
    {0x200b, 0x200f},           /* zero width, marks of direction */
    {0x2028, 0x202e},           /* line and paragraph, embedding and override */
    {0x2060, 0x206f},           /* word joiner, isolates */
    {0xd800, 0xdfff},           /* surrogates */
    {0xfe00, 0xfe0f},           /* variation selectors */
    {0xfeff, 0xfeff},           /* byte-order mark */
    {0xfff9, 0xfffb},           /* interlinear annotation */
    {0xe0000, 0xe0fff},         /* tags, more variation selectors */
};

static bool is_harmful(uint32_t character)
{
    for (size_t i = 0; i < sizeof harmful / sizeof harmful[0]; i++)
        if (character >= harmful[i].first && character <= harmful[i].last)
            return true;
    return character > 0x10ffff;
}

bool is_harmless(const char *text)
{
    size_t advance;
    for (size_t at = 0; text[at] != '\0'; at += advance) {
        const uint32_t character = text_next(text + at, &advance);
        /* U+FFFD that is not written as such is an invalid byte. */
        if (is_harmful(character) ||
            (character == 0xfffd && strncmp(text + at, TEXT_MARK, strlen(TEXT_MARK)) != 0))
            return false;
    }
    return true;
}

void messages_hold(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];
        HOLDS(is_harmless(diag->text));
        HOLDS(diag->text[0] != '\0');
        HOLDS(diag->place.column == 0 || diag->place.line > 0);
        HOLDS(diag->place.line == 0 || diag->place.file != NULL);
    }
    HOLDS(diags->lost == 0);
}

/* --- files ------------------------------------------------------------------------------------- */

const char *file_of(const void *bytes, size_t size)
{
    static int file = -1;
    static char path[32];
    if (file < 0)
        file = memfd_create("input", MFD_CLOEXEC);
    HOLDS(file >= 0);
    HOLDS(ftruncate(file, 0) == 0);
    HOLDS(size == 0 || pwrite(file, bytes, size, 0) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return path;
}
