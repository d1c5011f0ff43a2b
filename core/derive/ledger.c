#include "core/derive/ledger.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"

bool interval_meet(struct interval a, struct interval b, struct interval *ret)
{
    struct interval both = {
        .from = a.from > b.from ? a.from : b.from,
        .until = a.until < b.until ? a.until : b.until,
    };
    if (both.from >= both.until)
        return false;
    *ret = both;
    return true;
}

/* --- pages ---------------------------------------------------------------------------------- */

static struct page *take_page(struct books *books)
{
    struct page *page = books->spare;
    if (!page)
        return calloc(1, sizeof *page);
    books->spare = page->spare;
    page->spare = NULL;
    return page;
}

static void give_back(struct books *books, struct page *page)
{
    memset(page->amounts, 0, sizeof page->amounts);
    page->spare = books->spare;
    books->spare = page;
}

void books_done(struct books *books)
{
    while (books->spare) {
        struct page *next = books->spare->spare;
        free(books->spare);
        books->spare = next;
    }
}

/* NULL when memory ran out. */
static struct page *page_of(struct tally *tally, struct books *books, size_t number)
{
    assert(number < books->page_count);
    if (!tally->pages)
        tally->pages = calloc(books->page_count, sizeof(struct page *));
    if (!tally->pages)
        return NULL;
    if (!tally->pages[number])
        tally->pages[number] = take_page(books);
    return tally->pages[number];
}

static void tally_clear(struct tally *tally, struct books *books)
{
    for (size_t i = 0; tally->pages && i < books->page_count; i++)
        if (tally->pages[i])
            give_back(books, tally->pages[i]);
    free(tally->pages);
    *tally = (struct tally){0};
}

/* A page the tally above has not touched moves there whole. */
static void pour_page(struct page **page, struct page **above)
{
    if (!*above) {
        *above = *page;
        *page = NULL;
        return;
    }
    for (size_t day = 0; day < PAGE_DAYS; day++)
        (*above)->amounts[day] += (*page)->amounts[day];
}

static void tally_pour(struct tally *tally, struct tally *above, size_t page_count)
{
    if (!above->pages) {
        above->pages = tally->pages;
        tally->pages = NULL;
    }
    for (size_t i = 0; tally->pages && i < page_count; i++)
        if (tally->pages[i])
            pour_page(&tally->pages[i], &above->pages[i]);
}

/* --- ledgers -------------------------------------------------------------------------------- */

bool ledger_init(struct ledger *ledger, const struct books *books)
{
    *ledger = (struct ledger){
        .tallies = calloc(books->key_count, sizeof *ledger->tallies),
        .present = malloc(books->key_count * sizeof *ledger->present),
    };
    return ledger->tallies && ledger->present;
}

void ledger_clear(struct ledger *ledger, struct books *books)
{
    for (size_t i = 0; i < ledger->present_count; i++)
        tally_clear(&ledger->tallies[ledger->present[i]], books);
    ledger->present_count = 0;
    ledger->feeds = 0;
    ledger->leaver_count = 0;
    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        ledger->queues[queue].count = 0;
    ledger->told_count = 0;
}

void ledger_done(struct ledger *ledger, struct books *books)
{
    ledger_clear(ledger, books);
    free(ledger->tallies);
    free(ledger->present);
    free(ledger->leavers);
    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        free(ledger->queues[queue].items);
    free(ledger->told);
}

bool ledger_is_empty(const struct ledger *ledger)
{
    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        if (ledger->queues[queue].count > 0)
            return false;
    return ledger->present_count == 0 && ledger->feeds == 0 && ledger->leaver_count == 0 &&
           ledger->told_count == 0;
}

void ledger_mention(struct ledger *ledger, uint32_t key)
{
    struct tally *tally = &ledger->tallies[key];
    if (!tally->present)
        ledger->present[ledger->present_count++] = key;
    tally->present = true;
}

