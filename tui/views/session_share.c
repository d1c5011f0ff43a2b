/* The screen for other eyes: small counts and what would give them away are hidden, and no single
 * worker is named (domain page, section 8). */
#include "tui/views/session_state.h"

bool session_is_shared(const struct session *session)
{
    return session->shared;
}

unsigned session_share(struct session *session, bool shared)
{
    if (!shared && session->stays_shared) {
        session_warn(session, "It stays shared: access.yaml says so.");
        return WISH_DRAW;
    }
    session->shared = shared;
    session_tell(session, shared ? "Shared: small counts of people are c, and no worker is named."
                                 : "Not shared: for your eyes only.");
    return WISH_SNAPSHOT | WISH_DRAW;
}

unsigned share_toggle(struct session *session)
{
    return session_share(session, !session->shared);
}
