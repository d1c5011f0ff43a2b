#!/usr/bin/env python3
"""The dashboard at a terminal with one call failing, or all from one on: it says why and ends, or goes
on with what it has and is left as always; the terminal is given back either way.

usage: dashboard_faults_test.py TEAMTOP_FAULTY SOURCE
"""
import concurrent.futures
import fcntl
import glob
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

KINDS = {"memory": 0, "the store's memory": 1, "questions": 2, "the store's files": 3, "files": 4}
ALL = 1 << 40
TURNS = [0, 3, 10, 30, 60, 100, 150, 230, 350, 600, 1000, 2000]
if "TEAMTOP_EVERY_TURN" in os.environ:  # each of the first, and many after them
    TURNS = list(range(60)) + [round(60 * 1.05 ** step) for step in range(95)]
KEYS = ["j", "\r", "\t", "q", "a", "q", "c", "q", "w", "q", "?", "q", "9", "1", "/Pen\r", "["]
WAYS_OUT = (0, 2, 3, 4)  # 4: nobody can tell who may see what
AT_ONCE = 8
PATIENCE = 60  # seconds: on a machine that is busy


class Dashboard:
    def __init__(self, program, folder, state, fault):
        self.sent = b""
        self.master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.process = subprocess.Popen(
            [program, "--config", folder, "--read-only"], stdin=terminal, stdout=terminal, stderr=terminal,
            start_new_session=True,
            env=dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", XDG_STATE_HOME=state,
                     TEAMTOP_FAULT=fault))
        os.close(terminal)

    def read(self, quiet):
        """Until nothing came for so many seconds; false where there is nobody any more."""
        while select.select([self.master], [], [], quiet)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.sent += data
        return True

    def begin(self):
        """Until the first picture stands, or it has ended."""
        select.select([self.master], [], [], PATIENCE)
        return self.read(0.3)

    def type(self, keys):
        try:
            os.write(self.master, keys.encode())
        except OSError:
            return False
        return self.read(0.03)

    def end(self):
        """The exit code; None when it does not end."""
        limit = time.monotonic() + PATIENCE
        while self.read(0.02) and time.monotonic() < limit:
            if self.process.poll() is None:
                continue
        try:
            return self.process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        finally:
            os.close(self.master)


def look_around(program, folder, fault, left_behind=None):
    """One visit; where somebody left something behind, as their next one."""
    with tempfile.TemporaryDirectory() as state:
        if left_behind:
            shutil.copytree(left_behind, state, dirs_exist_ok=True)
        dashboard = Dashboard(program, folder, state, fault)
        alive = dashboard.begin()
        for keys in KEYS:
            alive = alive and dashboard.type(keys)
        if alive:
            dashboard.type("\033")
            dashboard.type("\033")
            dashboard.type("Q")
        return dashboard.end(), dashboard.sent


def judge(where, code, sent):
    """Nothing when all is well, else what is not."""
    if code not in WAYS_OUT:
        return f"{where}: it ended with {code}: {sent[-500:]!r}"
    if sent.count(b"\033[?1049h") > sent.count(b"\033[?1049l"):
        return f"{where}: the terminal is not given back: {sent[-300:]!r}"
    if code != 0 and b"error: " not in sent:
        return f"{where}: nothing says why: {sent[-500:]!r}"
    return None


def lay_out(program, source, folder):
    example = os.path.join(source, "fixtures/worked-example")
    for name in os.listdir(example):
        shutil.copy(os.path.join(example, name), folder)
    subprocess.run([program, "import", "--quiet", "--config", ".", "cases.csv", "posts.csv",
                    "absences.csv"], cwd=folder, check=True)


def leave_behind(program, folder, state):
    """What a visit without a fault keeps for the next."""
    dashboard = Dashboard(program, folder, state, f"0 {ALL} 1")
    dashboard.begin()
    dashboard.type("Q")
    if dashboard.end() != 0 or not glob.glob(os.path.join(state, "teamtop/picture-*")):
        sys.exit(f"a visit without a fault leaves nothing behind: {dashboard.sent[-500:]!r}")


def main(program, source):
    plans = [(f"{name}, {'one' if failures == 1 else 'all'} from number {turn}", f"{kind} {turn} {failures}")
             for name, kind in KINDS.items() for failures in (1, ALL) for turn in TURNS]
    plans = [(f"{name}, {visit} visit", fault, visit) for name, fault in plans for visit in ("first", "next")]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as state:
        lay_out(program, source, folder)
        leave_behind(program, folder, state)
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as crowd:
            ends = list(crowd.map(lambda plan: look_around(
                program, folder, plan[1], state if plan[2] == "next" else None), plans))
    findings = [judge(plan[0], *end) for plan, end in zip(plans, ends)]
    findings = [finding for finding in findings if finding]
    ended_early = sum(code != 0 for code, _ in ends)
    if not 10 < ended_early < len(plans) - 10:
        findings.append(f"{ended_early} of {len(plans)} ended early: the faults are not spread")
    if not any(code != 0 and b"Penwith" in sent for plan, (code, sent) in zip(plans, ends) if plan[2] == "next"):
        findings.append("no next visit showed what was kept before it failed")
    if findings:
        sys.exit("\n".join(findings))
    print(f"{len(plans)} dashboards, {ended_early} of them ended early")


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:3]))
