/*
 * filter.h: which units a list keeps: "status:red kind:early_help penw".
 *
 * A filter is read from the words a person typed: a key and a value each, or a part of a name; all
 * of them must hold. It owns a copy of the names' parts and nothing else. Reading fails on a word
 * that means nothing, with a sentence that says what is meant instead; matching fails as
 * snapshot_prepare() does.
 */
#ifndef TEAMTOP_VIEWS_FILTER_H
#define TEAMTOP_VIEWS_FILTER_H

#include "core/model/snapshot.h"
#include "tui/views/ask.h"
#include "tui/views/view.h"

#define FILTER_MESSAGE 160
#define FILTER_ANY     (-1)

struct filter {
    int level, kind;        /* indices into the service's; FILTER_ANY */
    int status;             /* enum status: the worst of the unit's judged figures; FILTER_ANY */
    int signal;             /* enum signal that one of them shows; FILTER_ANY */
    char text[FILTER_SIZE]; /* words the name or id holds, blanks between; "": any */
};

/* False with a sentence in `message` (FILTER_MESSAGE bytes) when a word means nothing. */
bool filter_parse(
    const struct service *service, const char *line, struct filter *ret, char *message);
/* Whether a unit's figures say if it is meant; else its name and place do. */
bool filter_asks_figures(const struct filter *filter);
/* *ret: whether the unit itself is meant. Judged are the figures the table shows with a letter. The
 * unit is visited (snapshot_visit()) where they are asked. */
MUST_CHECK enum result filter_match(
    const struct filter *filter, struct snapshot *snapshot, unit_index unit, bool *ret);
/* Keys, and behind a key its values. */
void filter_words(const struct service *service, const char *before, struct words *words);

#endif
