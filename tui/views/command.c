/* The command line: ":unit eh-penwith", ":as-at 2019-12-31", ":view compare". */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/views/figures.h"
#include "tui/views/filter.h"
#include "tui/views/help.h"
#include "tui/views/panels.h"
#include "tui/views/session_state.h"
#include "tui/views/table.h"

typedef unsigned run_fn(struct session *session, const char *argument);
/* `before` is what stands of the argument before the word being typed. */
typedef void words_fn(const struct session *session, const char *before, struct words *words);

/* --- saying what is wrong --------------------------------------------------------------------- */

static unsigned warn(struct session *session, const char *text)
{
    session_warn(session, text);
    return WISH_DRAW;
}

static unsigned unknown(struct session *session, words_fn *list, const char *what, const char *word)
{
    struct words words = {0};
    char text[MESSAGE_SIZE];

    list(session, "", &words);
    words_say_unknown(&words, what, word, text, sizeof text);
    return warn(session, text);
}

/* --- places ----------------------------------------------------------------------------------- */

static void unit_words(const struct session *session, const char *before, struct words *words)
{
    unit_index end = outline_end(&session->outline);

    if (before[0] != '\0')
        return;
    for (unit_index unit = outline_first(&session->outline); unit < end; unit++)
        words_add(words, unit_tree_at(session->service->units, unit)->id);
}

static unsigned run_unit(struct session *session, const char *argument)
{
    unit_index unit = unit_tree_match(session->service->units, argument, strlen(argument));

    if (unit == UNIT_NONE || !session_shows(session, unit))
        return unknown(session, unit_words, "unit", argument);
    session_open(session, view_of_unit(session->service, unit), unit);
    return WISH_DRAW;
}

static void view_words(const struct session *session, const char *before, struct words *words)
{
    const struct view *view;

    (void)session;
    for (size_t i = 0; before[0] == '\0' && (view = view_at(i)) != NULL; i++)
        words_add(words, view->id);
}

static unsigned run_view(struct session *session, const char *argument)
{
    if (view_find(argument) == NULL)
        return unknown(session, view_words, "view", argument);
    if (!session_go(session, argument, session_unit(session)))
        return warn(session, "This view is for one team: go to a team first.");
    return WISH_DRAW;
}

/* --- day and window --------------------------------------------------------------------------- */

static bool read_day(const char *text, day_t *ret)
{
    const struct day_format format = DAY_FORMAT_ISO;

    return day_parse(&format, text, strlen(text), ret);
}

static unsigned no_day(struct session *session, const char *argument)
{
    char text[MESSAGE_SIZE];

    snprintf(text, sizeof text, "\"%.*s\" is not a day; write it like 2019-12-31.",
        (int)text_fit(argument, 40, NULL), argument);
    return warn(session, text);
}

static void day_words(const struct session *session, const char *before, struct words *words)
{
    (void)session;
    if (before[0] != '\0')
        return;
    words_add(words, "live");
    words_add(words, "last-import");
}

static unsigned run_as_at(struct session *session, const char *argument)
{
    day_t day;

    if (strcmp(argument, "live") == 0)
        return session_to_live(session);
    if (strcmp(argument, "last-import") == 0)
        return session_to_last_import(session);
    return read_day(argument, &day) ? session_to_day(session, day) : no_day(session, argument);
}

static void pin_words(const struct session *session, const char *before, struct words *words)
{
    (void)session;
    if (before[0] == '\0')
        words_add(words, "off");
}

static unsigned run_pin(struct session *session, const char *argument)
{
    day_t day;

    if (strcmp(argument, "off") == 0)
        return session_pin(session, DAY_NONE);
    if (!read_day(argument, &day))
        return no_day(session, argument);
    if (day > session->live_day)
        return warn(session, "There are no figures after the newest day.");
    return session_pin(session, day);
}

