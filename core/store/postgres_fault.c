#include "core/store/postgres_fault.h"

#include <stddef.h>
#include <string.h>

#define NO_RIGHT                                                                                   \
    "this role may not do that in the store; an operator gives it the right (teamtop store grant)"

static const struct postgres_fault faults[] = {
    {"55P03", RESULT_BUSY, "another import is writing to it; try again in a minute"},
    {"40", RESULT_BUSY, "another import is writing to it; try again in a minute"},
    {"42501", RESULT_IO, NO_RIGHT},
    {"42P01", RESULT_IO, NO_RIGHT},
    {"3F000", RESULT_IO, NO_RIGHT},
    {"25006", RESULT_IO, "this server only reads (a standby?); name the one that writes"},
    {"53100", RESULT_IO,
        "the server's disk is full; make room and try again (nothing was changed)"},
    {"53200", RESULT_IO, "the server has not enough memory"},
    {"53300", RESULT_IO, "the server has no connection left; raise its max_connections"},
    {"57014", RESULT_IO, "the server gave up on a question (statement_timeout)"},
    {"57P", RESULT_IO, "the server ended the connection; it is being stopped or started"},
    {"XX001", RESULT_IO, "the store is damaged; restore the database from a backup"},
    {"XX002", RESULT_IO, "the store is damaged; restore the database from a backup"},
};

const struct postgres_fault *postgres_fault(const char *sqlstate)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strncmp(sqlstate, faults[i].code, strlen(faults[i].code)) == 0)
            return &faults[i];
    return NULL;
}
