#include "tests/tui/views/fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/derive/derive.h"

#define YEARS_BACK   800 /* days of history */
#define EVERYTHING   0x1fu
#define CASES_A_POST 60 /* over the whole history */

static const struct named levels[] = {{"county", "County"}, {"service", "Service"},
    {"area", "Area"}, {"locality", "Locality"}, {"team", "Team"}};
static const struct named categories[] = {{"cp", "child protection"}, {"cla", "looked after"},
    {"cin", "in need"}, {"early_help", "early help"}};
static const struct role roles[] = {{"sw", "social worker", 18 * FIXED_ONE},
    {"fw", "family worker", 20 * FIXED_ONE}, {"nq", "newly qualified", 12 * FIXED_ONE}};

#define FTE(whole) ((whole)*FIXED_ONE)

static const struct benchmark caseload_benchmarks[] = {{.name = "England", .value = 152000}};
static const struct policy policies[] = {
    {.measure_id = "pressure",
        .polarity = POLARITY_BAND,
        .basis = "",
        .thresholds = {.has_band = true,
            .band_low = FTE(10),
            .band_high = FTE(18),
            .has_amber = true,
            .amber_low = FTE(8),
            .amber_high = FTE(22)}},
    {.measure_id = "average_caseload",
        .polarity = POLARITY_BAND,
        .basis = "",
        .benchmarks = caseload_benchmarks,
        .benchmark_count = 1},
    {.measure_id = "sickness_rate",
        .polarity = POLARITY_LESS,
        .basis = "",
        .thresholds = {.has_target = true, .target = 45000, .has_red = true, .red = FTE(7)}},
    {.measure_id = "vacancy_rate",
        .polarity = POLARITY_LESS,
        .basis = "",
        .thresholds = {.has_target = true, .target = FTE(8), .has_red = true, .red = FTE(16)}},
};
static const struct feed_spec feeds[] = {
    {.id = "cases", .type = FEED_CASES, .register_id = "", .expected_every = 86400},
    {.id = "posts", .type = FEED_POSTS, .register_id = "", .expected_every = 86400 * 7},
    {.id = "absences", .type = FEED_ABSENCES, .register_id = "", .expected_every = 86400 * 7},
};

#define IMPORTS_MOST 64

struct fake {
    struct service service;
    struct spells spells;
    struct derived derived;
    struct provider provider;
    unsigned imported;
    uint64_t seed;
    long age;
    unsigned today;
    int rejected;
    bool refused;
    unsigned without;
    uint64_t children;
    uint32_t workers;
    unit_index touched
        [IMPORTS_MOST]; /* by fake_import(), which made the second version and those after it */
};

/* --- invention -------------------------------------------------------------------------------- */

static int draw(struct fake *fake, int below)
{
    fake->seed = fake->seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((fake->seed >> 33) % (uint64_t)below);
}

static uint32_t word(struct fake *fake, const char *text)
{
    return intern_add(fake->spells.text, text, strlen(text));
}

static bool add_case(struct fake *fake, unit_index team, uint32_t worker, day_t from, day_t until)
{
    struct spells *spells = &fake->spells;
    struct case_spell *spell =
        grow_one(&spells->cases, &spells->case_count, &spells->case_room, sizeof *spells->cases);

    if (spell == NULL)
        return false;
    const int category = draw(fake, 4);
    *spell = (struct case_spell){++fake->children, team, worker, category, from, until, 0};
    return true;
}

/* Half of what is opened closes within half a year; one team gets more and more of late. */
static bool add_cases(struct fake *fake, unit_index team, uint32_t worker)
{
    day_t first = FAKE_DAY - YEARS_BACK;

    for (int i = 0; i < CASES_A_POST; i++) {
        day_t from = first + draw(fake, YEARS_BACK);
        day_t until = from + 60 + draw(fake, 240);

        if (!add_case(fake, team, worker, from, until > FAKE_DAY ? DAY_NEVER : until))
            return false;
    }
    for (int i = 0; team == 4 && i < 8; i++)
        if (!add_case(fake, team, worker, FAKE_DAY - draw(fake, 120), DAY_NEVER))
            return false;
    return true;
}

static bool add_absences(struct fake *fake, uint32_t worker, int often)
{
    static const char *const reasons[] = {"stress", "cold or flu", "back and neck", "surgery"};
    struct spells *spells = &fake->spells;

    for (int i = 0; i < often; i++) {
        day_t from = FAKE_DAY - draw(fake, YEARS_BACK);
        struct absence_spell *spell = grow_one(&spells->absences, &spells->absence_count,
            &spells->absence_room, sizeof *spells->absences);

        if (spell == NULL)
            return false;
        const char *reason = reasons[draw(fake, 4)];
        const int weeks = draw(fake, 3);
        *spell = (struct absence_spell){
            worker, word(fake, reason), from, from + 2 + weeks * draw(fake, 15)};
    }
    return true;
}