static void window_words(const struct session *session, const char *before, struct words *words)
{
    enum window window;

    (void)session;
    for (int i = 0; before[0] == '\0' && i < WINDOW_COUNT; i++)
        if (window_parse(window_id((enum window)i), &window))
            words_add(words, window_id(window));
}

static unsigned run_window(struct session *session, const char *argument)
{
    enum window window;

    if (!window_parse(argument, &window))
        return unknown(session, window_words, "window", argument);
    return session_to_window(session, window);
}

/* --- measures and levels ---------------------------------------------------------------------- */

static void measure_words(const struct session *session, const char *before, struct words *words)
{
    (void)session;
    for (size_t i = 0; before[0] == '\0' && i < measure_count(); i++)
        words_add(words, measure_at(i)->id);
}

/* Else there is nothing to chart or to compare. */
static bool has_units(const struct session *session)
{
    return unit_tree_count(session->service->units) > 0;
}

static unsigned warn_of_no_units(struct session *session)
{
    return warn(session, "The configuration names no units.");
}

/* Opens the view about the unit one is on, unless one is there; some unit is. */
static struct view_place *place_in(struct session *session, const struct view *view)
{
    unit_index unit = session_unit(session);

    if (unit == UNIT_NONE)
        unit = outline_first(&session->outline);
    if (trail_peek(&session->trail)->view != view)
        session_open(session, view, unit);
    return trail_here(&session->trail);
}

static unsigned chart(struct session *session, int panel, int row)
{
    struct view_place *place = place_in(session, &panel_view);

    place->panel = panel;
    place->row = row;
    return WISH_DRAW;
}

static unsigned compare(struct session *session, const struct measure *measure)
{
    const struct view *view = view_find("compare");

    if (view == NULL)
        return warn(session, "There is no chart of this measure.");
    place_in(session, view)->measure = (int)(measure - measure_at(0)) + 1;
    session_rebuild(session);
    return WISH_DRAW;
}

/* In the comparison another measure is compared; anywhere else its chart is what is wanted. */
static unsigned run_measure(struct session *session, const char *argument)
{
    const struct view *here = trail_peek(&session->trail)->view;
    struct measure_ref measure;
    int panel, row;

    if (!measure_find(argument, &measure) || strchr(argument, '.') != NULL)
        return unknown(session, measure_words, "measure", argument);
    if (!has_units(session))
        return warn_of_no_units(session);
    if (here != view_find("compare") && panel_find(argument, &panel, &row))
        return chart(session, panel, row);
    return compare(session, measure.measure);
}

static void level_words(const struct session *session, const char *before, struct words *words)
{
    for (int i = 0; before[0] == '\0' && i < session->service->level_count; i++)
        words_add(words, session->service->levels[i].id);
}

/* The units of one level beside each other. */
static unsigned run_level(struct session *session, const char *argument)
{
    int level = service_level(session->service, argument);
    const struct view *view = view_find("compare");

    if (level < 0 || view == NULL)
        return unknown(session, level_words, "level", argument);
    if (!has_units(session))
        return warn_of_no_units(session);
    place_in(session, view)->level = level + 1;
    session_rebuild(session);
    return WISH_DRAW;
}

/* --- finding and naming ----------------------------------------------------------------------- */

static unsigned run_find(struct session *session, const char *argument)
{
    return find_text(session, argument);
}

static unsigned run_mark(struct session *session, const char *argument)
{
    return places_name(session, ACTION_MARK, argument);
}

