#include "core/store/postgres.h"

#include <dlfcn.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/grow.h"
#include "core/store/postgres_fault.h"

#define LIBRARY "libpq.so.5"

/* A server that says nothing for so long while it should is not there. */
#define PATIENCE_MS 10000

/* Statements that answer nothing are sent without waiting for the one before; this many at most. */
#define UNANSWERED_MOST 256

#define PARAMETERS 12

/* Kinds of parameters, as the server numbers its types. */
#define TYPE_BYTES  17
#define TYPE_NUMBER 20
#define TYPE_TEXT   25

#define FUNCTIONS(X)                                                                               \
    X(clear)                                                                                       \
    X(conninfoFree)                                                                                \
    X(conninfoParse)                                                                               \
    X(connectPoll)                                                                                 \
    X(connectStartParams)                                                                          \
    X(consumeInput)                                                                                \
    X(enterPipelineMode)                                                                           \
    X(errorMessage)                                                                                \
    X(exitPipelineMode)                                                                            \
    X(finish)                                                                                      \
    X(flush)                                                                                       \
    X(freemem)                                                                                     \
    X(getResult)                                                                                   \
    X(getlength)                                                                                   \
    X(getvalue)                                                                                    \
    X(isBusy)                                                                                      \
    X(notifies)                                                                                    \
    X(ntuples)                                                                                     \
    X(pipelineSync)                                                                                \
    X(resultErrorField)                                                                            \
    X(resultStatus)                                                                                \
    X(sendPrepare)                                                                                 \
    X(sendQuery)                                                                                   \
    X(sendQueryPrepared)                                                                           \
    X(setNoticeProcessor)                                                                          \
    X(setnonblocking)                                                                              \
    X(socket)                                                                                      \
    X(status)                                                                                      \
    X(transactionStatus)

struct libpq {
#define X(name) __typeof__(PQ##name) *name;
    FUNCTIONS(X)
#undef X
};

struct parameter {
    Oid type; /* 0: none was given */
    const char *value;
    int size;
    char number[24];
};

struct statement {
    const char *sql; /* a literal */
    char name[16];
    bool prepared, busy;
    struct parameter parameters[PARAMETERS];
    int parameter_count;
    PGresult *answer;
    int row; /* of the answer; -1: before the first */
};

struct postgres {
    struct sql sql;
    struct libpq pq;
    struct diags *diags;
    PQconninfoOption *address;
    char *name;
    PGconn *connection;
    enum postgres_state state;
    PostgresPollingStatusType polling;
    int patience;
    bool quiet, notified;
    int unanswered; /* statements sent ahead */
    struct statement **statements;
    size_t count, room;
};

static const struct sql_kind kind;

static struct postgres *of(struct sql *db)
{
    return (struct postgres *)db;
}

/* --- the library ------------------------------------------------------------------------- */

static const struct {
    const char *name;
    size_t at;
} functions[] = {
#define X(name) {"PQ" #name, offsetof(struct libpq, name)},
    FUNCTIONS(X)
#undef X
};

static bool load_functions(struct libpq *pq)
{
    /* It stays loaded: what it brings along is not made to be taken away again. */
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    for (size_t i = 0; library && i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (!function)
            return false;
        memcpy((char *)pq + functions[i].at, &function, sizeof function);
    }
    return library;
}

/* --- what a failure means ---------------------------------------------------------------- */

static enum result say(const struct postgres *db, enum result result, const char *sentence)
{
    if (!db->quiet)
        diag_add(db->diags, DIAG_ERROR, (struct place){.file = db->name}, "%s", sentence);
    return result;
}

static enum result say_no_memory(const struct postgres *db)
{
    return say(db, RESULT_NO_MEMORY, "there is not enough memory");
}

static enum result say_lost(struct postgres *db)
{
    postgres_disconnect(db);
    return say(db, RESULT_IO, "the connection to the database is lost; nothing was changed");
}

