#include "tests/tui/screen/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "tui/screen/utf8.h"

#define PATIENT       10000 /* milliseconds */
#define TYPED_AT_ONCE 256   /* bytes; a terminal has room for these whenever it has any */

struct pty {
    int master; /* −1 after hanging up or the end */
    pid_t process;
    bool ended;
    int status;
    VTerm *vterm;
    VTermScreen *screen;
    VTermPos cursor;
    bool cursor_visible;
    bool alternate;
    int width, height;
    size_t bytes;
    char *sent; /* all of them; NULL: none yet */
    size_t room;
};

/* --- the terminal's side ---------------------------------------------------------------------- */

static int take_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;

    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_visible = value->boolean;
    return 1;
}

static int take_cursor(VTermPos position, VTermPos before, int visible, void *user)
{
    struct pty *pty = user;

    (void)before;
    (void)visible;
    pty->cursor = position;
    return 1;
}

/* A terminal's answers to what it is asked. */
static void answer(const char *bytes, size_t length, void *user)
{
    struct pty *pty = user;

    ssize_t written = pty->master >= 0 ? write(pty->master, bytes, length) : 0;

    (void)written; /* a program that has ended is noticed where it is read from */
}

static bool make_screen(struct pty *pty)
{
    static const VTermScreenCallbacks callbacks = {
        .settermprop = take_property,
        .movecursor = take_cursor,
    };

    pty->vterm = vterm_new(pty->height, pty->width);
    if (pty->vterm == NULL)
        return false;
    vterm_set_utf8(pty->vterm, 1);
    vterm_output_set_callback(pty->vterm, answer, pty);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    return true;
}

/* --- the program's side ----------------------------------------------------------------------- */

static void apply_setting(const char *setting)
{
    const char *equals = strchr(setting, '=');
    char name[64];
    size_t length = equals != NULL ? (size_t)(equals - setting) : strlen(setting);

    if (length >= sizeof name)
        _exit(126);
    memcpy(name, setting, length);
    name[length] = '\0';
    if (equals != NULL)
        setenv(name, equals + 1, 1);
    else
        unsetenv(name);
}

static void run_program(const char *const argv[], const char *const settings[])
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    for (size_t i = 0; settings != NULL && settings[i] != NULL; i++)
        apply_setting(settings[i]);
    signal(SIGHUP, SIG_DFL); /* whatever the tests were started by */
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

struct pty *pty_start(const char *const argv[], const char *const settings[], int width, int height)
{
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
    struct pty *pty = calloc(1, sizeof *pty);

    if (pty == NULL)
        return NULL;
    pty->width = width;
    pty->height = height;
    pty->master = -1;
    if (!make_screen(pty)) {
        pty_destroy(pty);
        return NULL;
    }
    pty->process = forkpty(&pty->master, NULL, NULL, &size);
    if (pty->process == 0)
        run_program(argv, settings);
    if (pty->process < 0) {
        pty_destroy(pty);
        return NULL;
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    return pty;
}

static void reap(struct pty *pty, int options)
{
    int status;

    if (!pty->ended && pty->process > 0 &&
        waitpid(pty->process, &status, options) == pty->process) {
        pty->status = status;
        pty->ended = WIFEXITED(status) || WIFSIGNALED(status);
    }
}

void pty_destroy(struct pty *pty)
{
    if (pty == NULL)
        return;
    pty_hang_up(pty);
    reap(pty, WNOHANG);
    if (!pty->ended && pty->process > 0) {
        kill(pty->process, SIGKILL);
        reap(pty, 0);
    }
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    free(pty->sent);
    free(pty);
}

static bool read_some(struct pty *pty, int milliseconds);

/* Waits until something can be written, and reads meanwhile: a program that is busy writing may not
 * be reading. False: there is nobody any more, or nobody reads for PATIENT milliseconds. */
static bool wait_writable(struct pty *pty)
{
    struct pollfd polled = {.fd = pty->master, .events = POLLIN | POLLOUT};

    while (poll(&polled, 1, PATIENT) > 0) {
        if ((polled.revents & POLLOUT) != 0)
            return true;
        if (!read_some(pty, 0))
            return false;
    }
    return false;
}

void pty_type(struct pty *pty, const char *bytes)
{
    size_t left = strlen(bytes);

    while (left > 0 && wait_writable(pty)) {
        size_t most = left < TYPED_AT_ONCE ? left : TYPED_AT_ONCE;
        ssize_t written = write(pty->master, bytes, most);

        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            bytes += written;
            left -= (size_t)written;
        }
    }
}

