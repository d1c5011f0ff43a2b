/*
 * faulty.h: faulty documents, each with exactly what is said about it.
 *
 * `file` holds `text`; where it is not organisation.yaml, a sound organisation (SOUND_ORGANISATION)
 * stands beside it. `messages` has one line for each fault, without the folder.
 */
#ifndef TEAMTOP_TESTS_CONFIG_FAULTY_H
#define TEAMTOP_TESTS_CONFIG_FAULTY_H

#include <stddef.h>

#define SOUND_ORGANISATION                                                                         \
    "organisation: Service\n"                                                                      \
    "levels: [area, team]\n"                                                                       \
    "kinds: {early_help: Early Help}\n"                                                            \
    "units: [{id: west, name: West, level: area}]\n"

struct faulty {
    const char *file;
    const char *text;
    const char *messages;
};

extern const struct faulty faulty_organisations[];
extern const size_t faulty_organisation_count;
extern const struct faulty faulty_others[];
extern const size_t faulty_other_count;

#endif
