#include "tui/screen/terminal.h"

/* Plain structs and no macros for clear(), erase() … */
#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* term.h has macros of such names. */
#undef columns
#undef lines
#undef tone

#include <assert.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "tui/screen/crash.h"
#include "tui/screen/typed.h"
#include "tui/screen/unseen.h"

/* Harmless where the mouse was never on. */
#define MOUSE_OFF "\033[?1000l\033[?1006l"

#define ESCAPE_DELAY 25   /* milliseconds; a key's bytes come together */
#define SUBSTITUTE   L'?' /* for what this terminal can't show */

struct terminal {
    SCREEN *screen;
    WINDOW *input; /* a pad: reading from it never draws */
    attr_t attributes[STYLE_COUNT];
    short pairs[STYLE_COUNT];
    bool blanks_alike[STYLE_COUNT]; /* a blank of this style looks like a blank of any such other */
    enum colour_depth depth;
    uint32_t
        *shown; /* what the terminal is believed to show: looks_of() each cell; NULL: unknown */
    int shown_columns, shown_rows;
    bool paint_all; /* that belief is gone */
    bool utf8;
    struct typed typed;
    struct mouse_event mouse;  /* the last one reported */
    struct sigaction stopping; /* what SIGTSTP did before */
    bool stop_kept;            /* … and does not now */
};

bool terminal_speaks_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* --- looks ------------------------------------------------------------------------------------ */

static attr_t attributes_of(unsigned attributes)
{
    static const struct {
        unsigned ours;
        attr_t theirs;
    } table[] = {
        {ATTRIBUTE_BOLD, A_BOLD},
        {ATTRIBUTE_DIM, A_DIM},
        {ATTRIBUTE_UNDERLINE, A_UNDERLINE},
        {ATTRIBUTE_REVERSE, A_REVERSE},
    };
    attr_t result = A_NORMAL;

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if ((attributes & table[i].ours) != 0)
            result |= table[i].theirs;
    return result;
}

/* More colours than 256 are direct ones, whose numbers mean red, green and blue. */
static bool is_direct(void)
{
    return COLORS > 256;
}

static enum colour_depth depth_of_terminal(void)
{
    return COLORS >= 256 ? DEPTH_256 : COLORS >= 16 ? DEPTH_16 : DEPTH_8;
}

/* A colour of the palette as this terminal numbers it. */
static int colour_number(int colour)
{
    return colour == COLOUR_DEFAULT || !is_direct() ? colour : (int)theme_rgb(colour);
}

static void prepare_style(struct terminal *terminal, int style, struct tone tone)
{
    int front = colour_number(tone.front), back = colour_number(tone.back);

    terminal->attributes[style] = attributes_of(tone.attributes);
    terminal->pairs[style] = 0;
    terminal->blanks_alike[style] =
        back == COLOUR_DEFAULT &&
        (tone.attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE)) == 0;
    if (front == COLOUR_DEFAULT && back == COLOUR_DEFAULT)
        return; /* pair 0, as an empty screen: no colours are sent where none are wanted */
    if (init_extended_pair(style + 1, front, back) == OK)
        terminal->pairs[style] = (short)(style + 1);
}

static bool wants_colour(enum colour_mode mode)
{
    const char *no_colour = getenv("NO_COLOR");

    if (mode == COLOUR_AUTO)
        return no_colour == NULL || *no_colour == '\0';
    return mode == COLOUR_ALWAYS;
}

/* Colours on the terminal's own background, or none at all: a black box on a light terminal is
 * worse than attributes alone. */
static bool can_colour(void)
{
    return has_colors() && start_color() == OK && use_default_colors() == OK && COLORS >= 8 &&
           COLOR_PAIRS > STYLE_COUNT;
}

static void prepare_looks(struct terminal *terminal, const struct theme *theme)
{
    for (int i = 0; i < STYLE_COUNT; i++)
        prepare_style(terminal, i, theme_tone(theme, (enum style)i, terminal->depth));
}

void terminal_theme(struct terminal *terminal, const struct theme *theme)
{
    prepare_looks(terminal, theme);
    terminal_redraw(terminal);
}

/* --- opening and closing ---------------------------------------------------------------------- */

static enum result refuse(struct diags *diags, const char *why)
{
    diag_add(diags, DIAG_ERROR, (struct place){0}, "%s", why);
    return RESULT_INVALID;
}

static const char *capability(const char *name)
{
    const char *text = tigetstr(name);

    /* So terminfo says that a name is none of a text. */
    /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    return text == NULL || text == (const char *)-1 ? "" : text;
}

