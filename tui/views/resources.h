/*
 * resources.h: between the files of the resources screen: its sections, each with its own rows.
 *
 * A section is a constant table of functions; the screen asks it how many rows it has, has it
 * prepare what they need, and lets it draw them. Nothing outside the resources screen includes
 * this. Owns nothing; only preparing can fail.
 */
#ifndef TEAMTOP_VIEWS_RESOURCES_H
#define TEAMTOP_VIEWS_RESOURCES_H

#include "core/model/reference.h"
#include "tui/views/grid.h"
#include "tui/views/view.h"

struct resources_section {
    const char *title;  /* a tab */
    const char *absent; /* said when the configuration has none of it */
    int (*count)(const struct scene *scene);
    /* Fails as snapshot_prepare() does; NULL: nothing to prepare. */
    enum result (*prepare)(const struct scene *scene);
    /* Rows the section wants below its list, in a body of this height; NULL: none. */
    int (*below)(int height);
    void (*draw)(const struct scene *scene, const struct view_place *place, struct canvas *canvas,
        struct rect list, struct rect below);
    /* Rows as data, below the headings the section gives. */
    void (*sheet)(const struct scene *scene, struct sheet *sheet);
};

extern const struct resources_section posts_section;
extern const struct resources_section budget_section;
extern const struct resources_section savings_section;
extern const struct resources_section risks_section;
extern const struct resources_section workforce_section;

/* The unit that opening this row of the posts leads to, UNIT_NONE for none. */
unit_index posts_unit(const struct reference *reference, int row);

#endif
