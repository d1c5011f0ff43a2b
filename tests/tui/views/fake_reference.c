#include "tests/tui/views/fake_reference.h"

#define EXACT(whole, text)                                                                         \
    {                                                                                              \
        PUBLISHED_EXACT, (whole), text                                                             \
    }
#define UNKNOWN(text)                                                                              \
    {                                                                                              \
        PUBLISHED_UNKNOWN, 0, text                                                                 \
    }
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* 31 March of four years. */
enum { END_2017 = 17256, END_2018 = 17621, END_2019 = 17986, END_2021 = 18717 };

/* Places of units in the county. */
enum { WEST = 2, MID = 10, EAST = 15, MARU = 20, PSYCHOLOGY = 23 };

/* --- the scorecard ---------------------------------------------------------------------------- */

static const struct reference_target targets[] = {
    {"23", "Repeat referrals", "%", {COMPARISON_BELOW, 200000, "<20"}},
    {"27", "Three or more placements", "%", {COMPARISON_BELOW, 160000, "<16"}},
    {"30", "Care leavers in suitable accommodation", "%", {COMPARISON_ABOVE, 900000, ">90"}},
    {"31", "Care leavers in work or learning", "%", {COMPARISON_ABOVE, 750000, ">75"}},
};

static const struct indicator_period referrals[] = {
    {"2017", END_2017, EXACT(159000, "15.9"), EXACT(221000, "22.1"), EXACT(219000, "21.9"),
        EXACT(159000, "15.9")},
    {"2018", END_2018, EXACT(155000, "15.5"), EXACT(210000, "21.0"), EXACT(219000, "21.9"),
        EXACT(161000, "16.1")},
    {"2019", END_2019, EXACT(195000, "19.5"), EXACT(235000, "23.5"), EXACT(226000, "22.6"),
        EXACT(167000, "16.7")},
    {"2021", END_2021, EXACT(229000, "22.9"), EXACT(242000, "24.2"), EXACT(227000, "22.7"),
        EXACT(184000, "18.4")},
};
static const struct indicator_period looked_after[] = {
    {"2018", END_2018, EXACT(410000, "41"), EXACT(576000, "57.6"), EXACT(640000, "64"), {0}},
    {"2019", END_2019, EXACT(430000, "43"), EXACT(580000, "58.0"), EXACT(650000, "65"), {0}},
};
static const struct indicator_period placements[] = {
    {"2019", END_2019, EXACT(164000, "16.4"), EXACT(101000, "10.1"), EXACT(100000, "10.0"), {0}}};
static const struct indicator_period learning[] = {
    {"2018", END_2018, EXACT(610000, "61.0"), EXACT(479000, "47.9"), UNKNOWN("N/A"), {0}},
    {"2019", END_2019, EXACT(640000, "64.0"), EXACT(479000, "47.9"), UNKNOWN("N/A"), {0}}};
static const struct indicator_period asylum[] = {{"2019", END_2019, {PUBLISHED_BELOW, 50000, "<5"},
    EXACT(239000, "23.9"), EXACT(59700, "5.97"), {0}}};
static const struct indicator_period health[] = {
    {"2019", END_2019, UNKNOWN("TBC"), UNKNOWN("Not available"), UNKNOWN("N/A"), {0}}};

static const struct indicator quality[] = {
    {"2.1", "Referrals which are repeat referrals", "%", POLARITY_LESS, true, &targets[0],
        referrals, COUNT(referrals)},
    {"2.7", "Initial health assessment within 20 working days of coming into care", NULL,
        POLARITY_MORE, true, NULL, health, COUNT(health)},
};
static const struct indicator care[] = {
    {"4.1", "Three or more placements in the year", "%", POLARITY_LESS, true, &targets[1],
        placements, COUNT(placements)},
    {"4.2", "Looked after who are unaccompanied asylum seeking children", "%", POLARITY_NONE, true,
        NULL, asylum, COUNT(asylum)},
    {"4.3", "Children looked after", "per 10,000", POLARITY_LESS, false, NULL, looked_after,
        COUNT(looked_after)},
    {"4.5", "Care leavers in education, employment or training", "%", POLARITY_MORE, true,
        &targets[3], learning, COUNT(learning)},
};
static const struct indicator_section sections[] = {
    {"2. Quality of practice and timeliness", NULL, 0, quality, COUNT(quality)},
    {"4. Children looked after and care leavers", NULL, 0, care, COUNT(care)},
};