void pty_resize(struct pty *pty, int width, int height)
{
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};

    pty->width = width;
    pty->height = height;
    vterm_set_size(pty->vterm, height, width);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int signal_number)
{
    if (!pty->ended && pty->process > 0)
        kill(pty->process, signal_number);
    if (signal_number == SIGCONT && !pty->ended)
        pty->status = 0; /* it is not stopped any more */
}

void pty_hang_up(struct pty *pty)
{
    if (pty->master >= 0)
        close(pty->master);
    pty->master = -1;
}

/* --- reading and waiting ---------------------------------------------------------------------- */

static long long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void pause_for(int milliseconds)
{
    poll(NULL, 0, milliseconds);
}

static void remember(struct pty *pty, const char *bytes, size_t length)
{
    if (pty->bytes + length > pty->room) {
        size_t room = 2 * (pty->bytes + length);
        char *more = realloc(pty->sent, room);

        if (more == NULL)
            abort(); /* a test without memory has nothing to tell */
        pty->sent = more;
        pty->room = room;
    }
    memcpy(pty->sent + pty->bytes, bytes, length);
}

/* Reads what there is within this time; false when nothing came, or the program's side is closed.
 */
static bool read_some(struct pty *pty, int milliseconds)
{
    struct pollfd polled = {.fd = pty->master, .events = POLLIN};
    char bytes[4096];

    if (pty->master < 0 || poll(&polled, 1, milliseconds) <= 0)
        return false;

    ssize_t length = read(pty->master, bytes, sizeof bytes);

    if (length <= 0)
        return false;
    remember(pty, bytes, (size_t)length);
    pty->bytes += (size_t)length;
    vterm_input_write(pty->vterm, bytes, (size_t)length);
    return true;
}

void pty_settle(struct pty *pty, int milliseconds)
{
    while (read_some(pty, milliseconds))
        continue;
}

static bool shows(const struct pty *pty, const char *text)
{
    char *screen = pty_text(pty);
    bool found = screen != NULL && strstr(screen, text) != NULL;

    free(screen);
    return found;
}

bool pty_wait_text(struct pty *pty, const char *text, int milliseconds)
{
    long long end = now() + milliseconds;

    while (!shows(pty, text)) {
        long long left = end - now();

        if (left <= 0)
            return false;
        if (!read_some(pty, left < 50 ? (int)left : 50))
            pause_for(5);
    }
    return true;
}

/* Waits for a change of the program's state that `is` recognises. */
static bool wait_state(
    struct pty *pty, int milliseconds, int options, bool is(const struct pty *pty))
{
    long long end = now() + milliseconds;

    for (;;) {
        while (read_some(pty, 0))
            continue;
        reap(pty, WNOHANG | options);
        if (is(pty))
            break;
        if (now() >= end)
            return false;
        pause_for(5);
    }
    pty_settle(pty, 20);
    return true;
}

static bool is_ended(const struct pty *pty)
{
    return pty->ended;
}

static bool is_stopped(const struct pty *pty)
{
    return !pty->ended && WIFSTOPPED(pty->status);
}

bool pty_wait_exit(struct pty *pty, int milliseconds, int *ret_status)
{
    if (!wait_state(pty, milliseconds, 0, is_ended))
        return false;
    *ret_status = pty->status;
    return true;
}

bool pty_wait_end_unread(struct pty *pty, int milliseconds)
{
    long long end = now() + milliseconds;

    for (reap(pty, WNOHANG); !pty->ended && now() < end; reap(pty, WNOHANG))
        pause_for(5);
    return pty->ended;
}

bool pty_wait_stop(struct pty *pty, int milliseconds)
{
    return wait_state(pty, milliseconds, WUNTRACED, is_stopped);
}

/* --- what is seen ----------------------------------------------------------------------------- */

