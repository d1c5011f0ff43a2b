"""A country of 150 authorities, 10,000 teams and 10 million spells over ten years."""
import os
import select
import subprocess
import time

from bench import country, table
from bench.drive import Driven, median, percentile

AUTHORITIES, TEAMS, SPELLS = 150, 10_000, 10_000_000
# What a person does, one after the other, each from where the one before led.
KEYS = [
    ("moving", "jjjjkkkkjj"),
    ("unfolding, folding", "  "),
    ("paging", "\x06\x02"),
    ("sorting", "sS"),
    ("days, weeks, months", "[]{}<>0"),
    ("windows", "tttt"),
    ("a day held", "=[["),
    ("and let go", "0="),
    ("opening pages", "jj\rjj\r\r"),
    ("panels, a chart", "\t\t\rhh"),
    ("leaving them", "qqqq"),
    ("the authorities compared", "3jjl "),
    ("what-if of all", "18jj+\t"),
    ("what-if of an authority", "1jj\rj8jj+\t"),
    ("other screens", "1561719jjG\r1?1d1"),
    ("finding", "/te\rnn"),
]
# Looks at every unit: answered at once, complete when all were looked at.
LOOKS = [
    ("all teams compared", "1g3\t\t"),
    ("units filtered by status", "1fstatus:none\r"),
    ("alerts of another day", "1q[a"),
]
STARTS = 9


def first_byte(driven):
    select.select([driven.terminal], [], [], 30)


def start(setting, folder):
    driven = Driven([setting.teamtop, "--config", folder, "--read-only"], 120, 40)
    first_byte(driven)
    return driven, driven.settle(driven.started, quiet=0.03)[0]


def press_all(driven, keys):
    """Seconds to the answer of each key that has one."""
    return [seconds for seconds, count in map(driven.press, keys) if count > 0]


def look(driven, keys):
    """(seconds of each key, seconds from the last one until everything was looked at)"""
    seconds = press_all(driven, keys[:-1])
    pressed = time.perf_counter()
    seconds += press_all(driven, keys[-1])
    more, _ = driven.settle(time.perf_counter(), quiet=0.5, limit=30)
    return seconds, max(seconds[-1], time.perf_counter() - pressed - 0.5 if more else 0)


def escape(driven):
    """Escape is the first byte of other keys: it is waited for."""
    driven.press("3")
    return driven.press("\x1b")[0]


class Visit:
    """One start and all the keys."""

    def __init__(self, setting, folder):
        driven, self.paint = start(setting, folder)
        try:
            driven.settle(time.perf_counter(), quiet=0.5, limit=60)
            self.keys = {kind: press_all(driven, keys) for kind, keys in KEYS}
            self.escape = escape(driven)
            self.complete = {}
            for what, keys in LOOKS:
                self.keys[what], self.complete[what] = look(driven, keys)
            self.kib = driven.resident_kib()
        finally:
            driven.leave("Q")


def print_keys(visits):
    table.heading("keys", "median", "slowest", "everything looked at")
    for kind in visits[0].keys:
        seconds = [each for visit in visits for each in visit.keys[kind]]
        complete = [visit.complete[kind] for visit in visits if kind in visit.complete]
        table.row(kind, table.figure(median(seconds), "ms"), table.figure(max(seconds), "ms"),
                  table.figure(median(complete), "s") if complete else "")
    table.row("Escape", table.figure(median([visit.escape for visit in visits]), "ms"),
              table.figure(max(visit.escape for visit in visits), "ms"), "")


def leave_out_some(path):
    """The same authority a day later: every twentieth row is gone."""
    with open(path, encoding="ascii") as extract:
        rows = extract.readlines()
    with open(path, "w", encoding="ascii") as extract:
        extract.writelines(row for number, row in enumerate(rows) if number % 20 != 7)


def seen_after(setting, folder, path):
    """Seconds from the end of an import to the last byte of the screen that shows it."""
    driven, _ = start(setting, folder)
    try:
        driven.settle(time.perf_counter(), quiet=2, limit=60)
        process = subprocess.Popen([setting.teamtop, "import", "--quiet", "--config", folder, path])
        started = time.perf_counter()
        while process.poll() is None:
            select.select([driven.terminal], [], [], 0.001)
        ended = time.perf_counter()
        select.select([driven.terminal], [], [], 30)
        last, count = driven.settle(ended, quiet=0.5)
        driven.must_live()
        if count == 0:
            raise RuntimeError("the dashboard did not show the import")
        return last, ended - started
    finally:
        driven.leave()


def measure(setting):
    """Generates the country, imports it, and looks at it: takes minutes and 2 GB of disk."""
    folder = country.generate(setting, "england", AUTHORITIES, TEAMS, SPELLS)
    whole = country.take(setting, folder, country.extracts(folder))
    visits = [Visit(setting, folder) for _ in range(STARTS)]
    keys = [each for visit in visits for kind in visit.keys.values() for each in kind]
    cases = os.path.join(folder, "cases-a070.csv")
    leave_out_some(cases)
    seen, one = seen_after(setting, folder, cases)
    print(f"A country of {AUTHORITIES} authorities, {TEAMS:,} teams and {SPELLS:,} spells over ten "
          f"years\n({STARTS} starts, {len(keys)} keys; the imports once)\n")
    table.heading("what", "teamtop", "aim")
    table.row("first picture", table.figure(median([visit.paint for visit in visits]), "ms"), "100 ms")
    table.row("any key: median", table.figure(median(keys), "ms"), "10 ms")
    table.row("any key: 99th percentile", table.figure(percentile(keys, 0.99), "ms"), "10 ms")
    table.row("any key: slowest", table.figure(max(keys), "ms"), "10 ms")
    table.row("resident memory", table.figure(max(visit.kib for visit in visits), "MiB"), "48 MiB")
    table.row("import of all 450 extracts, clock", table.figure(whole.seconds, "s"), "")
    table.row("the same, processor", table.figure(whole.processor, "s"), "")
    table.row("the same, memory at its most", table.figure(whole.most_kib, "MiB"), "")
    table.row("import of one authority's cases", table.figure(one, "s"), "")
    table.row("from its end to the last byte on the screen", table.figure(seen, "s"), "1 s")
    print()
    print_keys(visits)
