#include "core/derive/write.h"

#include <stdlib.h>

#include "core/derive/oldest.h"
#include "core/model/measure.h"
#include "core/model/series.h"

void output_done(struct output *output)
{
    free(output->items);
    *output = (struct output){0};
}

/* --- one series of each kind ---------------------------------------------------------------- */

typedef void day_writer(struct series_writer *writer, day_t day, fixed_t amount);

static void write_days(struct series_writer *writer, day_writer *write, const struct tally *tally,
    const struct books *books)
{
    for (size_t i = 0; i < books->page_count * PAGE_DAYS && tally->pages; i++) {
        const struct page *page = tally->pages[i / PAGE_DAYS];
        if (!page)
            i += PAGE_DAYS - 1;
        else if (page->amounts[i % PAGE_DAYS] != 0)
            write(writer, books->first_day + (day_t)i, page->amounts[i % PAGE_DAYS]);
    }
}

static int by_leaving(const void *a, const void *b)
{
    const struct leaver *left = a, *right = b;
    if (left->left != right->left)
        return left->left < right->left ? -1 : 1;
    if (left->back != right->back)
        return left->back < right->back ? -1 : 1;
    return (left->fte > right->fte) - (left->fte < right->fte);
}

static void write_leavers(struct series_writer *writer, struct ledger *ledger)
{
    if (ledger->leaver_count > 0)
        qsort(ledger->leavers, ledger->leaver_count, sizeof *ledger->leavers, by_leaving);
    for (size_t i = 0; i < ledger->leaver_count; i++) {
        const struct leaver *leaver = &ledger->leavers[i];
        series_leaver(writer, leaver->left, leaver->back, leaver->fte);
    }
}

static enum queue queue_of(enum part_id part)
{
    return part == PART_OLDEST_VACANCY ? QUEUE_POSTS : QUEUE_CHILDREN;
}

static void write_kind(struct output *output, struct series_writer *writer, struct ledger *ledger,
    uint32_t number, const struct books *books)
{
    const struct key *key = &output->keys->all[number];
    const struct tally *tally = &ledger->tallies[number];
    switch (writer->kind) {
    case SERIES_STEP:
        write_days(writer, series_change, tally, books);
        break;
    case SERIES_EVENTS:
        write_days(writer, series_amount, tally, books);
        break;
    case SERIES_LEAVERS:
        write_leavers(writer, ledger);
        break;
    case SERIES_EARLIEST:
        if (!write_oldest(writer, &ledger->queues[queue_of(key->part)]))
            output->failed = true;
        break;
    case SERIES_READINGS: /* no part is derived as readings; they have write_told() */
        break;
    }
}

/* --- the series of a unit ------------------------------------------------------------------- */

static void note(struct output *output, unit_index unit, uint32_t key, size_t at)
{
    struct written *written =
        grow_one(&output->items, &output->count, &output->room, sizeof *written);
    if (written)
        *written = (struct written){unit, key, at, output->bytes->length - at};
    else
        output->failed = true;
}

static void write_key(struct output *output, unit_index unit, uint32_t key, struct ledger *ledger,
    const struct books *books)
{
    const struct part *part = part_at(output->keys->all[key].part);
    size_t at = output->bytes->length;
    struct series_writer writer;
    series_begin(&writer, output->bytes, part->kind, part->scale);
    write_kind(output, &writer, ledger, key, books);
    series_end(&writer);
    note(output, unit, key, at);
}

static bool has_data(const struct output *output, const struct ledger *ledger, uint32_t key)
{
    const unsigned by_unit = ~(1U << FEED_ABSENCES); /* absences name a worker and no unit */
    unsigned feeds = (ledger->feeds & by_unit) | (output->imported & ~by_unit);
    unsigned needed = part_at(output->keys->all[key].part)->feeds;
    return needed != 0 && (needed & ~feeds) == 0;
}

static void write_parts(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books)
{
    for (enum part_id part = 0; part < PART_COUNT; part++) {
        uint32_t key = output->keys->of_part[part];
        if (has_data(output, ledger, key))
            write_key(output, unit, key, ledger, books);
    }
}

static void write_subs(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books)
{
    for (size_t i = 0; i < ledger->present_count; i++) {
        uint32_t key = ledger->present[i];
        if (output->keys->all[key].sub && has_data(output, ledger, key))
            write_key(output, unit, key, ledger, books);
    }
}

/* Readings of one key; returns how many there were. */
static size_t write_readings(
    struct output *output, unit_index unit, const struct told *told, size_t count)
{
    size_t at = output->bytes->length;
    struct series_writer writer;
    size_t i = 0;
    series_begin(&writer, output->bytes, SERIES_READINGS, 1);
    for (; i < count && told[i].key == told->key; i++)
        series_reading(&writer, told[i].day, told[i].months, told[i].known, told[i].value);
    series_end(&writer);
    note(output, unit, told->key, at);
    return i;
}

static size_t count_of_key(const struct told *told, size_t count)
{
    size_t i = 0;
    while (i < count && told[i].key == told->key)
        i++;
    return i;
}

/* Spells win over readings where a unit has both. */
static void write_told(struct output *output, unit_index unit, const struct ledger *ledger)
{
    size_t taken = 0;
    for (size_t i = 0; i < ledger->told_count; i += taken) {
        const struct told *told = &ledger->told[i];
        size_t left = ledger->told_count - i;
        taken = has_data(output, ledger, told->key) ? count_of_key(told, left)
                                                    : write_readings(output, unit, told, left);
    }
}

static bool is_zero(const struct tally *tally, const struct books *books)
{
    for (size_t i = 0; tally->pages && i < books->page_count; i++)
        for (size_t day = 0; tally->pages[i] && day < PAGE_DAYS; day++)
            if (tally->pages[i]->amounts[day] != 0)
                return false;
    return true;
}

void write_case_changes(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books)
{
    for (size_t i = 0; i < ledger->present_count; i++) {
        uint32_t key = ledger->present[i];
        const struct part *part = part_at(output->keys->all[key].part);
        bool adds_up = part->kind == SERIES_STEP || part->kind == SERIES_EVENTS;
        if ((part->feeds & (1U << FEED_CASES)) && adds_up && !is_zero(&ledger->tallies[key], books))
            write_key(output, unit, key, ledger, books);
    }
}

void write_unit(
    struct output *output, unit_index unit, struct ledger *ledger, const struct books *books)
{
    write_parts(output, unit, ledger, books);
    write_subs(output, unit, ledger, books);
    write_told(output, unit, ledger);
}