/* The first amount of a key or page. NULL when memory ran out. */
static struct page *open_page(
    struct ledger *ledger, struct books *books, uint32_t key, size_t number)
{
    ledger_mention(ledger, key);
    struct page *page = page_of(&ledger->tallies[key], books, number);
    books->failed = books->failed || !page;
    return page;
}

void ledger_add(struct ledger *ledger, struct books *books, uint32_t key, day_t day, fixed_t amount)
{
    assert(day >= books->first_day);
    size_t offset = (size_t)(day - books->first_day);
    struct page **pages = ledger->tallies[key].pages;
    struct page *page = pages ? pages[offset / PAGE_DAYS] : NULL;
    if (!page)
        page = open_page(ledger, books, key, offset / PAGE_DAYS);
    if (page)
        page->amounts[offset % PAGE_DAYS] += amount;
}

static void pour_leavers(const struct ledger *ledger, struct ledger *above, struct books *books)
{
    for (size_t i = 0; i < ledger->leaver_count; i++) {
        const struct leaver *leaver = &ledger->leavers[i];
        if (leaver->flows)
            account_leaver(
                &(struct account){books, above, NULL, 1}, leaver->left, leaver->back, leaver->fte);
    }
}

static void pour_queue(
    const struct ledger *ledger, enum queue queue, struct ledger *above, struct books *books)
{
    const struct account account = {books, above, NULL, 1};
    const struct waiting_list *list = &ledger->queues[queue];
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].flows)
            account_waiting(&account, queue, list->items[i].when, list->items[i].earliest);
}

static void pour_told(const struct ledger *ledger, struct ledger *above, struct books *books)
{
    size_t needed = above->told_count + ledger->told_count;
    if (!grow_room(&above->told, &above->told_room, needed, sizeof *above->told)) {
        books->failed = true;
        return;
    }
    for (size_t i = 0; i < ledger->told_count; i++) {
        struct told told = ledger->told[i];
        told.own = false;
        above->told[above->told_count++] = told;
    }
}

void ledger_pour(struct ledger *ledger, struct ledger *above, struct books *books)
{
    for (size_t i = 0; i < ledger->present_count; i++) {
        uint32_t key = ledger->present[i];
        ledger_mention(above, key);
        tally_pour(&ledger->tallies[key], &above->tallies[key], books->page_count);
    }
    above->feeds |= ledger->feeds;
    pour_leavers(ledger, above, books);
    for (enum queue queue = 0; queue < QUEUE_COUNT; queue++)
        pour_queue(ledger, queue, above, books);
    pour_told(ledger, above, books);
    ledger_clear(ledger, books);
}

/* --- accounts ------------------------------------------------------------------------------- */

void account_add(const struct account *account, uint32_t key, day_t day, fixed_t amount)
{
    ledger_add(account->here, account->books, key, day, account->sign * amount);
    if (account->above)
        ledger_add(account->above, account->books, key, day, -account->sign * amount);
}

void account_hold(const struct account *account, uint32_t key, struct interval when, fixed_t amount)
{
    account_add(account, key, when.from, amount);
    if (when.until != DAY_NEVER)
        account_add(account, key, when.until, -amount);
}

void account_leaver(const struct account *account, day_t left, day_t back, fixed_t fte)
{
    struct ledger *ledger = account->here;
    struct leaver *leaver =
        grow_one(&ledger->leavers, &ledger->leaver_count, &ledger->leaver_room, sizeof *leaver);
    if (leaver)
        *leaver = (struct leaver){left, back, fte, account->above == NULL};
    else
        account->books->failed = true;
}

void account_waiting(
    const struct account *account, enum queue queue, struct interval when, day_t earliest)
{
    struct waiting_list *list = &account->here->queues[queue];
    struct waiting *waiting = grow_one(&list->items, &list->count, &list->room, sizeof *waiting);
    if (waiting)
        *waiting = (struct waiting){when, earliest, account->above == NULL};
    else
        account->books->failed = true;
}
