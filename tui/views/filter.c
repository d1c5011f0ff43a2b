#include "tui/views/filter.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"

/* --- keys and their values -------------------------------------------------------------------- */

static void level_values(const struct service *service, struct words *words)
{
    for (int i = 0; i < service->level_count; i++)
        words_add(words, service->levels[i].id);
}

static void kind_values(const struct service *service, struct words *words)
{
    for (int i = 0; i < service->kind_count; i++)
        words_add(words, service->kinds[i].id);
}

static void status_values(const struct service *service, struct words *words)
{
    (void)service;
    for (int i = STATUS_NONE; i <= STATUS_RED; i++)
        words_add(words, status_id((enum status)i));
}

static void signal_values(const struct service *service, struct words *words)
{
    (void)service;
    for (int i = SIGNAL_NONE; i <= SIGNAL_SPECIAL; i++)
        words_add(words, signal_id((enum signal)i));
}

/* The value's place in its list is what the filter keeps. */
static const struct filter_key {
    const char *name; /* with its colon */
    const char *what;
    void (*values)(const struct service *service, struct words *words);
    size_t field;
} keys[] = {
    {"level:", "level", level_values, offsetof(struct filter, level)},
    {"kind:", "kind of team", kind_values, offsetof(struct filter, kind)},
    {"status:", "status", status_values, offsetof(struct filter, status)},
    {"signal:", "signal", signal_values, offsetof(struct filter, signal)},
};

#define KEYS (sizeof keys / sizeof keys[0])

/* The last word of the line, when it is one of the keys. */
static const struct filter_key *key_at_end(const char *line)
{
    size_t length = strlen(line);

    for (size_t i = 0; i < KEYS; i++) {
        size_t name = strlen(keys[i].name);

        if (length >= name && strcmp(line + length - name, keys[i].name) == 0)
            return &keys[i];
    }
    return NULL;
}

void filter_words(const struct service *service, const char *before, struct words *words)
{
    const struct filter_key *key = key_at_end(before);

    if (key != NULL) {
        key->values(service, words);
        return;
    }
    for (size_t i = 0; i < KEYS; i++)
        words_add(words, keys[i].name);
}

/* --- reading ---------------------------------------------------------------------------------- */

static int value_named(const struct words *words, const char *value)
{
    for (size_t i = 0; i < words->count; i++)
        if (text_equal_folded(words->items[i], strlen(words->items[i]), value, strlen(value)))
            return (int)i;
    return FILTER_ANY;
}

static bool read_pair(const struct service *service, const struct filter_key *key,
    const char *value, struct filter *filter, char *message)
{
    struct words words = {0};

    key->values(service, &words);

    int found = value_named(&words, value);

    if (found == FILTER_ANY) {
        words_say_unknown(&words, key->what, value, message, FILTER_MESSAGE);
        return false;
    }
    memcpy((char *)filter + key->field, &found, sizeof found);
    return true;
}

static void add_text(struct filter *filter, const char *word)
{
    size_t length = strlen(filter->text);

    snprintf(
        filter->text + length, sizeof filter->text - length, "%s%s", length > 0 ? " " : "", word);
}

static bool read_word(
    const struct service *service, const char *word, struct filter *filter, char *message)
{
    struct words names = {0};

    if (strchr(word, ':') == NULL) {
        add_text(filter, word);
        return true;
    }
    for (size_t i = 0; i < KEYS; i++) {
        size_t length = strlen(keys[i].name);

        if (strncmp(word, keys[i].name, length) == 0)
            return read_pair(service, &keys[i], word + length, filter, message);
        words_add(&names, keys[i].name);
    }
    words_say_unknown(&names, "filter", word, message, FILTER_MESSAGE);
    return false;
}

bool filter_parse(
    const struct service *service, const char *line, struct filter *ret, char *message)
{
    struct filter filter = {FILTER_ANY, FILTER_ANY, FILTER_ANY, FILTER_ANY, ""};
    char copy[FILTER_SIZE], *rest = NULL;

    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (!read_word(service, word, &filter, message))
            return false;
    *ret = filter;
    return true;
}

/* --- matching --------------------------------------------------------------------------------- */

static bool is_called(const struct unit *unit, const char *word)
{
    return text_contains_folded(unit->name, word) || text_contains_folded(unit->id, word);
}

static bool name_matches(const struct unit *unit, const char *text)
{
    char copy[FILTER_SIZE], *rest = NULL;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (!is_called(unit, word))
            return false;
    return true;
}

static bool unit_matches(const struct filter *filter, const struct unit *unit)
{
    return (filter->level == FILTER_ANY || filter->level == unit->level) &&
           (filter->kind == FILTER_ANY || filter->kind == unit->kind) &&
           name_matches(unit, filter->text);
}

static bool figures_match(
    const struct filter *filter, const struct snapshot *snapshot, unit_index unit)
{
    static const char *const judged[] = {"pressure", "sickness_rate"};
    int worst = STATUS_NONE;
    bool signals = filter->signal == FILTER_ANY;

    for (size_t i = 0; i < sizeof judged / sizeof judged[0]; i++) {
        struct assessed assessed = snapshot_assessed(snapshot, unit, measure_named(judged[i]));

        if ((int)assessed.status > worst)
            worst = (int)assessed.status;
        signals = signals || (assessed.figure.has_data && (int)assessed.signal == filter->signal);
    }
    return signals && (filter->status == FILTER_ANY || filter->status == worst);
}

bool filter_asks_figures(const struct filter *filter)
{
    return filter->status != FILTER_ANY || filter->signal != FILTER_ANY;
}

enum result filter_match(
    const struct filter *filter, struct snapshot *snapshot, unit_index unit, bool *ret)
{
    const struct unit_tree *units = snapshot_service(snapshot)->units;
    bool matches = unit_matches(filter, unit_tree_at(units, unit));

    if (matches && filter_asks_figures(filter)) {
        enum result result = snapshot_visit(snapshot, unit);

        if (result != RESULT_OK)
            return result;
        matches = figures_match(filter, snapshot, unit);
    }
    *ret = matches;
    return RESULT_OK;
}
