/*
 * grant.h: access.yaml as rights in a PostgreSQL store (domain page, section 8).
 *
 * Writes SQL for an operator to read and run: a role for each viewer, and which units each may see.
 * The store's own row security (postgres_schema.h) then refuses every other row, whatever program
 * asks. Decides by access_decide() like every command; fails only for want of memory.
 */
#ifndef TEAMTOP_STORE_GRANT_H
#define TEAMTOP_STORE_GRANT_H

#include "core/base/grow.h"
#include "core/base/result.h"
#include "core/model/service.h"

/* Of a whole service, not one narrowed for a viewer. Appends to `out`. */
MUST_CHECK enum result grant_write(struct buffer *out, const struct service *service);

/* A name and a text as SQL has them, whatever is in them and however the server is set up. */
void grant_identifier(struct buffer *out, const char *name);
void grant_literal(struct buffer *out, const char *text);

#endif
