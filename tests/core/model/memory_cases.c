/* Every allocation fails once, in turn, until the work gets through: nothing crashes or leaks (the
 * sanitiser looks), and what was there stays. The work itself asserts nothing, as Check allocates
 * when it does: it answers RESULT_INVALID when something is not as it should be. */
#include <string.h>

#include "core/model/share.h"
#include "core/model/snapshot.h"
#include "tests/core/model/bench.h"
#include "tests/core/model/cases.h"
#include "tests/core/model/team.h"
#include "tests/faults/faults.h"

#define ATTEMPTS_MOST 2000

static void sweep(enum result (*work)(void *context), void *context)
{
    long attempt = 1;
    for (; attempt < ATTEMPTS_MOST; attempt++) {
        faults_start(FAULTS_MEMORY, attempt - 1, 1);
        enum result result = work(context);
        bool failed = faults_stop();
        ck_assert_int_eq(result, failed ? RESULT_NO_MEMORY : RESULT_OK);
        if (!failed)
            break;
    }
    ck_assert_int_gt(attempt, 2);
    ck_assert_int_lt(attempt, ATTEMPTS_MOST);
}

static enum result make_roster(void *context)
{
    struct spells *spells = context;
    const struct service service = {.roles = TEAM_ROLES, .role_count = TEAM_ROLE_COUNT};
    struct roster roster = {.count = 99};
    enum result result = roster_make(&roster, &service, spells, TEAM_A, TODAY);
    bool untouched = roster.count == 99;
    if (!untouched)
        roster_done(&roster);
    return untouched == (result != RESULT_OK) ? result : RESULT_INVALID;
}

START_TEST(a_roster_survives_any_failure_of_memory)
{
    struct spells spells;
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    ck_assert(team_fill(&spells, TEAM_A));
    sweep(make_roster, &spells);
    spells_done(&spells);
}
END_TEST

static enum result load_unit(void *context, unit_index unit)
{
    (void)context, (void)unit;
    return RESULT_OK;
}

static enum result load_team(void *context, unit_index team, struct spells *spells)
{
    (void)context;
    return team_fill(spells, team) ? RESULT_OK : RESULT_NO_MEMORY;
}

static enum result feed_state(void *context, const struct feed_spec *feed, struct feed_state *ret)
{
    (void)context, (void)feed;
    *ret = (struct feed_state){0};
    return RESULT_OK;
}

static enum result use_snapshot(void *context)
{
    const struct bench *bench = context;
    const struct provider provider = {.source = bench->source,
        .load_unit = load_unit,
        .load_team = load_team,
        .feed_state = feed_state};
    struct snapshot *snapshot = snapshot_create(&bench->service, &provider, TODAY, WINDOW_12M, 0);
    if (!snapshot)
        return RESULT_NO_MEMORY;
    enum result result = snapshot_prepare(snapshot, TEAM_A);
    if (result == RESULT_OK)
        result = snapshot_prepare_team(snapshot, TEAM_A);
    bool has_roster = snapshot_roster(snapshot, TEAM_A) != NULL;
    snapshot_destroy(snapshot);
    return has_roster == (result == RESULT_OK) ? result : RESULT_INVALID;
}

START_TEST(a_snapshot_survives_any_failure_of_memory)
{
    struct bench bench;
    bench_init(&bench);
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {TODAY - 900, fte(3), 0});
    sweep(use_snapshot, &bench);
    bench_done(&bench);
}
END_TEST

static void no_subs(void *context, unit_index unit, enum part_id part,
    void (*each)(void *each_context, const char *sub), void *each_context)
{
    (void)context, (void)unit, (void)part, (void)each, (void)each_context;
}

static void fill_sheet(struct sheet *sheet, struct snapshot *snapshot)
{
    struct measure_ref measure;
    bool found = measure_find("open_cases", &measure);
    struct assessed assessed = {.figure = snapshot_figure(snapshot, TEAM_A, measure)};
    sheet_title(sheet, "Figures", "Team A");
    sheet_column(sheet, "Open cases", SHEET_PEOPLE);
    sheet_row(sheet);
    if (found)
        sheet_assessed(sheet, TEAM_A, measure, &assessed);
}

