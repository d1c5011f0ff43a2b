/* Lines typed after ":", with completion, history and editing, byte by byte as a terminal sends them: each is
 * carried out or answered with a sentence, and the dashboard stands afterwards. */
#include <stdlib.h>

#include "core/base/text.h"
#include "tests/fuzz/sitting.h"
#include "tui/screen/typed.h"

#define LINES_MOST 24

/* Bytes that stand for the keys of an editor. */
static const struct {
    uint8_t byte;
    key_code key;
} editing[] = {{'\t', TT_KEY_TAB}, {1, TT_KEY_UP}, {2, TT_KEY_DOWN}, {3, TT_KEY_LEFT},
    {4, TT_KEY_RIGHT}, {5, TT_KEY_HOME}, {6, TT_KEY_END}, {7, TT_KEY_DELETE}, {8, TT_KEY_BACKSPACE},
    {11, TT_KEY_BACK_TAB}, {12, TT_KEY_CTRL_BASE + 'u'}, {14, TT_KEY_CTRL_BASE + 'w'},
    {15, TT_KEY_PAGE_UP}};

static key_code key_of(struct typed *typed, uint8_t byte)
{
    for (size_t i = 0; i < sizeof editing / sizeof editing[0]; i++)
        if (editing[i].byte == byte)
            return editing[i].key;
    return typed_key(typed, byte);
}

static void type_line(struct sitting *sitting, struct input line)
{
    static const char openers[] = ":/f";
    struct typed typed = {.utf8 = true};
    /* Most lines are commands; a byte 0xff or 0xfe in front makes it another question. */
    const int opener = line.size > 0 && line.bytes[0] >= 0xfe ? 0xff - line.bytes[0] + 1 : 0;
    sitting_type(sitting, (key_code)openers[opener]);
    for (size_t i = opener > 0; i < line.size; i++) {
        const key_code key = key_of(&typed, line.bytes[i]);
        if (key != TT_KEY_NONE)
            sitting_type(sitting, key);
    }
    sitting_look(sitting); /* the prompt, with the words that fit */
    sitting_type(sitting, TT_KEY_ENTER);
    sitting_look(sitting);
}

/* The same line at once, as the reading mode gives it. */
static void give_line(struct sitting *sitting, struct input line)
{
    char *const text = text_clean((const char *)line.bytes, line.size, PROMPT_SIZE - 1);
    HOLDS(text != NULL);
    sitting_answer(sitting, session_command(sitting->desk.session, text));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    struct sitting sitting;
    const uint8_t how = take_byte(&input);
    sitting_open(&sitting, how % SITTING_PLANS, (how & 0x40) != 0, 80, 24);
    for (int i = 0; i < LINES_MOST && input.size > 0 && !sitting.left; i++) {
        const struct input line = take_until(&input, '\n');
        if (how & 0x80)
            give_line(&sitting, line);
        else
            type_line(&sitting, line);
    }
    sitting_close(&sitting);
    return 0;
}
