#include "tui/views/looked.h"

void looked_done(struct looked *looked)
{
    shown_done(&looked->figures);
    *looked = (struct looked){0};
}

static enum result note_unit(struct looked *looked, struct snapshot *snapshot, unit_index unit)
{
    enum result result = snapshot_visit(snapshot, unit);

    if (result == RESULT_OK)
        result = shown_note(&looked->figures, snapshot, unit);
    snapshot_leave(snapshot);
    return result;
}

struct range {
    unit_index first, end;
    int depth;
};

/* The units this far down; *ret_deeper: there are more below them. */
static enum result note_depth(
    struct looked *looked, struct snapshot *snapshot, struct range range, bool *ret_deeper)
{
    const struct unit_tree *units = snapshot_service(snapshot)->units;
    enum result result = RESULT_OK;

    *ret_deeper = false;
    for (unit_index unit = range.first; unit < range.end && result == RESULT_OK; unit++) {
        int depth = unit_tree_at(units, unit)->depth;

        *ret_deeper = *ret_deeper || depth > range.depth;
        if (looked->figures.count >= LOOKED_MOST * marked_count())
            return RESULT_OK;
        if (depth == range.depth)
            result = note_unit(looked, snapshot, unit);
    }
    return result;
}

enum result looked_note(
    struct looked *looked, struct snapshot *snapshot, unit_index first, unit_index end, time_t at)
{
    struct range range = {.first = first, .end = end};
    enum result result = RESULT_OK;

    shown_clear(&looked->figures);
    looked->at = at;
    for (bool deeper = first < end; deeper && result == RESULT_OK; range.depth++) {
        result = note_depth(looked, snapshot, range, &deeper);
        deeper = deeper && looked->figures.count < LOOKED_MOST * marked_count();
    }
    return result;
}
