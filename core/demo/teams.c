#include "core/demo/teams.h"

#include <string.h>

/* Titles are the roles' names in config/cornwall/measures.yaml where it gives a caseload limit. */
static const struct role_row ROLES[ROLE_COUNT] = {
    [ROLE_TEAM_MANAGER] = {"Team Manager", true, false, 0, 0},
    [ROLE_SUPERVISOR] = {"Practice Supervisor", true, false, 0, 0},
    [ROLE_SENIOR_SOCIAL_WORKER] = {"Senior Social Worker", true, true, 0, 900},
    [ROLE_SOCIAL_WORKER] = {"Social Worker", true, true, 0, 1000},
    [ROLE_NEWLY_QUALIFIED] = {"Newly Qualified Social Worker", true, true, 0, 650},
    [ROLE_FAMILY_WORKER] = {"Family Worker", false, true, 9, 1000},
    [ROLE_YOUTH_WORKER] = {"Targeted Youth Worker", false, true, 9, 800},
    [ROLE_PERSONAL_ADVISER] = {"Personal Adviser", false, true, 0, 1000},
    [ROLE_CONTACT_WORKER] = {"Contact Worker", false, false, 0, 0},
    [ROLE_THERAPIST] = {"Occupational Therapist", false, true, 9, 1000},
    [ROLE_SUPPORT_WORKER] = {"Short Breaks Support Worker", false, false, 0, 0},
    [ROLE_ADVISER] = {"Adviser", false, false, 0, 0},
    [ROLE_TEACHER] = {"Advisory Teacher", false, false, 0, 0},
    [ROLE_HEALTH_VISITOR] = {"Health Visitor", false, false, 0, 0},
    [ROLE_SCHOOL_NURSE] = {"School Nurse", false, false, 0, 0},
    [ROLE_PSYCHOLOGIST] = {"Psychologist", false, false, 0, 0},
    [ROLE_ADMINISTRATOR] = {"Team Administrator", false, false, 0, 0},
};

const struct role_row *role_row(enum demo_role role)
{
    return &ROLES[role];
}

/* The documents name the professions of each kind of team, not their numbers: the shares are
 * assumed, so that social workers who hold cases come to the published 140 to 170 FTE. */
