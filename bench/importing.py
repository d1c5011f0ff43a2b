"""An import beside the sqlite3 shell, which copies the same file in unchecked."""
import os
import random
import re
import shutil
import subprocess
import time

from bench import table
from bench.country import Taken
from bench.drive import median

CASE_ROWS = 1_000_000


def write_cases(path, teams):
    rng = random.Random(1)
    categories = ["assessment", "cin", "cp", "cla", "early_help"]
    with open(path, "w", encoding="ascii") as out:
        out.write("case_id,team,worker,category,start,end\n")
        for i in range(CASE_ROWS):
            start = rng.randrange(1, 28), rng.randrange(1, 13), rng.randrange(2015, 2020)
            end = f"2020-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}" if i % 3 else ""
            out.write(f"C{rng.randrange(CASE_ROWS * 3 // 4)},{rng.choice(teams)},W{rng.randrange(900)},"
                      f"{rng.choice(categories)},{start[2]}-{start[1]:02}-{start[0]:02},{end}\n")


def teams_of(config):
    with open(os.path.join(config, "organisation.yaml"), encoding="utf-8") as text:
        return re.findall(r"id: ([a-z0-9_-]+),[^{}]*level: team", text.read())


def seconds(*command):
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def write_changed(path, cases):
    """The same file a day later: in one row of a thousand another worker, and another end."""
    rng = random.Random(2)
    with open(cases, encoding="ascii") as old, open(path, "w", encoding="ascii") as out:
        for number, row in enumerate(old):
            if number % 1000 == 500:
                fields = row.rstrip("\n").split(",")
                fields[2] = f"W{rng.randrange(900)}"
                fields[5] = f"2020-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
                row = ",".join(fields) + "\n"
            out.write(row)


def import_once(setting, folder, config, cases, changed):
    """(a first import, one of the file with changes, the shell's copy of the first)"""
    for name in os.listdir(folder):
        if name.startswith(("ours.db", "shell.db")):
            os.unlink(os.path.join(folder, name))
    store = os.path.join(folder, "ours.db")
    ours = [setting.teamtop, "import", "--quiet", "--config", config, "--store",
            f"sqlite:{store}", "--feed", "cases"]
    first, again = Taken([*ours, cases]), Taken([*ours, changed])
    shell = seconds("sqlite3", os.path.join(folder, "shell.db"), ".mode csv",
                    f".import {cases} cases")
    return first, again, shell


def measure(setting):
    """A million generated case rows into Cornwall's organisation, by both in turn."""
    folder = setting.scratch("import")
    config = os.path.join(folder, "config")
    os.mkdir(config)
    shutil.copy(os.path.join(setting.cornwall, "organisation.yaml"), config)
    with open(os.path.join(config, "feeds.yaml"), "w", encoding="ascii") as out:
        out.write("feeds:\n  cases: {type: cases}\n")
    cases = os.path.join(folder, "cases.csv")
    write_cases(cases, teams_of(config))
    changed = os.path.join(folder, "changed.csv")
    write_changed(changed, cases)
    runs = [import_once(setting, folder, config, cases, changed) for _ in range(setting.rounds)]
    first = median([run[0].seconds for run in runs])
    print(f"Imports: medians of {setting.rounds} runs of each, in turn\n")
    table.heading("what", "teamtop", "sqlite3 shell", "ratio")
    table.pair(f"import of {CASE_ROWS:,} case rows", first, median([run[2] for run in runs]), "s")
    print()
    table.heading("what", "with 1 row in 1,000 changed", "a first import", "ratio")
    table.pair("import of the file again, clock", median([run[1].seconds for run in runs]), first,
               "s")
    table.pair("processor", median([run[1].processor for run in runs]),
               median([run[0].processor for run in runs]), "s")
    table.pair("memory at its most", median([run[1].most_kib for run in runs]),
               median([run[0].most_kib for run in runs]), "MiB")
