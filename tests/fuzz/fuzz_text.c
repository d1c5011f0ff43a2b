/* Text from outside: cleaned it is harmless and stays as it is, cut it fits, compared it agrees with its
 * hash; what reads days and decimals agrees with what writes them. */
#include <stdlib.h>
#include <string.h>

#include "core/base/day.h"
#include "core/base/fixed.h"
#include "core/base/text.h"
#include "core/feed/extract_date.h"
#include "tests/fuzz/fuzz.h"
#include "tui/screen/canvas.h"

static char *copy_of(struct input input)
{
    char *const copy = malloc(input.size + 1);
    HOLDS(copy != NULL);
    if (input.size > 0)
        memcpy(copy, input.bytes, input.size);
    copy[input.size] = '\0';
    return copy;
}

/* --- cleaning ---------------------------------------------------------------------------------- */

static void cleaning_holds(const char *bytes, size_t length)
{
    char *const clean = text_clean(bytes, length, 0);
    HOLDS(clean != NULL);
    HOLDS(is_harmless(clean));
    HOLDS(text_is_clean(clean, strlen(clean)));
    HOLDS(text_is_clean(bytes, length) ==
          (strlen(clean) == length && memcmp(clean, bytes, length) == 0));
    char *const again = text_clean(clean, strlen(clean), 0);
    HOLDS(again != NULL && strcmp(clean, again) == 0);
    free(again);
    free(clean);
}

static void bounded_cleaning_holds(const char *bytes, size_t length, size_t most)
{
    char *const cut = text_clean(bytes, length, most);
    char *const whole = text_clean(bytes, length, 0);
    HOLDS(cut != NULL && whole != NULL);
    HOLDS(strlen(cut) <= most);
    HOLDS(is_harmless(cut));
    HOLDS(text_is_clean(cut, strlen(cut)));
    HOLDS(strlen(whole) > most || strcmp(cut, whole) == 0);
    free(whole);
    free(cut);
}

static void windows_1252_holds(const char *bytes, size_t length)
{
    size_t converted;
    char *const text = text_from_windows_1252(bytes, length, &converted);
    HOLDS(text != NULL);
    HOLDS(text[converted] == '\0');
    cleaning_holds(text, converted);
    free(text);
}

/* --- widths ------------------------------------------------------------------------------------ */

static void fitting_holds(const char *text, int columns)
{
    int taken = -1;
    const size_t length = text_fit(text, columns, &taken);
    HOLDS(length <= strlen(text));
    HOLDS(taken >= 0 && taken <= columns);
    char *const fitted = copy_of((struct input){(const uint8_t *)text, length});
    HOLDS(text_width(fitted) == taken);
    if (length < strlen(text)) {
        size_t advance;
        const int next = text_char_width(text_next(text + length, &advance));
        HOLDS(next > 0 && taken + next > columns); /* no mark left behind, no room given away */
    }
    free(fitted);
}

/* A field takes its columns and no other cell. */
static void field_holds(const char *text, int columns, enum align align)
{
    struct canvas canvas;
    HOLDS(canvas_init(&canvas, columns + 4, 3) == RESULT_OK);
    canvas_fill(&canvas, (struct rect){0, 0, canvas.width, canvas.height}, STYLE_DIM, '+');
    canvas_field(&canvas, 2, 1, columns, align, STYLE_TEXT, text);
    canvas_holds(&canvas);
    for (int y = 0; y < canvas.height; y++)
        for (int x = 0; x < canvas.width; x++)
            if (y != 1 || x < 2 || x >= 2 + columns)
                HOLDS(canvas_cell(&canvas, x, y)->character == '+');
    canvas_done(&canvas);
}

static void drawing_holds(const char *text, int x)
{
    struct canvas canvas;
    HOLDS(canvas_init(&canvas, 12, 2) == RESULT_OK);
    HOLDS(canvas_text(&canvas, x, 0, STYLE_TEXT, text) >= 0);
    canvas_figure(&canvas, x, 1, 6, STYLE_TEXT, text);
    canvas_holds(&canvas);
    char *const screen = canvas_to_text(&canvas);
    HOLDS(screen != NULL);
    free(screen);
    canvas_done(&canvas);
}

/* --- comparing --------------------------------------------------------------------------------- */

static void comparing_holds(const char *a, size_t a_length, const char *b, size_t b_length)
{
    const bool equal = text_equal_folded(a, a_length, b, b_length);
    HOLDS(text_equal_folded(a, a_length, a, a_length));
    HOLDS(text_equal_folded(b, b_length, a, a_length) == equal);
    HOLDS(!equal || text_hash_folded(a, a_length) == text_hash_folded(b, b_length));
}

/* Of clean text only: bytes that are no characters have no beginning either. */
static void finding_holds(const char *haystack, const char *needle)
{
    HOLDS(text_contains_folded(haystack, ""));
    HOLDS(text_contains_folded(haystack, haystack));
    const char *const at = strstr(haystack, needle);
    /* Where the bytes are, at a character's beginning, the folded text is. */
    HOLDS(at != haystack || text_contains_folded(haystack, needle));
}

/* --- days and decimals ------------------------------------------------------------------------- */

static void days_hold(const char *text, size_t length, const char *form_text)
{
    struct day_format form;
    if (day_format_parse(form_text, &form) != RESULT_OK)
        return;
    const struct date_form fast = date_form_of(&form);
    day_t slow_day = DAY_NONE, fast_day = DAY_NONE;
    const bool is_day = day_parse(&form, text, length, &slow_day);
    HOLDS(date_form_parse(&fast, text, length, &fast_day) == is_day);
    HOLDS(slow_day == fast_day);
    if (!is_day)
        return;
    char iso[DAY_TEXT_SIZE];
    day_t back = DAY_NONE;
    day_text(slow_day, iso);
    HOLDS(day_parse(&DAY_FORMAT_ISO, iso, strlen(iso), &back) && back == slow_day);
}

static void decimals_hold(const char *text, size_t length)
{
    fixed_t value = 0, back = 0;
    if (!fixed_parse(text, length, true, &value))
        return;
    char written[FIXED_TEXT_SIZE];
    fixed_text(value, written);
    HOLDS(fixed_parse(written, strlen(written), false, &back) && back == value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    const int columns = take_below(&input, 40), place = take_below(&input, 24) - 8;
    const size_t most = 3 + (size_t)take_below(&input, 60);
    const enum align align = (enum align)take_below(&input, 3);
    const struct input first = take_until(&input, '\n');
    char *const a = copy_of(first), *const b = copy_of(input);

    cleaning_holds(a, first.size);
    bounded_cleaning_holds(a, first.size, most);
    windows_1252_holds(a, first.size);
    comparing_holds(a, first.size, b, input.size);
    days_hold(a, first.size, b);
    decimals_hold(a, first.size);
    char *const clean = text_clean(a, first.size, 0), *const other = text_clean(b, input.size, 0);
    HOLDS(clean != NULL && other != NULL);
    finding_holds(clean, other);
    fitting_holds(clean, columns);
    field_holds(clean, columns, align);
    drawing_holds(clean, place);
    free(clean);
    free(other);
    free(a);
    free(b);
    return 0;
}