/* Asked before newterm(), which for a terminal without it goes on and draws line by line. */
static bool can_place_text(const char *type, int *ret_status)
{
    if (setupterm(type, STDOUT_FILENO, ret_status) != OK)
        return false;

    bool can = *capability("cup") != '\0';

    del_curterm(cur_term);
    return can;
}

bool terminal_knows(const char *type)
{
    int status;

    return can_place_text(type, &status);
}

static enum result check_type(struct diags *diags)
{
    const char *type = getenv("TERM");
    int status = 0;

    if (type == NULL || *type == '\0')
        return refuse(diags, "TERM is not set, so this terminal's type is not known; set it (for "
                             "example TERM=xterm-256color), or use --once or \"teamtop report\"");
    if (can_place_text(type, &status))
        return RESULT_OK;
    diag_add(diags, DIAG_ERROR, (struct place){0},
        status == 1 ? "a terminal of type \"%s\" can not place text on the screen; use --once or "
                      "\"teamtop report\""
                    : "the terminal type \"%s\" is not known on this machine; set TERM to one that "
                      "is (for example xterm or vt100), or use --once or \"teamtop report\"",
        type);
    return RESULT_INVALID;
}

static enum result check_terminal(struct diags *diags)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return refuse(diags, "the dashboard needs a terminal for its keys and its screen; use "
                             "--once or \"teamtop report\" elsewhere");
    return check_type(diags);
}

/* Appends a capability without its padding, "$<5>": nobody waits in a crash. */
static void add_reset(struct crash_plan *plan, const char *name)
{
    for (const char *at = capability(name); *at != '\0' && plan->length < CRASH_RESET_SIZE;) {
        const char *end = strncmp(at, "$<", 2) == 0 ? strchr(at, '>') : NULL;

        if (end != NULL)
            at = end + 1;
        else
            plan->reset[plan->length++] = *at++;
    }
}

static void add_text(struct crash_plan *plan, const char *text)
{
    while (*text != '\0' && plan->length < CRASH_RESET_SIZE)
        plan->reset[plan->length++] = *text++;
}

static void start_guard(const struct termios *modes)
{
    static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    struct crash_plan plan = {.descriptor = STDOUT_FILENO, .modes = *modes};

    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
        add_reset(&plan, capabilities[i]);
    add_text(&plan, MOUSE_OFF);
    crash_guard_start(&plan);
}

/* The signal is taken by the loop, or else does nothing. */
static void take_elsewhere(int signal_number)
{
    (void)signal_number;
}

/* A SIGTSTP that nobody has taken ncurses would ignore while it draws, and the system drops what waits to be
 * taken of a signal that is ignored: Ctrl-Z would be lost. One that is taken is left alone. */
static void keep_stop(struct terminal *terminal)
{
    const struct sigaction action = {.sa_handler = take_elsewhere, .sa_flags = SA_RESTART};

    sigaction(SIGTSTP, NULL, &terminal->stopping);
    terminal->stop_kept = terminal->stopping.sa_handler == SIG_DFL;
    if (terminal->stop_kept)
        sigaction(SIGTSTP, &action, NULL);
}

static void give_stop_back(const struct terminal *terminal)
{
    if (terminal->stop_kept)
        sigaction(SIGTSTP, &terminal->stopping, NULL);
}

static void set_modes(void)
{
    cbreak();
    noecho();
    nonl();
    typeahead(-1);
    set_escdelay(ESCAPE_DELAY);
}

/* From the first one on they are as ncurses knows them; it would say so to the terminal when it is asked for one. */
static void take_keys(const struct terminal *terminal)
{
    keypad(terminal->input, TRUE);
}

/* False when memory ran out. */
static bool make_windows(struct terminal *terminal)
{
    terminal->input = newpad(1, 1);
    if (terminal->input == NULL)
        return false;
    take_keys(terminal);
    nodelay(terminal->input, TRUE);
    wresize(stdscr, 1, 1); /* what is drawn goes to newscr, without a third copy of the screen */
    return true;
}

/* ncurses writes after each move of the cursor, some eighty times for a screen, until it was left and come back to; from
 * then on when it has a buffer full, or all. So that happens at once, and nobody sees it: the first picture is painted
 * on an erased screen. Where it cannot be done it writes as often as it likes. */