static const struct role_share SHARES[STAFFING_COUNT][ROLE_SHARES] = {
    [STAFFING_ASSESSMENT] = {{ROLE_TEAM_MANAGER, 54}, {ROLE_SUPERVISOR, 108},
        {ROLE_SOCIAL_WORKER, 378}, {ROLE_NEWLY_QUALIFIED, 54}, {ROLE_FAMILY_WORKER, 270},
        {ROLE_YOUTH_WORKER, 136}},
    [STAFFING_PROTECTION] = {{ROLE_TEAM_MANAGER, 62}, {ROLE_SUPERVISOR, 94},
        {ROLE_SENIOR_SOCIAL_WORKER, 125}, {ROLE_SOCIAL_WORKER, 345}, {ROLE_NEWLY_QUALIFIED, 62},
        {ROLE_FAMILY_WORKER, 312}},
    [STAFFING_CARE] = {{ROLE_TEAM_MANAGER, 65}, {ROLE_SUPERVISOR, 65}, {ROLE_SOCIAL_WORKER, 467},
        {ROLE_CONTACT_WORKER, 266}, {ROLE_YOUTH_WORKER, 137}},
    [STAFFING_DISABLED] = {{ROLE_TEAM_MANAGER, 38}, {ROLE_SUPERVISOR, 38},
        {ROLE_SOCIAL_WORKER, 150}, {ROLE_FAMILY_WORKER, 100}, {ROLE_THERAPIST, 120},
        {ROLE_SUPPORT_WORKER, 554}},
    [STAFFING_LOCALITY] = {{ROLE_TEAM_MANAGER, 53}, {ROLE_SUPERVISOR, 53},
        {ROLE_FAMILY_WORKER, 600}, {ROLE_YOUTH_WORKER, 160}, {ROLE_ADMINISTRATOR, 134}},
    [STAFFING_MARU] = {{ROLE_TEAM_MANAGER, 67}, {ROLE_SUPERVISOR, 200}, {ROLE_SOCIAL_WORKER, 533},
        {ROLE_ADMINISTRATOR, 200}},
    [STAFFING_HUB] = {{ROLE_TEAM_MANAGER, 100}, {ROLE_ADVISER, 600}, {ROLE_ADMINISTRATOR, 300}},
    [STAFFING_PRACTICE] = {{ROLE_TEAM_MANAGER, 176}, {ROLE_SUPERVISOR, 588},
        {ROLE_ADMINISTRATOR, 236}},
    [STAFFING_HELPING] = {{ROLE_TEAM_MANAGER, 83}, {ROLE_SOCIAL_WORKER, 250},
        {ROLE_FAMILY_WORKER, 417}, {ROLE_PSYCHOLOGIST, 83}, {ROLE_HEALTH_VISITOR, 167}},
    [STAFFING_OUT_OF_HOURS] = {{ROLE_TEAM_MANAGER, 182}, {ROLE_SUPERVISOR, 818}},
    [STAFFING_ADOLESCENTS] = {{ROLE_TEAM_MANAGER, 56}, {ROLE_SUPERVISOR, 83},
        {ROLE_SOCIAL_WORKER, 140}, {ROLE_YOUTH_WORKER, 445}, {ROLE_PSYCHOLOGIST, 56},
        {ROLE_ADMINISTRATOR, 220}},
    [STAFFING_CARE_LEAVERS] = {{ROLE_TEAM_MANAGER, 91}, {ROLE_SUPERVISOR, 91},
        {ROLE_PERSONAL_ADVISER, 600}, {ROLE_CONTACT_WORKER, 218}},
    [STAFFING_PLACEMENTS] = {{ROLE_TEAM_MANAGER, 68}, {ROLE_SUPERVISOR, 360}, {ROLE_ADVISER, 390},
        {ROLE_ADMINISTRATOR, 182}},
    [STAFFING_EDUCATION] = {{ROLE_TEAM_MANAGER, 60}, {ROLE_TEACHER, 480}, {ROLE_ADVISER, 240},
        {ROLE_ADMINISTRATOR, 220}},
    [STAFFING_NURSING] = {{ROLE_TEAM_MANAGER, 50}, {ROLE_HEALTH_VISITOR, 560},
        {ROLE_SCHOOL_NURSE, 260}, {ROLE_ADMINISTRATOR, 130}},
    [STAFFING_PSYCHOLOGY] = {{ROLE_TEAM_MANAGER, 54}, {ROLE_PSYCHOLOGIST, 750},
        {ROLE_ADMINISTRATOR, 196}},
    [STAFFING_LEARNING] = {{ROLE_TEAM_MANAGER, 60}, {ROLE_TEACHER, 420}, {ROLE_ADVISER, 320},
        {ROLE_ADMINISTRATOR, 200}},
};

const struct role_share *staffing_shares(enum staffing staffing)
{
    return SHARES[staffing];
}

/* Offices are invented; one has a comma and a line break in it, as such columns do. */
#define OFFICE_WEST   "Chy Howlek, Floor 2"
#define OFFICE_MID    "Chy Kres"
#define OFFICE_EAST   "Chy Duryan,\nNorth Wing"
#define OFFICE_COUNTY "Chy Kernow"

#define FAMILIES(unit, name, code, area, staffing, fte)                                            \
    {                                                                                              \
        unit, name, code, OFFICE_##area, SERVICE_FAMILIES, AREA_##area, STAFFING_##staffing, fte   \
    }
#define OTHER(unit, name, code, service, staffing, fte)                                            \
    {                                                                                              \
        unit, name, code, OFFICE_COUNTY, SERVICE_##service, AREA_COUNTY, STAFFING_##staffing, fte  \
    }

/* Business plan, "Resources: Staffing": each line's budgeted FTE is met exactly by the teams below
 * it; how it divides between them is assumed. Business support (189.66), the extended leadership
 * team (22.10) and commissioning (8.00) are no teams of this configuration and left out. Education,
 * early years and special needs have no published FTE: their size makes the total staffing of April
 * 2018 (1,358). */