static struct post_spell *add_post(struct fake *fake, unit_index team)
{
    struct spells *spells = &fake->spells;
    struct post_spell *post =
        grow_one(&spells->posts, &spells->post_count, &spells->post_room, sizeof *spells->posts);
    char id[24];

    if (post == NULL)
        return NULL;
    snprintf(id, sizeof id, "p%zu", spells->post_count);
    *post = (struct post_spell){
        .post = word(fake, id), .team = team, .from = FAKE_DAY - YEARS_BACK, .until = DAY_NEVER};
    post->role = word(fake, roles[draw(fake, 3)].id);
    post->fte = draw(fake, 4) == 0 ? 6000 : 10000;
    post->case_holding = draw(fake, 8) != 0;
    return post;
}

static bool fill_post(struct fake *fake, struct post_spell *post)
{
    static const char *const families[] = {"Trevena", "Pascoe", "Nance", "Penrose", "Rowe",
        "Tregear", "Hosking", "Curnow", "Bolitho", "Angove", "Chenoweth", "Kitto"};
    char name[32], id[24];

    snprintf(id, sizeof id, "w%u", ++fake->workers);
    /* Drawn one after the other: a compiler may evaluate arguments in any order. */
    const char *family = families[draw(fake, 12)];
    const int initial = 'A' + draw(fake, 26);
    snprintf(name, sizeof name, "%c. %s", initial, family);
    post->worker = word(fake, id);
    post->name = word(fake, name);
    post->contract = draw(fake, 12) == 0 ? CONTRACT_AGENCY : CONTRACT_PERMANENT;

    bool holds = post->case_holding;
    unit_index team = post->team;
    uint32_t worker = post->worker;

    return (!holds || add_cases(fake, team, worker)) &&
           add_absences(fake, worker, team == 4 ? 9 : 4);
}

static bool add_team(struct fake *fake, unit_index team, int posts)
{
    for (int i = 0; i < posts + draw(fake, 4); i++) {
        struct post_spell *post = add_post(fake, team);

        if (post == NULL)
            return false;
        post->contract = CONTRACT_VACANT;
        if (draw(fake, 9) == 0)
            post->from = FAKE_DAY - 10 - draw(fake, 200);
        else if (!fill_post(fake, post))
            return false;
    }
    for (int i = 0; i < draw(fake, 5); i++)
        if (!add_case(fake, team, 0, FAKE_DAY - draw(fake, 20), DAY_NEVER))
            return false;
    return true;
}

/* Every team but the one called "empty", which no feed ever mentions. */
static bool invent(struct fake *fake, int posts)
{
    const struct unit_tree *units = fake->service.units;

    for (unit_index unit = 0; unit < unit_tree_count(units); unit++) {
        const struct unit *at = unit_tree_at(units, unit);

        if (at->end == unit + 1 && strcmp(at->id, "empty") != 0 && !add_team(fake, unit, posts))
            return false;
    }
    return true;
}

/* Requests come in at the front door every day, fewer at weekends and more each year. They are not
 * drawn, so that whatever else is stays as it is. */
static bool add_requests(struct fake *fake)
{
    static const char *const sources[] = {"schools", "family", "police"};
    struct spells *spells = &fake->spells;
    unit_index door = unit_tree_find(fake->service.units, "maru");

    for (day_t day = FAKE_DAY - YEARS_BACK; door != UNIT_NONE && day <= FAKE_DAY; day++) {
        struct request *request = grow_one(&spells->requests, &spells->request_count,
            &spells->request_room, sizeof *spells->requests);

        if (request == NULL)
            return false;
        *request = (struct request){day, door, word(fake, sources[day % 3]),
            (day_weekday(day) > 4 ? 4 : 18) + day * 7 % 11 + (day - FAKE_DAY + YEARS_BACK) / 100};
    }
    return true;
}

/* --- the provider ----------------------------------------------------------------------------- */

static enum result load_unit(void *context, unit_index unit)
{
    (void)context;
    (void)unit;
    return RESULT_OK;
}

/* What a row is looked for by. */
struct wanted {
    const struct unit_tree *units;
    const char *unit;
    const char *part;
};