/* What the server says of an error: five characters, and one line without any value of a row. */
static enum result fail(struct postgres *db, const PGresult *answer)
{
    const char *code = db->pq.resultErrorField(answer, PG_DIAG_SQLSTATE);
    const char *message = db->pq.resultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const struct postgres_fault *fault = code ? postgres_fault(code) : NULL;
    bool ended = code && strncmp(code, "57P", 3) == 0;
    if (ended || db->pq.status(db->connection) != CONNECTION_OK)
        postgres_disconnect(db);
    if (fault)
        return say(db, fault->result, fault->sentence);
    if (!code)
        return say_lost(db);
    if (!db->quiet)
        diag_add(db->diags, DIAG_ERROR, (struct place){.file = db->name},
            "reading or writing the store failed (%s: %s); nothing was changed", code,
            message ? message : "no reason given");
    return RESULT_IO;
}

/* Errors of connecting come as lines, one per host that was tried. They name hosts and roles, no
 * password. */
static enum result say_unreachable(const struct postgres *db)
{
    char text[512];
    snprintf(text, sizeof text, "%s",
        db->connection ? db->pq.errorMessage(db->connection) : "there is not enough memory");
    text[strcspn(text, "\n")] = '\0';
    if (!db->quiet)
        diag_add(db->diags, DIAG_ERROR, (struct place){.file = db->name},
            "the database cannot be reached: %s", text[0] ? text : "it does not answer");
    return RESULT_IO;
}

/* --- the address ------------------------------------------------------------------------- */

static PQconninfoOption *find_option(const struct postgres *db, const char *keyword)
{
    for (PQconninfoOption *option = db->address; option->keyword; option++)
        if (strcmp(option->keyword, keyword) == 0)
            return option;
    return NULL;
}

static const char *option_of(const struct postgres *db, const char *keyword)
{
    const PQconninfoOption *option = find_option(db, keyword);
    return option && option->val ? option->val : "";
}

static char *name_of(const struct postgres *db)
{
    struct buffer name = {0};
    const char *host = option_of(db, "host");
    buffer_format(&name, "postgresql://%s/%s", host[0] ? host : option_of(db, "hostaddr"),
        option_of(db, "dbname"));
    if (option_of(db, "service")[0])
        buffer_format(&name, "?service=%s", option_of(db, "service"));
    buffer_add(&name, "", 1);
    if (!name.failed)
        return name.bytes;
    buffer_done(&name);
    return NULL;
}

/* libpq quotes what it cannot read, which may be a password: only its word on a parameter's name is
 * passed on. */
static enum result say_no_address(const struct postgres *db, char *error)
{
    static const char parameter[] = "invalid URI query parameter";
    bool tell = error && strncmp(error, parameter, strlen(parameter)) == 0;
    if (error)
        error[strcspn(error, "\n")] = '\0';
    diag_add(db->diags, DIAG_ERROR, (struct place){0},
        "store: this is no address of a PostgreSQL database; write "
        "postgresql://HOST/DATABASE%s%s%s",
        tell ? " (" : "", tell ? error : "", tell ? ")" : "");
    return RESULT_INVALID;
}

static enum result read_address(struct postgres *db, const char *uri)
{
    char *error = NULL;
    db->address = db->pq.conninfoParse(uri, &error);
    enum result result = db->address ? RESULT_OK : say_no_address(db, error);
    db->pq.freemem(error);
    if (result != RESULT_OK)
        return result;
    db->name = name_of(db);
    if (!db->name)
        return RESULT_NO_MEMORY;
    if (option_of(db, "password")[0])
        return say(db, RESULT_INVALID,
            "a password has no place in the store's address, which others can read; put it into "
            "~/.pgpass or a service file");
    return RESULT_OK;
}

enum result postgres_open(struct postgres **ret, const char *uri, struct diags *diags)
{
    struct postgres *db = calloc(1, sizeof *db);
    if (!db)
        return RESULT_NO_MEMORY;
    db->sql.kind = &kind;
    db->diags = diags;
    db->patience = PATIENCE_MS;
    enum result result = RESULT_OK;
    if (!load_functions(&db->pq)) {
        diag_add(diags, DIAG_ERROR, (struct place){0},
            "a PostgreSQL store takes the library libpq, which is not installed here (Debian: "
            "apt-get install libpq5)");
        free(db);
        return RESULT_IO;
    }
    result = read_address(db, uri);
    if (result == RESULT_OK)
        *ret = db;
    else
        postgres_close(db);
    return result;
}

