#include "core/store/postgres_ears.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* The first try comes soon, each further one after twice the time, up to the longest. */
#define FIRST_MS   500
#define LONGEST_MS 30000

/* How long connecting may take before it is begun again. */
#define ATTEMPT_MS 10000

struct postgres_ears {
    struct postgres *db;
    postgres_take_up_fn *take_up;
    void *context;
    int epoll, timer;
    int heard; /* the socket in the epoll; -1: none */
    int pause; /* before the next try, in milliseconds */
    bool lost; /* said so, and not yet back */
};

/* 0 stops it. */
static void set_timer(const struct postgres_ears *ears, int milliseconds)
{
    struct itimerspec when = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
    timerfd_settime(ears->timer, 0, &when, NULL);
}

static bool has_rung(const struct postgres_ears *ears)
{
    uint64_t times;
    return read(ears->timer, &times, sizeof times) == sizeof times;
}

/* A socket that libpq closed has left the epoll by itself, and its number may be another's by now.
 */
static void listen_to_socket(struct postgres_ears *ears)
{
    int socket = postgres_descriptor(ears->db);
    struct epoll_event event = {.data.fd = socket};
    event.events = postgres_events(ears->db) == POLLOUT ? EPOLLOUT : EPOLLIN;
    if (ears->heard >= 0 && ears->heard != socket)
        epoll_ctl(ears->epoll, EPOLL_CTL_DEL, ears->heard, NULL);
    if (socket >= 0 && epoll_ctl(ears->epoll, EPOLL_CTL_MOD, socket, &event) != 0)
        epoll_ctl(ears->epoll, EPOLL_CTL_ADD, socket, &event);
    ears->heard = socket;
}

static void give_up_for_now(struct postgres_ears *ears)
{
    postgres_disconnect(ears->db);
    set_timer(ears, ears->pause);
    ears->pause = ears->pause < LONGEST_MS / 2 ? 2 * ears->pause : LONGEST_MS;
}

static enum store_news take_up(struct postgres_ears *ears)
{
    if (!ears->take_up(ears->context)) {
        give_up_for_now(ears);
        return STORE_NO_NEWS;
    }
    set_timer(ears, 0);
    ears->lost = false;
    ears->pause = FIRST_MS;
    return STORE_BACK;
}

static enum store_news go_on_connecting(struct postgres_ears *ears, enum postgres_state state)
{
    if (state == POSTGRES_READY)
        return take_up(ears);
    if (state == POSTGRES_LOST)
        give_up_for_now(ears);
    return STORE_NO_NEWS;
}

static enum store_news hear_connected(struct postgres_ears *ears)
{
    bool notified = postgres_was_notified(ears->db);
    if (postgres_state(ears->db) == POSTGRES_READY)
        return notified ? STORE_IMPORTED : STORE_NO_NEWS;
    ears->lost = true;
    give_up_for_now(ears);
    return STORE_LOST;
}

static enum store_news hear_lost(struct postgres_ears *ears)
{
    bool rung = has_rung(ears);
    if (postgres_state(ears->db) == POSTGRES_CONNECTING && !rung)
        return go_on_connecting(ears, postgres_step(ears->db));
    if (!rung)
        return STORE_NO_NEWS;
    if (postgres_state(ears->db) == POSTGRES_CONNECTING) { /* for too long */
        give_up_for_now(ears);
        return STORE_NO_NEWS;
    }
    set_timer(ears, ATTEMPT_MS);
    return go_on_connecting(ears, postgres_start(ears->db));
}

enum store_news postgres_ears_hear(struct postgres_ears *ears)
{
    enum store_news news = ears->lost ? hear_lost(ears) : hear_connected(ears);
    listen_to_socket(ears);
    return news;
}

int postgres_ears_descriptor(const struct postgres_ears *ears)
{
    return ears->epoll;
}

static bool open_descriptors(struct postgres_ears *ears)
{
    struct epoll_event event = {.events = EPOLLIN};
    ears->epoll = epoll_create1(EPOLL_CLOEXEC);
    ears->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    return ears->epoll >= 0 && ears->timer >= 0 &&
           epoll_ctl(ears->epoll, EPOLL_CTL_ADD, ears->timer, &event) == 0;
}

enum result postgres_ears_create(struct postgres_ears **ret, struct postgres *db,
    postgres_take_up_fn *take_up_connection, void *context)
{
    struct postgres_ears *ears = malloc(sizeof *ears);
    if (!ears)
        return RESULT_NO_MEMORY;
    *ears = (struct postgres_ears){.db = db,
        .take_up = take_up_connection,
        .context = context,
        .epoll = -1,
        .timer = -1,
        .heard = -1,
        .pause = FIRST_MS};
    if (!open_descriptors(ears)) {
        postgres_ears_destroy(ears);
        return RESULT_IO;
    }
    listen_to_socket(ears);
    *ret = ears;
    return RESULT_OK;
}

void postgres_ears_destroy(struct postgres_ears *ears)
{
    if (!ears)
        return;
    if (ears->epoll >= 0)
        close(ears->epoll);
    if (ears->timer >= 0)
        close(ears->timer);
    free(ears);
}
