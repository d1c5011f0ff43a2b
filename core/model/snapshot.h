/*
 * snapshot.h: what one viewer sees: (configuration, store version, as-at day, window) → everything
 * the screen or a report may show. Screen and report read the same snapshot, so they cannot
 * disagree.
 *
 * A snapshot is immutable to those who look at it. What a view needs is fetched before it draws
 * (snapshot_prepare, which may fail); asking for an unprepared unit is a bug and asserted. It
 * borrows the service and the provider, which must outlive it. Computed figures are remembered.
 */
#ifndef TEAMTOP_MODEL_SNAPSHOT_H
#define TEAMTOP_MODEL_SNAPSHOT_H

#include <time.h>

#include "core/model/figure.h"
#include "core/model/roster.h"
#include "core/model/status.h"

/* One feed as the store knows it. */
struct feed_state {
    bool ever;          /* imported at least once */
    time_t imported_at; /* last time a file was taken (the same file again counts) */
    time_t first_at;    /* … that file for the first time: since then its rows are known */
    int64_t rows;       /* taken */
    int64_t rejected;
    bool last_refused; /* the newest attempt was refused whole */
    char file[256];    /* base name, clean */
    /* The newest attempt, taken or refused; 0: there was none. */
    int64_t attempt;
    time_t attempted_at;
    char attempted_file[256];
    char reason[256]; /* why it was refused, or "" */
};

/* One row that an import left out. */
struct reject {
    int64_t line;
    int64_t column;     /* of the field in the file, from 1; 0: the row */
    const char *reason; /* a sentence; no identifying value in it */
};
typedef void reject_fn(void *context, const struct reject *reject);

/* Where a snapshot gets its data; implemented over the store. All of it comes from one consistent
 * version. Failures leave the snapshot as it was. */
struct provider {
    void *context;
    int64_t version; /* of the store: each import makes a new one */
    /* Makes all series of the unit available to `source`, until it was released as often as loaded. */
    enum result (*load_unit)(void *context, unit_index unit);
    /* Never fails; NULL: the provider keeps everything. */
    void (*release_unit)(void *context, unit_index unit);
    struct series_source source;
    /* Adds the team's case, post and absence spells to `spells`. */
    enum result (*load_team)(void *context, unit_index team, struct spells *spells);
    enum result (*feed_state)(void *context, const struct feed_spec *feed, struct feed_state *ret);
    /* Names of the subs a part has for the unit ("stress"); calls `each` per sub. */
    void (*each_sub)(void *context, unit_index unit, enum part_id part,
        void (*each)(void *each_context, const char *sub), void *each_context);
    /* The rows that an attempt left out, by line; the text is only good during the call. NULL: the
     * provider keeps none. */
    enum result (*each_reject)(void *context, int64_t attempt, reject_fn *each, void *each_context);
    /* Marks, by unit, those that differ in the newest version there is, while this one is still read;
     * *ret_known is false where that cannot be told: any may. NULL: it never can. */
    enum result (*changes_ahead)(void *context, bool *marks, bool *ret_known);
    /* The same of those that differ between an older version and this one. */
    enum result (*changes_since)(void *context, int64_t version, bool *marks, bool *ret_known);
};

struct snapshot;

/* A figure with its judgement: what a cell of a table shows. */
struct assessed {
    struct figure figure;
    enum status status;
    enum signal signal;
    enum signal_rule rule;
    bool rising; /* direction of the signal */
    bool stale;
};

/* `as_at` the day shown, `now` the moment for freshness. NULL when memory runs out or the provider
 * cannot say how its feeds are. */
struct snapshot *snapshot_create(const struct service *service, const struct provider *provider,
    day_t as_at, enum window window, time_t now);
/* The same for other eyes (domain page, section 8): what a report for sharing suppresses is suppressed
 * in every answer, of the day and of points alike, in the whole service alike. Preparing a unit
 * prepares all. Limits of a chart are not given where a point of it is hidden; single workers never
 * are. */
struct snapshot *snapshot_create_shared(const struct service *service,
    const struct provider *provider, day_t as_at, enum window window, time_t now);
void snapshot_destroy(struct snapshot *snapshot);

bool snapshot_is_shared(const struct snapshot *snapshot);
/* What a shared one hides, its own: for what is kept, compared, or shared by its own rules (share.h),
 * never to be shown. Any other gives itself. */
struct snapshot *snapshot_whole(struct snapshot *snapshot);

const struct service *snapshot_service(const struct snapshot *snapshot);
day_t snapshot_as_at(const struct snapshot *snapshot);
enum window snapshot_window(const struct snapshot *snapshot);
int64_t snapshot_version(const struct snapshot *snapshot);
time_t snapshot_now(const struct snapshot *snapshot);

