"""An import beside the sqlite3 shell, which copies the same file in unchecked."""
import os
import random
import re
import shutil
import subprocess
import time

from bench import table
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


def import_once(setting, folder, config, cases):
    for name in os.listdir(folder):
        if name.startswith(("ours.db", "shell.db")):
            os.unlink(os.path.join(folder, name))
    store = os.path.join(folder, "ours.db")
    ours = seconds(setting.teamtop, "import", "--quiet", "--config", config, "--store",
                   f"sqlite:{store}", cases)
    shell = seconds("sqlite3", os.path.join(folder, "shell.db"), ".mode csv",
                    f".import {cases} cases")
    return ours, shell


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
    pairs = [import_once(setting, folder, config, cases) for _ in range(setting.rounds)]
    print(f"Imports: medians of {setting.rounds} runs of each, in turn\n")
    table.heading("what", "teamtop", "sqlite3 shell", "ratio")
    table.pair(f"import of {CASE_ROWS:,} case rows", median([ours for ours, _ in pairs]),
               median([shell for _, shell in pairs]), "s")
