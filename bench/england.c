/*
 * england.c: a country to measure with: its configuration and an extract of cases, posts and
 * absences for each of its authorities, the same bytes every time.
 *
 * usage: england DIR AUTHORITIES TEAMS SPELLS
 *
 * Ten years up to the end of 2019. Of the spells 86 % are cases, 4 % posts and 10 % absences; each
 * authority has a register of its own. Nothing here is scaled to anything published: it is large.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS = 10, DAYS = YEARS * 365 + 3, FIRST_YEAR = 2010, REGION_MOST = 16 };

static const char *const categories[] = {"assessment", "cin", "cp", "cla", "early_help"};
static const char *const roles[] = {"social_worker", "senior_social_worker", "family_worker"};
static const char *const reasons[] = {"cold", "stress", "back", "surgery", "other"};

struct country {
    const char *folder;
    long authorities, teams, spells;
    uint64_t state; /* of the random numbers */
};

struct authority {
    long number;
    long first_team, team_count;
    long cases, posts, absences;
};

/* --- chance --------------------------------------------------------------------------------- */

static uint32_t any(struct country *country)
{
    country->state = country->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(country->state >> 33);
}

static long below(struct country *country, long count)
{
    return count > 0 ? (long)(any(country) % (uint64_t)count) : 0;
}

/* --- days ----------------------------------------------------------------------------------- */

static bool is_leap(int year)
{
    return year % 4 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month] + (month == 1 && is_leap(year));
}

static char day_texts[DAYS][11];

static void write_day_texts(void)
{
    int year = FIRST_YEAR, month = 0, day = 0;
    for (int i = 0; i < DAYS; i++) {
        snprintf(day_texts[i], sizeof day_texts[i], "%04d-%02d-%02d", year % 10000, month % 12 + 1,
            day % 31 + 1);
        if (++day == month_days(year, month)) {
            day = 0;
            if (++month == 12) {
                month = 0;
                year++;
            }
        }
    }
}

/* Nothing for what has not ended when the country was looked at. */
static const char *end_text(long day)
{
    return day < DAYS ? day_texts[day] : "";
}

/* --- files ---------------------------------------------------------------------------------- */

