#!/usr/bin/env python3
"""Many dashboards on one store: does everyone see each import in time, at what cost in memory?

Run by scripts/bench load; by itself (under tests/postgres/with_server.py for a database server):
load.py TEAMTOP FOLDER STORE DASHBOARDS SECONDS INTERVAL
"""
import csv
import fcntl
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

IN_TIME = 2.0  # seconds from the end of an import to the last byte of a screen that shows it
PAUSE = 0.25  # without a byte: a screen stands
COLUMNS, ROWS = 120, 36
IDLE = 10  # seconds in which nothing changes
MEMORY_MIB = 600


class Dashboard:
    """One teamtop on a terminal of its own."""

    def __init__(self, command):
        self.pid, self.terminal = os.forkpty()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], command, dict(os.environ, TERM="xterm-256color",
                                                 LC_ALL="C.UTF-8"))
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.text = b""
        self.first = self.last = None
        self.ended = False

    def take(self, now):
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            data = b""
        self.ended |= not data
        self.text += data
        self.first = self.first or now
        self.last = now

    def forget(self):
        self.text, self.first, self.last = b"", None, None

    def ticks(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def proportional_kib(self):
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))

    def end(self):
        """Its exit code as the shell has it."""
        if not self.ended:
            os.write(self.terminal, b"Q")
        limit = time.monotonic() + 10
        while time.monotonic() < limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status)
            if select.select([self.terminal], [], [], 0.02)[0]:
                self.take(time.monotonic())
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return -signal.SIGKILL


class Crowd:
    """All of them, watched by one poll."""

    def __init__(self, command, count):
        self.poll = select.poll()
        self.of = {}
        for _ in range(count):
            dashboard = Dashboard(command)
            self.of[dashboard.terminal] = dashboard
            self.poll.register(dashboard.terminal, select.POLLIN)
            self.listen(0.02)

    def all(self):
        return self.of.values()

    def listen(self, seconds):
        """Takes what comes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for terminal, _ in self.poll.poll(left * 1000):
                dashboard = self.of[terminal]
                dashboard.take(time.monotonic())
                if dashboard.ended:
                    self.poll.unregister(terminal)

    def settle(self, limit):
        """Until every one has sent something and all are quiet; false: not within the limit."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            self.listen(PAUSE)
            last = [dashboard.last for dashboard in self.all()]
            if None not in last and time.monotonic() - max(last) >= PAUSE:
                return True
        return False

    def forget(self):
        for dashboard in self.all():
            dashboard.forget()

    def leave_out_ended(self):
        """How many have ended although nobody asked them to."""
        ended = [terminal for terminal, dashboard in self.of.items() if dashboard.ended]
        for terminal in ended:
            self.of.pop(terminal).end()
        return len(ended)


class Service:
    """Cornwall's configuration and its extracts, in which one more case is open each time."""

    def __init__(self, teamtop, folder, store):
        self.folder, self.store, self.teamtop = folder, store, teamtop
        self.base = [teamtop, "--config", folder, "--store", store]
        with open(os.path.join(folder, "cases.csv"), encoding="utf-8", newline="") as stream:
            self.rows = list(csv.reader(stream))
        self.bring("cases.csv", "posts.csv", "absences.csv", "requests.csv")

    def command(self, name, *arguments):
        return [self.teamtop, name, "--config", self.folder, "--store", self.store, *arguments]

    def bring(self, *names):
        paths = [os.path.join(self.folder, name) for name in names]
        subprocess.run(self.command("import", "--quiet", *paths), check=True)

    def write(self, more):
        """The cases with `more` further ones."""
        end = self.rows[0].index("End Date")
        model = [*self.rows[-1][:end], "", *self.rows[-1][end + 1:]]
        with open(os.path.join(self.folder, "cases-next.csv"), "w", encoding="utf-8",
                  newline="") as stream:
            writer = csv.writer(stream)
            writer.writerows(self.rows)
            for i in range(more):
                writer.writerow([f"load-{i}", *model[1:]])

    def open_cases(self):
        """As the program itself reports them for the outermost unit."""
        done = subprocess.run(self.command("report", "--format", "csv", "--as-at", "2020-03-02",
                                           "--measure", "open_cases"), check=True, text=True,
                              stdout=subprocess.PIPE)
        return next(csv.DictReader(done.stdout.splitlines()))["numerator"]


def plain(data):
    return re.sub(rb"\x1b[\[(][0-9;?]*[A-Za-z]", b" ", data).decode("utf-8", "replace")


