/* Alerts on lines: one a unit, and whose line it is when several units say the same. */
#include "core/model/alert_lines.h"

#include <stdio.h>

#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"

/* county ▸ west ▸ (penwith, kerrier), county ▸ east */
enum { COUNTY, WEST, PENWITH, KERRIER, EAST, UNITS };

static const struct {
    const char *id;
    unit_index parent;
} places[UNITS] = {{"county", UNIT_NONE}, {"west", COUNTY}, {"penwith", WEST}, {"kerrier", WEST},
    {"east", COUNTY}};

static const struct feed_spec feed = {.id = "cases"};

#define ALERTS_MOST 8

struct lot {
    struct unit_tree *units;
    struct alert alerts[ALERTS_MOST];
    const struct alert *listed[ALERTS_MOST];
    struct alert_lines lines;
};

static void lot_init(struct lot *lot, const struct alert *alerts, size_t count)
{
    *lot = (struct lot){.units = unit_tree_create()};
    ck_assert_ptr_nonnull(lot->units);
    for (int i = 0; i < UNITS; i++) {
        unit_index added;
        int level = places[i].parent == UNIT_NONE ? 0 : 1;
        ck_assert_int_eq(unit_tree_add(lot->units, places[i].parent, places[i].id, places[i].id,
                             level, -1, &added),
            RESULT_OK);
    }
    for (size_t i = 0; i < count; i++) {
        lot->alerts[i] = alerts[i];
        lot->listed[i] = &lot->alerts[i];
    }
    ck_assert(alert_lines_room(&lot->lines, count));
    alert_lines_by_unit(&lot->lines, lot->units, lot->listed, count);
}

static void lot_done(struct lot *lot)
{
    alert_lines_done(&lot->lines);
    unit_tree_destroy(lot->units);
}

/* "west:0+1" is the line of west with alert 0 about itself and alert 1 about a unit below. */
static const char *lines_text(const struct lot *lot, char *buffer, size_t size)
{
    size_t length = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < lot->lines.count && length < size; i++) {
        const struct alert_line *line = &lot->lines.items[i];
        length += (size_t)snprintf(buffer + length, size - length, "%s%s:", i > 0 ? " " : "",
            line->feed ? line->feed->id : unit_tree_at(lot->units, line->unit)->id);
        for (size_t j = 0; j < line->count && length < size; j++)
            length += (size_t)snprintf(buffer + length, size - length, "%s%d",
                j == line->own ? "+" : "", (int)(alert_line_at(line, j) - lot->alerts));
    }
    return buffer;
}

#define RED(where, how, which, up)                                                                 \
    {                                                                                              \
        .kind = ALERT_RED, .severity = (how), .unit = (where), .measure = (which), .high = (up)    \
    }
#define WAITING(where, how)                                                                        \
    {                                                                                              \
        .kind = ALERT_WAITING, .severity = (how), .unit = (where)                                  \
    }
#define FEED(how)                                                                                  \
    {                                                                                              \
        .kind = ALERT_STALE, .severity = (how), .unit = UNIT_NONE, .feed = &feed                   \
    }

/* Two figures; which ones makes no difference. */
static const struct measure figures[2];
#define A (&figures[0])
#define B (&figures[1])

