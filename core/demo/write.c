#include "core/demo/write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/grow.h"
#include "core/demo/demo.h"
#include "core/demo/names.h"

/* --- how the two systems say things ------------------------------------------------------ */

/* The words of today, and the codes that rows from before a system's upgrade still carry. */
struct wording {
    const char *now, *before;
};
static const struct wording CATEGORIES[CATEGORY_COUNT] = {
    [CATEGORY_ASSESSMENT] = {"Assessment", "SA"},
    [CATEGORY_CIN] = {"Child in Need", "CIN"},
    [CATEGORY_CP] = {"Child Protection", "CPP"},
    [CATEGORY_CLA] = {"Looked After", "LAC"},
    [CATEGORY_CARE_LEAVER] = {"Care Leaver", "Care Leaver"},
    [CATEGORY_EARLY_HELP] = {"Early Help", "EHA"},
};
#define UPGRADE day_from_civil(2018, 4, 9)

static const struct wording CONTRACTS[] = {
    [DEMO_PERMANENT] = {"Permanent", "Perm"},
    [DEMO_FIXED_TERM] = {"Fixed Term", "Fixed Term"},
    [DEMO_AGENCY] = {"Agency Worker", "Agency Worker"},
    [DEMO_VACANT] = {"Vacant", "Vacant"},
};

/* In the order of `enum reason` in sickness.c. */
static const char *const ABSENCE_REASONS[] = {"Stress / Anxiety / Depression", "Musculoskeletal",
    "Cold / Flu", "Stomach / Digestive", "Hospital / Surgery", "Headache / Migraine", "Other"};

static const char *const SOURCES[SOURCE_COUNT] = {
    [SOURCE_SCHOOLS] = "School",
    [SOURCE_FAMILY] = "Parent / Carer",
    [SOURCE_HEALTH] = "Health Professional",
    [SOURCE_POLICE] = "Police",
    [SOURCE_OTHER] = "Other Professional",
};

static const char *word(const struct wording *wording, day_t from)
{
    return from < UPGRADE ? wording->before : wording->now;
}

/* What a column is when there is nothing to say. */
#define NO_END    "01/01/1900"
#define NO_WORKER "-1"

#define EMPLOYEE_FIRST 104200 /* numbers of workers and children say nothing, as in life */
#define PERSON_FIRST   700000

/* --- cells ------------------------------------------------------------------------------- */

static void put_digits(char *text, int number, int digits)
{
    for (int i = digits; i-- > 0; number /= 10)
        text[i] = (char)('0' + number % 10);
}

static void add_date(struct buffer *out, day_t day)
{
    const struct civil civil = day_to_civil(day);
    char text[] = "DD/MM/YYYY"; /* by hand: there are a quarter of a million of them */
    put_digits(text, civil.day, 2);
    put_digits(text + 3, civil.month, 2);
    put_digits(text + 6, civil.year, 4);
    buffer_add(out, text, sizeof text - 1);
}

/* An end that lies after the day of the export is not known yet. */
static void add_end(struct buffer *out, day_t end, day_t as_at, const char *none)
{
    if (end > as_at)
        buffer_text(out, none);
    else
        add_date(out, end);
}

static void add_worker(struct buffer *out, int worker, const char *none)
{
    if (worker == NOBODY)
        buffer_text(out, none);
    else
        buffer_format(out, "%d", EMPLOYEE_FIRST + worker * 3);
}

/* --- rows -------------------------------------------------------------------------------- */

static void add_case(struct buffer *out, const struct involvement *row, day_t as_at)
{
    const struct demo_team *team = &DEMO_TEAMS[row->team];
    buffer_format(out, "%u,%s,", PERSON_FIRST + row->child, team->case_name);
    add_worker(out, row->worker, NO_WORKER);
    buffer_format(out, ",%s,", word(&CATEGORIES[row->category], row->from));
    add_date(out, row->from);
    buffer_text(out, ",");
    add_end(out, row->until, as_at, NO_END);
    buffer_format(out, ",\"%s\"\r\n", team->office);
}

static void add_cases(struct buffer *out, const struct history *history, day_t as_at)
{
    buffer_text(out,
        "Person ID,Allocated Team,Allocated Worker,Case Status,Start Date,End Date,Office\r\n");
    for (size_t i = 0; i < history->involvement_count; i++)
        if (history->involvements[i].from <= as_at)
            add_case(out, &history->involvements[i], as_at);
}

static void add_post(struct buffer *out, const struct occupancy *row, day_t as_at)
{
    const struct role_row *role = role_row(row->role);
    char name[DEMO_NAME_SIZE] = "";
    if (row->worker != NOBODY)
        demo_name((uint32_t)row->worker, name);
    buffer_format(out, "P%u,%s,%s,%s,", row->post, DEMO_TEAMS[row->team].cost_centre, role->title,
        word(&CONTRACTS[row->contract], row->from));
    add_worker(out, row->worker, "");
    buffer_format(out, ",%s,%d.%04d,%s,", name, row->fte / 10000, row->fte % 10000,
        role->case_holding ? "Y" : "N");
    add_date(out, row->from);
    buffer_text(out, ",");
    add_end(out, row->last, as_at, "");
    buffer_format(out, ",%s\r\n", role->social_worker ? "SW scale" : "NJC");
}