def check_screens(crowd, figure):
    """How many show another figure than the store holds, on a screen painted anew."""
    crowd.forget()
    for dashboard in crowd.all():
        os.write(dashboard.terminal, b"\x0c")
    crowd.settle(30)
    return sum(figure not in plain(dashboard.text).split() for dashboard in crowd.all())


def follow(service, crowd, seconds, interval):
    """An import at each full interval until the time is over.
    (imports, the most seconds one began late, seconds each dashboard took, late ones)"""
    times, late, imports, behind = [], 0, 0, 0.0
    service.write(1)
    start = time.monotonic()
    while imports * interval < seconds:
        due = start + imports * interval
        crowd.listen(max(0.0, due - time.monotonic()))
        behind = max(behind, time.monotonic() - due)
        imports += 1
        crowd.forget()
        bringing = subprocess.Popen(service.command(
            "import", "--quiet", "--feed", "cases", os.path.join(service.folder, "cases-next.csv")))
        while bringing.poll() is None:
            crowd.listen(0.01)
        ended = time.monotonic()
        crowd.settle(IN_TIME + 1)
        for dashboard in crowd.all():
            took = max(0.0, dashboard.last - ended) if dashboard.last else float("inf")
            times.append(took)
            late += took > IN_TIME
        service.write(imports + 1)
    return imports, behind, times, late


def away_from_the_minute(crowd):
    """Once a minute every dashboard looks at its clock: that is not what idleness is measured by."""
    while not 2 <= time.time() % 60 <= 58 - IDLE:
        crowd.listen(1)


def main(teamtop, folder, store, count, seconds, interval):
    service = Service(teamtop, folder, store)
    crowd = Crowd([*service.base, "--read-only", "--as-at", "2020-03-02"], count)
    crowd.settle(120)
    crowd.listen(3)
    imports, behind, times, late = follow(service, crowd, seconds, interval)
    crowd.listen(6)  # marks go
    gone = crowd.leave_out_ended()
    wrong = check_screens(crowd, service.open_cases())
    memory = sum(dashboard.proportional_kib() for dashboard in crowd.all()) / 1024
    away_from_the_minute(crowd)
    before = sum(dashboard.ticks() for dashboard in crowd.all())
    crowd.forget()
    crowd.listen(IDLE)
    ticks = sum(dashboard.ticks() for dashboard in crowd.all()) - before
    stray = sum(len(dashboard.text) for dashboard in crowd.all())
    failed = gone + sum(dashboard.end() != 0 for dashboard in crowd.all())
    times.sort()
    print(f"| {store.split(':')[0]} | {count} | {imports} | {behind:.1f} s | {times[len(times) // 2]:.2f} s "
          f"| {times[int(len(times) * .99)]:.2f} s | {times[-1]:.2f} s | {late} | {wrong} | {failed} "
          f"| {memory:.0f} MiB | {ticks * 10} ms, {stray} bytes |", flush=True)
    return 0 if late + wrong + failed + ticks + stray == 0 and memory < MEMORY_MIB else 1


def measure(setting):
    """A file, then a server of our own."""
    count, seconds, interval = setting.crowd
    print(f"{count} dashboards on one store, an import every {interval:g} seconds for {seconds:g} "
          f"seconds; from the end of an import to the last byte\n")
    print("| store | dashboards | imports | began late by | median | 99 % | longest | late | wrong | failed "
          "| memory together | in 10 s without change |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    good = True
    for kind in ("sqlite", "postgresql"):
        folder = setting.scratch("load-" + kind)
        shutil.copytree(setting.cornwall, folder, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("*.db*", "*.key", "inbox", "access.yaml"))
        subprocess.run([setting.teamtop, "demo", "--extracts", folder], check=True, cwd=root,
                       stdout=subprocess.DEVNULL)
        command = [sys.executable, os.path.abspath(__file__), setting.teamtop, folder, kind,
                   str(count), str(seconds), str(interval)]
        if kind == "postgresql":
            command.insert(0, os.path.join(root, "tests/postgres/with_server.py"))
        environment = dict(os.environ, TEAMTOP_TEST_POSTGRES_CONNECTIONS=str(count + 20),
                           XDG_STATE_HOME=folder)
        good &= subprocess.run(command, check=False, env=environment).returncode == 0
    print("\nall seen in time, nothing failed" if good else "\nNOT all within the limits")


def store_of(kind, folder):
    if kind == "postgresql":
        return os.environ["TEAMTOP_TEST_POSTGRES"]
    return f"sqlite:{folder}/load.db"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], store_of(sys.argv[3], sys.argv[2]), int(sys.argv[4]),
                  float(sys.argv[5]), float(sys.argv[6])))