static void leave_and_come_back(const struct terminal *terminal)
{
    sigset_t before;

    crash_guard_hold(&before); /* it would put back what is unseen */

    const int output = unseen_begin();

    if (output >= 0) {
        endwin();
        doupdate();
        unseen_end(output);
    }
    crash_guard_let_in(&before);
    if (output >= 0)
        take_keys(terminal);
}

/* The library comes with handlers that leave by an exit code; they are replaced before a signal gets there. False:
 * no memory, for the type was found to be good before. */
static bool make_screen(struct terminal *terminal, const struct termios *modes)
{
    sigset_t before;

    crash_guard_hold(&before);
    terminal->screen = newterm(NULL, stdout, stdin);
    if (terminal->screen != NULL)
        start_guard(modes);
    crash_guard_let_in(&before);
    return terminal->screen != NULL;
}

static enum result take_over(
    struct terminal *terminal, const struct theme *theme, enum colour_mode colour)
{
    struct termios before;

    if (tcgetattr(STDOUT_FILENO, &before) != 0)
        return RESULT_IO;
    keep_stop(terminal);
    if (!make_screen(terminal, &before))
        return RESULT_NO_MEMORY;
    set_modes();
    if (!make_windows(terminal))
        return RESULT_NO_MEMORY;
    leave_and_come_back(terminal);
    terminal->depth = wants_colour(colour) && can_colour() ? depth_of_terminal() : DEPTH_NONE;
    prepare_looks(terminal, theme);
    terminal_redraw(terminal);
    terminal->utf8 = terminal_speaks_utf8();
    terminal->typed.utf8 = terminal->utf8;
    return RESULT_OK;
}

enum result terminal_open(
    struct terminal **ret, const struct theme *theme, enum colour_mode colour, struct diags *diags)
{
    enum result result = check_terminal(diags);

    if (result != RESULT_OK)
        return result;

    struct terminal *terminal = calloc(1, sizeof *terminal);

    if (terminal == NULL)
        return RESULT_NO_MEMORY;
    result = take_over(terminal, theme, colour);
    if (result != RESULT_OK) {
        terminal_close(terminal);
        return result;
    }
    *ret = terminal;
    return RESULT_OK;
}

void terminal_close(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    if (terminal->input != NULL)
        delwin(terminal->input);
    if (terminal->screen != NULL) {
        endwin();
        delscreen(terminal->screen);
    }
    crash_guard_stop();
    give_stop_back(terminal);
    free(terminal->shown);
    free(terminal);
}

void terminal_hurry(struct terminal *terminal, int signal_number)
{
    (void)terminal;
    crash_guard_hurry(signal_number);
}

void terminal_suspend(struct terminal *terminal)
{
    (void)terminal;
    endwin();
}

void terminal_resume(struct terminal *terminal)
{
    terminal_redraw(terminal);
    doupdate(); /* after endwin() this is what takes the terminal again */
    take_keys(terminal);
}

/* --- size ------------------------------------------------------------------------------------- */

static void ask_size(int *ret_width, int *ret_height)
{
    struct winsize size = {0};

    getmaxyx(newscr, *ret_height, *ret_width);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return; /* a serial line: what terminfo says */
    *ret_width = size.ws_col < CANVAS_MOST ? size.ws_col : CANVAS_MOST;
    *ret_height = size.ws_row < CANVAS_MOST ? size.ws_row : CANVAS_MOST;
}

void terminal_size(struct terminal *terminal, int *ret_width, int *ret_height)
{
    int width;
    int height;

    ask_size(&width, &height);
    if (width != getmaxx(newscr) || height != getmaxy(newscr)) {
        resizeterm(height, width);
        terminal_redraw(terminal); /* terminals differ in what they do to their text meanwhile */
    }
    *ret_width = width;
    *ret_height = height;
}

/* --- keys ------------------------------------------------------------------------------------- */

int terminal_descriptor(const struct terminal *terminal)
{
    (void)terminal;
    return STDIN_FILENO;
}

static key_code function_key(int code)
{
    static const struct {
        int code;
        key_code key;
    } table[] = {
        {KEY_UP, TT_KEY_UP},
        {KEY_DOWN, TT_KEY_DOWN},
        {KEY_LEFT, TT_KEY_LEFT},
        {KEY_RIGHT, TT_KEY_RIGHT},
        {KEY_HOME, TT_KEY_HOME},
        {KEY_END, TT_KEY_END},
        {KEY_PPAGE, TT_KEY_PAGE_UP},
        {KEY_NPAGE, TT_KEY_PAGE_DOWN},
        {KEY_ENTER, TT_KEY_ENTER},
        {KEY_BACKSPACE, TT_KEY_BACKSPACE},
        {KEY_DC, TT_KEY_DELETE},
        {KEY_BTAB, TT_KEY_BACK_TAB},
    };

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].code == code)
            return table[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return TT_KEY_F1 + (key_code)(code - KEY_F(1));
    return TT_KEY_NONE;
}