/* The sheet is shared, or something says that it was not. */
static enum result share_sheet(struct snapshot *snapshot)
{
    struct sheet sheet;
    enum result result = snapshot_prepare(snapshot, TEAM_A);
    sheet_init(&sheet);
    if (result == RESULT_OK)
        fill_sheet(&sheet, snapshot);
    if (sheet.failed)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK)
        result = sheet_share(&sheet, snapshot);
    if (result == RESULT_OK && sheet.failed)
        result = RESULT_NO_MEMORY;
    if (result == RESULT_OK && sheet.rows[0].cells[0].state != CELL_SUPPRESSED)
        result = RESULT_INVALID;
    sheet_done(&sheet);
    return result;
}

static enum result use_sheet(void *context)
{
    const struct bench *bench = context;
    const struct provider provider = {.source = bench->source,
        .load_unit = load_unit,
        .feed_state = feed_state,
        .each_sub = no_subs};
    struct snapshot *snapshot = snapshot_create(&bench->service, &provider, TODAY, WINDOW_12M, 0);
    enum result result = snapshot ? share_sheet(snapshot) : RESULT_NO_MEMORY;
    snapshot_destroy(snapshot);
    return result;
}

START_TEST(sharing_survives_any_failure_of_memory)
{
    struct bench bench;
    bench_init(&bench);
    bench.service.small_number = 5;
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {TODAY - 900, 3 * FIXED_ONE, 0});
    sweep(use_sheet, &bench);
    bench_done(&bench);
}
END_TEST

static enum result encode_spells(void *context)
{
    struct buffer buffer = {0};
    spells_encode(context, FEED_POSTS, TEAM_A, &buffer);
    bool failed = buffer.failed;
    buffer_done(&buffer);
    return failed ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result decode_spells(void *context)
{
    const struct buffer *chunk = context;
    struct spells spells;
    enum result result = spells_init(&spells);
    if (result != RESULT_OK)
        return result;
    result = spells_decode(&spells, TEAM_A, (const uint8_t *)chunk->bytes, chunk->length);
    bool has_posts = spells.post_count > 0;
    spells_done(&spells);
    return has_posts == (result == RESULT_OK) ? result : RESULT_INVALID;
}

START_TEST(chunks_survive_any_failure_of_memory)
{
    struct spells spells;
    struct buffer chunk = {0};
    ck_assert_int_eq(spells_init(&spells), RESULT_OK);
    ck_assert(team_fill(&spells, TEAM_A));
    sweep(encode_spells, &spells);
    spells_encode(&spells, FEED_POSTS, TEAM_A, &chunk);
    ck_assert(!chunk.failed);
    sweep(decode_spells, &chunk);
    buffer_done(&chunk);
    spells_done(&spells);
}
END_TEST

static enum result merge_series(void *context)
{
    struct series *series = context;
    struct buffer out = {0};
    series_merge(series, 2, &out);
    bool failed = out.failed;
    buffer_done(&out);
    return failed ? RESULT_NO_MEMORY : RESULT_OK;
}

START_TEST(merging_survives_any_failure_of_memory)
{
    struct bench bench;
    bench_init(&bench);
    SPELLS(&bench, TEAM_A, PART_OPEN_CASES, "", {TODAY - 900, fte(3), 0}, {TODAY, fte(4), 0});
    struct series one = {
        (const uint8_t *)bench.series[0].bytes.bytes, bench.series[0].bytes.length};
    sweep(merge_series, (struct series[]){one, one});
    bench_done(&bench);
}
END_TEST

TCase *memory_cases(void)
{
    TCase *tcase = tcase_create("memory");
    tcase_add_test(tcase, a_roster_survives_any_failure_of_memory);
    tcase_add_test(tcase, a_snapshot_survives_any_failure_of_memory);
    tcase_add_test(tcase, sharing_survives_any_failure_of_memory);
    tcase_add_test(tcase, chunks_survive_any_failure_of_memory);
    tcase_add_test(tcase, merging_survives_any_failure_of_memory);
    return tcase;
}
