#include "core/store/provider.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/team_spells.h"
#include "core/store/unit_series.h"

struct store_provider {
    struct provider provider;
    struct store *store;
    const struct service *service;
    uint64_t fingerprint;
    int64_t
        told_since; /* of what changed after this version the store tells; not of what did before */
    struct unit_series **units; /* by unit_index; NULL: not loaded yet */
    uint64_t *asked;            /* likewise: the question they were last asked for with, counted */
    unsigned *held;             /* likewise: by so many snapshots */
    uint64_t questions;
    size_t idle, idle_most;   /* bytes that units take which no snapshot holds */
    struct feed_state *feeds; /* by position in the service */
};

/* --- reading a unit ---------------------------------------------------------------------- */

struct load {
    const struct store_provider *provider;
    struct unit_series *unit;
    const char *unit_id;
    enum result result;
};

static enum result take_series(
    struct load *load, enum part_id part, const char *sub, struct series series)
{
    enum series_kind kind = series_is_readings(series) ? SERIES_READINGS : part_at(part)->kind;
    if (!series_is_sound(series, kind))
        return store_say_damaged(load->provider->store, part_at(part)->id, load->unit_id);
    return unit_series_put(load->unit, part, sub, series);
}

/* `key` is "part" or "part.sub"; a part this program does not know is somebody else's. */
static bool take_chunk(
    void *context, const char *key, const char *sub, const uint8_t *bytes, size_t size)
{
    (void)sub; /* the register: those of one part are added up */
    struct load *load = context;
    size_t length = strcspn(key, ".");
    enum part_id part = part_find(key, length);
    if (part == PART_NONE)
        return true;
    const char *part_sub = key[length] == '.' ? key + length + 1 : "";
    load->result = take_series(load, part, part_sub, (struct series){bytes, size});
    return load->result == RESULT_OK;
}

static enum result read_called(struct load *load, const char *name)
{
    enum result result = store_each_series(load->provider->store, name, take_chunk, load);
    return result == RESULT_OK ? load->result : result;
}

/* The sums of its registers, or what there is of each. */
static enum result read_series(struct load *load)
{
    struct buffer name = {0};
    enum result result = RESULT_NO_MEMORY;
    buffer_text(&name, SUMS_UNIT);
    buffer_add(&name, load->unit_id, strlen(load->unit_id) + 1);
    if (!name.failed)
        result = read_called(load, name.bytes);
    buffer_done(&name);
    if (result == RESULT_OK && load->unit->count == 0)
        result = read_called(load, load->unit_id);
    return result;
}

static enum result read_unit(
    const struct store_provider *provider, unit_index unit, struct unit_series *series)
{
    const struct unit *named = unit_tree_at(provider->service->units, unit);
    struct load load = {.provider = provider, .unit = series, .unit_id = named->id};
    if (named->reach > UNIT_WITH_FIGURES)
        return RESULT_OK;
    enum result result = read_series(&load);
    if (result == RESULT_OK)
        unit_series_trim(series);
    return result;
}

static enum result read_new_unit(struct store_provider *provider, unit_index unit)
{
    struct unit_series *series = unit_series_create();
    if (!series)
        return RESULT_NO_MEMORY;
    enum result result = read_unit(provider, unit, series);
    if (result == RESULT_OK)
        provider->units[unit] = series;
    else
        unit_series_destroy(series);
    return result;
}

static bool is_idle(const struct store_provider *provider, unit_index unit)
{
    return provider->units[unit] && provider->held[unit] == 0;
}

static enum result load_unit(void *context, unit_index unit)
{
    struct store_provider *provider = context;
    provider->asked[unit] = ++provider->questions;
    if (is_idle(provider, unit))
        provider->idle -= unit_series_size(provider->units[unit]);
    else if (!provider->units[unit]) {
        const enum result result = read_new_unit(provider, unit);
        if (result != RESULT_OK)
            return result;
    }
    provider->held[unit]++;
    return RESULT_OK;
}

static void drop(struct store_provider *provider, unit_index unit)
{
    if (is_idle(provider, unit))
        provider->idle -= unit_series_size(provider->units[unit]);
    unit_series_destroy(provider->units[unit]);
    provider->units[unit] = NULL;
}

/* Who looks at every unit of many does not fill memory with them. */
static void release_unit(void *context, unit_index unit)
{
    struct store_provider *provider = context;
    provider->held[unit]--;
    if (!is_idle(provider, unit))
        return;
    provider->idle += unit_series_size(provider->units[unit]);
    if (provider->idle > provider->idle_most)
        drop(provider, unit);
}

