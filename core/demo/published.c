#include "core/demo/published.h"

/*
 * CIN: Department for Education, Characteristics of children in need, tables b1, c1 and c6,
 * Cornwall. CSWW: Department for Education, Children's social work workforce, Cornwall. PLAN:
 * Cornwall Council, Children & Family Services Business Plan 2018/22. EVAL: Department for
 * Education, Evaluation of Making Integration Happen in Cornwall, June 2020. Rates per 10,000 are
 * turned into children with 105,000 of them living in Cornwall.
 */

struct path {
    const struct anchor *anchors;
    size_t count;
};
#define PATH(anchors)                                                                              \
    {                                                                                              \
        anchors, sizeof(anchors) / sizeof(anchors)[0]                                              \
    }

/* CIN b1, at 31 March. The count fell by a fifth in 2019/20; that most of it was over by the autumn
 * is assumed. */
static const struct anchor CHILDREN[] = {{2017, 3, 31, 2924}, {2018, 3, 31, 3632},
    {2019, 3, 31, 4149}, {2019, 9, 30, 3600}, {2020, 3, 31, 3212}, {2021, 3, 31, 3032}};
/* CIN b1, "awaiting assessment" at 31 March. */
static const struct anchor ASSESSMENTS[] = {{2017, 3, 31, 219}, {2018, 3, 31, 272},
    {2019, 3, 31, 421}, {2020, 3, 31, 329}, {2021, 3, 31, 178}};
/* PLAN, indicator 1.6: 35.9 per 10,000. */
static const struct anchor CHILD_PROTECTION[] = {{2018, 3, 31, 377}};
/* PLAN, indicator 1.8: 39.0 per 10,000; EVAL: between 39 and 43 in 2014 to 2019. */
static const struct anchor LOOKED_AFTER[] = {
    {2017, 3, 31, 410}, {2019, 3, 31, 440}, {2020, 3, 31, 452}};
/* Not in these sources: assumed. */
static const struct anchor CARE_LEAVERS[] = {{2017, 3, 31, 230}, {2020, 3, 31, 250}};
/* PLAN, target 22: more than 75 per 10,000 (788 children); growth in step with the requests. */
static const struct anchor EARLY_HELP[] = {{2017, 3, 31, 980}, {2018, 3, 31, 1040},
    {2019, 3, 31, 1190}, {2020, 2, 29, 1400}, {2021, 2, 28, 1440}};
/* CSWW, vacancy rate at 30 September. */
static const struct anchor VACANCY[] = {{2017, 9, 30, 1500}, {2018, 9, 30, 1220},
    {2019, 9, 30, 1210}, {2020, 9, 30, 1690}, {2021, 9, 30, 1560}};
/* CSWW, agency rate at 30 September. */
static const struct anchor AGENCY[] = {{2017, 9, 30, 190}, {2018, 9, 30, 310}, {2019, 9, 30, 390},
    {2020, 9, 30, 160}, {2021, 9, 30, 510}};
/* CSWW, turnover in the 12 months to 30 September. */
static const struct anchor TURNOVER[] = {{2017, 9, 30, 1140}, {2018, 9, 30, 1080},
    {2019, 9, 30, 1060}, {2020, 9, 30, 1020}, {2021, 9, 30, 1020}};
/* EVAL, "HR data": Children and Families 5.38 %, 5.17 %, 4.77 %, taken as the rate of the 12 months
 * to that day, so each stands in the middle of its year. */
static const struct anchor SICK_FAMILIES[] = {
    {2017, 9, 30, 538}, {2018, 9, 30, 517}, {2019, 8, 31, 477}};
/* EVAL: Education and Early Years 4.22 %, 3.01 %, 2.2 %, in the same manner. */
static const struct anchor SICK_EDUCATION[] = {
    {2017, 9, 30, 422}, {2018, 9, 30, 301}, {2019, 8, 31, 220}};
/* EVAL: Health and Wellbeing 5.16 % in February 2019, the only one. */
static const struct anchor SICK_HEALTH[] = {{2019, 2, 28, 516}};
/* CIN c1: re-referrals within 12 months, years to March 2017 … 2021. */
static const struct anchor REREFERRALS[] = {{2016, 9, 30, 159}, {2017, 9, 30, 155},
    {2018, 9, 30, 195}, {2019, 9, 30, 205}, {2020, 9, 30, 229}};