static void forget_statements(struct postgres *db)
{
    for (size_t i = 0; i < db->count; i++) {
        db->pq.clear(db->statements[i]->answer);
        free(db->statements[i]);
    }
    db->count = 0;
}

void postgres_close(struct postgres *db)
{
    if (!db)
        return;
    postgres_disconnect(db);
    forget_statements(db);
    free(db->statements);
    db->pq.conninfoFree(db->address);
    free(db->name);
    free(db);
}

const char *postgres_name(const struct postgres *db)
{
    return db->name;
}

struct sql *postgres_sql(struct postgres *db)
{
    return &db->sql;
}

/* --- connecting -------------------------------------------------------------------------- */

/* What libpq is told when the address does not say: a dead network is noticed without our asking,
 * by the kernel. */
static const struct {
    const char *keyword, *value;
} defaults[] = {
    {"fallback_application_name", "teamtop"},
    {"client_encoding", "UTF8"},
    {"keepalives_idle", "60"},
    {"keepalives_interval", "10"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "30000"},
};
#define DEFAULT_COUNT (sizeof defaults / sizeof *defaults)

static void no_notice(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static PGconn *begin_connecting(const struct postgres *db)
{
    size_t count = 0, used = 0;
    while (db->address[count].keyword)
        count++;
    const char **pairs = calloc(2 * (count + DEFAULT_COUNT + 1), sizeof *pairs);
    const char **values = pairs ? pairs + count + DEFAULT_COUNT + 1 : NULL;
    if (!pairs)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        pairs[used] = db->address[i].keyword;
        values[used] = db->address[i].val;
        used += db->address[i].val != NULL;
    }
    for (size_t i = 0; i < DEFAULT_COUNT; i++) {
        pairs[used] = defaults[i].keyword;
        values[used] = defaults[i].value;
        used += !option_of(db, defaults[i].keyword)[0];
    }
    pairs[used] = values[used] = NULL;
    PGconn *connection = db->pq.connectStartParams(pairs, values, 0);
    free(pairs);
    return connection;
}

static enum postgres_state note_polling(struct postgres *db, PostgresPollingStatusType polling)
{
    db->polling = polling;
    if (polling == PGRES_POLLING_OK)
        db->state = POSTGRES_READY;
    else if (polling == PGRES_POLLING_FAILED)
        db->state = POSTGRES_LOST;
    else
        db->state = POSTGRES_CONNECTING;
    return db->state;
}

enum postgres_state postgres_start(struct postgres *db)
{
    postgres_disconnect(db);
    db->connection = begin_connecting(db);
    if (!db->connection || db->pq.status(db->connection) == CONNECTION_BAD)
        return POSTGRES_LOST;
    db->pq.setNoticeProcessor(db->connection, no_notice, NULL);
    return note_polling(db, PGRES_POLLING_WRITING);
}

enum postgres_state postgres_step(struct postgres *db)
{
    if (db->state != POSTGRES_CONNECTING)
        return db->state;
    if (note_polling(db, db->pq.connectPoll(db->connection)) == POSTGRES_READY)
        db->pq.setnonblocking(db->connection, 1);
    return db->state;
}

int postgres_descriptor(const struct postgres *db)
{
    return db->state == POSTGRES_LOST ? -1 : db->pq.socket(db->connection);
}

short postgres_events(const struct postgres *db)
{
    return db->state == POSTGRES_CONNECTING && db->polling == PGRES_POLLING_WRITING ? POLLOUT
                                                                                    : POLLIN;
}

enum postgres_state postgres_state(const struct postgres *db)
{
    return db->state;
}

void postgres_disconnect(struct postgres *db)
{
    if (db->connection)
        db->pq.finish(db->connection);
    db->connection = NULL;
    db->state = POSTGRES_LOST;
    db->unanswered = 0;
    for (size_t i = 0; i < db->count; i++)
        db->statements[i]->prepared = false;
}