static void find(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    const struct store_provider *provider = context;
    const struct unit_series *series = provider->units[unit];
    *ret_spells = *ret_readings = (struct series){0};
    if (series)
        unit_series_find(series, part, sub, ret_spells, ret_readings);
}

static void each_sub(void *context, unit_index unit, enum part_id part,
    void (*each)(void *each_context, const char *sub), void *each_context)
{
    const struct store_provider *provider = context;
    const struct unit_series *series = provider->units[unit];
    for (size_t i = 0; series && i < series->count; i++) {
        const char *sub = unit_series_sub(series, &series->entries[i]);
        if (series->entries[i].part == part && *sub)
            each(each_context, sub);
    }
}

/* --- a team's spells --------------------------------------------------------------------- */

static enum result load_team(void *context, unit_index team, struct spells *spells)
{
    const struct store_provider *provider = context;
    if (unit_tree_at(provider->service->units, team)->reach != UNIT_WITH_WORKERS)
        return RESULT_OK;
    return team_spells_load(provider->store, provider->service, team, spells);
}

/* --- feeds ------------------------------------------------------------------------------- */

struct feed_reading {
    const struct feed_spec *feed;
    struct feed_state state;
    bool any;
};

/* Cuts at a character, not inside one. */
static void copy_text(char *buffer, size_t size, const char *text)
{
    size_t length = strlen(text);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    memcpy(buffer, text, length);
    buffer[length] = '\0';
}

static void note_attempt(struct feed_state *state, const struct store_import *import)
{
    state->attempt = import->id;
    state->attempted_at = (time_t)import->imported_at;
    state->last_refused = import->refused;
    copy_text(state->attempted_file, sizeof state->attempted_file, import->file);
    copy_text(state->reason, sizeof state->reason, import->reason);
}

/* A file that was refused is the newest attempt until one is taken later: the same one again only
 * moves its time, and stands before the refused one. */
static bool is_newest_attempt(const struct feed_reading *reading, const struct store_import *import)
{
    return !reading->any ||
           (!import->refused && (time_t)import->imported_at > reading->state.attempted_at);
}

/* In the order they first came, the newest first. The newest file need not be the one taken last:
 * the same file again only moves its time. */
static bool see_import(void *context, const struct store_import *import)
{
    struct feed_reading *reading = context;
    struct feed_state *state = &reading->state;
    if (is_newest_attempt(reading, import))
        note_attempt(state, import);
    reading->any = true;
    if (import->refused)
        return true;
    if (!state->ever || import->imported_at > state->imported_at) {
        state->imported_at = (time_t)import->imported_at;
        state->first_at = (time_t)import->first_at;
        state->rows = import->taken;
        state->rejected = import->rejected;
        copy_text(state->file, sizeof state->file, import->file);
    }
    state->ever = true;
    return reading->feed->mode == FEED_APPEND;
}

static enum result read_feeds(const struct store_provider *provider, struct feed_state *states)
{
    for (size_t i = 0; i < provider->service->feed_count; i++) {
        struct feed_reading reading = {.feed = &provider->service->feeds[i]};
        const enum store_last last =
            reading.feed->mode == FEED_APPEND ? STORE_LAST_TAKEN : STORE_LAST_CAME;
        enum result result =
            store_each_last_import(provider->store, reading.feed->id, last, see_import, &reading);
        if (result != RESULT_OK)
            return result;
        states[i] = reading.state;
    }
    return RESULT_OK;
}

static enum result feed_state(void *context, const struct feed_spec *feed, struct feed_state *ret)
{
    const struct store_provider *provider = context;
    *ret = provider->feeds[feed - provider->service->feeds];
    return RESULT_OK;
}

static bool same_state(const struct feed_state *a, const struct feed_state *b)
{
    return a->ever == b->ever && a->imported_at == b->imported_at && a->rows == b->rows &&
           a->rejected == b->rejected && a->attempt == b->attempt &&
           a->attempted_at == b->attempted_at && strcmp(a->file, b->file) == 0;
}

static bool same_feeds(const struct store_provider *provider, const struct feed_state *states)
{
    for (size_t i = 0; i < provider->service->feed_count; i++)
        if (!same_state(&provider->feeds[i], &states[i]))
            return false;
    return true;
}

/* --- rejected rows ----------------------------------------------------------------------- */

struct reject_reading {
    reject_fn *each;
    void *context;
};

