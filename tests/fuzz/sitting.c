#include "tests/fuzz/sitting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/sheets.h"
#include "tests/tui/views/fake_reference.h"

static const struct fake_plan plans[SITTING_PLANS] = {
    {.units = fake_county, .posts = 2, .spells = true, .notice = "invented data", .rejected = 3},
    {.units = fake_one_team, .posts = 6, .spells = true, .notice = ""},
    {.units = fake_tongues,
        .posts = 2,
        .spells = true,
        .notice = "\xc3\xa9\xe2\x80\xa6",
        .age = 500000},
    {.units = fake_long_names,
        .posts = 2,
        .spells = true,
        .notice = "a notice longer than any room"},
    {.units = fake_county, .notice = ""},
    {.units = fake_nobody, .notice = ""},
};

/* --- a desk outside of a test ------------------------------------------------------------------- */

/* The linker calls these where the desk's own checks say that they held, or did not. */
void __wrap__mark_point(const char *file, int line);
void __wrap__mark_point(const char *file, int line)
{
    (void)file;
    (void)line;
}

_Noreturn void __wrap__ck_assert_failed(
    const char *file, int line, const char *condition, const char *message, ...);
_Noreturn void __wrap__ck_assert_failed(
    const char *file, int line, const char *condition, const char *message, ...)
{
    (void)message;
    fuzz_broken(file, line, condition);
}

/* --- services ----------------------------------------------------------------------------------- */

/* Kept between sittings: making one takes longer than a hundred keys. */
static struct fake *services[SITTING_PLANS];

static struct fake *lend_service(int plan)
{
    struct fake *const lent = services[plan] != NULL ? services[plan] : fake_create(&plans[plan]);
    HOLDS(lent != NULL);
    services[plan] = NULL;
    if (plans[plan].units == fake_county)
        fake_service(lent)->reference = county_reference;
    return lent;
}

void sitting_open(struct sitting *sitting, int plan, bool ascii, int width, int height)
{
    *sitting = (struct sitting){.plan = plan};
    desk_open_at(&sitting->desk, lend_service(plan), glyphs_get(ascii), width, height);
    canvas_holds(&sitting->desk.canvas);
}

void sitting_close(struct sitting *sitting)
{
    HOLDS(desk_is_as_drawn_anew(&sitting->desk));
    if (!sitting->changed) {
        services[sitting->plan] = sitting->desk.fake;
        sitting->desk.fake = NULL; /* not this desk's any more */
    }
    desk_close(&sitting->desk);
}

static const unsigned never_out = WISH_OPEN | WISH_PASS | WISH_ACKNOWLEDGE;

static void wishes_hold(struct sitting *sitting, unsigned wishes)
{
    const struct session *session = sitting->desk.session;
    const char *message = session_message(session);
    HOLDS((wishes & never_out) == 0);
    HOLDS(message == NULL || is_harmless(message));
    HOLDS((wishes & WISH_THEME) == 0 || session_theme_wanted(session) != NULL);
    HOLDS((wishes & WISH_EXPORT) == 0 || session_export_wish(session)->path[0] != '\0');
    sitting->left = sitting->left || (wishes & WISH_LEAVE) != 0;
}

void sitting_answer(struct sitting *sitting, unsigned wishes)
{
    wishes_hold(sitting, wishes);
    if (wishes & WISH_SNAPSHOT)
        desk_refresh(&sitting->desk);
    sitting_look(sitting);
}

void sitting_type(struct sitting *sitting, key_code key)
{
    const unsigned wishes = session_key(sitting->desk.session, key);
    wishes_hold(sitting, wishes);
    if (wishes & WISH_SNAPSHOT)
        desk_refresh(&sitting->desk);
}

#define LOOKS_ANEW 3 /* what is kept between screens has to be right for longer than one */

void sitting_look(struct sitting *sitting)
{
    desk_draw(&sitting->desk);
    if (sitting->looks++ % LOOKS_ANEW == 0)
        HOLDS(desk_is_as_drawn_anew(&sitting->desk));
    canvas_holds(&sitting->desk.canvas);
}

/* Imports land in teams. */
static unit_index some_team(const struct unit_tree *units, int wanted)
{
    const unit_index count = unit_tree_count(units);
    for (unit_index i = 0; i < count; i++) {
        const unit_index unit = (wanted + i) % count;
        if (unit_tree_at(units, unit)->end == unit + 1)
            return unit;
    }
    return UNIT_NONE;
}

void sitting_import(struct sitting *sitting, int team)
{
    struct desk *const desk = &sitting->desk;
    const unit_index unit = some_team(fake_service(desk->fake)->units, team);
    bool marked;
    if (unit == UNIT_NONE || !plans[sitting->plan].spells)
        return;
    HOLDS(session_note(desk->session, desk->snapshot) == RESULT_OK);
    sitting->changed = true;
    HOLDS(fake_import(desk->fake, unit));
    desk_refresh(desk);
    HOLDS(session_changed(desk->session, desk->snapshot, &marked) == RESULT_OK);
    sitting_look(sitting);
}

/* A name may come twice on a screen; in a file nobody could tell two columns apart. */
static void headings_hold(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        HOLDS(is_harmless(sheet->columns[i].heading));
        for (size_t j = 0; j < i; j++)
            HOLDS(strcmp(sheet->columns[i].heading, sheet->columns[j].heading) != 0);
    }
}

static void rows_hold(const struct sheet *sheet)
{
    char buffer[SHEET_TEXT_SIZE];
    for (size_t row = 0; row < sheet->row_count; row++) {
        HOLDS(sheet->rows[row].count == sheet->column_count);
        HOLDS(sheet->rows[row].total < (int)row);
        for (size_t column = 0; column < sheet->column_count; column++)
            HOLDS(is_harmless(sheet_cell_text(sheet, row, column, "-", buffer)));
    }
}

/* As a file of any format; lines end, and nothing else in it is a control character. */
static void file_holds(const struct sheet *sheet, enum report_format format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&text, &size);
    HOLDS(stream != NULL);
    HOLDS(sheet_write(sheet, format, stream) == RESULT_OK);
    HOLDS(fclose(stream) == 0);
    HOLDS(strlen(text) == size && size > 0);
    for (char *line = strtok(text, "\r\n"); line != NULL; line = strtok(NULL, "\r\n"))
        HOLDS(is_harmless(line));
    free(text);
}

static void sheet_holds(const struct sheet *sheet)
{
    HOLDS(is_harmless(sheet->title) && is_harmless(sheet->subject));
    for (size_t i = 0; i < sheet->note_count; i++)
        HOLDS(is_harmless(sheet->notes[i]));
    headings_hold(sheet);
    rows_hold(sheet);
    for (enum report_format format = REPORT_TEXT; format <= REPORT_HTML; format++)
        file_holds(sheet, format);
}

void sitting_sheet(struct sitting *sitting)
{
    struct sheet sheet;
    sheet_init(&sheet);
    struct desk *const desk = &sitting->desk;
    HOLDS(session_arrange(desk->session, desk->snapshot) == RESULT_OK);
    HOLDS(session_prepare(desk->session, desk->snapshot, desk->canvas.width, desk->canvas.height) ==
          RESULT_OK);
    const enum result result = session_sheet(desk->session, desk->snapshot, &sheet);
    HOLDS(result == RESULT_OK || result == RESULT_INVALID);
    HOLDS(!sheet.failed);
    if (result == RESULT_OK)
        sheet_holds(&sheet);
    sheet_done(&sheet);
}
