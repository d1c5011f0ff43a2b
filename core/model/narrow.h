/*
 * narrow.h: a service made as small as what one viewer may see (domain page, section 8).
 *
 * What a viewer does not see leaves the tree before any figure is asked for, so that nothing later
 * can show it by mistake: there is no number by which to ask. Units between those seen, which say
 * where they belong, stay by name only. The service keeps owning everything; nothing changes when
 * memory runs out.
 */
#ifndef TEAMTOP_MODEL_NARROW_H
#define TEAMTOP_MODEL_NARROW_H

#include "core/model/service.h"

/* The smallest unit that holds the whole scope becomes the outermost one; the names above it stay
 * in service->narrowing. Published figures about units that are left out lose their units. The
 * rules of access.yaml about others go as well. RESULT_NO_MEMORY. */
MUST_CHECK enum result service_narrow(struct service *service, const struct access_scope *scope);

#endif
