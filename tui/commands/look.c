#include "tui/commands/look.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands/output.h"

/* "teamtop look 1 <seconds since 1970>", the measures' ids, then a unit's id and its figures a line;
 * "-" is a figure that was not known. */
#define HEADING    "teamtop look 1 "
#define LINE_SIZE  1024                  /* longer lines were not written by this program */
#define LATEST     INT64_C(253402300799) /* the last second of the year 9999 */
#define VALUE_MOST INT64_C(1000000000000000)

/* --- reading -------------------------------------------------------------------------------- */

/* The number at *at, not beyond `most` either way; *at goes on behind it and the blank or the end
 * of the line. */
static bool read_number(char **at, int64_t most, int64_t *ret)
{
    char *end;
    errno = 0;
    const intmax_t number = strtoimax(*at, &end, 10);
    if (end == *at || errno != 0 || number > most || number < -most ||
        (*end != ' ' && *end != '\n'))
        return false;
    *at = end + 1;
    *ret = number;
    return true;
}

static bool read_figure(char **at, struct figure *ret)
{
    *ret = (struct figure){0};
    if ((*at)[0] == '-' && ((*at)[1] == ' ' || (*at)[1] == '\n')) {
        *at += 2;
        return true;
    }
    ret->has_data = ret->has_value = true;
    return read_number(at, VALUE_MOST, &ret->value);
}

/* False when the line is not a unit's of this service with all its figures. */
static bool read_unit(
    char *line, const struct service *service, unit_index *ret_unit, struct figure *ret)
{
    char *at = strchr(line, ' ');
    bool sensible = at && strchr(line, '\n');
    if (!sensible)
        return false;
    *at++ = '\0';
    *ret_unit = unit_tree_find(service->units, line);
    for (size_t i = 0; i < marked_count() && sensible; i++)
        sensible = *at != '\0' && read_figure(&at, &ret[i]);
    return sensible && *at == '\0' && *ret_unit != UNIT_NONE;
}

static enum result take_unit(char *line, const struct service *service, struct shown *shown)
{
    struct figure figures[LINE_SIZE / 2];
    unit_index unit;
    if (!read_unit(line, service, &unit, figures))
        return RESULT_OK;
    for (size_t i = 0; i < marked_count(); i++) {
        struct shown_figure *const item =
            grow_one(&shown->items, &shown->count, &shown->room, sizeof *shown->items);
        if (!item)
            return RESULT_NO_MEMORY;
        *item = (struct shown_figure){unit, marked_at(i), figures[i]};
    }
    return RESULT_OK;
}

static void write_measures(char *line, size_t size)
{
    size_t length = 0;
    for (size_t i = 0; i < marked_count() && length < size; i++)
        length += (size_t)snprintf(
            line + length, size - length, "%s%s", i == 0 ? "" : " ", marked_at(i)->id);
}

/* A file of other measures was written by another version: as good as none. */
static enum result read_heading(FILE *file, int64_t *ret_at, bool *ret_ours)
{
    char line[LINE_SIZE], measures[LINE_SIZE], *at = line + strlen(HEADING);
    if (!fgets(line, sizeof line, file) || strncmp(line, HEADING, strlen(HEADING)) != 0 ||
        !read_number(&at, LATEST, ret_at) || *ret_at <= 0 || !fgets(line, sizeof line, file))
        return RESULT_IO;
    line[strcspn(line, "\n")] = '\0';
    write_measures(measures, sizeof measures);
    *ret_ours = strcmp(line, measures) == 0;
    return RESULT_OK;
}

/* No more lines than are ever written, so that no file is read for ever. */
static enum result read_units(FILE *file, const struct service *service, struct shown *shown)
{
    char line[LINE_SIZE];
    enum result result = RESULT_OK;
    for (int i = 0; i < LOOKED_MOST && result == RESULT_OK; i++) {
        if (!fgets(line, sizeof line, file))
            return ferror(file) ? RESULT_IO : RESULT_OK;
        result = take_unit(line, service, shown);
    }
    return result;
}

static enum result read_file(FILE *file, const struct service *service, struct looked *looked)
{
    int64_t at = 0;
    bool ours = false;
    const enum result result = read_heading(file, &at, &ours);
    if (result != RESULT_OK || !ours)
        return result;
    looked->at = (time_t)at;
    return read_units(file, service, &looked->figures);
}

enum result look_read(const char *path, const struct service *service, struct looked *ret)
{
    struct looked read = {0};
    FILE *const file = fopen(path, "re");
    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? RESULT_OK : RESULT_IO;
    const enum result result = read_file(file, service, &read);
    fclose(file);
    if (result == RESULT_OK)
        *ret = read;
    else
        looked_done(&read);
    return result;
}

/* --- writing -------------------------------------------------------------------------------- */

struct document {
    const struct service *service;
    const struct looked *looked;
};

static bool write_figure(const struct figure *figure, FILE *stream)
{
    return figure_is_known(figure) ? fprintf(stream, " %" PRId64, figure->value) > 0
                                   : fputs(" -", stream) >= 0;
}

static bool write_unit(
    const struct service *service, const struct shown_figure *figures, FILE *stream)
{
    bool written = fputs(unit_tree_at(service->units, figures->unit)->id, stream) >= 0;
    for (size_t i = 0; written && i < marked_count(); i++)
        written = write_figure(&figures[i].figure, stream);
    return written && fputc('\n', stream) != EOF;
}

static enum result write_document(void *context, FILE *stream)
{
    const struct document *document = context;
    const struct shown *figures = &document->looked->figures;
    char measures[LINE_SIZE];
    write_measures(measures, sizeof measures);
    bool written =
        fprintf(stream, HEADING "%" PRId64 "\n%s\n", (int64_t)document->looked->at, measures) > 0;
    for (size_t i = 0; written && i < figures->count; i += marked_count())
        written = write_unit(document->service, &figures->items[i], stream);
    return written ? RESULT_OK : RESULT_IO;
}

enum result look_write(const char *path, const struct service *service, const struct looked *looked)
{
    struct document document = {service, looked};
    return output_file(path, write_document, &document, NULL);
}
