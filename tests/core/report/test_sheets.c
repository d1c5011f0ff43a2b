/* A small sheet with everything that is hard to write down, in every form. With
 * TEAMTOP_GOLDEN=write the documents are written anew: read them before committing. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/sheets.h"
#include "tests/suite.h"

static const char *folder; /* set once by main(), before any test runs */

static void fill_names(struct sheet *sheet)
{
    static const char *const names[] = {"=SUM(A1)", "<script>alert(\"x\")</script> & Sons",
        "Early Help, \"Penwith\"", "Ysgol \xc5\xb4yn"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        sheet_row(sheet);
        sheet_about(sheet, (unit_index)i, i > 0);
        sheet_text(sheet, names[i]);
        sheet_count(sheet, (int64_t)i * 40);
        sheet_value(sheet, -(fixed_t)i * 12345);
        sheet_day(sheet, i == 2 ? DAY_NONE : day_from_civil(2020, 2, 29) + (day_t)i);
    }
}

static void judge(struct sheet_cell *cell, enum status status, enum signal signal)
{
    cell->status = status;
    cell->signal = signal;
    cell->rising = true;
}

static void fill(struct sheet *sheet)
{
    sheet_init(sheet);
    sheet_title(sheet, "Compare", "Together <for> Families");
    sheet->as_at = day_from_civil(2020, 3, 2);
    sheet->window = WINDOW_12M;
    sheet->live = true;
    sheet_note(sheet, "Invented data, \"%s\".", "all of it");
    sheet_column(sheet, "Unit", SHEET_TEXT);
    sheet_column(sheet, "Open cases", SHEET_PEOPLE);
    sheet_column(sheet, "Sickness, %", SHEET_RATE);
    sheet_column(sheet, "Since", SHEET_DAY);
    sheet->columns[2].judged = true;
    fill_names(sheet);
    judge(&sheet->rows[1].cells[2], STATUS_RED, SIGNAL_CONCERNING);
    judge(&sheet->rows[2].cells[2], STATUS_GREEN, SIGNAL_COMMON);
    sheet->rows[2].cells[2].stale = true;
    sheet->rows[3].cells[1].state = CELL_SUPPRESSED;
    sheet->rows[3].cells[2].state = CELL_NO_VALUE;
    ck_assert(!sheet->failed);
}

static char *written(void (*write)(const struct sheet *, FILE *), const struct sheet *sheet)
{
    char *text = NULL;
    size_t size;
    FILE *const stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    write(sheet, stream);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

static char *kept(const char *path)
{
    char *const text = calloc(1, 1 << 14);
    FILE *const file = fopen(path, "rb");
    ck_assert_ptr_nonnull(text);
    if (file) {
        const size_t length = fread(text, 1, (1 << 14) - 1, file);
        text[length] = '\0';
        fclose(file);
    }
    return text;
}

static void keep(const char *path, const char *text)
{
    FILE *const file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static const struct {
    const char *name;
    void (*write)(const struct sheet *sheet, FILE *stream);
} forms[] = {
    {"sheet.csv", sheet_write_csv},
    {"sheet.json", sheet_write_json},
    {"sheet.txt", sheet_write_text},
    {"sheet.html", sheet_write_html},
    {"sheet-plain.txt", sheet_write_plain},
};
#define FORMS ((int)(sizeof forms / sizeof forms[0]))

START_TEST(documents_are_as_kept)
{
    char path[512];
    struct sheet sheet;
    fill(&sheet);
    char *const text = written(forms[_i].write, &sheet);
    snprintf(path, sizeof path, "%s/%s", folder, forms[_i].name);
    if (getenv("TEAMTOP_GOLDEN"))
        keep(path, text);
    char *const before = kept(path);
    ck_assert_msg(
        strcmp(text, before) == 0, "%s\n--- kept:\n%s\n--- written:\n%s\n", path, before, text);
    free(before);
    free(text);
    sheet_done(&sheet);
}
END_TEST

START_TEST(html_runs_nothing_and_names_its_rows_and_columns)
{
    struct sheet sheet;
    fill(&sheet);
    char *const text = written(sheet_write_html, &sheet);
    ck_assert_ptr_null(strstr(text, "<script"));
    ck_assert_ptr_nonnull(strstr(text, "&lt;script&gt;"));
    ck_assert_ptr_nonnull(strstr(text, "<caption>Compare</caption>"));
    ck_assert_ptr_nonnull(strstr(text, "<th scope=\"col\""));
    ck_assert_ptr_nonnull(strstr(text, "<th scope=\"row\""));
    ck_assert_ptr_nonnull(strstr(text, "@media print"));
    free(text);
    sheet_done(&sheet);
}
END_TEST

START_TEST(a_sheet_that_failed_is_not_written)
{
    struct sheet sheet;
    char *text = NULL;
    size_t size;
    fill(&sheet);
    sheet.failed = true;
    FILE *const stream = open_memstream(&text, &size);
    ck_assert_int_eq(sheet_write(&sheet, REPORT_CSV, stream), RESULT_NO_MEMORY);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_uint_eq(size, 0);
    free(text);
    sheet_done(&sheet);
}
END_TEST

START_TEST(a_stream_that_is_full_is_an_error)
{
    struct sheet sheet;
    FILE *const full = fopen("/dev/full", "w");
    if (!full)
        return;
    fill(&sheet);
    ck_assert_int_eq(sheet_write(&sheet, REPORT_HTML, full), RESULT_IO);
    fclose(full);
    sheet_done(&sheet);
}
END_TEST

int main(int count, char **arguments)
{
    folder = count > 1 ? arguments[1] : ".";
    Suite *const suite = suite_create("sheets");
    TCase *const tests = tcase_create("sheets");
    tcase_add_loop_test(tests, documents_are_as_kept, 0, FORMS);
    tcase_add_test(tests, html_runs_nothing_and_names_its_rows_and_columns);
    tcase_add_test(tests, a_sheet_that_failed_is_not_written);
    tcase_add_test(tests, a_stream_that_is_full_is_an_error);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