static size_t cell_text(const VTermScreenCell *cell, char *text, size_t size)
{
    size_t length = 0;

    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
        if (cell->chars[i] != UINT32_MAX && length + UTF8_MOST < size)
            length += utf8_encode(cell->chars[i], text + length);
    text[length] = '\0';
    return length;
}

static int colour_of(const VTermColor *colour, bool own)
{
    if (own)
        return -1;
    if (VTERM_COLOR_IS_INDEXED(colour))
        return colour->indexed.idx;
    return PTY_DIRECT + (colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue);
}

struct pty_cell pty_cell_at(const struct pty *pty, int x, int y)
{
    VTermScreenCell cell = {0};
    struct pty_cell result = {0};

    vterm_screen_get_cell(pty->screen, (VTermPos){.row = y, .col = x}, &cell);
    cell_text(&cell, result.text, sizeof result.text);
    result.width = cell.width;
    result.bold = cell.attrs.bold;
    result.reverse = cell.attrs.reverse;
    result.underline = cell.attrs.underline != 0;
    result.front = colour_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    result.back = colour_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    result.coloured = result.front != -1 || result.back != -1;
    return result;
}

/* Appends one row and returns the end of it without the blanks. */
static char *add_row(const struct pty *pty, int y, char *at)
{
    char *end = at;

    for (int x = 0; x < pty->width;) {
        struct pty_cell cell = pty_cell_at(pty, x, y);
        const char *text = cell.text[0] == '\0' ? " " : cell.text;
        size_t length = strlen(text);

        memcpy(at, text, length);
        at += length;
        if (strcmp(text, " ") != 0)
            end = at;
        x += cell.width > 0 ? cell.width : 1;
    }
    *end++ = '\n';
    return end;
}

char *pty_text(const struct pty *pty)
{
    size_t a_cell = sizeof((struct pty_cell *)0)->text;
    char *text = malloc(((size_t)pty->width * a_cell + 1) * (size_t)pty->height + 1);
    char *at = text;

    if (text == NULL)
        return NULL;
    for (int y = 0; y < pty->height; y++)
        at = add_row(pty, y, at);
    *at = '\0';
    return text;
}

size_t pty_bytes(const struct pty *pty)
{
    return pty->bytes;
}

bool pty_sent(const struct pty *pty, const char *bytes, size_t from)
{
    size_t length = strlen(bytes);

    for (size_t at = from; at + length <= pty->bytes; at++)
        if (memcmp(pty->sent + at, bytes, length) == 0)
            return true;
    return false;
}

bool pty_sent_beyond_ascii(const struct pty *pty)
{
    for (size_t at = 0; at < pty->bytes; at++)
        if ((unsigned char)pty->sent[at] >= 0x80)
            return true;
    return false;
}

static bool is_colour(int rendition)
{
    return (rendition >= 30 && rendition <= 38) || (rendition >= 40 && rendition <= 48) ||
           (rendition >= 90 && rendition <= 107);
}

/* `at` is behind "ESC [": true when what follows selects a graphic rendition that is a colour. */
static bool selects_colour(const char *at, const char *end)
{
    bool found = false;
    int number = 0;

    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9') {
            number = number * 10 + (*at - '0');
            continue;
        }
        found = found || is_colour(number);
        number = 0;
        if (*at != ';' && *at != ':')
            return *at == 'm' && found;
    }
    return false;
}

bool pty_sent_colour(const struct pty *pty)
{
    for (size_t at = 0; at + 2 < pty->bytes; at++)
        if (memcmp(pty->sent + at, "\033[", 2) == 0 &&
            selects_colour(pty->sent + at + 2, pty->sent + pty->bytes))
            return true;
    return false;
}

bool pty_alternate(const struct pty *pty)
{
    return pty->alternate;
}

bool pty_cursor(const struct pty *pty, int *ret_x, int *ret_y)
{
    *ret_x = pty->cursor.col;
    *ret_y = pty->cursor.row;
    return pty->cursor_visible;
}

bool pty_modes(const struct pty *pty, struct termios *ret)
{
    return pty->master >= 0 && tcgetattr(pty->master, ret) == 0;
}

long pty_process(const struct pty *pty)
{
    return pty->process;
}
