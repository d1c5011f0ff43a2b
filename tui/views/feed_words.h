/*
 * feed_words.h: how feeds are told on the screens that list them.
 *
 * Texts go into buffers the caller owns. Nothing fails.
 */
#ifndef TEAMTOP_VIEWS_FEED_WORDS_H
#define TEAMTOP_VIEWS_FEED_WORDS_H

#include "core/model/standing.h"
#include "tui/views/view.h"

#define MOMENT_TEXT 40

enum feed_standing feed_stands(const struct scene *scene, const struct feed_spec *feed);
enum style feed_style(enum feed_standing standing);
/* "Mon 2 Mar 2020 06:12" in the zone TZ names; "" for 0. In a buffer of MOMENT_TEXT bytes. */
const char *moment_text(time_t moment, char *buffer);
/* One sentence: "It is fresh: …", "Its newest file was refused: …". At least 512 bytes. */
const char *feed_sentence(
    const struct scene *scene, const struct feed_spec *feed, char *buffer, size_t size);

#endif