static unsigned run_jump(struct session *session, const char *argument)
{
    return places_name(session, ACTION_JUMP, argument);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void filter_line_words(
    const struct session *session, const char *before, struct words *words)
{
    filter_words(session->service, before, words);
}

static unsigned run_filter(struct session *session, const char *argument)
{
    if (argument[0] == '\0')
        (void)filter_clear(session);
    else
        (void)filter_set(session, argument);
    return WISH_DRAW;
}

/* The columns one can sort by, each once round. */
static void sort_words(const struct session *session, const char *before, struct words *words)
{
    const struct service *service = session->service;

    if (before[0] != '\0') {
        words_add(words, "highest");
        words_add(words, "lowest");
        return;
    }
    words_add(words, "unit");
    for (int i = table_next_sort(service, TABLE_UNIT); i != TABLE_UNIT;
         i = table_next_sort(service, i))
        words_add(words, table_measure(i).measure->id);
}

static unsigned run_sort(struct session *session, const char *argument)
{
    char name[PROMPT_SIZE] = "", order[PROMPT_SIZE] = "";

    (void)sscanf(argument, "%127s %127s", name, order);

    int column = table_sort_named(name);

    if (column < 0)
        return unknown(session, sort_words, "column", name);
    if (!trail_peek(&session->trail)->view->has_rows)
        return warn(session, "There are no rows of units here to sort.");
    return session_sort(session, (struct sort){column, strcmp(order, "lowest") == 0});
}

/* --- the rest --------------------------------------------------------------------------------- */

static const char *const formats[] = {"csv", "json", "text", "html"};

static void export_words(const struct session *session, const char *before, struct words *words)
{
    (void)session;
    for (size_t i = 0; before[0] == '\0' && i < sizeof formats / sizeof formats[0]; i++)
        words_add(words, formats[i]);
}

static bool is_format(const char *word)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(formats[i], word) == 0)
            return true;
    return false;
}

static unsigned run_export(struct session *session, const char *argument)
{
    size_t length = strcspn(argument, " ");
    const char *path = argument + length + strspn(argument + length, " ");
    char format[PROMPT_SIZE];

    snprintf(format, sizeof format, "%.*s", (int)length, argument);
    if (!is_format(format))
        return unknown(session, export_words, "format", format);
    if (path[0] == '\0')
        return warn(session, "Name the file as well: :export csv overview.csv");
    snprintf(session->export.format, sizeof session->export.format, "%.15s", format);
    snprintf(session->export.path, sizeof session->export.path, "%s", path);
    return WISH_EXPORT | WISH_DRAW;
}

const struct export_wish *session_export_wish(const struct session *session)
{
    return &session->export;
}

static void theme_words(const struct session *session, const char *before, struct words *words)
{
    const struct theme *theme;

    (void)session;
    for (int i = 0; before[0] == '\0' && (theme = theme_at(i)) != NULL; i++)
        words_add(words, theme_name(theme));
}

static unsigned run_theme(struct session *session, const char *argument)
{
    const struct theme *theme = theme_find(argument);

    if (theme == NULL)
        return unknown(session, theme_words, "theme", argument);
    session->theme = theme;
    return WISH_THEME | WISH_DRAW;
}

const struct theme *session_theme_wanted(const struct session *session)
{
    return session->theme;
}

static void share_words(const struct session *session, const char *before, struct words *words)
{
    (void)session;
    if (before[0] != '\0')
        return;
    words_add(words, "on");
    words_add(words, "off");
}

static unsigned run_share(struct session *session, const char *argument)
{
    if (argument[0] == '\0')
        return share_toggle(session);
    if (strcmp(argument, "on") != 0 && strcmp(argument, "off") != 0)
        return unknown(session, share_words, "word", argument);
    return session_share(session, strcmp(argument, "on") == 0);
}

static unsigned run_help(struct session *session, const char *argument)
{
    if (trail_peek(&session->trail)->view != &help_view)
        session_open(session, &help_view, UNIT_NONE);

    struct view_place *here = trail_here(&session->trail);
    struct help help = {
        session->glyphs, session->bindings, here->from, session->columns - 2 * HELP_MARGIN};
    int line = argument[0] != '\0' ? help_match(&help, -1, 1, argument) : 0;

    if (line < 0)
        return warn(session, "The help does not speak of this.");
    here->top = line;
    return WISH_DRAW;
}

