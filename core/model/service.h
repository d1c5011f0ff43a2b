/*
 * service.h: one council's service as its configuration describes it.
 *
 * Built by core/config and immutable afterwards; owns everything it points to (one arena). Every
 * other room reads it through const pointers. service_destroy() takes NULL.
 */
#ifndef TEAMTOP_MODEL_SERVICE_H
#define TEAMTOP_MODEL_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/day.h"
#include "core/base/fixed.h"
#include "core/base/grow.h"
#include "core/model/access.h"
#include "core/model/calendar.h"
#include "core/model/feed.h"
#include "core/model/measure.h"
#include "core/model/reference.h"
#include "core/model/unit.h"

struct named {
    const char *id;
    const char *name;
};

struct role {
    const char *id;
    const char *name;
    fixed_t caseload_limit; /* per full-time worker; 0: none */
};

struct benchmark {
    const char *name; /* "England" */
    fixed_t value;
    int year;         /* 0: its name says which, or nobody does */
    const char *note; /* "without Suffolk": what must be known before comparing; or NULL */
};

/* Published rates to compare with, year by year (reference/benchmarks.yaml). */
struct benchmark_year {
    int year;
    const struct benchmark *items;
    size_t count;
};
struct benchmark_rate {
    const char *measure_id;
    const struct benchmark_year *years; /* as the document lists them */
    size_t year_count;
};

/* Thresholds of one measure for all teams, or for one kind of team (domain page, section 5). Each
 * `has_…` says whether the configuration gives it. */
struct thresholds {
    bool has_band;
    fixed_t band_low, band_high; /* green inside */
    bool has_amber;
    fixed_t amber_low, amber_high; /* amber within, red outside */
    bool has_target, has_red;
    fixed_t target, red;
};

struct policy {
    const char *measure_id; /* may be a sub: "open_cases.cp" */
    enum polarity polarity; /* the catalogue's, or `better:` */
    bool has_points;
    enum points points; /* `points: week|month`, else the catalogue's */
    const char
        *basis; /* what a sickness figure is counted on, shown beside it; "" = the calendar's */
    struct thresholds thresholds;
    const struct thresholds *by_kind; /* [kind_count]; those without any `has_` fall back */
    const struct benchmark *benchmarks;
    size_t benchmark_count;
};

struct ui_settings {
    const char *theme; /* "" = the program's default */
    bool ascii;
    const char *const *rebound; /* pairs: action id, key name … */
    size_t rebound_count;       /* number of pairs */
};

/* What became of the organisation when the service was narrowed to what one viewer sees (narrow.h). */
struct narrowing {
    bool narrowed;            /* something is kept from the viewer */
    bool partial;             /* units are */
    uint64_t fingerprint;     /* that the service had as a whole */
    const char *const *above; /* names of the units above the outermost one, outermost first */
    size_t above_count;
};

struct service {
    uint64_t digest; /* of the bytes of its documents: it is another one when any of them is */
    uint64_t stamp;  /* what the system said of them before they were read (config_stamp()) */
    struct arena arena;
    const char *directory;    /* the configuration folder */
    const char *organisation; /* its name, clean */
    const char *notice;       /* shown on every screen and report ("invented data"), or "" */

    const struct named *levels;
    int level_count;
    const struct named *kinds;
    int kind_count;
    const struct named *categories; /* in order of precedence */
    int category_count;
    const struct role *roles;
    size_t role_count;
    struct unit_tree *units;
    struct narrowing narrowing;

    const char *time_zone;
    struct calendar calendar;
    const struct policy *policies;
    size_t policy_count;
    const struct benchmark_rate *rates; /* published, by year: ask benchmarks_on() */
    size_t rate_count;
    int small_number;     /* counts of people from 1 to this are suppressed in exports (5) */
    int reasons_least;    /* sickness reasons need at least so many people in post (10) */
    int unallocated_days; /* a case may wait so long for a worker before it is an alert (5) */

    const char *store_uri; /* sqlite:PATH made absolute against feeds.yaml, or postgresql://… */
    const char *store_key; /* absolute path of the key case identifiers are hashed with; or NULL */
    const char *inbox;     /* absolute folder, or "" */
    day_t
        data_until; /* an archive: live means this day and nothing newer is expected; or DAY_NONE */
    const struct feed_spec *feeds;
    size_t feed_count;

    struct ui_settings ui;
    struct access access;       /* who may see what */
    struct reference reference; /* what others published; nothing in it need be there */
};

void service_destroy(struct service *service);

/* The policy of a measure, by its full id, then by its base id; NULL when there is none. */
const struct policy *service_policy(const struct service *service, const char *measure_id);
/* What the days of a measure over days are counted on, in words for beside the figure ("calendar days",
 * "253 working days"); "" for every other measure. Domain page, section 6: sickness bases are not
 * comparable, so that every figure carries its own. */
const char *service_basis(const struct service *service, const struct measure *measure);
int service_level(const struct service *service, const char *id);    /* −1: none */
int service_category(const struct service *service, const char *id); /* −1: none */
const struct role *service_role(
    const struct service *service, const char *id_or_name); /* NULL: none */
const struct feed_spec *service_feed(
    const struct service *service, const char *id); /* NULL: none */
/* Can any feed of the configuration ever speak of the measure? (Whether one did is has_data of a
 * figure.) */
bool service_feeds_measure(const struct service *service, const struct measure *measure);

/* A hash of everything the stored series depend on: SERIES_FORMAT, the tree's ids, parents and order, the
 * categories, registers and readings; of a narrowed service, that of the whole. When it differs from
 * the store's, series must be derived again. */
uint64_t service_fingerprint(const struct service *service);

#endif
