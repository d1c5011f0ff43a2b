#include "core/report/sheets.h"

typedef void sheet_writer_fn(const struct sheet *sheet, FILE *stream);

static sheet_writer_fn *const writers[] = {
    [REPORT_TEXT] = sheet_write_text,
    [REPORT_CSV] = sheet_write_csv,
    [REPORT_JSON] = sheet_write_json,
    [REPORT_HTML] = sheet_write_html,
};

enum result sheet_write(const struct sheet *sheet, enum report_format format, FILE *stream)
{
    if (sheet->failed)
        return RESULT_NO_MEMORY;
    writers[format](sheet, stream);
    return fflush(stream) != 0 || ferror(stream) ? RESULT_IO : RESULT_OK;
}

static bool is_special(enum signal signal)
{
    return signal == SIGNAL_IMPROVING || signal == SIGNAL_CONCERNING || signal == SIGNAL_SPECIAL;
}

const char *sheet_judgement(const struct sheet_cell *cell, char *buffer)
{
    const bool judged = cell->status != STATUS_NONE, special = is_special(cell->signal);
    snprintf(buffer, SHEET_JUDGEMENT_SIZE, "%s%s%s%s%s%s", judged ? status_id(cell->status) : "",
        judged && special ? ", " : "", special ? signal_id(cell->signal) : "",
        !special || cell->back >= 0 ? ""
        : cell->rising              ? " (rising)"
                                    : " (falling)",
        cell->stale && (judged || special) ? ", " : "", cell->stale ? "stale" : "");
    return buffer;
}

const char *sheet_moment(const struct sheet *sheet, char *buffer, size_t size)
{
    char day[32];
    snprintf(buffer, size, "%s, %s", day_text_long(sheet->as_at, day, sizeof day),
        window_label(sheet->window));
    return buffer;
}
