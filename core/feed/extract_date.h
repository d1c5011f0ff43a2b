/*
 * extract_date.h: dates of one form, fast.
 *
 * Two dates a row make day_parse() the dearest part of reading a file. Nearly all are written in
 * full, each figure always in the same place: those are read from the places; whatever else
 * day_parse() accepts is left to it, so both always agree. Owns nothing.
 */
#ifndef TEAMTOP_FEED_EXTRACT_DATE_H
#define TEAMTOP_FEED_EXTRACT_DATE_H

#include "core/base/day.h"

struct date_form {
    const struct day_format *format; /* borrowed */
    size_t length;                   /* 0: this form has no fixed places */
    size_t year, month, day;         /* where their digits begin */
};

struct date_form date_form_of(const struct day_format *format);

/* What day_parse() answers for the same text. */
bool date_form_parse(const struct date_form *form, const char *text, size_t length, day_t *ret);

#endif
