#include <stdlib.h>
#include <string.h>

#include "core/base/diag.h"

#define WORD_MOST 63

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be put in, left out, changed or swapped with their neighbour to turn one
 * word into the other; both at most WORD_MOST bytes. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][WORD_MOST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            row[j] = least_of(least_of(last[j], row[j - 1]) + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least_of(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b_length];
}

const char *diag_suggest(const char *word, const char *const *candidates, size_t count)
{
    size_t length = strlen(word);
    if (length > WORD_MOST)
        return NULL;
    size_t best = length / 3 > 0 ? length / 3 : 1;
    const char *suggestion = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        if (other > WORD_MOST)
            continue;
        size_t distance = edit_distance(word, length, candidates[i], other);
        if (distance < best || (distance == best && suggestion == NULL)) {
            best = distance;
            suggestion = candidates[i];
        }
    }
    return suggestion;
}
