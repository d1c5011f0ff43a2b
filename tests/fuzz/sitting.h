/*
 * sitting.h: a person at a dashboard in memory, for targets that press keys.
 *
 * A sitting is a desk (tests/tui/views/desk.h) at one of a few invented services, which are made once
 * and lent to one sitting after the other; one that an import changed is made anew. Everything
 * that fails is a finding.
 */
#ifndef TEAMTOP_TESTS_FUZZ_SITTING_H
#define TEAMTOP_TESTS_FUZZ_SITTING_H

#include "tests/fuzz/fuzz.h"
#include "tests/tui/views/desk.h"

struct sitting {
    struct desk desk;
    int plan;
    int looks;    /* at the screen so far */
    bool changed; /* the service is not what its plan says any more */
    bool left;    /* the person went away */
};

#define SITTING_PLANS 6

void sitting_open(struct sitting *sitting, int plan, bool ascii, int width, int height);
void sitting_close(struct sitting *sitting);

/* What a key or a command asked for is done; then the screen is drawn and looked at. */
void sitting_answer(struct sitting *sitting, unsigned wishes);
/* The same without drawing, for keys that come faster than the screen. */
void sitting_type(struct sitting *sitting, key_code key);
void sitting_look(struct sitting *sitting);

/* An import lands while the person watches. */
void sitting_import(struct sitting *sitting, int team);
/* What is shown, as a sheet that could be written to a file. */
void sitting_sheet(struct sitting *sitting);

#endif