static FILE *create(const struct country *country, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", country->folder, name);
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static FILE *create_extract(
    const struct country *country, const struct authority *authority, const char *type)
{
    char name[64];
    snprintf(name, sizeof name, "%s-a%03ld.csv", type, authority->number);
    return create(country, name);
}

static void finish(FILE *file)
{
    if (fclose(file) != 0) {
        perror("england");
        exit(EXIT_FAILURE);
    }
}

static void write_cases(struct country *country, const struct authority *authority)
{
    FILE *file = create_extract(country, authority, "cases");
    fputs("case_id,team,worker,category,start,end\n", file);
    long children = authority->cases * 6 / 10 + 1, workers = authority->posts / 2 + 1;
    for (long i = 0; i < authority->cases; i++) {
        long child = below(country, children);
        /* Who has worked with a child mostly sits in one team. */
        long team = below(country, 10) > 0 ? child % authority->team_count
                                           : below(country, authority->team_count);
        long start = below(country, DAYS);
        fprintf(file, "C%ld,a%03ld-t%03ld,", child, authority->number, team);
        if (below(country, 33) > 0)
            fprintf(file, "W%ld", below(country, workers));
        fprintf(file, ",%s,%s,%s\n", categories[below(country, 5)], day_texts[start],
            end_text(start + 20 + below(country, 400)));
    }
    finish(file);
}

static void write_posts(struct country *country, const struct authority *authority)
{
    FILE *file = create_extract(country, authority, "posts");
    fputs("post_id,team,role,contract,worker,name,fte,case_holding,start,end\n", file);
    for (long i = 0; i < authority->posts; i++) {
        long start = below(country, DAYS), length = 200 + below(country, 1500);
        long what = below(country, 20);
        const char *contract = what > 2 ? "permanent" : what > 1 ? "agency" : "vacant";
        fprintf(file, "P%ld,a%03ld-t%03ld,%s,%s,", i, authority->number, i % authority->team_count,
            roles[below(country, 3)], contract);
        if (what > 1)
            fprintf(file, "W%ld", i / 2);
        fprintf(file, ",,%s,%s,%s,%s\n", below(country, 4) > 0 ? "1" : "0.6",
            below(country, 4) > 0 ? "yes" : "no", day_texts[start], end_text(start + length));
    }
    finish(file);
}

static void write_absences(struct country *country, const struct authority *authority)
{
    FILE *file = create_extract(country, authority, "absences");
    fputs("worker,reason,start,end\n", file);
    for (long i = 0; i < authority->absences; i++) {
        long start = below(country, DAYS);
        fprintf(file, "W%ld,%s,%s,%s\n", below(country, authority->posts / 2 + 1),
            reasons[below(country, 5)], day_texts[start],
            end_text(start + (below(country, 20) > 0 ? below(country, 10) : below(country, 90))));
    }
    finish(file);
}

/* --- the configuration ---------------------------------------------------------------------- */

static struct authority authority_of(const struct country *country, long number)
{
    long from = country->teams * number / country->authorities;
    long end = country->teams * (number + 1) / country->authorities;
    long spells = country->spells * (number + 1) / country->authorities -
                  country->spells * number / country->authorities;
    struct authority authority = {.number = number, .first_team = from, .team_count = end - from};
    authority.posts = spells * 4 / 100;
    authority.absences = spells / 10;
    authority.cases = spells - authority.posts - authority.absences;
    return authority;
}

static void write_authority(FILE *file, const struct authority *authority)
{
    fprintf(file, "          - id: a%03ld\n            name: Authority %ld\n", authority->number,
        authority->number + 1);
    fputs("            level: authority\n            units:\n", file);
    for (long team = 0; team < authority->team_count; team++)
        fprintf(file, "              - {id: a%03ld-t%03ld, name: Team %ld, level: team}\n",
            authority->number, team, team + 1);
}

static void write_organisation(const struct country *country)
{
    FILE *file = create(country, "organisation.yaml");
    fputs("organisation: A generated country\nnotice: \"Invented data: for measuring\"\n"
          "levels: [country, region, authority, team]\n"
          "categories: {cla: Looked after, cp: Protection plan, cin: In need,\n"
          "             assessment: Assessment, early_help: Early help}\n"
          "units:\n  - id: country\n    name: Country\n    level: country\n    units:\n",
        file);
    for (long number = 0; number < country->authorities; number++) {
        struct authority authority = authority_of(country, number);
        if (number % REGION_MOST == 0)
            fprintf(file,
                "      - id: r%02ld\n        name: Region %ld\n        level: region\n"
                "        units:\n",
                number / REGION_MOST, number / REGION_MOST + 1);
        write_authority(file, &authority);
    }
    finish(file);
}

static void write_feeds(const struct country *country)
{
    static const char *const types[] = {"cases", "posts", "absences"};
    FILE *file = create(country, "feeds.yaml");
    fprintf(file, "store: sqlite:teamtop.db\ndata_until: %s\nfeeds:\n", day_texts[DAYS - 1]);
    for (long number = 0; number < country->authorities; number++)
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            fprintf(file, "  %s-a%03ld: {type: %s, register: a%03ld, file: \"%s-a%03ld*.csv\"}\n",
                types[i], number, types[i], number, types[i], number);
    finish(file);
}

static void write_country(struct country *country)
{
    write_organisation(country);
    write_feeds(country);
    for (long number = 0; number < country->authorities; number++) {
        struct authority authority = authority_of(country, number);
        write_posts(country, &authority);
        write_absences(country, &authority);
        write_cases(country, &authority);
    }
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fputs("usage: england DIR AUTHORITIES TEAMS SPELLS\n", stderr);
        return EXIT_FAILURE;
    }
    struct country country = {.folder = arguments[1],
        .authorities = atol(arguments[2]),
        .teams = atol(arguments[3]),
        .spells = atol(arguments[4]),
        .state = 1};
    if (country.authorities < 1 || country.teams < country.authorities || country.spells < 1) {
        fputs("england: at least one spell, one authority, and a team for each\n", stderr);
        return EXIT_FAILURE;
    }
    write_day_texts();
    write_country(&country);
    return EXIT_SUCCESS;
}