static void add_posts(struct buffer *out, const struct history *history, day_t as_at)
{
    buffer_text(out, "Position No,Cost Centre,Job Title,Contract Type,Employee No,Known As,FTE,"
                     "Caseload Holding,Position Start,Position End,Pay Scale\r\n");
    for (size_t i = 0; i < history->occupancy_count; i++)
        if (history->occupancies[i].from <= as_at)
            add_post(out, &history->occupancies[i], as_at);
}

static void add_absence(struct buffer *out, const struct absence *row, day_t as_at)
{
    add_worker(out, row->worker, "");
    buffer_format(out, ",%s,", ABSENCE_REASONS[row->reason]);
    add_date(out, row->from);
    buffer_text(out, ",");
    add_end(out, row->last, as_at, "");
    buffer_format(out, ",%s\r\n", row->last - row->from >= 7 && row->last <= as_at ? "Y" : "");
}

static void add_absences(struct buffer *out, const struct history *history, day_t as_at)
{
    buffer_text(out, "Employee No,Absence Reason,First Day,Last Day,Fit Note\r\n");
    for (size_t i = 0; i < history->absence_count; i++)
        if (history->absences[i].from <= as_at)
            add_absence(out, &history->absences[i], as_at);
}

static void add_door(
    struct buffer *out, day_t day, const char *door, const int counts[SOURCE_COUNT])
{
    for (int source = 0; source < SOURCE_COUNT; source++) {
        if (counts[source] == 0)
            continue;
        add_date(out, day);
        buffer_format(out, ",%s,%s,%d\r\n", door, SOURCES[source], counts[source]);
    }
}

static void add_requests(struct buffer *out, const struct history *history, day_t as_at)
{
    const char *hub = DEMO_TEAMS[demo_team_find("early-help-hub")].case_name;
    const char *maru = DEMO_TEAMS[demo_team_find("maru")].case_name;
    buffer_text(out, "Date Received,Received By,Request From,Number\r\n");
    for (day_t day = history->from; day <= history->until && day <= as_at; day++) {
        const struct demand *demand = &history->demand[day - history->from];
        add_door(out, day, hub, demand->early_help);
        add_door(out, day, maru, demand->contacts);
    }
}

/* --- files ------------------------------------------------------------------------------- */

struct demo_export {
    const char *name;
    void (*add)(struct buffer *out, const struct history *history, day_t as_at);
};
static const struct demo_export EXPORTS[DEMO_FILES] = {
    {"posts.csv", add_posts},
    {"cases.csv", add_cases},
    {"absences.csv", add_absences},
    {"requests.csv", add_requests},
};

const char *demo_file(size_t index)
{
    return EXPORTS[index].name;
}

static bool write_bytes(const char *path, const struct buffer *bytes)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    const bool written = fwrite(bytes->bytes, 1, bytes->length, file) == bytes->length;
    return (fclose(file) == 0) && written;
}

/* Whoever watches the folder never sees half a file: it is written under a hidden name and renamed.
 */
static enum result write_file(
    const struct buffer *bytes, const char *directory, const char *name, struct diags *diags)
{
    struct buffer hidden = {0}, path = {0};
    buffer_format(&hidden, "%s/.%s.part", directory, name);
    buffer_format(&path, "%s/%s", directory, name);
    enum result result = hidden.failed || path.failed ? RESULT_NO_MEMORY : RESULT_OK;
    if (result == RESULT_OK &&
        (!write_bytes(hidden.bytes, bytes) || rename(hidden.bytes, path.bytes) != 0)) {
        diag_add(diags, DIAG_ERROR, (struct place){.file = path.bytes}, "cannot be written: %s",
            strerror(errno));
        unlink(hidden.bytes);
        result = RESULT_IO;
    }
    buffer_done(&hidden);
    buffer_done(&path);
    return result;
}

static enum result write_export(const struct demo_export *export, const struct history *history,
    day_t as_at, const char *directory, struct diags *diags)
{
    struct buffer bytes = {0};
    export->add(&bytes, history, as_at);
    const enum result result =
        bytes.failed ? RESULT_NO_MEMORY : write_file(&bytes, directory, export->name, diags);
    buffer_done(&bytes);
    return result;
}

enum result history_write(
    const struct history *history, day_t as_at, const char *directory, struct diags *diags)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; i < DEMO_FILES && result == RESULT_OK; i++)
        result = write_export(&EXPORTS[i], history, as_at, directory, diags);
    return result;
}