/* In the order of derived rows: by unit id, then part. */
static int compare_row(const void *key, const void *element)
{
    const struct wanted *wanted = key;
    const struct derived_row *row = element;
    const int order = strcmp(wanted->unit, unit_tree_at(wanted->units, row->unit)->id);
    return order != 0 ? order : strcmp(wanted->part, row->part);
}

static void find(void *context, unit_index unit, enum part_id part, const char *sub,
    struct series *ret_spells, struct series *ret_readings)
{
    const struct fake *fake = context;
    const struct unit_tree *units = fake->service.units;
    char name[64];
    const struct wanted wanted = {units, unit_tree_at(units, unit)->id, name};

    snprintf(name, sizeof name, "%s%s%s", part_at(part)->id, sub[0] != '\0' ? "." : "", sub);
    *ret_spells = (struct series){0};
    *ret_readings = (struct series){0};
    if ((part_at(part)->feeds & fake->without) != 0)
        return;
    const struct derived_row *row = NULL;
    if (fake->derived.count > 0)
        row = bsearch(&wanted, fake->derived.rows, fake->derived.count, sizeof *fake->derived.rows,
            compare_row);
    if (row)
        *ret_spells = (struct series){row->bytes, row->size};
}

static enum result copy_spells(
    const struct fake *fake, enum feed_type type, unit_index unit, struct spells *spells)
{
    struct buffer bytes = {0};
    enum result result = RESULT_NO_MEMORY;

    spells_encode(&fake->spells, type, unit, &bytes);
    if (!bytes.failed)
        result = spells_decode(spells, unit, (const uint8_t *)bytes.bytes, bytes.length);
    buffer_done(&bytes);
    return result;
}

static enum result load_team(void *context, unit_index team, struct spells *spells)
{
    const struct fake *fake = context;
    enum result result = copy_spells(fake, FEED_CASES, team, spells);

    if (result == RESULT_OK)
        result = copy_spells(fake, FEED_POSTS, team, spells);
    if (result == RESULT_OK)
        result = copy_spells(fake, FEED_ABSENCES, UNIT_NONE, spells);
    return result;
}

static time_t came_at(const struct fake *fake, const struct feed_spec *feed)
{
    if (fake->imported == 0)
        return 0;
    return fake->today & 1u << feed->type ? fake_now() : fake_now() - fake->age;
}

static enum result feed_state(void *context, const struct feed_spec *feed, struct feed_state *ret)
{
    const struct fake *fake = context;

    *ret = (struct feed_state){.ever = (fake->imported & 1u << feed->type) != 0,
        .imported_at = came_at(fake, feed),
        .rows = 1};
    snprintf(ret->file, sizeof ret->file, "%s-0302.csv", feed->id);
    snprintf(ret->attempted_file, sizeof ret->attempted_file, "%s", ret->file);
    ret->attempted_at = ret->first_at = ret->imported_at;
    ret->attempt = feed->type == FEED_CASES && ret->ever ? 1 : 0;
    if (ret->attempt == 0)
        return RESULT_OK;
    ret->rejected = fake->refused ? 0 : fake->rejected;
    ret->last_refused = fake->refused;
    snprintf(ret->reason, sizeof ret->reason, "%s",
        fake->refused ? "more than 5 % of its rows were rejected" : "");
    return RESULT_OK;
}

static enum result each_reject(void *context, int64_t attempt, reject_fn *each, void *each_context)
{
    const struct fake *fake = context;
    char reason[80];

    for (int i = 0; attempt == 1 && i < fake->rejected; i++) {
        snprintf(reason, sizeof reason,
            "start \"%02d/02/2020\" is not a date (expected YYYY-MM-DD)", 30 + i);
        each(each_context, &(struct reject){22 + i, 5, reason});
    }
    return RESULT_OK;
}

static void each_sub(void *context, unit_index unit, enum part_id part,
    void (*each)(void *each_context, const char *sub), void *each_context)
{
    const struct fake *fake = context;
    size_t length = strlen(part_at(part)->id);

    for (size_t i = 0; i < fake->derived.count; i++) {
        const struct derived_row *row = &fake->derived.rows[i];

        if (row->unit == unit && strncmp(row->part, part_at(part)->id, length) == 0 &&
            row->part[length] == '.')
            each(each_context, row->part + length + 1);
    }
}

/* --- putting it together ---------------------------------------------------------------------- */

/* A team's cases are in the figures of all that are above it. */
static enum result changes_since(void *context, int64_t version, bool *marks, bool *ret_known)
{
    const struct fake *fake = context;
    const struct unit_tree *units = fake->service.units;

