#include "core/derive/vacancies.h"

#include <stdlib.h>

struct vacancy {
    uint32_t post;
    struct interval when;
};

static int by_post_then_start(const void *a, const void *b)
{
    const struct vacancy *left = a, *right = b;
    if (left->post != right->post)
        return left->post < right->post ? -1 : 1;
    return (left->when.from > right->when.from) - (left->when.from < right->when.from);
}

static size_t collect(const struct facts *facts, struct members posts, struct vacancy *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < posts.count; i++) {
        const struct post_spell *post = &facts->spells->posts[posts.items[i]];
        if (post->contract == CONTRACT_VACANT && post->from < post->until)
            ret[count++] = (struct vacancy){post->post, {post->from, post->until}};
    }
    return count;
}

static bool joins(const struct vacancy *run, const struct vacancy *next)
{
    return next->post == run->post && next->when.from <= run->when.until;
}

/* Takes the rows of one run off the front; returns how many. */
static size_t take_run(const struct vacancy *rows, size_t count, struct vacancy *ret)
{
    size_t taken = 1;
    *ret = rows[0];
    for (; taken < count && joins(ret, &rows[taken]); taken++)
        if (rows[taken].when.until > ret->when.until)
            ret->when.until = rows[taken].when.until;
    return taken;
}

static void enter_runs(const struct vacancy *rows, size_t count, const struct account *account)
{
    struct vacancy run;
    for (size_t i = 0; i < count;) {
        i += take_run(rows + i, count - i, &run);
        account_waiting(account, QUEUE_POSTS, run.when, run.when.from);
    }
}

void vacancies_enter(const struct facts *facts, struct members posts, const struct account *account)
{
    if (posts.count == 0)
        return;
    struct vacancy *rows = malloc(posts.count * sizeof *rows);
    if (!rows) {
        account->books->failed = true;
        return;
    }
    size_t count = collect(facts, posts, rows);
    qsort(rows, count, sizeof *rows, by_post_then_start);
    enter_runs(rows, count, account);
    free(rows);
}
