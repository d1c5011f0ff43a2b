#include "core/model/spell.h"

#include <stdlib.h>

enum result spells_init(struct spells *spells)
{
    struct interned *text = intern_create();
    if (!text)
        return RESULT_NO_MEMORY;
    *spells = (struct spells){.text = text};
    return RESULT_OK;
}

void spells_done(struct spells *spells)
{
    if (!spells)
        return;
    free(spells->cases);
    free(spells->posts);
    free(spells->absences);
    free(spells->requests);
    free(spells->readings);
    intern_destroy(spells->text);
    *spells = (struct spells){0};
}
