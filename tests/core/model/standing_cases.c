/* How a feed stands, on an hour worked out by hand: expected every 26 hours, taken at noon of the first day. */
#include <string.h>

#include "core/model/standing.h"
#include "tests/core/model/cases.h"

#define HOUR 3600
#define NOON 1709294400 /* on 1 March 2024 */

static const struct feed_spec nightly = {.id = "cases", .expected_every = 26 * HOUR};
static const struct feed_spec once = {.id = "published"};
static const struct feed_state taken = {.ever = true, .imported_at = NOON};
static const struct feed_state refused = {.ever = true, .last_refused = true, .imported_at = NOON};
static const struct feed_state never = {0};

static const struct service living = {.data_until = DAY_NONE};

START_TEST(a_feed_is_fresh_until_its_next_extract_is_overdue_and_then_stale)
{
    ck_assert_int_eq(feed_due(&living, &nightly, &taken), NOON + 26 * HOUR);
    ck_assert_int_eq(feed_standing(&living, &nightly, &taken, NOON), FEED_IS_FRESH);
    ck_assert_int_eq(feed_standing(&living, &nightly, &taken, NOON + 26 * HOUR), FEED_IS_FRESH);
    ck_assert_int_eq(feed_standing(&living, &nightly, &taken, NOON + 26 * HOUR + 1), FEED_IS_STALE);
}
END_TEST

START_TEST(what_never_came_is_not_late)
{
    ck_assert_int_eq(feed_due(&living, &nightly, &never), 0);
    ck_assert_int_eq(feed_standing(&living, &nightly, &never, NOON), FEED_NEVER_CAME);
}
END_TEST

START_TEST(a_refusal_stands_above_what_came_before_it)
{
    ck_assert_int_eq(feed_standing(&living, &nightly, &refused, NOON), FEED_IS_REFUSED);
    ck_assert_int_eq(feed_standing(&living, &once, &refused, NOON), FEED_IS_REFUSED);
}
END_TEST

/* Nothing newer is expected: of a feed without a rhythm, and of any once the data end on a day. */
START_TEST(what_is_not_expected_again_is_an_archive)
{
    const struct service closed = {.data_until = day_from_civil(2024, 2, 29)};
    ck_assert_int_eq(feed_due(&living, &once, &taken), 0);
    ck_assert_int_eq(feed_standing(&living, &once, &taken, NOON + 99999 * HOUR), FEED_IS_ARCHIVE);
    ck_assert_int_eq(feed_due(&closed, &nightly, &taken), 0);
    ck_assert_int_eq(feed_standing(&closed, &nightly, &taken, NOON + 99 * HOUR), FEED_IS_ARCHIVE);
}
END_TEST

START_TEST(each_standing_has_a_word_of_its_own)
{
    for (int i = FEED_NEVER_CAME; i <= FEED_IS_ARCHIVE; i++)
        for (int j = FEED_NEVER_CAME; j < i; j++)
            ck_assert_str_ne(feed_standing_word((enum feed_standing)i),
                feed_standing_word((enum feed_standing)j));
    ck_assert_str_eq(feed_standing_word(FEED_IS_STALE), "stale");
}
END_TEST

TCase *standing_cases(void)
{
    TCase *cases = tcase_create("standing");
    tcase_add_test(cases, a_feed_is_fresh_until_its_next_extract_is_overdue_and_then_stale);
    tcase_add_test(cases, what_never_came_is_not_late);
    tcase_add_test(cases, a_refusal_stands_above_what_came_before_it);
    tcase_add_test(cases, what_is_not_expected_again_is_an_archive);
    tcase_add_test(cases, each_standing_has_a_word_of_its_own);
    return cases;
}
