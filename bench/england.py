"""A country of 150 authorities, 10,000 teams and 10 million spells over ten years."""
import os
import select
import subprocess
import time

from bench import country, table
from bench.drive import Driven, median, percentile

AUTHORITIES, TEAMS, SPELLS = 150, 10_000, 10_000_000
KEYS = "jjjjjjkkkkjjj\rjjjjjjq" + "jjj]]][[[ss" + "jjjjkkkk"  # moving, opening, days, sorting
STARTS = 9


def first_byte(driven):
    select.select([driven.terminal], [], [], 30)


def start(setting, folder):
    driven = Driven([setting.teamtop, "--config", folder, "--read-only"], 120, 40)
    first_byte(driven)
    return driven, driven.settle(driven.started, quiet=0.03)[0]


def screen(setting, folder):
    """(seconds to the first picture, seconds of each key, KiB at the end)"""
    driven, paint = start(setting, folder)
    try:
        keys = [seconds for seconds, count in map(driven.press, KEYS) if count > 0]
        return paint, keys, driven.resident_kib()
    finally:
        driven.leave()


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
    runs = [screen(setting, folder) for _ in range(STARTS)]
    keys = [seconds for _, each, _ in runs for seconds in each]
    cases = os.path.join(folder, "cases-a070.csv")
    leave_out_some(cases)
    seen, one = seen_after(setting, folder, cases)
    print(f"A country of {AUTHORITIES} authorities, {TEAMS:,} teams and {SPELLS:,} spells over ten "
          f"years\n({STARTS} starts, {len(keys)} keys; the imports once)\n")
    table.heading("what", "teamtop", "aim")
    table.row("first picture", table.figure(median([run[0] for run in runs]), "ms"), "100 ms")
    table.row("any key: median", table.figure(median(keys), "ms"), "10 ms")
    table.row("any key: 99th percentile", table.figure(percentile(keys, 0.99), "ms"), "10 ms")
    table.row("resident memory", table.figure(max(run[2] for run in runs), "MiB"), "48 MiB")
    table.row("import of all 450 extracts, clock", table.figure(whole.seconds, "s"), "")
    table.row("the same, processor", table.figure(whole.processor, "s"), "")
    table.row("the same, memory at its most", table.figure(whole.most_kib, "MiB"), "")
    table.row("import of one authority's cases", table.figure(one, "s"), "")
    table.row("from its end to the last byte on the screen", table.figure(seen, "s"), "1 s")
