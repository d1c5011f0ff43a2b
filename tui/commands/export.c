#include "tui/commands/export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/model/share.h"
#include "core/report/sheets.h"
#include "tui/commands/output.h"

#define PATH_SIZE 4096

struct document {
    const struct sheet *sheet;
    enum report_format format;
};

static enum result write_document(void *context, FILE *stream)
{
    const struct document *const document = context;
    return sheet_write(document->sheet, document->format, stream);
}

/* A snapshot for other eyes of what is shown; NULL: no memory. */
static struct snapshot *shared_of(const struct showing *showing)
{
    const struct snapshot *const shown = showing->snapshot;
    return snapshot_create_shared(showing->app->service, store_provider_get(showing->app->provider),
        snapshot_as_at(shown), snapshot_window(shown), snapshot_now(shown));
}

/* The rows as others would see them: which stand there, and in which order, would tell of what is
 * hidden as well. */
static enum result fill_shared(struct showing *showing, struct sheet *sheet)
{
    struct session *const session = showing->session;
    if (session_is_shared(session))
        return session_sheet(session, snapshot_whole(showing->snapshot), sheet);
    struct snapshot *const shared = shared_of(showing);
    if (!shared)
        return RESULT_NO_MEMORY;
    enum result result = session_arrange(session, shared);
    if (result == RESULT_OK)
        result = session_sheet(session, snapshot_whole(showing->snapshot), sheet);
    snapshot_destroy(shared);
    const enum result back = session_arrange(session, showing->snapshot);
    return result == RESULT_OK ? back : result;
}

enum result export_sheet(struct showing *showing, struct sheet *sheet)
{
    const enum result result = fill_shared(showing, sheet);
    return result == RESULT_OK ? sheet_share(sheet, snapshot_whole(showing->snapshot)) : result;
}

/* One sentence about what failed; the diags know more when it was the file or the store. */
static void say_failed(struct showing *showing, enum result result, const struct diags *diags)
{
    if (result == RESULT_INVALID)
        session_warn(showing->session, "There is nothing to save on this screen.");
    else if (result == RESULT_NO_MEMORY)
        session_warn(showing->session, "Nothing was written: memory ran out.");
    else
        showing_warn(showing, result, diags);
}

/* --- where -------------------------------------------------------------------------------------- */

/* What someone locked in may call a file: a name in one folder, that is not hidden and is no option. */
static bool is_sound_name(const char *name)
{
    const char *const bytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ";
    return name[0] && name[0] != '.' && name[0] != '-' && name[strspn(name, bytes)] == '\0';
}

static enum result refuse(struct diags *diags, const char *sentence)
{
    diag_add(diags, DIAG_ERROR, (struct place){0}, "%s", sentence);
    return RESULT_DENIED;
}

/* The viewer's own folder in the operator's, which must be there. */
static enum result locked_path(
    const struct app *app, const char *name, char *path, size_t size, struct diags *diags)
{
    const char *const folder = app->service->access.exports;
    if (!folder[0])
        return refuse(diags, "nothing can be saved here: access.yaml names no folder (exports:)");
    if (!is_sound_name(name))
        return refuse(diags, "name the file alone, of letters, digits, - and _, without a folder");
    const int length = snprintf(path, size, "%s/%s", folder, app->viewer.name);
    if (length < 0 || (size_t)length >= size)
        return refuse(diags, "the folder's name is too long");
    if (mkdir(path, 0750) != 0 && errno != EEXIST)
        return output_failed(path, diags);
    snprintf(path + length, size - (size_t)length, "/%s", name);
    return RESULT_OK;
}

static enum result find_path(
    const struct app *app, const char *name, char *path, size_t size, struct diags *diags)
{
    if (app->viewer.locked)
        return locked_path(app, name, path, size, diags);
    snprintf(path, size, "%s", name);
    return RESULT_OK;
}

/* --- saving ------------------------------------------------------------------------------------- */

static enum result record(
    const struct showing *showing, const struct export_wish *wish, struct diags *diags)
{
    char detail[sizeof wish->format + sizeof wish->path + 1];
    snprintf(detail, sizeof detail, "%s %s", wish->format, wish->path);
    return app_record(showing->app, "export", session_unit(showing->session), detail, diags);
}

static enum result write_file(struct showing *showing, const struct export_wish *wish,
    struct document *document, struct diags *diags)
{
    char path[PATH_SIZE];
    enum result result = find_path(showing->app, wish->path, path, sizeof path, diags);
    if (result == RESULT_OK)
        result = record(showing, wish, diags);
    return result == RESULT_OK ? output_new_file(path, write_document, document, diags) : result;
}

/* Keys may have come faster than pictures, and what takes long may not be there yet. */
static enum result prepare(struct showing *showing)
{
    const struct canvas *canvas = &showing->canvas;
    const enum result result = session_arrange(showing->session, showing->snapshot);
    return result == RESULT_OK ? showing_prepare(showing, app_now(), canvas->width, canvas->height)
                               : result;
}

static enum result save(
    struct showing *showing, const struct export_wish *wish, struct diags *diags)
{
    struct sheet sheet;
    struct document document = {.sheet = &sheet};
    if (!report_format_parse(wish->format, &document.format))
        return RESULT_INVALID;
    sheet_init(&sheet);
    enum result result = prepare(showing);
    if (result == RESULT_OK)
        result = export_sheet(showing, &sheet);
    if (result == RESULT_OK)
        result = write_file(showing, wish, &document, diags);
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