/* The list's order is the newest first: alert 0 is the newest. */
static const struct {
    const char *what;
    struct alert alerts[ALERTS_MOST];
    size_t count;
    const char *lines;
} gatherings[] = {
    {"nothing", {{.kind = ALERT_RED}}, 0, ""},
    {"one unit has one line, the most severe first, then the newest",
        {WAITING(PENWITH, ALERT_TO_NOTE), RED(PENWITH, ALERT_TO_ACT, A, true),
            RED(PENWITH, ALERT_TO_ACT, B, true)},
        3, "penwith:120"},
    {"the worst line first, then the newest",
        {RED(EAST, ALERT_TO_NOTE, A, true), RED(PENWITH, ALERT_TO_ACT, A, true), FEED(ALERT_TO_ACT),
            RED(KERRIER, ALERT_TO_HURRY, B, true)},
        4, "kerrier:3 penwith:1 cases:2 east:0"},
    {"teams say it on the line of the unit above that says the same",
        {RED(PENWITH, ALERT_TO_ACT, A, true), RED(WEST, ALERT_TO_ACT, A, true),
            RED(KERRIER, ALERT_TO_NOTE, A, true), RED(EAST, ALERT_TO_ACT, A, true)},
        4, "west:1+02 east:3"},
    {"the highest unit above takes all",
        {RED(PENWITH, ALERT_TO_ACT, A, true), RED(WEST, ALERT_TO_ACT, A, true),
            RED(COUNTY, ALERT_TO_ACT, A, true)},
        3, "county:2+01"},
    {"what is worse than above stands by itself",
        {RED(PENWITH, ALERT_TO_HURRY, A, true), RED(KERRIER, ALERT_TO_ACT, A, true),
            RED(WEST, ALERT_TO_ACT, A, true)},
        3, "penwith:0 west:2+1"},
    {"another figure, the other side and what is no figure stand by themselves",
        {RED(PENWITH, ALERT_TO_ACT, B, true), RED(KERRIER, ALERT_TO_ACT, A, false),
            WAITING(PENWITH, ALERT_TO_ACT), RED(WEST, ALERT_TO_ACT, A, true),
            WAITING(WEST, ALERT_TO_ACT)},
        5, "penwith:02 kerrier:1 west:34"},
    {"a unit's own line is one although it says the same as the one above",
        {RED(PENWITH, ALERT_TO_ACT, A, true), WAITING(PENWITH, ALERT_TO_ACT),
            RED(WEST, ALERT_TO_ACT, A, true)},
        3, "penwith:1 west:2+0"},
};
#define GATHERINGS ((int)(sizeof gatherings / sizeof gatherings[0]))

START_TEST(a_unit_has_one_line_and_those_below_that_say_the_same_are_on_it)
{
    struct lot lot;
    char text[256];
    lot_init(&lot, gatherings[_i].alerts, gatherings[_i].count);
    ck_assert_msg(strcmp(lines_text(&lot, text, sizeof text), gatherings[_i].lines) == 0,
        "%s: \"%s\" instead of \"%s\"", gatherings[_i].what, text, gatherings[_i].lines);
    lot_done(&lot);
}
END_TEST

START_TEST(what_is_added_later_stands_behind_on_lines_of_its_own)
{
    static const struct alert open[] = {RED(WEST, ALERT_TO_NOTE, A, true)};
    struct lot lot;
    char text[256];
    lot_init(&lot, open, 1);
    lot.alerts[1] = (struct alert)RED(PENWITH, ALERT_TO_NOTE, A, true);
    lot.alerts[2] = (struct alert)RED(WEST, ALERT_TO_HURRY, B, true);
    lot.listed[0] = &lot.alerts[1];
    lot.listed[1] = &lot.alerts[2];
    ck_assert(alert_lines_room(&lot.lines, 3));
    alert_lines_by_unit(&lot.lines, lot.units, lot.listed, 2);
    ck_assert_str_eq(lines_text(&lot, text, sizeof text), "west:0 west:2 penwith:1");
    alert_lines_clear(&lot.lines);
    alert_lines_each(&lot.lines, lot.listed, 2);
    ck_assert_str_eq(lines_text(&lot, text, sizeof text), "penwith:1 west:2");
    lot_done(&lot);
}
END_TEST

TCase *alert_line_cases(void)
{
    TCase *tests = tcase_create("alert lines");
    tcase_add_loop_test(
        tests, a_unit_has_one_line_and_those_below_that_say_the_same_are_on_it, 0, GATHERINGS);
    tcase_add_test(tests, what_is_added_later_stands_behind_on_lines_of_its_own);
    return tests;
}
