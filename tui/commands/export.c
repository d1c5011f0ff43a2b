#include "tui/commands/export.h"

#include "core/model/share.h"
#include "core/report/sheets.h"
#include "tui/commands/output.h"

struct document {
    const struct sheet *sheet;
    enum report_format format;
};

static enum result write_document(void *context, FILE *stream)
{
    const struct document *const document = context;
    return sheet_write(document->sheet, document->format, stream);
}

static enum result fill(struct showing *showing, struct sheet *sheet)
{
    enum result result = session_sheet(showing->session, showing->snapshot, sheet);
    if (result == RESULT_OK)
        result = sheet_share(sheet, showing->snapshot);
    return result;
}

/* One sentence about what failed; the diags know more when it was the file or the store. */
static void say_failed(struct showing *showing, enum result result, const struct diags *diags)
{
    if (result == RESULT_INVALID)
        session_warn(showing->session, "There is nothing to save on this screen.");
    else if (result == RESULT_NO_MEMORY)
        session_warn(showing->session, "Nothing was written: memory ran out.");
    else
        showing_warn(showing, diags);
}

static enum result save(
    struct showing *showing, const struct export_wish *wish, struct diags *diags)
{
    struct sheet sheet;
    struct document document = {.sheet = &sheet};
    if (!report_format_parse(wish->format, &document.format))
        return RESULT_INVALID;
    sheet_init(&sheet);
    enum result result = fill(showing, &sheet);
    if (result == RESULT_OK)
        result = output_new_file(wish->path, write_document, &document, diags);
    sheet_done(&sheet);
    return result;
}

void export_shown(struct showing *showing)
{
    const struct export_wish *const wish = session_export_wish(showing->session);
    struct diags diags;
    char said[sizeof wish->path + 16];
    diags_init(&diags);
    const enum result result = save(showing, wish, &diags);
    snprintf(said, sizeof said, "written: %s", wish->path);
    if (result == RESULT_OK)
        session_tell(showing->session, said);
    else
        say_failed(showing, result, &diags);
    diags_done(&diags);
}
