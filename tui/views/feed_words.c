#include "tui/views/feed_words.h"

#include <stdio.h>

enum feed_standing feed_stands(const struct scene *scene, const struct feed_spec *feed)
{
    return feed_standing(
        scene->service, feed, snapshot_feed(scene->snapshot, feed), snapshot_now(scene->snapshot));
}

enum style feed_style(enum feed_standing standing)
{
    static const enum style styles[] = {
        [FEED_NEVER_CAME] = STYLE_DIM,
        [FEED_IS_FRESH] = STYLE_GREEN,
        [FEED_IS_STALE] = STYLE_AMBER,
        [FEED_IS_REFUSED] = STYLE_RED,
        [FEED_IS_ARCHIVE] = STYLE_DIM,
    };
    return styles[standing];
}

const char *moment_text(time_t moment, char *buffer)
{
    char day[32];
    struct tm local;

    buffer[0] = '\0';
    if (moment != 0 && localtime_r(&moment, &local) != NULL)
        snprintf(buffer, MOMENT_TEXT, "%s %02d:%02d",
            day_text_long(day_of_time(moment), day, sizeof day), local.tm_hour, local.tm_min);
    return buffer;
}

/* What stands before and after the one thing that differs. */
static const struct {
    const char *before, *after;
} sentences[] = {
    [FEED_NEVER_CAME] = {"No file ever came. It waits for ", "."},
    [FEED_IS_FRESH] = {"The next file is expected by ", "."},
    [FEED_IS_STALE] = {"Late: a file was expected by ", ". What it brings is marked stale."},
    [FEED_IS_REFUSED] = {"The newest file was refused: ", ". What was there before stands."},
    [FEED_IS_ARCHIVE] = {"No newer file is expected", "."},
};

static const char *what_differs(
    const struct scene *scene, const struct feed_spec *feed, char *buffer)
{
    const struct feed_state *state = snapshot_feed(scene->snapshot, feed);
    enum feed_standing standing = feed_stands(scene, feed);

    if (standing == FEED_NEVER_CAME)
        return feed->file != NULL ? feed->file : "an import";
    if (standing == FEED_IS_REFUSED)
        return state->reason;
    return moment_text(feed_due(scene->service, feed, state), buffer);
}

const char *feed_sentence(
    const struct scene *scene, const struct feed_spec *feed, char *buffer, size_t size)
{
    enum feed_standing standing = feed_stands(scene, feed);
    char moment[MOMENT_TEXT];

    snprintf(buffer, size, "%s%s%s", sentences[standing].before, what_differs(scene, feed, moment),
        sentences[standing].after);
    return buffer;
}
