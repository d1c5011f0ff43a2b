/* Keys, clicks, sizes, imports and days that pass, in any order, against the whole dashboard in memory: what is
 * drawn never holds a cell a terminal must not get, nor one outside of the screen. */
#include "tests/fuzz/sitting.h"
#include "tui/screen/typed.h"

#define STEPS_MOST 96 /* each draws a whole screen */

static void press(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)input;
    sitting_answer(sitting, session_key(sitting->desk.session, byte));
}

/* Below the blank: Ctrl and a letter, as a terminal sends them. */
static void press_control(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)input;
    const key_code key =
        byte >= 1 && byte <= 26 ? key_of_control((char)('a' + byte - 1)) : TT_KEY_ESCAPE;
    sitting_answer(sitting, session_key(sitting->desk.session, key));
}

static void press_named(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)input;
    const key_code key = TT_KEY_UP + (key_code)(byte & 0x1f) % (TT_KEY_F12 - TT_KEY_UP + 1);
    sitting_answer(sitting, session_key(sitting->desk.session, key));
}

/* What the action's own key does, whatever letter that is. */
static void act(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    const enum action action = (enum action)(1 + take_below(input, ACTION_COUNT - 1));
    sitting_answer(
        sitting, session_key(sitting->desk.session, sitting->desk.bindings.keys[action][0]));
}

static void press_character(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    struct typed typed = {.utf8 = true};
    key_code key = TT_KEY_NONE;
    for (int i = 0; i < UTF8_MOST && key == TT_KEY_NONE; i++)
        key = typed_key(&typed, take_byte(input));
    sitting_answer(sitting, session_key(sitting->desk.session, key));
}

static void resize(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    const int width = 1 + take_byte(input), height = 1 + take_below(input, 80);
    desk_resize(&sitting->desk, width, height);
    canvas_holds(&sitting->desk.canvas);
}

static void point(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    const struct mouse_event event = {.what = (enum mouse_what)take_below(input, 4),
        .x = take_byte(input),
        .y = take_below(input, 90)};
    sitting_answer(sitting, session_mouse(sitting->desk.session, &event));
}

static void import(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    sitting_import(sitting, take_byte(input));
}

static void come_back(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    desk_leave_and_come_back(&sitting->desk, fake_now() - take_number(input) * 60);
    canvas_holds(&sitting->desk.canvas);
}

static void pass_time(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    sitting_answer(
        sitting, session_live_day(sitting->desk.session, FAKE_DAY + take_below(input, 40)));
}

static void unmark(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)input;
    (void)byte;
    session_unmark(sitting->desk.session);
    sitting_look(sitting);
}

static void open_row(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    sitting_answer(sitting, session_open_row(sitting->desk.session, take_byte(input)));
}

static void go(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)byte;
    const size_t which = (size_t)take_below(input, 24);
    const unit_index count = unit_tree_count(fake_service(sitting->desk.fake)->units);
    const unit_index unit = count > 0 ? take_byte(input) % count : UNIT_NONE;
    const struct view *const view = view_at(which);
    if (view != NULL && session_go(sitting->desk.session, view->id, unit))
        sitting_look(sitting);
}

static void make_sheet(struct sitting *sitting, struct input *input, uint8_t byte)
{
    (void)input;
    (void)byte;
    sitting_sheet(sitting);
}

/* What the high bytes do; one of them stands for several, so that none is rare. */
typedef void step_fn(struct sitting *sitting, struct input *input, uint8_t byte);
static step_fn *const steps[] = {act, act, act, resize, point, import, come_back, pass_time, unmark,
    open_row, go, make_sheet, press_character, go, resize, act};

static void step(struct sitting *sitting, struct input *input)
{
    const uint8_t byte = take_byte(input);
    if (byte < 0x20)
        press_control(sitting, input, byte);
    else if (byte < 0x7f)
        press(sitting, input, byte);
    else if (byte < 0xc0)
        press_named(sitting, input, byte);
    else
        steps[byte & 0x0f](sitting, input, byte);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    struct sitting sitting;
    const int plan = take_below(&input, SITTING_PLANS);
    const uint8_t how = take_byte(&input);
    sitting_open(&sitting, plan, (how & 1) != 0, how & 2 ? 120 : 80, how & 2 ? 40 : 24);
    if (how & 4)
        session_in_parts(sitting.desk.session);
    for (int i = 0; i < STEPS_MOST && input.size > 0 && !sitting.left; i++)
        step(&sitting, &input);
    sitting_close(&sitting);
    return 0;
}
