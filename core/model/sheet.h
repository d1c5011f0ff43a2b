/*
 * sheet.h: what a screen says as data: a title, notes, headings with their kind, and rows of cells.
 *
 * A sheet owns all its text (one arena) and knows nothing of columns on a terminal: exports, the
 * reading mode and reports are written from it. Filling cannot fail on the spot: once memory ran
 * out `failed` sticks and everything more is dropped, so that callers check once at the end.
 *
 * How a view gives its sheet (struct view, `sheet`), usually in 20 lines, with the helpers of
 * tui/views/sheets.h:
 *
 *     static enum result feeds_sheet(
 *         const struct scene *scene, const struct view_place *place, struct sheet *sheet)
 *     {
 *         sheet_begin(scene, place, sheet);              title, day, notes: the same everywhere
 *         sheet_column(sheet, "Feed", SHEET_TEXT);
 *         sheet_column(sheet, "rows rejected", SHEET_NUMBER);
 *         sheet_measure_column(scene, sheet, "open_cases");
 *         for (each row) {
 *             sheet_row(sheet);                          or sheet_unit_row(scene, sheet, unit)
 *             sheet_text(sheet, feed->id);
 *             sheet_count(sheet, state->rejected);
 *             sheet_measure(scene, sheet, unit, "open_cases");
 *         }
 *         return RESULT_OK;
 *     }
 *
 * Every row has a cell for every heading, in their order; headings differ from one another. All
 * rows belong in it, not only those that fit on the screen: prepare what was not prepared and give
 * back the failure. Counts of children or workers are SHEET_PEOPLE and rates made from them
 * SHEET_RATE: what leaves the house is suppressed by kind and by measure (share.h), never by the
 * view. A row about a single worker is marked with sheet_personal(): it never leaves the house.
 */
#ifndef TEAMTOP_MODEL_SHEET_H
#define TEAMTOP_MODEL_SHEET_H

#include "core/base/day.h"
#include "core/base/grow.h"
#include "core/model/snapshot.h"

enum sheet_kind {
    SHEET_TEXT,
    SHEET_PEOPLE, /* children or workers: small counts are suppressed in what is shared */
    SHEET_NUMBER, /* anything else that is counted */
    SHEET_FTE,
    SHEET_RATE, /* per cent, cases per FTE, days */
    SHEET_DAY,
};

struct sheet_column {
    const char *heading;
    enum sheet_kind kind;
    int decimals; /* 0 to 4 */
    bool judged;  /* its cells may carry status and signal */
};

enum cell_state {
    CELL_NO_DATA, /* nobody ever said */
    CELL_NO_VALUE,
    CELL_SUPPRESSED,
    CELL_TEXT,
    CELL_FIGURE,
};

struct sheet_cell {
    enum cell_state state;
    const char *text;           /* CELL_TEXT */
    fixed_t value;              /* CELL_FIGURE: ten-thousandths, or the day of a SHEET_DAY */
    unit_index unit;            /* whose figure of … */
    struct measure_ref measure; /* … this measure it is; measure NULL: of none */
    int back;                   /* how many points before the newest it stands; −1: at the day */
    enum points points;         /* where back ≥ 0 */
    bool difference;            /* of the figure at the day to that point */
    bool made_from;             /* it is no figure of the measure but would tell it */
    enum status status;
    enum signal signal;
    bool rising;
    bool stale;
    int decimals; /* −1: those of its measure or column */
    bool inside;  /* words with counts in them: suppressed in what is shared */
};

struct sheet_row {
    struct sheet_cell *cells; /* as many as there are columns */
    size_t count;             /* cells filled so far */
    unit_index unit;          /* the unit it is about, for `open`; or UNIT_NONE */
    int total;                /* the row that sums this one and its siblings up; −1: none */
    int depth;                /* indent in a tree, from 0 */
    bool personal;            /* about one worker */
};

struct sheet {
    struct arena arena;
    const char *title;   /* "Compare" */
    const char *subject; /* the unit or organisation it is about */
    day_t as_at;
    enum window window;
    bool live;
    const char **notes; /* sentences that must stand with the figures */
    size_t note_count, note_room;
    const char **inside_notes; /* sentences with figures in them that never leave the house */
    size_t inside_count, inside_room;
    struct sheet_column *columns;
    size_t column_count, column_room;
    struct sheet_row *rows;
    size_t row_count, row_room;
    bool failed;
};

void sheet_init(struct sheet *sheet);
void sheet_done(struct sheet *sheet);

/* Text is copied. Notes come in the order in which they are given. */
void sheet_title(struct sheet *sheet, const char *title, const char *subject);
void sheet_note(struct sheet *sheet, const char *format, ...) PRINTF_LIKE(2, 3);
void sheet_note_inside(struct sheet *sheet, const char *format, ...) PRINTF_LIKE(2, 3);

/* A heading: decimals are 0 for people and numbers, 1 for FTE and rates. All columns come before
 * the first row. */
void sheet_column(struct sheet *sheet, const char *heading, enum sheet_kind kind);
/* The heading just given has so many, 0 to 4. */
void sheet_decimals(struct sheet *sheet, int decimals);

/* Begins a row; the calls below it fill its cells from left to right. */
void sheet_row(struct sheet *sheet);
void sheet_about(struct sheet *sheet, unit_index unit, int depth);
void sheet_personal(struct sheet *sheet);
/* The row just begun is one of those that row `total` (from 0, above it) sums up. */
void sheet_part_of(struct sheet *sheet, int total);

void sheet_text(struct sheet *sheet, const char *text);
void sheet_format(struct sheet *sheet, const char *format, ...) PRINTF_LIKE(2, 3);
void sheet_value(struct sheet *sheet, fixed_t value); /* ten-thousandths */
void sheet_count(struct sheet *sheet, int64_t count); /* whole people or things */
void sheet_day(struct sheet *sheet, day_t day);       /* DAY_NONE: no data */
void sheet_no_value(struct sheet *sheet);
void sheet_no_data(struct sheet *sheet);
/* A measure's figure as the snapshot judges it. */
void sheet_assessed(struct sheet *sheet, unit_index unit, struct measure_ref measure,
    const struct assessed *assessed);
/* The cell just filled stands `back` points before the newest of a trend. */
void sheet_point(struct sheet *sheet, enum points points, int back);

/* The cell just filled is the difference of the day's figure to the one `back` points before: who
 * knows either knows the other. */
void sheet_difference(struct sheet *sheet, enum points points, int back);
/* The cell just filled, be it words, is made from this figure of the day: it is hidden with it. */
void sheet_made_from(struct sheet *sheet, unit_index unit, struct measure_ref measure);

/* The cell just filled has so many, whatever its column has. */
void sheet_cell_decimals(struct sheet *sheet, int decimals);

/* The cell just filled has counts of people among its words: it never leaves the house. */
void sheet_inside(struct sheet *sheet);

/* A cell as everybody reads it: "21.4", "–" as `no_value`, "no data", "c", "2020-03-02". In a
 * buffer of SHEET_TEXT_SIZE bytes, but for CELL_TEXT. */
#define SHEET_TEXT_SIZE 40
const char *sheet_cell_text(
    const struct sheet *sheet, size_t row, size_t column, const char *no_value, char *buffer);

#endif
