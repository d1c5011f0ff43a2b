#include "tui/commands/keeping.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/commands/output.h"
#include "tui/views/filter.h"
#include "tui/views/table.h"

/* "teamtop kept 1", then a line each: ": " and a command, "/ " and what was looked for, "f " and a
 * filter, the newest last; "m ", a letter and what is to be known of the place it names:
 * "m a view=team unit=eh-penwith panel=1 filter=status:red". */
#define HEADING    "teamtop kept 1\n"
#define LINE_SIZE  1024 /* longer lines were not written by this program */
#define LINES_MOST (2 * (3 * ASK_LINES + KEPT_PLACES))
#define ROWS_MOST  1000000

enum taken {
    TAKEN,
    GONE,   /* it speaks of what is no more */
    SPOILT, /* it makes no sense */
};

/* --- the fields of a place -------------------------------------------------------------------- */

typedef enum taken read_fn(const struct service *service, const char *word, struct view_place *ret);
/* The word for the place; NULL: there is nothing to write. */
typedef const char *word_fn(const struct service *service, const struct view_place *place);

static enum taken read_view(const struct service *service, const char *word, struct view_place *ret)
{
    (void)service;
    ret->view = view_find(word);
    return ret->view ? TAKEN : GONE;
}

static const char *view_word(const struct service *service, const struct view_place *place)
{
    (void)service;
    return place->view->id;
}

static enum taken read_unit(const struct service *service, const char *word, struct view_place *ret)
{
    ret->unit = unit_tree_find(service->units, word);
    return ret->unit != UNIT_NONE ? TAKEN : GONE;
}

static const char *id_of(const struct service *service, unit_index unit)
{
    return unit != UNIT_NONE ? unit_tree_at(service->units, unit)->id : NULL;
}

static const char *unit_word(const struct service *service, const struct view_place *place)
{
    return id_of(service, place->unit);
}

/* The selection may be gone while the place is not. */
static enum taken read_chosen(
    const struct service *service, const char *word, struct view_place *ret)
{
    ret->chosen = unit_tree_find(service->units, word);
    return TAKEN;
}

static const char *chosen_word(const struct service *service, const struct view_place *place)
{
    return id_of(service, place->chosen);
}

static enum taken read_level(
    const struct service *service, const char *word, struct view_place *ret)
{
    ret->level = service_level(service, word) + 1;
    return ret->level > 0 ? TAKEN : GONE;
}

static const char *level_word(const struct service *service, const struct view_place *place)
{
    return place->level > 0 ? service->levels[place->level - 1].id : NULL;
}

static enum taken read_measure(
    const struct service *service, const char *word, struct view_place *ret)
{
    struct measure_ref measure;
    (void)service;
    if (!measure_find(word, &measure) || measure.sub[0])
        return GONE;
    ret->measure = (int)(measure.measure - measure_at(0)) + 1;
    return TAKEN;
}

static const char *measure_word(const struct service *service, const struct view_place *place)
{
    (void)service;
    return place->measure > 0 ? measure_at((size_t)place->measure - 1)->id : NULL;
}

static enum taken read_feed(const struct service *service, const char *word, struct view_place *ret)
{
    const struct feed_spec *const feed = service_feed(service, word);
    if (!feed)
        return GONE;
    ret->feed = (int)(feed - service->feeds);
    return TAKEN;
}

static const char *feed_word(const struct service *service, const struct view_place *place)
{
    const bool is_there = place->view == &feed_view && (size_t)place->feed < service->feed_count;
    return is_there ? service->feeds[place->feed].id : NULL;
}

static enum taken read_sort(const struct service *service, const char *word, struct view_place *ret)
{
    (void)service;
    ret->sort.column = table_sort_named(word);
    return ret->sort.column >= 0 ? TAKEN : GONE;
}

static const char *sort_word(const struct service *service, const struct view_place *place)
{
    (void)service;
    return place->sort.column != TABLE_UNIT ? table_measure(place->sort.column).measure->id : NULL;
}