static bool hand_reject(void *context, const struct store_reject *reject)
{
    const struct reject_reading *reading = context;
    reading->each(reading->context, &(struct reject){reject->line, reject->column, reject->reason});
    return true;
}

static enum result each_reject(void *context, int64_t attempt, reject_fn *each, void *each_context)
{
    const struct store_provider *provider = context;
    struct reject_reading reading = {each, each_context};
    if (provider->service->narrowing.partial)
        return RESULT_OK;
    return store_each_reject(provider->store, attempt, hand_reject, &reading);
}

/* --- the provider ------------------------------------------------------------------------ */

/* Those units that are marked; `which` NULL: all. */
static void forget(struct store_provider *provider, const bool *which)
{
    for (unit_index i = 0; i < unit_tree_count(provider->service->units); i++) {
        if (which && !which[i])
            continue;
        drop(provider, i);
    }
}

size_t store_provider_kept(const struct store_provider *provider)
{
    size_t kept = 0;
    for (unit_index i = 0; i < unit_tree_count(provider->service->units); i++)
        if (provider->units[i])
            kept += unit_series_size(provider->units[i]);
    return kept;
}

/* Of the idle units asked for with this question or a later one. */
static size_t idle_since(const struct store_provider *provider, uint64_t question)
{
    size_t idle = 0;
    for (unit_index i = 0; i < unit_tree_count(provider->service->units); i++)
        if (is_idle(provider, i) && provider->asked[i] >= question)
            idle += unit_series_size(provider->units[i]);
    return idle;
}