/* --- people and money ------------------------------------------------------------------------- */

static const unit_index areas[] = {WEST, MID, EAST};
static const unit_index psychology[] = {PSYCHOLOGY};
static const struct reference_line posts[] = {
    {NULL, "Help and Protection for West", 550000, &areas[0], 1},
    {NULL, "Help and Protection for Mid and East", 700000, &areas[1], 2},
    {NULL, "Children's Psychology Services", 123400, psychology, 1},
    {NULL, "Business Support", 189000, NULL, 0},
};
static const struct reference_line spending[] = {
    {NULL, "Employee costs", 342840, NULL, 0},
    {NULL, "Third party payments", 226820, NULL, 0},
};
static const struct reference_line income[] = {{NULL, "Government grants", -36070, NULL, 0}};
static const struct reference_sum budget[] = {
    {"Gross expenditure", 569660, spending, COUNT(spending)},
    {"Income", -36070, income, COUNT(income)},
};
static const struct reference_line cuts[] = {
    {"CFS3", "Reduction in business support and administration", 1640, NULL, 0},
    {"CFS18", "Vacancy and inflation management to offset the pay award", 3700, NULL, 0},
};
static const struct risk risks[] = {
    {"CFS1", "Capacity and demand in the context of a low funding base",
        "Continued cuts in budgets will increase stress on already stretched services at a time of "
        "increased demand for services, compounded by raised inspection standards.",
        5, 4},
    {"CFS2", "Recruitment and retention of frontline staff",
        "The challenge of recruiting experienced, permanent social workers is likely to persist.",
        4, 4},
    {"CFS3", "Raising the quality of practice", "Newly qualified and agency staff.", 3, 4},
};

/* --- requests and tables ---------------------------------------------------------------------- */

static const unit_index doors[] = {MARU};
static const struct request_source requested[] = {{"schools", 12420000}, {"family", 5070000}};
static const struct request_period periods[] = {
    {"Jan to Jun 2019", 17897, 18077, 42240000, requested, COUNT(requested)},
    {"Sep 2019 to Feb 2020", 18140, 18321, 48430000, requested, COUNT(requested)},
    {"Jan to Jun 2020", 18262, 18443, 48430000, requested, COUNT(requested)},
};

static const char *const years[] = {"Mar 2018", "Mar 2019", "Feb 2020"};
static const struct published rates[] = {
    EXACT(53800, "5.38"), EXACT(51700, "5.17"), EXACT(47700, "4.77")};
static const struct published late[] = {UNKNOWN("N/A"), EXACT(51600, "5.16"), UNKNOWN("N/A")};
static const struct published answers[] = {EXACT(360000, "36"), EXACT(370000, "37")};
static const struct reference_row sickness[] = {
    {"Children and Families", rates, COUNT(rates)}, {"Health and Wellbeing", late, COUNT(late)}};
static const struct reference_row survey[] = {
    {"Workload always or often too high", answers, COUNT(answers)}};
static const struct reference_table tables[] = {
    {"Sickness rates", "%", years, COUNT(years), sickness, COUNT(sickness)},
    {"Staff survey", "%", &years[1], 2, survey, COUNT(survey)},
};

const struct reference county_reference = {
    .scorecard = {.tolerance = 500,
        .targets = targets,
        .target_count = COUNT(targets),
        .sections = sections,
        .section_count = COUNT(sections)},
    .establishment = {"Children and Families", 1562400, posts, COUNT(posts)},
    .budget = budget,
    .budget_count = COUNT(budget),
    .savings = {"Budget cuts", 5340, cuts, COUNT(cuts)},
    .risks = risks,
    .risk_count = COUNT(risks),
    .front_doors = {doors, COUNT(doors), periods, COUNT(periods)},
    .tables = tables,
    .table_count = COUNT(tables),
};
