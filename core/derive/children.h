/*
 * children.h: what the cases of one child add to one unit (domain page, section 4: open
 * cases to opened and closed, and the children held).
 *
 * A child is one sweep over its counted spells in the unit, so that it counts once however many
 * there are. A `struct child_sweep` is room to work in, kept from child to child; running out of
 * memory is noted in the account's books.
 */
#ifndef TEAMTOP_DERIVE_CHILDREN_H
#define TEAMTOP_DERIVE_CHILDREN_H

#include "core/derive/facts.h"
#include "core/derive/scratch.h"

struct child_sweep {
    const struct case_spell **starting; /* counted in the unit, by start */
    const struct case_spell **ending;   /* the same, by end */
    size_t count, starting_room, ending_room;
    uint32_t *of_category; /* how many are counted now, by category; the last: of no known one */
    struct intervals held;
};

bool child_sweep_init(struct child_sweep *sweep, const struct keys *keys);
void child_sweep_done(struct child_sweep *sweep);

/* While child number `at` of these is looked at: has the memory come that those after it will be looked for in. Of
 * millions each look is a wait, and with this they are waited for together. */
void children_foresee(const struct facts *facts, struct members children, size_t at);
/* Enters what `child` adds to the branch's unit. */
void child_enter(struct child_sweep *sweep, const struct facts *facts, uint32_t child,
    struct branch branch, const struct account *account);

#endif