static unsigned run_quit(struct session *session, const char *argument)
{
    (void)session;
    (void)argument;
    return WISH_LEAVE;
}

/* --- the table -------------------------------------------------------------------------------- */

static const struct command {
    const char *name;
    const char *usage; /* what is said when its argument is missing; NULL: it may be */
    run_fn *run;
    words_fn *words; /* NULL: nothing to choose from */
} commands[] = {
    {"unit", ":unit ID opens the page of a unit: :unit eh-penwith", run_unit, unit_words},
    {"view", ":view NAME opens a screen: :view compare", run_view, view_words},
    {"as-at", ":as-at DAY shows another day: :as-at 2019-12-31, or live", run_as_at, day_words},
    {"pin", ":pin DAY holds a day beside the one shown: :pin 2019-12-31, or off", run_pin,
        pin_words},
    {"window", ":window SPAN counts over another span: :window 4w", run_window, window_words},
    {"measure", ":measure ID shows one measure: :measure sickness_rate", run_measure,
        measure_words},
    {"level", ":level NAME compares the units of a level: :level team", run_level, level_words},
    {"find", ":find NAME goes to the unit of that name: :find penwith", run_find, NULL},
    {"mark", ":mark LETTER names this place by a letter: :mark a", run_mark, NULL},
    {"jump", ":jump LETTER goes to the place a letter names: :jump a", run_jump, NULL},
    {"filter", NULL, run_filter, filter_line_words},
    {"sort", ":sort MEASURE puts the worst first: :sort pressure", run_sort, sort_words},
    {"export", ":export FORMAT FILE saves what is shown: :export csv overview.csv", run_export,
        export_words},
    {"share", NULL, run_share, share_words},
    {"theme", ":theme NAME shows other colours: :theme dark", run_theme, theme_words},
    {"help", NULL, run_help, NULL},
    {"quit", NULL, run_quit, NULL},
};

#define COMMANDS (sizeof commands / sizeof commands[0])

static const struct command *command_named(const char *name, size_t length)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strlen(commands[i].name) == length && strncmp(commands[i].name, name, length) == 0)
            return &commands[i];
    return NULL;
}

/* Commands, and screens by their name alone. */
static void first_words(const struct session *session, const char *before, struct words *words)
{
    for (size_t i = 0; i < COMMANDS; i++)
        words_add(words, commands[i].name);
    view_words(session, before, words);
}

static void complete(const struct session *session, const char *before, struct words *words)
{
    size_t length = strcspn(before, " ");
    const struct command *command = command_named(before, length);

    if (before[length] == '\0')
        first_words(session, "", words);
    else if (command != NULL && command->words != NULL)
        command->words(session, before + length + strspn(before + length, " "), words);
}

static void trim_end(char *text)
{
    size_t length = strlen(text);

    while (length > 0 && text[length - 1] == ' ')
        text[--length] = '\0';
}

static unsigned answer(struct session *session, const char *line)
{
    char copy[PROMPT_SIZE];

    snprintf(copy, sizeof copy, "%s", line + strspn(line, ": "));
    trim_end(copy);

    size_t length = strcspn(copy, " ");
    const char *argument = copy + length + strspn(copy + length, " ");
    const struct command *command = command_named(copy, length);

    if (length == 0)
        return WISH_DRAW;
    if (command == NULL && view_find(copy) != NULL)
        return run_view(session, copy);
    if (command == NULL) {
        copy[length] = '\0';
        return unknown(session, first_words, "command", copy);
    }
    if (argument[0] == '\0' && command->usage != NULL)
        return warn(session, command->usage);
    return command->run(session, argument);
}

unsigned session_command(struct session *session, const char *line)
{
    session->message[0] = '\0';
    return answer(session, line);
}

static const struct question question = {.label = ":", .answer = answer, .complete = complete};

void command_begin(struct session *session, const char *line)
{
    session_ask(session, &question, &session->kept.commands, line);
}
