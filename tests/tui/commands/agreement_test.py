#!/usr/bin/env python3
"""Report and screen read the same snapshot: every figure on the overview is the report's.

usage: agreement_test.py TEAMTOP SOURCE
"""
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

MEASURES = {  # in the order of the overview's figures, with the decimals they are shown with
    "pressure": 1, "open_cases": 0, "average_caseload": 1, "unallocated_cases": 0,
    "sickness_rate": 1, "fte_absent": 1, "fte_in_post": 1, "establishment_fte": 1,
    "vacancy_rate": 1, "agency_rate": 1,
}
DAYS = ["2023-05-02", "2024-01-31", "2024-02-29", "2024-03-01"]


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          env=dict(os.environ, LC_ALL="C.UTF-8")).stdout.decode()


def shown(value, decimals):
    if value == "":
        return "–"
    places = Decimal(1).scaleb(-decimals)
    return str(Decimal(value).quantize(places, ROUND_HALF_UP))


def report(teamtop, config, day):
    figures = {}
    for level in ("service", "area", "locality", "team"):
        text = run(teamtop, "report", "--config", config, "--as-at", day, "--level", level,
                   "--measure", ",".join(MEASURES), "--format", "csv")
        for row in csv.DictReader(io.StringIO(text)):
            decimals = MEASURES[row["measure"]]
            figures.setdefault(row["unit_name"], []).append(shown(row["value"], decimals))
    return figures


def screen(teamtop, config, day):
    text = run(teamtop, "--config", config, "--as-at", day, "--once", "--size", "250x40")
    rows = {}
    for line in text.splitlines():
        match = re.match(r"[ ▾▸]+([A-Z][A-Za-z ]+?)  +(.*)", line)
        if match:
            rows[match.group(1)] = re.findall(r"(?<![\w.])(?:\d+(?:\.\d+)?|–)(?![\w.])",
                                              match.group(2))
    return rows


def main(teamtop, source):
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "example")
        shutil.copytree(os.path.join(source, "fixtures/worked-example"), config)
        run(teamtop, "import", "--quiet", "--config", config,
            *(os.path.join(config, name) for name in ("cases.csv", "posts.csv", "absences.csv")))
        for day in DAYS:
            on_screen = screen(teamtop, config, day)
            for unit, figures in report(teamtop, config, day).items():
                if on_screen.get(unit) != figures:
                    print(f"{day} {unit}: screen {on_screen.get(unit)}, report {figures}")
                    return 1
                checked += len(figures)
    print(f"{checked} figures agree")
    return 0 if checked >= 200 else 1


sys.exit(main(*sys.argv[1:3]))