MUST_CHECK enum result snapshot_prepare(struct snapshot *snapshot, unit_index unit);

/* For a look at one unit after the other: as snapshot_prepare(), and what that took is given back when the
 * next is visited or the visit is over. A unit that was prepared before stays so, without the trends. */
MUST_CHECK enum result snapshot_visit(struct snapshot *snapshot, unit_index unit);
void snapshot_leave(struct snapshot *snapshot); /* fine when none is visited */

/* Before a newer version is moved to: marks the units (one of `marks` for each, false before) that differ in
 * it. *ret_known: false where any may. Fails as snapshot_prepare() does. */
MUST_CHECK enum result snapshot_changes_ahead(
    const struct snapshot *snapshot, bool *marks, bool *ret_known);
/* The same of those that differ between `version`, which was moved on from, and the snapshot's: what the snapshot
 * says of the others, but for freshness, is what one of that version says for the same day and window. */
MUST_CHECK enum result snapshot_changes_since(
    const struct snapshot *snapshot, int64_t version, bool *marks, bool *ret_known);

/* Without the signal: cheap. */
struct figure snapshot_figure(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure);
/* The level of a part itself at close of the snapshot's day (domain page, section 4), in the part's
 * own unit as a figure without a denominator: what a measure's sums are made of. */
struct figure snapshot_part_level(
    const struct snapshot *snapshot, unit_index unit, enum part_id part);
/* The same at the last day of each of `count` points, as figure_trend(); of a snapshot that hides
 * nothing. */
size_t snapshot_part_trend(const struct snapshot *snapshot, unit_index unit, enum part_id part,
    enum points points, size_t count, struct figure *ret);
/* With status, signal and freshness. */
struct assessed snapshot_assessed(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure);
/* As figure_trend(), ending at the snapshot's day. */
size_t snapshot_trend(const struct snapshot *snapshot, unit_index unit, struct measure_ref measure,
    enum points points, size_t count, struct figure *ret, struct span *ret_spans);
/* The points and chart limits a signal is judged on: at most `most` points into ret. */
size_t snapshot_signal_points(const struct snapshot *snapshot, unit_index unit,
    struct measure_ref measure, size_t most, double *ret, struct span *ret_spans,
    struct xmr *ret_xmr);

/* For how many days the post that has been vacant longest has been so (docs/figures.md); no value
 * when none is vacant. */
struct figure snapshot_oldest_vacancy(const struct snapshot *snapshot, unit_index unit);
/* How many workers left in the 12 months to the day and are not back: the people behind turnover. No value where
 * only readings are known: those are FTE. */
struct figure snapshot_left(const struct snapshot *snapshot, unit_index unit);

/* Subs of a part this unit has data for ("stress" of fte_absent), largest first; at most `most`;
 * the text is the snapshot's or the provider's. The figure is the sub (open cases or FTE in post at the day,
 * FTE days absent or requests in the window) ÷ the same of the whole part, in per
 * cent. Parts without subs have none. */
struct share {
    const char *sub;
    struct figure figure;
};
size_t snapshot_shares(const struct snapshot *snapshot, unit_index unit, enum part_id part,
    size_t most, struct share *ret);

bool snapshot_stale(const struct snapshot *snapshot, struct measure_ref measure);
/* When the oldest of those feeds was last imported; 0: none of them is overdue. */
time_t snapshot_stale_import(const struct snapshot *snapshot, struct measure_ref measure);
/* The first moment after the snapshot's own at which a feed that is not overdue is; INT64_MAX: none will be. */
time_t snapshot_stale_from(const struct snapshot *snapshot);
const struct feed_state *snapshot_feed(
    const struct snapshot *snapshot, const struct feed_spec *feed);
/* When the newest data came in; 0: never. */
time_t snapshot_newest_import(const struct snapshot *snapshot);

/* The rows that the newest attempt with this feed left out, by line; NULL until
 * snapshot_prepare_rejects() was called for it. */
struct rejects {
    struct reject *items;
    size_t count;
};
MUST_CHECK enum result snapshot_prepare_rejects(
    struct snapshot *snapshot, const struct feed_spec *feed);
const struct rejects *snapshot_rejects(
    const struct snapshot *snapshot, const struct feed_spec *feed);

/* The status of a figure on another day than the snapshot's, over the same window; NONE without
 * a value. The unit must be prepared. */
enum status snapshot_status_on(
    const struct snapshot *snapshot, unit_index unit, struct measure_ref measure, day_t day);

/* The team's roster on the snapshot's day; NULL until snapshot_prepare_team() was called for it.
 * RESULT_DENIED for other eyes. */
MUST_CHECK enum result snapshot_prepare_team(struct snapshot *snapshot, unit_index team);
const struct roster *snapshot_roster(const struct snapshot *snapshot, unit_index team);

#endif
