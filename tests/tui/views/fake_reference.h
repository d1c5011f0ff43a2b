/*
 * fake_reference.h: invented reference data for the county of fake.h.
 *
 * Constant data; nothing to free. Its totals are right, its figures mean nothing.
 */
#ifndef TEAMTOP_TESTS_VIEWS_FAKE_REFERENCE_H
#define TEAMTOP_TESTS_VIEWS_FAKE_REFERENCE_H

#include "core/model/reference.h"

extern const struct reference county_reference;

#endif
