#include "core/feed/team_absences.h"

#include <stdlib.h>
#include <string.h>

/* An absence that a team sees. */
struct share {
    unit_index team;
    uint32_t absence;
};

struct shares {
    struct share *items;
    size_t count, room;
};

/* A worker of the absences who has a post in the team. */
struct member {
    uint32_t worker; /* in the absences' table of text */
    unit_index team;
};

struct members {
    struct member *items; /* sorted, unique */
    size_t count, room;
};

static int compare_members(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->worker != y->worker)
        return x->worker < y->worker ? -1 : 1;
    return (x->team > y->team) - (x->team < y->team);
}

/* By team, and in the order they came: that order is not what the chunk depends on. */
static int compare_shares(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    if (x->team != y->team)
        return x->team < y->team ? -1 : 1;
    return (x->absence > y->absence) - (x->absence < y->absence);
}

static void sort_members(struct members *members)
{
    size_t kept = 0;
    if (members->count > 0)
        qsort(members->items, members->count, sizeof *members->items, compare_members);
    for (size_t i = 0; i < members->count; i++)
        if (kept == 0 || compare_members(&members->items[kept - 1], &members->items[i]) != 0)
            members->items[kept++] = members->items[i];
    members->count = kept;
}

/* The two have tables of text of their own: workers meet by what they are called. */
static bool list_members(
    struct members *members, const struct spells *absences, const struct spells *posts)
{
    for (size_t i = 0; i < posts->post_count; i++) {
        const char *name = intern_at(posts->text, posts->posts[i].worker);
        uint32_t worker = intern_find(absences->text, name, strlen(name));
        if (posts->posts[i].worker == 0 || worker == 0)
            continue;
        struct member *member =
            grow_one(&members->items, &members->count, &members->room, sizeof *member);
        if (!member)
            return false;
        *member = (struct member){worker, posts->posts[i].team};
    }
    sort_members(members);
    return true;
}

static size_t first_of_worker(const struct members *members, uint32_t worker)
{
    size_t low = 0, high = members->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (members->items[middle].worker < worker)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool share_out(
    struct shares *shares, const struct members *members, const struct spells *absences)
{
    for (size_t i = 0; i < absences->absence_count; i++) {
        uint32_t worker = absences->absences[i].worker;
        size_t at = first_of_worker(members, worker);
        for (; at < members->count && members->items[at].worker == worker; at++) {
            struct share *share =
                grow_one(&shares->items, &shares->count, &shares->room, sizeof *share);
            if (!share)
                return false;
            *share = (struct share){members->items[at].team, (uint32_t)i};
        }
    }
    if (shares->count > 0)
        qsort(shares->items, shares->count, sizeof *shares->items, compare_shares);
    return true;
}

static size_t end_of_team(const struct shares *shares, size_t first)
{
    size_t end = first;
    while (end < shares->count && shares->items[end].team == shares->items[first].team)
        end++;
    return end;
}

static bool encode_shares(struct chunk_rows *rows, const struct unit_tree *units,
    const struct spells *absences, const struct shares *shares)
{
    uint32_t *seen = calloc(shares->count + 1, sizeof *seen);
    if (!seen)
        return false;
    for (size_t i = 0; i < shares->count; i++)
        seen[i] = shares->items[i].absence;
    for (size_t first = 0, end; first < shares->count; first = end) {
        end = end_of_team(shares, first);
        const char *team = unit_tree_at(units, shares->items[first].team)->id;
        chunk_rows_encode(rows, team, absences, FEED_ABSENCES, seen + first, end - first);
    }
    free(seen);
    return true;
}

enum result team_absences_encode(struct chunk_rows *rows, const struct unit_tree *units,
    const struct spells *absences, const struct spells *posts)
{
    struct members members = {0};
    struct shares shares = {0};
    bool done = list_members(&members, absences, posts) && share_out(&shares, &members, absences) &&
                encode_shares(rows, units, absences, &shares);
    free(members.items);
    free(shares.items);
    return done ? RESULT_OK : RESULT_NO_MEMORY;
}
