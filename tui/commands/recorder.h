/*
 * recorder.h: has it recorded when single workers come on the screen, once a day for each unit.
 *
 * Owns a mark for each unit of the service; borrows the app. Without a log in access.yaml nothing is
 * recorded. RESULT_DENIED when it cannot be, or RESULT_NO_MEMORY.
 */
#ifndef TEAMTOP_COMMANDS_RECORDER_H
#define TEAMTOP_COMMANDS_RECORDER_H

#include "tui/commands/app.h"
#include "tui/views/view.h"

struct recorder {
    struct app *app;
    const struct service *service; /* that the marks are about */
    bool *recorded;                /* by unit */
    day_t day;                     /* that the marks are of */
};

void recorder_done(struct recorder *recorder);

/* What a session is given; good as long as the recorder. */
struct witness recorder_witness(struct recorder *recorder);

#endif
