/*
 * identifying.h: which columns of an extract nobody may map (domain page, section 8).
 *
 * No child's name, date of birth, address or number is ever read, so a mapping that names such a
 * column is a fault. Looks at the header's words; nothing is owned and nothing can fail.
 */
#ifndef TEAMTOP_CONFIG_IDENTIFYING_H
#define TEAMTOP_CONFIG_IDENTIFYING_H

enum column_about {
    ABOUT_CHILD,
    ABOUT_WORKER, /* whose name is no secret here */
};

/* What the header gives away ("a date of birth"), or NULL. */
const char *identifying_column(const char *header, enum column_about about);

#endif