/* True when the descriptor became ready in time. */
static bool wait_for(const struct postgres *db, short events, int milliseconds)
{
    struct pollfd waiting = {.fd = db->pq.socket(db->connection), .events = events};
    return waiting.fd >= 0 && poll(&waiting, 1, milliseconds) > 0;
}

enum result postgres_connect(struct postgres *db)
{
    int seconds = atoi(option_of(db, "connect_timeout"));
    int patience = seconds > 0 && seconds < 3600 ? seconds * 1000 : PATIENCE_MS;
    enum postgres_state state = postgres_start(db);
    while (state == POSTGRES_CONNECTING) {
        if (!wait_for(db, postgres_events(db), patience)) {
            postgres_disconnect(db);
            return say(db, RESULT_IO, "the database cannot be reached: it does not answer");
        }
        state = postgres_step(db);
    }
    if (state == POSTGRES_READY)
        return RESULT_OK;
    enum result result = say_unreachable(db);
    postgres_disconnect(db);
    return result;
}

void postgres_patience(struct postgres *db, int milliseconds)
{
    db->patience = milliseconds;
}

void postgres_be_quiet(struct postgres *db)
{
    db->quiet = true;
}

void postgres_speak_again(struct postgres *db)
{
    db->quiet = false;
}

/* --- talking ----------------------------------------------------------------------------- */

static void take_notices(struct postgres *db)
{
    PGnotify *notice;
    while (db->connection && (notice = db->pq.notifies(db->connection))) {
        db->notified = true;
        db->pq.freemem(notice);
    }
}

bool postgres_was_notified(struct postgres *db)
{
    if (db->state == POSTGRES_READY && !db->pq.consumeInput(db->connection))
        postgres_disconnect(db);
    take_notices(db);
    bool notified = db->notified;
    db->notified = false;
    return notified;
}

/* Sends what waits to be sent, taking what comes meanwhile so that neither side waits for the
 * other. */
static bool send_all(struct postgres *db)
{
    int left;
    while ((left = db->pq.flush(db->connection)) == 1)
        if (!wait_for(db, POLLIN | POLLOUT, db->patience) || !db->pq.consumeInput(db->connection))
            return false;
    return left == 0;
}

/* The next answer; NULL: there is none left to come, or the server is gone (then *lost). */
static PGresult *take_answer(struct postgres *db, bool *lost)
{
    while (!*lost && db->pq.isBusy(db->connection))
        *lost = !wait_for(db, POLLIN, db->patience) || !db->pq.consumeInput(db->connection);
    PGresult *answer = *lost ? NULL : db->pq.getResult(db->connection);
    take_notices(db);
    return answer;
}

static bool is_good(const struct postgres *db, const PGresult *answer)
{
    ExecStatusType status = db->pq.resultStatus(answer);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY ||
           status == PGRES_PIPELINE_SYNC;
}

/* Takes every answer to what was sent, keeps the last one when asked to, and fails with the first
 * bad one. */
static enum result take_answers(struct postgres *db, PGresult **ret)
{
    enum result result = RESULT_OK;
    PGresult *answer, *kept = NULL;
    bool lost = !send_all(db);
    while (!lost && (answer = take_answer(db, &lost))) {
        if (result == RESULT_OK && !is_good(db, answer))
            result = fail(db, answer);
        db->pq.clear(kept);
        kept = answer;
        if (db->state == POSTGRES_LOST)
            break;
    }
    if (lost && result == RESULT_OK)
        result = say_lost(db);
    if (result == RESULT_OK && ret)
        *ret = kept;
    else
        db->pq.clear(kept);
    return result;
}

/* In pipeline mode each statement's answers end with a NULL, and all of them with a mark. */
static enum result take_unanswered(struct postgres *db)
{
    enum result result = RESULT_OK;
    bool lost = !db->pq.pipelineSync(db->connection) || !send_all(db), marked = false;
    while (!lost && !marked) {
        PGresult *answer = take_answer(db, &lost);
        if (!answer)
            continue;
        marked = db->pq.resultStatus(answer) == PGRES_PIPELINE_SYNC;
        if (result == RESULT_OK && !is_good(db, answer))
            result = fail(db, answer);
        db->pq.clear(answer);
        lost = db->state == POSTGRES_LOST;
    }
    if (lost)
        return result == RESULT_OK ? say_lost(db) : result;
    db->unanswered = 0;
    db->pq.exitPipelineMode(db->connection);
    return result;
}