const struct demo_team DEMO_TEAMS[] = {
    /* Help and Protection for West Cornwall: 140.82 */
    FAMILIES("fast-west-1", "FAST West 1 Team", "1011", WEST, ASSESSMENT, 185000),
    FAMILIES("fast-west-2", "FAST West 2 Team", "1012", WEST, ASSESSMENT, 185000),
    FAMILIES("fast-west-3", "FAST West 3 Team", "1013", WEST, ASSESSMENT, 185000),
    FAMILIES("cp-west-1", "CP West 1 Team", "1021", WEST, PROTECTION, 160000),
    FAMILIES("cp-west-2", "CP West 2 Team", "1022", WEST, PROTECTION, 160000),
    FAMILIES("cic-west", "CIC and Care Leavers West Team", "1030", WEST, CARE, 153200),
    FAMILIES("eh-penwith", "EH Penwith Team", "1047", WEST, LOCALITY, 180000),
    FAMILIES("eh-kerrier", "EH Kerrier Team", "1048", WEST, LOCALITY, 200000),
    /* Help and Protection for Mid Cornwall: 164.70, Early Help Central: 1.00 */
    FAMILIES("fast-mid-1", "FAST Mid 1 Team", "1111", MID, ASSESSMENT, 185000),
    FAMILIES("fast-mid-2", "FAST Mid 2 Team", "1112", MID, ASSESSMENT, 185000),
    FAMILIES("fast-mid-3", "FAST Mid 3 Team", "1113", MID, ASSESSMENT, 185000),
    FAMILIES("cp-mid-1", "CP Mid 1 Team", "1121", MID, PROTECTION, 160000),
    FAMILIES("cp-mid-2", "CP Mid 2 Team", "1122", MID, PROTECTION, 160000),
    FAMILIES("cic-mid", "CIC and Care Leavers Mid Team", "1130", MID, CARE, 152000),
    FAMILIES("eh-carrick", "EH Carrick Team", "1147", MID, LOCALITY, 190000),
    FAMILIES("eh-restormel", "EH Restormel Team", "1148", MID, LOCALITY, 190000),
    FAMILIES("maru", "MARU", "1301", COUNTY, MARU, 150000),
    FAMILIES("early-help-hub", "Early Help Hub Team", "1302", COUNTY, HUB, 100000),
    /* Help and Protection for East Cornwall: 129.31 */
    FAMILIES("fast-east-1", "FAST East 1 Team", "1211", EAST, ASSESSMENT, 165000),
    FAMILIES("fast-east-2", "FAST East 2 Team", "1212", EAST, ASSESSMENT, 165000),
    FAMILIES("fast-east-3", "FAST East 3 Team", "1213", EAST, ASSESSMENT, 165000),
    FAMILIES("cp-east-1", "CP East 1 Team", "1221", EAST, PROTECTION, 150000),
    FAMILIES("cp-east-2", "CP East 2 Team", "1222", EAST, PROTECTION, 150000),
    FAMILIES("cic-east", "CIC and Care Leavers East Team", "1230", EAST, CARE, 133100),
    FAMILIES("eh-caradon", "EH Caradon Team", "1247", EAST, LOCALITY, 165000),
    FAMILIES("eh-north-cornwall", "EH North Cornwall Team", "1248", EAST, LOCALITY, 145000),
    FAMILIES("out-of-hours", "Out of Hours Team", "1304", COUNTY, OUT_OF_HOURS, 55000),
    /* Disabled Children and Therapy Services: 158.60 */
    FAMILIES("dct-west", "Disabled Children and Therapy West Team", "1035", WEST, DISABLED, 520000),
    FAMILIES("dct-mid", "Disabled Children and Therapy Mid Team", "1135", MID, DISABLED, 580000),
    FAMILIES("dct-east", "Disabled Children and Therapy East Team", "1235", EAST, DISABLED, 486000),
    /* Children in Care & Care Leavers Services: 116.89 */
    FAMILIES("gweres-tus-yowynk", "Gweres tus Yowynk Team", "1321", COUNTY, ADOLESCENTS, 360000),
    FAMILIES("sixteen-plus", "16+ Care Leavers Team", "1322", COUNTY, CARE_LEAVERS, 220000),
    FAMILIES(
        "fostering-adoption", "Fostering and Adoption Team", "1323", COUNTY, PLACEMENTS, 440000),
    FAMILIES("family-plus", "Family Plus Team", "1324", COUNTY, PLACEMENTS, 148900),
    /* Practice Development & Standards: 17.01 */
    FAMILIES("practice-policy", "Practice and Policy Team", "1303", COUNTY, PRACTICE, 170100),
    /* New in 2019: see DEMO_GROWTH */
    FAMILIES("helping-families-1", "Helping Families 1 Team", "1311", COUNTY, HELPING, 0),
    FAMILIES("helping-families-2", "Helping Families 2 Team", "1312", COUNTY, HELPING, 0),
    FAMILIES("helping-families-3", "Helping Families 3 Team", "1313", COUNTY, HELPING, 0),
    OTHER(
        "school-effectiveness", "School Effectiveness Team", "2001", EDUCATION, EDUCATION, 300000),
    OTHER("virtual-school", "Virtual School for Children in Care Team", "2002", EDUCATION,
        EDUCATION, 180000),
    OTHER("access-sufficiency", "Education Access and Sufficiency Team", "2003", EDUCATION,
        EDUCATION, 450000),
    OTHER("adult-learning", "Community Adult Education and Learning Team", "2004", EDUCATION,
        EDUCATION, 400000),
    OTHER("pathways", "11-25 Pathways to Employment Team", "2005", EDUCATION, EDUCATION, 180000),
    OTHER("commissioning", "Commissioning and Partnerships Team", "2006", EDUCATION, EDUCATION,
        160000),
    OTHER("nursing-west", "HV and SN West Team", "3001", HEALTH, NURSING, 0),
    OTHER("nursing-mid", "HV and SN Mid Team", "3002", HEALTH, NURSING, 0),
    OTHER("nursing-east", "HV and SN East Team", "3003", HEALTH, NURSING, 0),
    /* Children's Psychology Services: 54.89 */
    OTHER("psychology", "Psychology Team", "3011", HEALTH, PSYCHOLOGY, 548900),
    OTHER("early-years", "Early Years and Foundation Stage Team", "3012", HEALTH, LEARNING, 220000),
    OTHER("special-needs", "Special Educational Needs Team", "3013", HEALTH, LEARNING, 300000),
};
const int DEMO_TEAM_COUNT = (int)(sizeof DEMO_TEAMS / sizeof DEMO_TEAMS[0]);

