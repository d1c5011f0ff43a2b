/*
 * rejects.h: the rows an import left out, kept while somebody reads them; private to core/model.
 *
 * The list owns its rows and their sentences. Reading can run out of memory or fail as the provider
 * does; then nothing is kept.
 */
#ifndef TEAMTOP_MODEL_REJECTS_H
#define TEAMTOP_MODEL_REJECTS_H

#include "core/base/grow.h"
#include "core/model/snapshot.h"

struct kept_rejects {
    bool read;
    struct rejects list;
    size_t room;
    struct arena text;
};

/* `attempt` 0: there was none, and nothing was left out. */
MUST_CHECK enum result kept_rejects_read(
    struct kept_rejects *kept, const struct provider *provider, int64_t attempt);
void kept_rejects_done(struct kept_rejects *kept);

#endif