/* Before anything else is asked: how it went with what was sent ahead. */
static enum result settle(struct postgres *db)
{
    if (db->state != POSTGRES_READY)
        return say(db, RESULT_IO, "the database is not connected");
    return db->unanswered > 0 ? take_unanswered(db) : RESULT_OK;
}

static enum result run_script(struct sql *base, const char *sql)
{
    struct postgres *db = of(base);
    enum result result = settle(db);
    if (result != RESULT_OK)
        return result;
    return db->pq.sendQuery(db->connection, sql) ? take_answers(db, NULL) : say_lost(db);
}

static void roll_back(struct sql *base)
{
    struct postgres *db = of(base);
    bool quiet = db->quiet;
    db->quiet = true;
    if (db->unanswered > 0)
        (void)settle(db);
    if (db->state == POSTGRES_READY && db->pq.transactionStatus(db->connection) != PQTRANS_IDLE)
        (void)run_script(base, "ROLLBACK");
    db->quiet = quiet;
}

/* --- statements -------------------------------------------------------------------------- */

static struct statement *find_statement(const struct postgres *db, const char *sql)
{
    for (size_t i = 0; i < db->count; i++)
        if (db->statements[i]->sql == sql && !db->statements[i]->busy)
            return db->statements[i];
    return NULL;
}

static struct statement *add_statement(struct postgres *db, const char *sql)
{
    if (!grow_room(&db->statements, &db->room, db->count + 1, sizeof *db->statements))
        return NULL;
    struct statement *statement = calloc(1, sizeof *statement);
    if (!statement)
        return NULL;
    statement->sql = sql;
    snprintf(statement->name, sizeof statement->name, "s%zu", db->count);
    db->statements[db->count++] = statement;
    return statement;
}

static void begin(struct query *query, const char *sql)
{
    struct postgres *db = of(query->db);
    struct statement *statement = find_statement(db, sql);
    if (!statement)
        statement = add_statement(db, sql);
    query->statement = statement;
    if (!statement) {
        query->code = (int)say_no_memory(db);
        return;
    }
    statement->busy = true;
    statement->row = -1;
    statement->parameter_count = 0;
    memset(statement->parameters, 0, sizeof statement->parameters);
}

static struct parameter *parameter_of(struct query *query, int number)
{
    struct statement *statement = query->statement;
    if (query->code != RESULT_OK)
        return NULL;
    if (number > statement->parameter_count)
        statement->parameter_count = number;
    return &statement->parameters[number - 1];
}

static void put_bytes(struct query *query, int number, const void *bytes, size_t size)
{
    struct parameter *parameter = parameter_of(query, number);
    if (!parameter)
        return;
    parameter->type = TYPE_BYTES;
    parameter->value = bytes ? bytes : "";
    parameter->size = (int)size;
    if (size > INT32_MAX / 2)
        query->code = (int)say(of(query->db), RESULT_IO, "an import is too large to be kept");
}

static void put_text(struct query *query, int number, const char *text)
{
    struct parameter *parameter = parameter_of(query, number);
    if (!parameter)
        return;
    parameter->type = TYPE_TEXT;
    parameter->value = text;
}

static void put_number(struct query *query, int number, int64_t value)
{
    struct parameter *parameter = parameter_of(query, number);
    if (!parameter)
        return;
    parameter->type = TYPE_NUMBER;
    snprintf(parameter->number, sizeof parameter->number, "%lld", (long long)value);
    parameter->value = parameter->number;
}

/* "?1" is "$1" here. No text we ask with has a question mark of its own. */
static char *dollars(const char *sql)
{
    char *text = strdup(sql);
    for (char *at = text; at && (at = strchr(at, '?')); at++)
        *at = '$';
    return text;
}

