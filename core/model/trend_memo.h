/*
 * trend_memo.h: a trend somebody asked for, kept for whoever asks again; private to core/model.
 *
 * One frame asks for the same points several times: for a sparkline, for the signal and for a
 * chart. A memo owns its points (zeroed it is a valid empty one; free with trend_memo_done()).
 * Making room can run out of memory, and then nothing is remembered.
 */
#ifndef TEAMTOP_MODEL_TREND_MEMO_H
#define TEAMTOP_MODEL_TREND_MEMO_H

#include "core/model/figure.h"

#define TREND_MEMO_MOST 64 /* longer trends are asked for once, by reports */

struct trend_memo {
    size_t asked; /* for so many points */
    size_t count; /* so many there are: fewer than asked, there are no more */
    struct figure *figures;
    struct span *spans;
};

void trend_memo_done(struct trend_memo *memo);
bool trend_memo_room(struct trend_memo *memo, size_t asked);

/* The newest `count` of them, oldest first, as figure_trend() gives them; asked must be as many. */
size_t trend_memo_newest(
    const struct trend_memo *memo, size_t count, struct figure *ret, struct span *ret_spans);

#endif