static enum taken read_order(
    const struct service *service, const char *word, struct view_place *ret)
{
    (void)service;
    ret->sort.reverse = strcmp(word, "lowest") == 0;
    return ret->sort.reverse ? TAKEN : SPOILT;
}

static const char *order_word(const struct service *service, const struct view_place *place)
{
    (void)service;
    return place->sort.reverse ? "lowest" : NULL;
}

static enum taken read_filter(
    const struct service *service, const char *word, struct view_place *ret)
{
    struct filter filter;
    char message[FILTER_MESSAGE];
    if (strlen(word) >= FILTER_SIZE)
        return SPOILT;
    if (filter_parse(service, word, &filter, message))
        snprintf(ret->filter, FILTER_SIZE, "%s", word);
    return TAKEN; /* words that mean nothing any more would only hide things */
}

static const char *filter_word(const struct service *service, const struct view_place *place)
{
    (void)service;
    return place->filter[0] ? place->filter : NULL;
}

/* The filter comes last: it alone may have blanks in it. */
static const struct field {
    const char *name;
    read_fn *read;
    word_fn *word;
} fields[] = {
    {"view", read_view, view_word},
    {"unit", read_unit, unit_word},
    {"chosen", read_chosen, chosen_word},
    {"level", read_level, level_word},
    {"measure", read_measure, measure_word},
    {"feed", read_feed, feed_word},
    {"sort", read_sort, sort_word},
    {"order", read_order, order_word},
    {"filter", read_filter, filter_word},
};
#define FIELDS (sizeof fields / sizeof fields[0])

static const struct number {
    const char *name;
    size_t offset;
} numbers[] = {
    {"panel", offsetof(struct view_place, panel)},
    {"row", offsetof(struct view_place, row)},
    {"top", offsetof(struct view_place, top)},
    {"back", offsetof(struct view_place, back)},
};
#define NUMBERS (sizeof numbers / sizeof numbers[0])

/* --- reading ---------------------------------------------------------------------------------- */

static enum taken read_number(const char *word, int *ret)
{
    char *end;
    errno = 0;
    const long number = strtol(word, &end, 10);
    if (end == word || *end || errno != 0 || number < 0 || number > ROWS_MOST)
        return SPOILT;
    *ret = (int)number;
    return TAKEN;
}

static enum taken read_field(
    const struct service *service, const char *name, const char *word, struct view_place *ret)
{
    for (size_t i = 0; i < NUMBERS; i++)
        if (strcmp(numbers[i].name, name) == 0)
            return read_number(word, (int *)((char *)ret + numbers[i].offset));
    for (size_t i = 0; i < FIELDS; i++)
        if (strcmp(fields[i].name, name) == 0)
            return fields[i].read(service, word, ret);
    return SPOILT;
}

/* The next "name=word" of a line, which is changed; false at its end. */
static bool next_field(char **at, const char **ret_name, const char **ret_word)
{
    char *const name = *at, *const equals = strchr(name, '=');
    if (!equals)
        return false;
    *equals = '\0';
    char *const end = strcmp(name, "filter") == 0 ? strchr(equals + 1, '\0')
                                                  : equals + 1 + strcspn(equals + 1, " ");
    *at = *end ? end + 1 : end;
    *end = '\0';
    *ret_name = name;
    *ret_word = equals + 1;
    return true;
}

/* A place that no key can lead to is none. */
static bool makes_sense(const struct view_place *place)
{
    return place->view && place->panel < place->view->panels &&
           (place->unit != UNIT_NONE || place->view->of_all || place->view == &overview_view);
}

static enum taken take_place(const struct service *service, char *line, struct kept *kept)
{
    struct view_place place = {
        .unit = UNIT_NONE, .chosen = UNIT_NONE, .reorder = true, .heat = {.axis = UNIT_NONE}};
    const char *name, *word;
    const char letter = line[0];
    if (letter < 'a' || letter > 'z' || line[1] != ' ')
        return SPOILT;
    char *at = line + 2;
    enum taken taken = TAKEN;
    while (taken == TAKEN && next_field(&at, &name, &word))
        taken = read_field(service, name, word, &place);
    if (taken == TAKEN && (*at || !makes_sense(&place)))
        taken = SPOILT;
    if (taken == TAKEN)
        kept->places[letter - 'a'] = place;
    return taken;
}

