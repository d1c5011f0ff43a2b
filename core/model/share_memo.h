/*
 * share_memo.h: the subs of a part somebody asked for, kept for whoever asks again; private to core/model.
 *
 * A person who moves over the rows of a table comes back to most of them, and a year of absences by
 * reason is most of what a panel takes. Memos of one unit are a list that owns its shares and their
 * text (free with share_memos_destroy(); NULL is an empty one). Adding can run out of memory, and
 * then nothing is remembered.
 */
#ifndef TEAMTOP_MODEL_SHARE_MEMO_H
#define TEAMTOP_MODEL_SHARE_MEMO_H

#include "core/model/snapshot.h"

#define SHARE_MEMO_MOST 12 /* longer lists are asked for once, by reports */

struct share_memo {
    struct share_memo *next;
    enum part_id part;
    struct arena text;
    struct share shares[SHARE_MEMO_MOST]; /* largest first */
    size_t count;
};

void share_memos_destroy(struct share_memo *memos);
/* NULL: not asked for yet. */
const struct share_memo *share_memo_find(const struct share_memo *memos, enum part_id part);
/* In front of the others; the shares and their text are copied. NULL: no memory, nothing changed. */
const struct share_memo *share_memo_add(
    struct share_memo **memos, enum part_id part, const struct share *shares, size_t count);

#endif
