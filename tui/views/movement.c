#include "tui/views/movement.h"

#include "core/model/veil.h"
#include "tui/views/figures.h"
#include "tui/views/marks.h"

enum result scene_prepare(const struct scene *scene, unit_index unit)
{
    enum result result = snapshot_prepare(scene->snapshot, unit);

    if (result == RESULT_OK && scene->then != NULL)
        result = snapshot_prepare(scene->then, unit);
    return result;
}

/* Less than half of the last digit shown would read "+0.0". */
static bool is_seen(fixed_t by, const struct measure *measure)
{
    fixed_t digit = FIXED_ONE;

    for (int i = 0; i < measure->decimals; i++)
        digit /= 10;
    return (by < 0 ? -by : by) * 2 >= digit;
}

static bool has_value(const struct figure *figure)
{
    return figure->has_data && figure->has_value;
}

static struct movement since_then(
    const struct scene *scene, unit_index unit, const struct measure *measure)
{
    const struct measure_ref ref = {.measure = measure, .sub = ""};
    struct figure now = snapshot_figure(scene->snapshot, unit, ref);
    struct figure then = snapshot_figure(scene->then, unit, ref);

    if (!has_value(&now) || !has_value(&then) || !is_seen(now.value - then.value, measure))
        return (struct movement){0};
    return (struct movement){.moved = true, .by = now.value - then.value, .was = then.value};
}

struct movement movement_of(
    const struct scene *scene, unit_index unit, const struct measure *measure)
{
    if (scene->then != NULL)
        return since_then(scene, unit, measure);

    const struct change *change = changes_of(scene->changes, unit, measure);

    if (change == NULL)
        return (struct movement){0};
    /* What it was before may have been hidden. */
    bool hidden = scene->shared && veil_may_hide(measure);

    return (struct movement){.moved = true, .fresh = true, .by = hidden ? 0 : change->delta};
}

const char *movement_text(const struct scene *scene, const struct movement *movement,
    const struct measure *measure, char *buffer)
{
    buffer[0] = '\0';
    if (movement->moved && movement->by != 0)
        signed_text(scene->glyphs, movement->by, measure->decimals, buffer);
    return buffer;
}