int demo_team_find(const char *unit)
{
    for (int team = 0; team < DEMO_TEAM_COUNT; team++)
        if (strcmp(DEMO_TEAMS[team].unit, unit) == 0)
            return team;
    return -1;
}

/* Evaluation report: health staff came on 1 April 2019 (total staffing 1,358 → 1,584); three
 * Helping Families teams and more early help followed in the year (1,678 early in 2020). The FTE is
 * assumed so that the totals come out. */
const struct demo_growth DEMO_GROWTH[] = {
    {"nursing-west", 2019, 4, 1, 580000},
    {"nursing-mid", 2019, 4, 1, 620000},
    {"nursing-east", 2019, 4, 1, 560000},
    {"helping-families-1", 2019, 9, 2, 120000},
    {"helping-families-2", 2019, 9, 16, 120000},
    {"helping-families-3", 2019, 10, 7, 120000},
    {"early-help-hub", 2019, 9, 2, 40000},
    {"eh-kerrier", 2019, 9, 2, 30000},
    {"eh-carrick", 2019, 9, 2, 30000},
    {"eh-restormel", 2019, 9, 2, 30000},
    {"eh-caradon", 2019, 10, 7, 30000},
    {"eh-north-cornwall", 2019, 10, 7, 30000},
    {"special-needs", 2019, 9, 2, 90000},
    {"pathways", 2019, 11, 4, 60000},
};
const int DEMO_GROWTH_COUNT = (int)(sizeof DEMO_GROWTH / sizeof DEMO_GROWTH[0]);
