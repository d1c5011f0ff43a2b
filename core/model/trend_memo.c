#include "core/model/trend_memo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void trend_memo_done(struct trend_memo *memo)
{
    free(memo->figures);
    free(memo->spans);
    *memo = (struct trend_memo){0};
}

bool trend_memo_room(struct trend_memo *memo, size_t asked)
{
    trend_memo_done(memo);
    memo->figures = calloc(asked + 1, sizeof *memo->figures);
    memo->spans = calloc(asked + 1, sizeof *memo->spans);
    if (memo->figures && memo->spans) {
        memo->asked = asked;
        return true;
    }
    trend_memo_done(memo);
    return false;
}

size_t trend_memo_newest(
    const struct trend_memo *memo, size_t count, struct figure *ret, struct span *ret_spans)
{
    assert(memo->asked >= count);
    size_t found = memo->count < count ? memo->count : count;
    size_t first = memo->count - found;
    if (ret && found > 0)
        memcpy(ret, memo->figures + first, found * sizeof *ret);
    if (ret_spans && found > 0)
        memcpy(ret_spans, memo->spans + first, found * sizeof *ret_spans);
    return found;
}
