#include "core/model/share_memo.h"

#include <assert.h>
#include <stdlib.h>

static void destroy_one(struct share_memo *memo)
{
    arena_done(&memo->text);
    free(memo);
}

void share_memos_destroy(struct share_memo *memos)
{
    while (memos) {
        struct share_memo *const next = memos->next;
        destroy_one(memos);
        memos = next;
    }
}

const struct share_memo *share_memo_find(const struct share_memo *memos, enum part_id part)
{
    while (memos && memos->part != part)
        memos = memos->next;
    return memos;
}

/* The provider's text goes with its next refresh, a snapshot may stay. */
static bool copy_shares(struct share_memo *memo, const struct share *shares, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        memo->shares[i] = shares[i];
        memo->shares[i].sub = arena_copy(&memo->text, shares[i].sub);
        if (!memo->shares[i].sub)
            return false;
    }
    memo->count = count;
    return true;
}

const struct share_memo *share_memo_add(
    struct share_memo **memos, enum part_id part, const struct share *shares, size_t count)
{
    assert(count <= SHARE_MEMO_MOST);
    struct share_memo *const memo = calloc(1, sizeof *memo);
    if (!memo)
        return NULL;
    memo->part = part;
    if (!copy_shares(memo, shares, count)) {
        destroy_one(memo);
        return NULL;
    }
    memo->next = *memos;
    *memos = memo;
    return memo;
}
