/* The files that are kept for a person, as somebody may have edited them: any bytes are read or refused, and
 * what was read is what is read again after it was written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/base/text.h"
#include "core/model/service.h"
#include "tests/fuzz/fuzz.h"
#include "tui/commands/keeping.h"
#include "tui/commands/look.h"
#include "tui/commands/state.h"

static struct unit_tree *make_units(void)
{
    struct unit_tree *const tree = unit_tree_create();
    unit_index root, team;
    HOLDS(tree != NULL);
    HOLDS(unit_tree_add(tree, UNIT_NONE, "svc", "Service", 0, -1, &root) == RESULT_OK);
    HOLDS(unit_tree_add(tree, root, "a", "Team A", 1, -1, &team) == RESULT_OK);
    return tree;
}

/* Where files are written: one folder a process, in memory where there is such a place. */
static const char *folder;

static void remove_folder(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/again", folder);
    unlink(path);
    rmdir(folder);
}

static const char *written_path(void)
{
    static char name[64], path[128];
    if (folder == NULL) {
        const bool in_memory = access("/dev/shm", W_OK) == 0;
        snprintf(name, sizeof name, "%s/teamtop-fuzz-XXXXXX", in_memory ? "/dev/shm" : "/tmp");
        folder = mkdtemp(name);
        HOLDS(folder != NULL);
        HOLDS(atexit(remove_folder) == 0);
    }
    snprintf(path, sizeof path, "%s/again", folder);
    return path;
}

static struct keeper keeper_of(struct state *state, const char *path)
{
    *state =
        (struct state){.path = strdup(path), .look_path = strdup(path), .calls_path = strdup(path)};
    HOLDS(state->path != NULL && state->look_path != NULL && state->calls_path != NULL);
    return state_keeper(state);
}

/* --- alerts that were seen ---------------------------------------------------------------------- */

static void same_seen(const struct acknowledged *a, const struct acknowledged *b)
{
    HOLDS(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        HOLDS(strcmp(a->items[i].key, b->items[i].key) == 0);
        HOLDS(a->items[i].as.severity == b->items[i].as.severity);
        HOLDS(a->items[i].as.extent == b->items[i].as.extent);
        HOLDS(a->items[i].as.day == b->items[i].as.day);
    }
}

static void seen_comes_back(const struct acknowledged *seen)
{
    struct state state;
    struct acknowledged again = {0};
    const struct keeper keeper = keeper_of(&state, written_path());
    HOLDS(keeper.save(keeper.context, seen) == RESULT_OK);
    HOLDS(keeper.load(keeper.context, &again) == RESULT_OK);
    same_seen(seen, &again);
    acknowledged_done(&again);
    state_done(&state);
}

static void read_seen(const char *path)
{
    struct state state;
    struct acknowledged seen = {0};
    const struct keeper keeper = keeper_of(&state, path);
    const enum result result = keeper.load(keeper.context, &seen);
    HOLDS(result == RESULT_OK || (result == RESULT_IO && seen.count == 0));
    HOLDS(seen.count <= ACKNOWLEDGED_MOST);
    for (size_t i = 0; i < seen.count; i++)
        HOLDS(is_harmless(seen.items[i].key));
    if (result == RESULT_OK)
        seen_comes_back(&seen);
    acknowledged_done(&seen);
    state_done(&state);
}

/* --- how many there were ------------------------------------------------------------------------ */

static void read_calls(const char *path)
{
    struct state state;
    uint64_t made_of = 0, made_again = 0;
    int count = -1, counted_again = -1;
    struct keeper keeper = keeper_of(&state, path);
    const enum result result = keeper.load_calls(keeper.context, &made_of, &count);
    HOLDS(result == RESULT_OK || (result == RESULT_IO && made_of == 0 && count == -1));
    state_done(&state);
    if (result != RESULT_OK)
        return;
    HOLDS(made_of != 0 && count >= 0);
    keeper = keeper_of(&state, written_path());
    HOLDS(keeper.save_calls(keeper.context, made_of, count) == RESULT_OK);
    HOLDS(keeper.load_calls(keeper.context, &made_again, &counted_again) == RESULT_OK);
    HOLDS(made_again == made_of && counted_again == count);
    state_done(&state);
}

/* --- figures that were seen ---------------------------------------------------------------------- */

static void same_looks(const struct looked *a, const struct looked *b)
{
    HOLDS(a->at == b->at);
    HOLDS(a->figures.count == b->figures.count);
    for (size_t i = 0; i < a->figures.count; i++) {
        const struct shown_figure *x = &a->figures.items[i], *y = &b->figures.items[i];
        HOLDS(x->unit == y->unit && x->measure == y->measure);
        HOLDS(figure_is_known(&x->figure) == figure_is_known(&y->figure));
        HOLDS(x->figure.value == y->figure.value);
    }
}

static void look_comes_back(const struct service *service, const struct looked *looked)
{
    struct looked again = {0};
    HOLDS(look_write(written_path(), service, looked) == RESULT_OK);
    HOLDS(look_read(written_path(), service, &again) == RESULT_OK);
    same_looks(looked, &again);
    looked_done(&again);
}

static void read_look(const char *path)
{
    const struct service service = {.units = make_units()};
    struct looked looked = {0};
    const enum result result = look_read(path, &service, &looked);
    HOLDS(result == RESULT_OK || (result == RESULT_IO && looked.figures.count == 0));
    HOLDS(looked.figures.count <= LOOKED_MOST * marked_count());
    HOLDS(looked.figures.count % marked_count() == 0);
    if (result == RESULT_OK && looked.at > 0)
        look_comes_back(&service, &looked);
    looked_done(&looked);
    unit_tree_destroy(service.units);
}

/* --- what was typed and named --------------------------------------------------------------------- */

static void lines_are_harmless(const struct history *history)
{
    HOLDS(history->count <= ASK_LINES);
    for (int i = 0; i < history->count; i++)
        HOLDS(history->lines[i][0] && text_is_clean(history->lines[i], strlen(history->lines[i])));
}

static void kept_comes_back(const struct service *service, const struct kept *kept)
{
    static struct kept again;
    again = (struct kept){0};
    HOLDS(keeping_write(written_path(), service, kept) == RESULT_OK);
    HOLDS(keeping_read(written_path(), service, &again) == RESULT_OK);
    HOLDS(!again.spoilt && again.commands.count == kept->commands.count);
    HOLDS(again.finds.count == kept->finds.count && again.filters.count == kept->filters.count);
    for (int i = 0; i < KEPT_PLACES; i++) {
        HOLDS(again.places[i].view == kept->places[i].view);
        HOLDS(!again.places[i].view || again.places[i].unit == kept->places[i].unit);
    }
}

static void read_kept(const char *path)
{
    const struct service service = {.units = make_units()};
    static struct kept kept;
    kept = (struct kept){0};
    const enum result result = keeping_read(path, &service, &kept);
    HOLDS(result == RESULT_OK || (result == RESULT_IO && kept_is_empty(&kept)));
    lines_are_harmless(&kept.commands);
    lines_are_harmless(&kept.finds);
    lines_are_harmless(&kept.filters);
    if (result == RESULT_OK)
        kept_comes_back(&service, &kept);
    unit_tree_destroy(service.units);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *const path = file_of(bytes, size);
    read_seen(path);
    read_calls(path);
    read_look(path);
    read_kept(path);
    return 0;
}
