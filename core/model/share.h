/*
 * share.h: a sheet made fit to leave the house (domain page, section 8).
 *
 * Figures of measures are suppressed by the veil over the whole service; other counts of people by
 * the sheet's own rows and their totals. Rows about single workers are taken out. Owns nothing;
 * fails as snapshot_prepare() does: then the sheet must not leave the house.
 */
#ifndef TEAMTOP_MODEL_SHARE_H
#define TEAMTOP_MODEL_SHARE_H

#include "core/model/sheet.h"

MUST_CHECK enum result sheet_share(struct sheet *sheet, struct snapshot *snapshot);

#endif
