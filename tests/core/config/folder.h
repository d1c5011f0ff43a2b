/*
 * folder.h: a configuration folder for one test, gone afterwards.
 *
 * Made in the temporary folder; whoever makes it removes it. Any failure ends the test.
 */
#ifndef TEAMTOP_TESTS_CONFIG_FOLDER_H
#define TEAMTOP_TESTS_CONFIG_FOLDER_H

#include <stddef.h>

struct folder {
    char path[64];
};

void folder_make(struct folder *folder);
void folder_remove(struct folder *folder);
void folder_write(const struct folder *folder, const char *file, const char *bytes, size_t size);

#endif