static enum taken take_typed(const char *line, struct history *history)
{
    if (!line[0] || strlen(line) >= PROMPT_SIZE)
        return SPOILT;
    history_add(history, line);
    return TAKEN;
}

static enum taken take_line(const struct service *service, char *line, struct kept *kept)
{
    const size_t length = strlen(line);
    if (length < 3 || line[length - 1] != '\n' || line[1] != ' ' ||
        !text_is_clean(line, length - 1))
        return SPOILT;
    line[length - 1] = '\0';
    switch (line[0]) {
    case ':':
        return take_typed(line + 2, &kept->commands);
    case '/':
        return take_typed(line + 2, &kept->finds);
    case 'f':
        return take_typed(line + 2, &kept->filters);
    case 'm':
        return take_place(service, line + 2, kept);
    default:
        return SPOILT;
    }
}

/* At most twice as many lines as are ever written, so that no file is read for ever. */
static enum result read_lines(FILE *file, const struct service *service, struct kept *kept)
{
    char line[LINE_SIZE];
    if (!fgets(line, sizeof line, file) || strcmp(line, HEADING) != 0)
        return RESULT_IO;
    for (int i = 0; i < LINES_MOST; i++) {
        if (!fgets(line, sizeof line, file))
            return ferror(file) ? RESULT_IO : RESULT_OK;
        if (take_line(service, line, kept) == SPOILT)
            kept->spoilt = true;
    }
    return RESULT_OK;
}

enum result keeping_read(const char *path, const struct service *service, struct kept *ret)
{
    struct kept read = {0};
    FILE *const file = fopen(path, "re");
    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? RESULT_OK : RESULT_IO;
    const enum result result = read_lines(file, service, &read);
    fclose(file);
    if (result == RESULT_OK)
        *ret = read;
    return result;
}

/* --- writing ---------------------------------------------------------------------------------- */

static bool write_typed(const struct history *history, char sign, FILE *stream)
{
    bool written = true;
    for (int i = 0; written && i < history->count; i++)
        written = fprintf(stream, "%c %s\n", sign, history->lines[i]) > 0;
    return written;
}

static bool write_numbers(const struct view_place *place, FILE *stream)
{
    bool written = true;
    for (size_t i = 0; written && i < NUMBERS; i++) {
        const int number = *(const int *)((const char *)place + numbers[i].offset);
        if (number > 0)
            written = fprintf(stream, " %s=%d", numbers[i].name, number) > 0;
    }
    return written;
}

static bool write_place(
    const struct service *service, char letter, const struct view_place *place, FILE *stream)
{
    bool written = fprintf(stream, "m %c", letter) > 0 && write_numbers(place, stream);
    for (size_t i = 0; written && i < FIELDS; i++) {
        const char *const word = fields[i].word(service, place);
        if (word)
            written = fprintf(stream, " %s=%s", fields[i].name, word) > 0;
    }
    return written && fputc('\n', stream) != EOF;
}

struct document {
    const struct service *service;
    const struct kept *kept;
};

static enum result write_document(void *context, FILE *stream)
{
    const struct document *const document = context;
    const struct kept *const kept = document->kept;
    bool written = fputs(HEADING, stream) >= 0 && write_typed(&kept->commands, ':', stream) &&
                   write_typed(&kept->finds, '/', stream) &&
                   write_typed(&kept->filters, 'f', stream);
    for (int i = 0; written && i < KEPT_PLACES; i++)
        if (kept->places[i].view)
            written = write_place(document->service, (char)('a' + i), &kept->places[i], stream);
    return written ? RESULT_OK : RESULT_IO;
}

enum result keeping_write(const char *path, const struct service *service, const struct kept *kept)
{
    struct document document = {service, kept};
    return output_file(path, write_document, &document, NULL);
}