static const struct path PATHS[PATH_COUNT] = {
    [PATH_CHILDREN] = PATH(CHILDREN),
    [PATH_ASSESSMENTS] = PATH(ASSESSMENTS),
    [PATH_CP] = PATH(CHILD_PROTECTION),
    [PATH_CLA] = PATH(LOOKED_AFTER),
    [PATH_CARE_LEAVERS] = PATH(CARE_LEAVERS),
    [PATH_EARLY_HELP] = PATH(EARLY_HELP),
    [PATH_VACANCY] = PATH(VACANCY),
    [PATH_AGENCY] = PATH(AGENCY),
    [PATH_TURNOVER] = PATH(TURNOVER),
    [PATH_SICK_FAMILIES] = PATH(SICK_FAMILIES),
    [PATH_SICK_EDUCATION] = PATH(SICK_EDUCATION),
    [PATH_SICK_HEALTH] = PATH(SICK_HEALTH),
    [PATH_REREFERRALS] = PATH(REREFERRALS),
};

static day_t anchor_day(const struct anchor *anchor)
{
    return day_from_civil(anchor->year, anchor->month, anchor->day);
}

static int between(const struct anchor *before, const struct anchor *after, day_t day)
{
    const day_t from = anchor_day(before);
    const int64_t rise = (int64_t)(after->value - before->value) * (day - from);
    return before->value + (int)(rise / (anchor_day(after) - from));
}

int published_at(enum path_id id, day_t day)
{
    const struct path *path = &PATHS[id];
    if (day <= anchor_day(&path->anchors[0]))
        return path->anchors[0].value;
    for (size_t i = 1; i < path->count; i++)
        if (day < anchor_day(&path->anchors[i]))
            return between(&path->anchors[i - 1], &path->anchors[i], day);
    return path->anchors[path->count - 1].value;
}

/* CIN c6: referrals by month of the years to March 2017 … 2021, April first. */
#define REFERRALS_FIRST_APRIL 2016
#define REFERRAL_YEARS        5
static const int REFERRALS[REFERRAL_YEARS][12] = {
    {316, 305, 280, 295, 205, 232, 253, 256, 182, 264, 294, 427},
    {287, 522, 390, 497, 387, 331, 537, 447, 334, 380, 318, 412},
    {362, 399, 488, 597, 306, 391, 540, 487, 329, 418, 386, 449},
    {375, 401, 486, 546, 321, 458, 504, 474, 383, 470, 388, 390},
    {325, 317, 484, 561, 508, 522, 536, 606, 564, 547, 485, 789},
};

int published_referrals(day_t day)
{
    const struct civil civil = day_to_civil(day);
    int month = (civil.year - REFERRALS_FIRST_APRIL) * 12 + civil.month - 4;
    if (month < 0)
        month = 0;
    if (month >= REFERRAL_YEARS * 12)
        month = REFERRAL_YEARS * 12 - 1;
    return REFERRALS[month / 12][month % 12];
}

/* EVAL, "Activity and performance", gives the three periods marked so; the others are carried on
 * from them by their monthly average. */
const struct request_period PUBLISHED_REQUESTS[] = {
    {{2017, 1, 1, 0}, {2017, 6, 30, 0}, 3900, 1150, 430},
    {{2017, 7, 1, 0}, {2017, 12, 31, 0}, 4000, 1140, 470},
    {{2018, 1, 1, 0}, {2018, 6, 30, 0}, 4224, 1242, 507}, /* EVAL */
    {{2018, 7, 1, 0}, {2018, 12, 31, 0}, 4420, 1220, 600},
    {{2019, 1, 1, 0}, {2019, 6, 30, 0}, 4843, 1346, 701}, /* EVAL */
    {{2019, 7, 1, 0}, {2019, 8, 31, 0}, 1590, 330, 300},
    {{2019, 9, 1, 0}, {2020, 2, 29, 0}, 5610, 1578, 1159}, /* EVAL */
    {{2020, 3, 1, 0}, {2020, 8, 31, 0}, 5300, 1300, 1180},
    {{2020, 9, 1, 0}, {2021, 2, 28, 0}, 5900, 1640, 1300},
    {{2021, 3, 1, 0}, {2021, 8, 31, 0}, 5600, 1400, 1250},
};
const size_t PUBLISHED_REQUEST_PERIODS = sizeof PUBLISHED_REQUESTS / sizeof PUBLISHED_REQUESTS[0];