/* Found by halves: there may be ten thousand units, and memory to sort them in is what is wanting. */
static uint64_t oldest_to_keep(const struct store_provider *provider, size_t most)
{
    uint64_t low = 0, high = provider->questions + 1;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (idle_since(provider, middle) <= most)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void store_provider_trim(struct store_provider *provider, size_t most)
{
    provider->idle_most = most;
    if (provider->idle <= most)
        return;
    const uint64_t oldest = oldest_to_keep(provider, most);
    for (unit_index i = 0; i < unit_tree_count(provider->service->units); i++)
        if (is_idle(provider, i) && provider->asked[i] < oldest)
            drop(provider, i);
}

/* What there is to move to. */
struct arrival {
    int64_t version;
    uint64_t fingerprint;
    struct feed_state *states;
    bool *changed; /* by unit_index */
    const struct service *service;
};

static bool mark_changed(void *context, const char *unit)
{
    struct arrival *arrival = context;
    const size_t prefix = strlen(SUMS_UNIT);
    const bool is_sums = strncmp(unit, SUMS_UNIT, prefix) == 0;
    const unit_index index = unit_tree_find(arrival->service->units, unit + (is_sums ? prefix : 0));
    if (index != UNIT_NONE)
        arrival->changed[index] = true;
    return true;
}

/* Derived in the same way, and not an older store put back. */
static bool goes_on_from(const struct arrival *arrival, const struct store_provider *provider)
{
    return arrival->version >= provider->provider.version &&
           arrival->fingerprint == provider->fingerprint;
}

/* An import changes few of the units: the others are kept as they were read. */
static enum result mark_changes(const struct store_provider *provider, struct arrival *arrival)
{
    const unit_index count = unit_tree_count(provider->service->units);
    arrival->changed = calloc((size_t)count + 1, sizeof *arrival->changed);
    if (!arrival->changed)
        return RESULT_NO_MEMORY;
    if (goes_on_from(arrival, provider))
        return store_each_changed(
            provider->store, provider->provider.version, mark_changed, arrival);
    for (unit_index i = 0; i < count; i++)
        arrival->changed[i] = true;
    return RESULT_OK;
}

static enum result read_ahead(const struct store_provider *provider, struct store *beside,
    struct arrival *arrival, bool *ret_known)
{
    enum result result = store_begin_read(beside, &arrival->version, &arrival->fingerprint);
    if (result != RESULT_OK)
        return result;
    *ret_known = goes_on_from(arrival, provider);
    if (*ret_known)
        result = store_each_changed(beside, provider->provider.version, mark_changed, arrival);
    store_end_read(beside);
    return result;
}

static enum result changes_ahead(void *context, bool *marks, bool *ret_known)
{
    const struct store_provider *provider = context;
    struct arrival arrival = {.service = provider->service, .changed = marks};
    struct store *beside = NULL;
    bool known = false;
    enum result result = store_open_beside(&beside, provider->store);
    if (result == RESULT_OK && beside)
        result = read_ahead(provider, beside, &arrival, &known);
    store_close(beside);
    if (result == RESULT_NO_MEMORY)
        return result;
    *ret_known =
        known && result == RESULT_OK; /* what cannot be read is found out by who moves there */
    return RESULT_OK;
}

static enum result changes_since(void *context, int64_t version, bool *marks, bool *ret_known)
{
    const struct store_provider *provider = context;
    struct arrival arrival = {.service = provider->service, .changed = marks};
    *ret_known = version >= provider->told_since && version <= provider->provider.version;
    return *ret_known ? store_each_changed(provider->store, version, mark_changed, &arrival)
                      : RESULT_OK;
}

/* No version there was before is one that is told of: whatever was made of it may be wrong. */
static void begin_telling(struct store_provider *provider, const struct arrival *arrival)
{
    const int64_t old = provider->provider.version;
    provider->told_since = arrival->version > old ? arrival->version : old + 1;
}

/* Takes over the states. */
static void move_to(struct store_provider *provider, struct arrival *arrival)
{
    if (!goes_on_from(arrival, provider))
        begin_telling(provider, arrival);
    forget(provider, arrival->changed);
    free(provider->feeds);
    provider->feeds = arrival->states;
    provider->provider.version = arrival->version;
    provider->fingerprint = arrival->fingerprint;
    arrival->states = NULL;
}

static enum result arrive(struct store_provider *provider, struct arrival *arrival)
{
    enum result result =
        store_begin_read(provider->store, &arrival->version, &arrival->fingerprint);
    arrival->states = calloc(provider->service->feed_count + 1, sizeof *arrival->states);
    if (result == RESULT_OK && !arrival->states)
        result = RESULT_NO_MEMORY;
    return result == RESULT_OK ? read_feeds(provider, arrival->states) : result;
}

enum result store_provider_refresh(struct store_provider *provider, bool *ret_changed)
{
    struct arrival arrival = {.service = provider->service};
    bool changed = false;
    enum result result = arrive(provider, &arrival);
    if (result == RESULT_OK)
        changed = arrival.version != provider->provider.version ||
                  arrival.fingerprint != provider->fingerprint ||
                  !same_feeds(provider, arrival.states);
    if (result == RESULT_OK && changed)
        result = mark_changes(provider, &arrival);
    if (result == RESULT_OK && changed)
        move_to(provider, &arrival);
    free(arrival.states);
    free(arrival.changed);
    if (result == RESULT_OK)
        *ret_changed = changed;
    return result;
}

static struct provider interface_of(struct store_provider *provider)
{
    return (struct provider){
        .context = provider,
        .load_unit = load_unit,
        .release_unit = release_unit,
        .source = {.context = provider, .find = find},
        .load_team = load_team,
        .feed_state = feed_state,
        .each_sub = each_sub,
        .each_reject = each_reject,
        .changes_ahead = changes_ahead,
        .changes_since = changes_since,
    };
}

enum result store_provider_create(
    struct store_provider **ret, struct store *store, const struct service *service)
{
    struct store_provider *provider = calloc(1, sizeof *provider);
    if (!provider)
        return RESULT_NO_MEMORY;
    provider->store = store;
    provider->service = service;
    provider->provider = interface_of(provider);
    provider->units = calloc((size_t)unit_tree_count(service->units) + 1, sizeof *provider->units);
    provider->asked = calloc((size_t)unit_tree_count(service->units) + 1, sizeof *provider->asked);
    provider->held = calloc((size_t)unit_tree_count(service->units) + 1, sizeof *provider->held);
    provider->idle_most = SIZE_MAX;
    provider->feeds = calloc(service->feed_count + 1, sizeof *provider->feeds);
    enum result result = RESULT_NO_MEMORY;
    bool changed;
    if (provider->units && provider->asked && provider->held && provider->feeds)
        result = store_provider_refresh(provider, &changed);
    if (result != RESULT_OK) {
        store_provider_destroy(provider);
        return result;
    }
    *ret = provider;
    return RESULT_OK;
}

void store_provider_destroy(struct store_provider *provider)
{
    if (!provider)
        return;
    if (provider->units && provider->held)
        forget(provider, NULL);
    free(provider->units);
    free(provider->held);
    free(provider->asked);
    free(provider->feeds);
    store_end_read(provider->store);
    free(provider);
}

const struct provider *store_provider_get(const struct store_provider *provider)
{
    return &provider->provider;
}

bool store_provider_fits(const struct store_provider *provider)
{
    bool is_empty = provider->provider.version == 0;
    return is_empty || provider->fingerprint == service_fingerprint(provider->service);
}
