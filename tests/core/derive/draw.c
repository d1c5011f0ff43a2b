#include "tests/core/derive/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64 */
static uint64_t next(struct dice *dice)
{
    uint64_t mixed = dice->state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

int dice_roll(struct dice *dice, int sides)
{
    return (int)(next(dice) % (uint64_t)sides);
}

bool dice_chance(struct dice *dice, int per_cent)
{
    return dice_roll(dice, 100) < per_cent;
}

static unit_index any_unit(const struct drawn *drawn, struct dice *dice)
{
    return (unit_index)dice_roll(dice, unit_tree_count(drawn->bench.service.units));
}

static day_t any_start(const struct drawn *drawn, struct dice *dice)
{
    return drawn->first + dice_roll(dice, drawn->days);
}

/* Some spells are short, some last, some never end. */
static day_t any_end(const struct drawn *drawn, struct dice *dice, day_t from)
{
    if (dice_chance(dice, 25))
        return DAY_NEVER;
    return from + 1 + dice_roll(dice, dice_chance(dice, 30) ? 3 : drawn->days);
}

static uint32_t any_worker(struct drawn *drawn, struct dice *dice)
{
    char name[16];
    snprintf(name, sizeof name, "w%d", dice_roll(dice, 8));
    return bench_text(&drawn->bench, name);
}

/* A tree in preorder: each unit hangs below the last one or one of those above it. */
static void draw_units(struct drawn *drawn, struct dice *dice)
{
    const struct unit_tree *units = drawn->bench.service.units;
    int count = 2 + dice_roll(dice, 9);
    bench_unit(&drawn->bench, NULL, "u0");
    for (int i = 1; i < count; i++) {
        char id[16];
        unit_index parent = (unit_index)i - 1;
        while (parent > 0 && dice_chance(dice, 50))
            parent = unit_tree_at(units, parent)->parent;
        snprintf(id, sizeof id, "u%d", i);
        bool root = parent == 0 && dice_chance(dice, 10);
        bench_unit(&drawn->bench, root ? NULL : unit_tree_at(units, parent)->id, id);
        if (root) /* what follows can only hang below it */
            break;
    }
}

static void draw_calendar(struct drawn *drawn, struct dice *dice)
{
    const int holidays = sizeof drawn->holidays / sizeof *drawn->holidays;
    for (int i = 0; i < holidays; i++)
        drawn->holidays[i] = drawn->first + i * drawn->days / 4 + dice_roll(dice, 7); /* sorted */
    drawn->bench.service.calendar = (struct calendar){
        .basis = dice_chance(dice, 50) ? BASIS_WORKING : BASIS_CALENDAR,
        .bank_holidays = drawn->holidays,
        .bank_holiday_count = (size_t)holidays,
    };
}

/* One child's involvements: each may follow the one before on the day it ends, in another team. */
static void draw_child(struct drawn *drawn, struct dice *dice, child_hash child)
{
    int count = 1 + dice_roll(dice, 5);
    day_t last_end = DAY_NEVER;
    for (int i = 0; i < count; i++) {
        bool follows = last_end != DAY_NEVER && dice_chance(dice, 40);
        day_t from = follows ? last_end : any_start(drawn, dice);
        struct case_spell spell = {
            .child = child,
            .team = any_unit(drawn, dice),
            .worker = dice_chance(dice, 35) ? 0 : any_worker(drawn, dice),
            .category = dice_roll(dice, BENCH_CATEGORIES),
            .from = from,
            .until = dice_chance(dice, 5) ? from : any_end(drawn, dice, from),
        };
        bench_case(&drawn->bench, spell);
        last_end = spell.until;
    }
}

static void draw_cases(struct drawn *drawn, struct dice *dice)
{
    int children = 3 + dice_roll(dice, 12);
    for (int i = 0; i < children; i++)
        draw_child(drawn, dice, (child_hash)i * UINT64_C(0x100000001));
}

static const int32_t ftes[] = {10000, 8000, 6000, 5405, 4000, 0};

static const char *const posts[] = {"p1", "p2", "p3", "p4"};
static const char *const roles[] = {"social_worker", "family_worker", ""};

static struct post_spell draw_post(struct drawn *drawn, struct dice *dice, day_t from)
{
    enum contract contract = (enum contract)dice_roll(dice, CONTRACT_VACANT + 1);
    return (struct post_spell){
        .post = bench_text(&drawn->bench, posts[dice_roll(dice, 4)]),
        .team = any_unit(drawn, dice),
        .role = bench_text(&drawn->bench, roles[dice_roll(dice, 3)]),
        .worker = contract == CONTRACT_VACANT ? 0 : any_worker(drawn, dice),
        .fte = ftes[dice_roll(dice, (int)(sizeof ftes / sizeof *ftes))],
        .contract = contract,
        .case_holding = dice_chance(dice, 75),
        .from = from,
        .until = any_end(drawn, dice, from),
    };
}

/* The post stays vacant under another row, from the same day, or after a day or two. */
static void draw_vacant_on(struct drawn *drawn, struct dice *dice, struct post_spell post)
{
    while (post.until != DAY_NEVER && dice_chance(dice, 60)) {
        post.from = post.until + dice_roll(dice, 3) - 1;
        post.until = any_end(drawn, dice, post.from + 1);
        bench_post(&drawn->bench, post);
    }
}

/* Some occupancies are followed by one of the same worker: at once, in another team, or after a
 * gap. */
static void draw_posts(struct drawn *drawn, struct dice *dice)
{
    int count = 4 + dice_roll(dice, 14);
    for (int i = 0; i < count; i++) {
        struct post_spell post = draw_post(drawn, dice, any_start(drawn, dice));
        bench_post(&drawn->bench, post);
        if (post.contract == CONTRACT_VACANT)
            draw_vacant_on(drawn, dice, post);
        if (post.until == DAY_NEVER || post.worker == 0 || dice_chance(dice, 60))
            continue;
        struct post_spell later = draw_post(drawn, dice, post.until + dice_roll(dice, 3));
        later.worker = post.worker;
        later.contract = post.contract;
        bench_post(&drawn->bench, later);
    }
}

static const char *const reasons[] = {"stress", "cold", "back", ""};

static void draw_absences(struct drawn *drawn, struct dice *dice)
{
    int count = dice_roll(dice, 20);
    for (int i = 0; i < count; i++) {
        struct absence_spell absence = {.worker = any_worker(drawn, dice)};
        absence.from = any_start(drawn, dice);
        do {
            absence.reason = bench_text(&drawn->bench, reasons[dice_roll(dice, 4)]);
            absence.until =
                dice_chance(dice, 8) ? DAY_NEVER : absence.from + 1 + dice_roll(dice, 40);
            bench_absence(&drawn->bench, absence);
            absence.from = absence.until;
        } while (absence.from != DAY_NEVER && dice_chance(dice, 40));
    }
}

static const char *const sources[] = {"school", "family", "police"};

static void draw_requests(struct drawn *drawn, struct dice *dice)
{
    int count = dice_roll(dice, 30);
    for (int i = 0; i < count; i++)
        bench_request(
            &drawn->bench, (struct request){
                               .day = any_start(drawn, dice),
                               .unit = any_unit(drawn, dice),
                               .source = bench_text(&drawn->bench, sources[dice_roll(dice, 3)]),
                               .count = dice_roll(dice, 4),
                           });
}

void draw_organisation(struct drawn *drawn, uint64_t seed)
{
    static const int lengths[] = {30, 120, 500, 900};
    struct dice dice = {seed};
    bench_init(&drawn->bench);
    drawn->first = day_from_civil(2022, 10, 1) + dice_roll(&dice, 400);
    drawn->days = lengths[dice_roll(&dice, 4)];
    draw_units(drawn, &dice);
    draw_calendar(drawn, &dice);
    if (!dice_chance(&dice, 8))
        draw_cases(drawn, &dice);
    if (!dice_chance(&dice, 8))
        draw_posts(drawn, &dice);
    if (dice_chance(&dice, 8))
        drawn->bench.imported &= ~(1U << FEED_ABSENCES);
    else
        draw_absences(drawn, &dice);
    draw_requests(drawn, &dice);
}

/* --- another order -------------------------------------------------------------------------- */

static void shuffle(struct dice *dice, void *items, size_t count, size_t size)
{
    char *bytes = items, held[64];
    for (size_t i = count; i > 1; i--) {
        char *a = bytes + (i - 1) * size, *b = bytes + (size_t)dice_roll(dice, (int)i) * size;
        memcpy(held, a, size);
        memmove(a, b, size);
        memcpy(b, held, size);
    }
}

void draw_shuffle(struct bench *bench, uint64_t seed)
{
    struct dice dice = {seed};
    struct spells *spells = &bench->spells;
    shuffle(&dice, spells->cases, spells->case_count, sizeof *spells->cases);
    shuffle(&dice, spells->posts, spells->post_count, sizeof *spells->posts);
    shuffle(&dice, spells->absences, spells->absence_count, sizeof *spells->absences);
    shuffle(&dice, spells->requests, spells->request_count, sizeof *spells->requests);
    shuffle(&dice, spells->readings, spells->reading_count, sizeof *spells->readings);
}
