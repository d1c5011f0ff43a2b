#include "tui/views/hints.h"

#include <stdio.h>

/* Keys that belong together stand under one word: ↑↓ move, [ ] day. */
static const struct {
    enum action action, first, second;
    const char *said;
} pairs[] = {
    {ACTION_DOWN, ACTION_UP, ACTION_DOWN, "a line up, a line down"},
    {ACTION_DAY_BACK, ACTION_DAY_BACK, ACTION_DAY_FORTH, "a day back, a day forth"},
    {ACTION_MONTH_BACK, ACTION_MONTH_BACK, ACTION_MONTH_FORTH, "a month back, a month forth"},
    {ACTION_PAGE_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, "a page up, a page down"},
    {ACTION_LEFT, ACTION_LEFT, ACTION_RIGHT, "in a chart, a point to the left, to the right"},
};

#define PAIRS (sizeof pairs / sizeof pairs[0])

/* PAIRS: it stands alone. */
static size_t pair_of(enum action action)
{
    size_t i = 0;

    while (i < PAIRS && pairs[i].action != action)
        i++;
    return i;
}

static const char *first_key(
    const struct bindings *bindings, bool ascii, enum action action, char *buffer)
{
    return key_label(bindings->keys[action][0], ascii, buffer);
}

void hint_keys(
    const struct bindings *bindings, bool ascii, enum action action, char *ret_keys, size_t size)
{
    char first[KEY_NAME_SIZE], second[KEY_NAME_SIZE];
    size_t pair = pair_of(action);

    if (pair < PAIRS)
        snprintf(ret_keys, size, "%s %s", first_key(bindings, ascii, pairs[pair].first, first),
            first_key(bindings, ascii, pairs[pair].second, second));
    else
        snprintf(ret_keys, size, "%s", first_key(bindings, ascii, action, first));
}

const char *hint_own_words(const struct view *view, enum action action)
{
    for (const struct hint_words *own = view->words; own != NULL && own->action; own++)
        if (own->action == action)
            return own->words;
    return NULL;
}

const char *hint_said(const struct view *view, enum action action)
{
    const char *own = hint_own_words(view, action);

    if (own != NULL)
        return own;
    return pair_of(action) < PAIRS ? pairs[pair_of(action)].said : action_at(action)->help;
}