/* ncurses gives the same answer for "no key yet" and for a terminal that is no more. */
static enum terminal_input nothing_or_gone(void)
{
    struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};
    int waiting = 0;

    if (poll(&polled, 1, 0) <= 0)
        return TERMINAL_NOTHING;
    if ((polled.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
        return TERMINAL_GONE;
    if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0)
        return TERMINAL_GONE; /* ready to be read, and nothing there: its end */
    return TERMINAL_NOTHING;
}

void terminal_mouse(struct terminal *terminal, bool wanted)
{
    (void)terminal;
    mouseinterval(0); /* every press at once; what is double is told apart by the caller */
    mousemask(wanted ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

struct mouse_event terminal_mouse_event(const struct terminal *terminal)
{
    return terminal->mouse;
}

/* False for a button that means nothing. */
static bool take_mouse(struct terminal *terminal)
{
    static const struct {
        mmask_t button;
        enum mouse_what what;
    } table[] = {
        {BUTTON1_PRESSED, MOUSE_CLICK},
        {BUTTON4_PRESSED, MOUSE_WHEEL_UP},
        {BUTTON5_PRESSED, MOUSE_WHEEL_DOWN},
    };
    MEVENT event;

    if (getmouse(&event) != OK)
        return false;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if ((event.bstate & table[i].button) != 0) {
            terminal->mouse = (struct mouse_event){table[i].what, event.x, event.y};
            return true;
        }
    return false;
}

enum terminal_input terminal_read(struct terminal *terminal, key_code *ret)
{
    int code;

    while ((code = wgetch(terminal->input)) != ERR) {
        if (code == KEY_MOUSE) {
            if (take_mouse(terminal))
                return TERMINAL_MOUSE;
            continue;
        }

        key_code key = code >= KEY_MIN ? function_key(code) : typed_key(&terminal->typed, code);

        if (key != TT_KEY_NONE) {
            *ret = key;
            return TERMINAL_KEY;
        }
    }
    return nothing_or_gone();
}

/* --- showing ---------------------------------------------------------------------------------- */

#define NOT_KNOWN UINT32_MAX /* is like nothing */

/* A cell as one number: many dashboards share one host. One with marks, which are rare, is like nothing,
 * so that it is given to ncurses each time. */
static uint32_t number_of(const struct cell *cell)
{
    static_assert(STYLE_COUNT < 1 << 10, "a style has 10 bits, a character 21");
    if (cell->marks[0] != 0)
        return NOT_KNOWN;
    return cell->character | (uint32_t)cell->style << 21 | (uint32_t)cell->selected << 31;
}

static bool can_show(const struct terminal *terminal, uint32_t character, int width)
{
    if (character < 0x80)
        return true;
    return terminal->utf8 && wcwidth((wchar_t)character) == width;
}

/* A character as ncurses wants it. Where the system believes it to be of another width than we do,
 * all to the right would be out of place: a question mark instead. */
static void compose(
    const struct terminal *terminal, const struct cell *cell, int width, wchar_t text[])
{
    size_t length = 0;

    text[length++] =
        can_show(terminal, cell->character, width) ? (wchar_t)cell->character : SUBSTITUTE;
    for (size_t i = 0; i < CANVAS_MARKS && cell->marks[i] != 0; i++)
        if (can_show(terminal, cell->marks[i], 0))
            text[length++] = (wchar_t)cell->marks[i];
    text[length] = L'\0';
}

/* Attributes and colours as ncurses wants them. */
struct look {
    attr_t attributes;
    short pair;
};

static struct look look_of(const struct terminal *terminal, const struct cell *cell)
{
    struct look look = {terminal->attributes[cell->style], terminal->pairs[cell->style]};

    if (cell->selected)
        look.attributes ^= A_REVERSE;
    return look;
}

#define GAP_MOST 4 /* blanks that are cheaper to send than to step over */

static bool is_neutral(const struct terminal *terminal, const struct cell *cell)
{
    return !cell->selected && terminal->blanks_alike[cell->style];
}

static bool is_open_blank(const struct terminal *terminal, const struct cell *cell)
{
    return cell->character == ' ' && cell->marks[0] == 0 && is_neutral(terminal, cell);
}

/* A blank has no colour of its own: in a short gap it takes that of the text before it, so that
 * nothing is sent to change to plain and back; elsewhere that of an empty screen, which need not be
 * sent at all. */
static struct look look_of_blank(
    const struct terminal *terminal, const struct cell *row, int x, int width)
{
    int from = x, to = x;

    while (from > 0 && x - from < GAP_MOST && is_open_blank(terminal, &row[from]))
        from--;
    while (to < width && to - from <= GAP_MOST && is_open_blank(terminal, &row[to]))
        to++;
    if (to < width && to - from <= GAP_MOST && !is_open_blank(terminal, &row[from]) &&
        is_neutral(terminal, &row[from]))
        return look_of(terminal, &row[from]);
    return (struct look){A_NORMAL, 0};
}

static void put_text(const struct look *look, int x, int y, const wchar_t *text)
{
    cchar_t character;

    if (setcchar(&character, text, look->attributes, look->pair, NULL) == OK)
        mvwadd_wchnstr(
            newscr, y, x, &character, 1); /* stays where it is: no wrap in the last corner */
}

static void put_cell(
    const struct terminal *terminal, const struct cell *row, int x, int y, int columns, bool erased)
{
    const struct cell *cell = &row[x];
    bool wide = x + 1 < columns && row[x + 1].character == 0;
    wchar_t text[CANVAS_MARKS + 2];

    if (cell->character == 0)
        return; /* comes with its left half */

    bool blank = is_open_blank(terminal, cell);
    struct look look = blank ? look_of_blank(terminal, row, x, columns) : look_of(terminal, cell);

    if (erased && blank && look.attributes == A_NORMAL && look.pair == 0)
        return; /* that is what stands there */

    compose(terminal, cell, wide ? 2 : 1, text);
    put_text(&look, x, y, text);
    if (wide && text[0] == SUBSTITUTE)
        put_text(&look, x + 1, y, L" ");
}

/* Without memory it works, and sends no more, but takes more of the processor. */
static void size_shown(struct terminal *terminal, int columns, int rows)
{
    free(terminal->shown);
    terminal->shown = calloc((size_t)columns * (size_t)rows, sizeof *terminal->shown);
    terminal->shown_columns = columns;
    terminal->shown_rows = rows;
}

/* True when what is shown may be compared with the canvas; else everything has to be painted. */
static bool remembers(struct terminal *terminal, const struct canvas *canvas)
{
    bool same_size =
        terminal->shown_columns == canvas->width && terminal->shown_rows == canvas->height;
    bool knows = same_size && terminal->shown != NULL && !terminal->paint_all;

    if (!same_size || terminal->shown == NULL)
        size_shown(terminal, canvas->width, canvas->height);
    terminal->paint_all = false;
    return knows;
}

static void put_row(struct terminal *terminal, const struct canvas *canvas, int y, bool all)
{
    const struct cell *row = &canvas->cells[(size_t)y * (size_t)canvas->width];
    uint32_t *shown = terminal->shown == NULL
                          ? NULL
                          : &terminal->shown[(size_t)y * (size_t)terminal->shown_columns];
    bool changed = false; /* the cell before this one */

    for (int x = 0; x < canvas->width; x++) {
        const uint32_t number = number_of(&row[x]);
        bool differs = all || shown == NULL || number == NOT_KNOWN || number != shown[x];

        changed = differs || (changed && is_open_blank(terminal, &row[x])); /* in its colour */
        if (changed)
            put_cell(terminal, row, x, y, canvas->width, all);
        if (shown != NULL)
            shown[x] = number;
    }
}

static void place_cursor(const struct canvas *canvas)
{
    bool visible = canvas->cursor_x >= 0 && canvas->cursor_x < canvas->width &&
                   canvas->cursor_y >= 0 && canvas->cursor_y < canvas->height;

    curs_set(visible ? 1 : 0);
    if (visible)
        wmove(newscr, canvas->cursor_y, canvas->cursor_x);
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    bool all = !remembers(terminal, canvas);

    crash_guard_enter();
    if (all)
        werase(newscr);
    for (int y = 0; y < canvas->height; y++)
        put_row(terminal, canvas, y, all);
    place_cursor(canvas);
    doupdate();
    crash_guard_leave();
}

void terminal_redraw(struct terminal *terminal)
{
    terminal->paint_all = true;
    clearok(curscr, TRUE);
}