static enum result prepare(struct postgres *db, struct statement *statement)
{
    Oid types[PARAMETERS];
    enum result result = settle(db);
    char *sql = dollars(statement->sql);
    for (int i = 0; i < statement->parameter_count; i++)
        types[i] = statement->parameters[i].type ? statement->parameters[i].type : TYPE_TEXT;
    if (!sql && result == RESULT_OK)
        result = say_no_memory(db);
    if (result == RESULT_OK && !db->pq.sendPrepare(db->connection, statement->name, sql,
                                   statement->parameter_count, types))
        result = say_lost(db);
    else if (result == RESULT_OK)
        result = take_answers(db, NULL);
    free(sql);
    statement->prepared = result == RESULT_OK;
    return result;
}

static bool send(const struct postgres *db, const struct statement *statement)
{
    const char *values[PARAMETERS];
    int lengths[PARAMETERS], formats[PARAMETERS];
    for (int i = 0; i < statement->parameter_count; i++) {
        values[i] = statement->parameters[i].value;
        lengths[i] = statement->parameters[i].size;
        formats[i] = statement->parameters[i].type == TYPE_BYTES;
    }
    const int binary = 1;
    return db->pq.sendQueryPrepared(db->connection, statement->name, statement->parameter_count,
        values, lengths, formats, binary);
}

static enum result ready_statement(struct postgres *db, struct statement *statement)
{
    if (db->state != POSTGRES_READY)
        return settle(db);
    return statement->prepared ? RESULT_OK : prepare(db, statement);
}

static enum result ask(struct postgres *db, struct statement *statement)
{
    enum result result = ready_statement(db, statement);
    if (result == RESULT_OK)
        result = settle(db);
    if (result != RESULT_OK)
        return result;
    return send(db, statement) ? take_answers(db, &statement->answer) : say_lost(db);
}

static bool next(struct query *query)
{
    struct postgres *db = of(query->db);
    struct statement *statement = query->statement;
    if (query->code == RESULT_OK && statement->row < 0)
        query->code = (int)ask(db, statement);
    if (query->code != RESULT_OK)
        return false;
    statement->row++;
    return statement->row < db->pq.ntuples(statement->answer);
}

static const char *text_of(struct query *query, int column)
{
    const struct statement *statement = query->statement;
    return of(query->db)->pq.getvalue(statement->answer, statement->row, column);
}

static const uint8_t *bytes_of(struct query *query, int column, size_t *ret_size)
{
    const struct statement *statement = query->statement;
    const struct libpq *pq = &of(query->db)->pq;
    *ret_size = (size_t)pq->getlength(statement->answer, statement->row, column);
    return (const uint8_t *)pq->getvalue(statement->answer, statement->row, column);
}

/* Of 1, 2, 4 or 8 bytes, the highest first. */
static int64_t number_of(struct query *query, int column)
{
    size_t size;
    const uint8_t *bytes = bytes_of(query, column, &size);
    uint64_t number = size > 0 && size < 8 && bytes[0] & 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < size && i < 8; i++)
        number = number << 8 | bytes[i];
    return (int64_t)number;
}

static enum result end(struct query *query)
{
    if (query->statement) {
        of(query->db)->pq.clear(query->statement->answer);
        query->statement->answer = NULL;
        query->statement->busy = false;
    }
    return (enum result)query->code;
}

/* Sent ahead: what it does is told when the next question is asked. */
static enum result send_ahead(struct postgres *db, struct statement *statement)
{
    enum result result = ready_statement(db, statement);
    if (result == RESULT_OK && db->unanswered == 0 && !db->pq.enterPipelineMode(db->connection))
        result = say_lost(db);
    if (result == RESULT_OK && !send(db, statement))
        result = say_lost(db);
    if (result == RESULT_OK && ++db->unanswered >= UNANSWERED_MOST)
        result = settle(db);
    return result;
}

static enum result run(struct query *query)
{
    if (query->code == RESULT_OK)
        query->code = (int)send_ahead(of(query->db), query->statement);
    return end(query);
}

static const struct sql_kind kind = {
    .begin = begin,
    .put_text = put_text,
    .put_number = put_number,
    .put_bytes = put_bytes,
    .next = next,
    .text = text_of,
    .number = number_of,
    .bytes = bytes_of,
    .end = end,
    .run = run,
    .script = run_script,
    .roll_back = roll_back,
};
