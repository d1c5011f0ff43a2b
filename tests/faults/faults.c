#include "tests/faults/faults.h"

#include <signal.h>

static struct {
    bool active, deadly, struck;
    enum faults_kind kind;
    long succeed, failures;
    int sqlite_code; /* 0: what suits the call */
} plan;

void faults_start(enum faults_kind kind, long succeed, long failures)
{
    plan.active = true;
    plan.deadly = plan.struck = false;
    plan.kind = kind;
    plan.succeed = succeed;
    plan.failures = failures;
}

void faults_start_deadly(enum faults_kind kind, long succeed)
{
    faults_start(kind, succeed, 1);
    plan.deadly = true;
}

bool faults_stop(void)
{
    plan.active = false;
    return plan.struck;
}

void faults_say(int sqlite_code)
{
    plan.sqlite_code = sqlite_code;
}

int faults_said(int otherwise)
{
    return plan.sqlite_code != 0 ? plan.sqlite_code : otherwise;
}

bool faults_strike(enum faults_kind kind)
{
    if (!plan.active || plan.kind != kind || plan.succeed-- > 0)
        return false;
    bool fails = plan.failures-- > 0;
    plan.struck |= fails;
    if (fails && plan.deadly)
        raise(SIGKILL);
    return fails;
}