    for (int64_t i = version; i < fake->provider.version; i++)
        for (unit_index unit = 0; unit < unit_tree_count(units); unit++)
            if (unit <= fake->touched[i] && fake->touched[i] < unit_tree_at(units, unit)->end)
                marks[unit] = true;
    *ret_known = true;
    return RESULT_OK;
}

static void describe(struct fake *fake, const struct fake_plan *plan)
{
    fake->service = (struct service){
        .directory = "",
        .organisation = "Together for Families",
        .notice = plan->notice,
        .levels = levels,
        .level_count = 5,
        .categories = categories,
        .category_count = 4,
        .roles = roles,
        .role_count = 3,
        .units = unit_tree_create(),
        .time_zone = "Europe/London",
        .policies = policies,
        .policy_count = sizeof policies / sizeof policies[0],
        .small_number = 5,
        .reasons_least = 10,
        .unallocated_days = 5,
        .store_uri = "",
        .inbox = "",
        .data_until = DAY_NONE,
        .feeds = feeds,
        .feed_count = 3,
        .ui = {.theme = ""},
    };
    fake->provider = (struct provider){
        .context = fake,
        .version = 1,
        .load_unit = load_unit,
        .source = {.context = fake, .find = find},
        .load_team = load_team,
        .feed_state = feed_state,
        .each_sub = each_sub,
        .changes_since = changes_since,
        .each_reject = each_reject,
    };
}

static bool fill(struct fake *fake, const struct fake_plan *plan)
{
    if (fake->service.units == NULL || !plan->units(fake->service.units))
        return false;
    if (spells_init(&fake->spells) != RESULT_OK)
        return false;
    if (!plan->spells)
        return true;
    fake->imported = EVERYTHING;
    fake->age = plan->age;
    fake->today = plan->today;
    fake->rejected = plan->rejected;
    fake->refused = plan->refused;
    fake->without = plan->without;
    return invent(fake, plan->posts) && add_requests(fake) &&
           derive(&fake->derived, &fake->service, &fake->spells, fake->imported) == RESULT_OK;
}

struct fake *fake_create(const struct fake_plan *plan)
{
    struct fake *fake = calloc(1, sizeof *fake);

    if (fake == NULL)
        return NULL;
    fake->seed = 20200302;
    describe(fake, plan);
    if (!fill(fake, plan)) {
        fake_destroy(fake);
        return NULL;
    }
    return fake;
}

void fake_destroy(struct fake *fake)
{
    if (fake == NULL)
        return;
    derived_done(&fake->derived);
    spells_done(&fake->spells);
    unit_tree_destroy(fake->service.units);
    free(fake);
}

struct service *fake_service(struct fake *fake)
{
    return &fake->service;
}

const struct provider *fake_provider(const struct fake *fake)
{
    return &fake->provider;
}

time_t fake_now(void)
{
    return (time_t)FAKE_DAY * 86400 + 8 * 3600 + 15 * 60;
}

bool fake_import(struct fake *fake, unit_index team)
{
    if (fake->provider.version >= IMPORTS_MOST)
        return false;
    for (int i = 0; i < 3; i++)
        if (!add_case(fake, team, 0, FAKE_DAY, DAY_NEVER))
            return false;
    derived_done(&fake->derived);
    fake->derived = (struct derived){0};
    fake->touched[fake->provider.version++] = team;
    return derive(&fake->derived, &fake->service, &fake->spells, fake->imported) == RESULT_OK;
}

/* Somebody in the team who holds cases; 0: nobody. */
static uint32_t holder_in(const struct fake *fake, unit_index team)
{
    for (size_t i = 0; i < fake->spells.post_count; i++) {
        const struct post_spell *post = &fake->spells.posts[i];

        if (post->team == team && post->case_holding && post->contract != CONTRACT_VACANT)
            return post->worker;
    }
    return 0;
}

bool fake_child_each(struct fake *fake, unit_index waits, unit_index held)
{
    unit_index first = waits < held ? waits : held, last = waits < held ? held : waits;
    uint32_t holder = holder_in(fake, held);

    if (holder == 0 ||
        !add_case(fake, first, first == held ? holder : 0, FAKE_DAY - 1, DAY_NEVER) ||
        !add_case(fake, last, last == held ? holder : 0, FAKE_DAY - 1, DAY_NEVER))
        return false;
    derived_done(&fake->derived);
    fake->derived = (struct derived){0};
    return derive(&fake->derived, &fake->service, &fake->spells, fake->imported) == RESULT_OK;
}
