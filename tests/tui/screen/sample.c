/* A small program for terminal_test.c: a list with a selection that shows the last key, and one key
 * for each way a program can end. */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/screen/loop.h"
#include "tui/screen/terminal.h"

#define ROWS 8

struct sample {
    struct terminal *terminal;
    struct loop *loop;
    struct canvas canvas;
    int selected;
    unsigned keys;
    char last[2 * KEY_NAME_SIZE];
    int exit_code;
};

static void draw_rows(struct sample *sample)
{
    static const char *const rows[ROWS] = {"Penwith", "Kerrier", "漢字 wide", "e\xcc\x81tudes",
        "Caradon", "ｱ half", "▁▂▃▄▅▆▇█", "last"};

    for (int i = 0; i < ROWS; i++)
        canvas_format(
            &sample->canvas, 0, i + 1, (enum style)(STYLE_GREEN + i % 3), "%d %s", i, rows[i]);
    canvas_select(&sample->canvas, (struct rect){0, sample->selected + 1, 20, 1});
    sample->canvas.cursor_x = 0;
    sample->canvas.cursor_y = sample->selected + 1;
}

static void draw(void *context)
{
    struct sample *sample = context;
    struct canvas *canvas = &sample->canvas;
    int width;
    int height;

    terminal_size(sample->terminal, &width, &height);
    if ((width != canvas->width || height != canvas->height) &&
        canvas_resize(canvas, width, height) != RESULT_OK)
        abort();
    canvas_clear(canvas);
    canvas_format(canvas, 0, 0, STYLE_HEADER, "size %dx%d key %s keys %u", width, height,
        sample->last, sample->keys);
    draw_rows(sample);
    canvas_text(
        canvas, width - 1, height - 1, STYLE_TEXT, "#"); /* the corner terminals scroll at */
    terminal_show(sample->terminal, canvas);
}

static void leave(struct sample *sample, int exit_code)
{
    sample->exit_code = exit_code;
    loop_leave(sample->loop);
}

static void overrun(volatile char *before)
{
    volatile char here[4096];

    here[0] = before[0];
    if (here[0] == 0) /* always, but a compiler can't know */
        overrun(here);
    here[1] = before[0];
}

static void act(struct sample *sample, key_code key)
{
    char deep[1] = {0};

    switch (key) {
    case 'q':
        leave(sample, 0);
        break;
    case 'A':
        abort();
    case 'S':
        raise(SIGSEGV);
        break;
    case 'O':
        overrun(deep);
        break;
    case 'Z':
        raise(SIGTSTP); /* as if Ctrl-Z came now: it waits until after the next picture */
        draw(sample);
        break;
    case 'L':
        terminal_redraw(sample->terminal);
        break;
    case 'M':
        terminal_mouse(sample->terminal, true);
        break;
    case 'm':
        terminal_mouse(sample->terminal, false);
        break;
    case TT_KEY_DOWN:
        sample->selected = (sample->selected + 1) % ROWS;
        break;
    default:
        break;
    }
}

static void point(struct sample *sample)
{
    static const char *const names[] = {"click", "double", "wheel-up", "wheel-down"};
    struct mouse_event event = terminal_mouse_event(sample->terminal);

    snprintf(sample->last, sizeof sample->last, "%s %d,%d", names[event.what], event.x, event.y);
}

static void take_keys(void *context, int descriptor, short events)
{
    struct sample *sample = context;
    enum terminal_input input;
    key_code key;

    (void)descriptor;
    (void)events;
    while ((input = terminal_read(sample->terminal, &key)) <= TERMINAL_MOUSE) {
        if (input == TERMINAL_MOUSE) {
            point(sample);
            continue;
        }
        sample->keys += key != '.';
        if (key != '.') /* a full stop changes nothing at all */
            key_label(key, true, sample->last);
        act(sample, key);
    }
    if (input == TERMINAL_GONE)
        leave(sample, 7);
}

static void take_signal(void *context, int signal_number)
{
    struct sample *sample = context;

    if (signal_number == SIGTERM)
        leave(sample, 8);
    if (signal_number != SIGTSTP)
        return;
    terminal_suspend(sample->terminal);
    raise(SIGSTOP);
    terminal_resume(sample->terminal);
}

static int run(struct sample *sample)
{
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGWINCH);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGTSTP);
    if (loop_create(&sample->loop) != RESULT_OK ||
        loop_signals(sample->loop, &signals, take_signal, sample) != RESULT_OK ||
        loop_watch(sample->loop, terminal_descriptor(sample->terminal), POLLIN, take_keys,
            sample) != RESULT_OK)
        return 9;
    loop_on_idle(sample->loop, draw, sample);
    return loop_run(sample->loop) == RESULT_OK ? sample->exit_code : 9;
}

int main(int count, char **arguments)
{
    struct sample sample = {.last = "-"};
    struct diags diags;
    enum colour_mode colour =
        count > 1 && strcmp(arguments[1], "never") == 0 ? COLOUR_NEVER : COLOUR_AUTO;

    setlocale(LC_ALL, "");
    signal(SIGHUP, SIG_IGN); /* what is under test is that it ends all the same */
    diags_init(&diags);
    if (terminal_open(&sample.terminal, theme_find(NULL), colour, &diags) != RESULT_OK) {
        diags_print(&diags, stdout);
        diags_done(&diags);
        return 2;
    }
    if (canvas_init(&sample.canvas, 1, 1) != RESULT_OK)
        return 9;

    int exit_code = run(&sample);

    loop_destroy(sample.loop);
    terminal_close(sample.terminal);
    canvas_done(&sample.canvas);
    diags_done(&diags);
    return exit_code;
}
