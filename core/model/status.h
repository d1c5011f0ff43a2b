/*
 * status.h: is it bad, and is it real? (domain page, section 5)
 *
 * Pure functions: status against thresholds, and the XmR chart with the rules of NHS England's
 * Making Data Count. No allocation, no failure.
 */
#ifndef TEAMTOP_MODEL_STATUS_H
#define TEAMTOP_MODEL_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/fixed.h"
#include "core/model/measure.h"
#include "core/model/service.h"

enum status {
    STATUS_NONE,
    STATUS_GREEN,
    STATUS_AMBER,
    STATUS_RED,
};
const char *status_id(enum status status); /* "amber" */
char status_letter(enum status status);    /* 'A', or ' ' for none */

/* The thresholds that hold for a unit of this kind (−1: of none); NULL when none do, or policy is
 * NULL. */
const struct thresholds *policy_thresholds(const struct policy *policy, int kind);
/* Thresholds themselves belong to the better side: the target is green, `red` still amber. NONE
 * when there is no polarity or no threshold for it; policy may be NULL. */
enum status status_of(const struct policy *policy, int kind, fixed_t value);

enum signal {
    SIGNAL_NONE,   /* fewer than 12 points */
    SIGNAL_COMMON, /* common cause */
    SIGNAL_IMPROVING,
    SIGNAL_CONCERNING,
    SIGNAL_SPECIAL, /* special cause, and the measure has no polarity */
};
const char *signal_id(enum signal signal); /* "concerning" */

enum signal_rule {
    RULE_NONE,
    RULE_OUTSIDE, /* a point outside the limits */
    RULE_TREND,   /* 7 in a row rising or falling */
    RULE_NEAR,    /* 2 of 3 near the same limit */
    RULE_SHIFT,   /* 7 in a row on one side of the mean */
};

const char *points_word(enum points points); /* "weeks" */
/* How a rule that was met reads: "7 weeks rising", "outside the upper limit". */
void signal_rule_text(
    enum signal_rule rule, bool rising, enum points points, char *buffer, size_t size);

enum assurance {
    ASSURANCE_NONE,
    ASSURANCE_MET, /* the limits lie wholly on the good side of the target */
    ASSURANCE_MISSED,
    ASSURANCE_HIT_OR_MISS,
};

#define XMR_LEAST 12 /* fewer points give no signal */
#define XMR_RUN   7

struct xmr {
    bool sound; /* false: fewer than XMR_LEAST points */
    double mean, mean_range;
    double lower, upper;           /* mean ∓ 2.66 × mean range */
    double near_lower, near_upper; /* two thirds of the way */
    size_t ranges_left_out;        /* moving ranges of 3.267 × the mean or more */
};

/* Points oldest first, in the measure's own unit (a figure's value ÷ FIXED_ONE); limits may lie
 * below 0 and are given as they come. */
struct xmr xmr_of(const double *points, size_t count);
/* Which rule the point at `index` meets, in order of precedence, as one of the points of any row
 * that meets it; its direction in *ret_up, untouched by RULE_NONE. */
enum signal_rule xmr_rule(
    const struct xmr *xmr, const double *points, size_t count, size_t index, bool *ret_up);
/* The signal at the last of `count` points, which may be fewer than the limits were taken from. For
 * POLARITY_BAND, towards the band is improving and away from it concerning; a move inside it, or no
 * thresholds (NULL), is SPECIAL. */
enum signal signal_of(const struct xmr *xmr, const double *points, size_t count,
    enum polarity polarity, const struct thresholds *thresholds, enum signal_rule *ret_rule,
    bool *ret_up);
/* Do the limits lie within what the target (or band) asks for? NONE without limits or target. */
enum assurance assurance_of(
    const struct xmr *xmr, enum polarity polarity, const struct thresholds *thresholds);

#endif
