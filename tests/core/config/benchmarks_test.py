#!/usr/bin/env python3
"""Published benchmarks: the committed documents are what the script makes, and right by hand.

    benchmarks_test.py SOURCE_ROOT
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1])
CSWW = "fixtures/england/csww_indicators_2017_to_2025.csv"
NEIGHBOURS = "fixtures/england/sn_model_2025_wide.csv"

# Parts typed from the published file, in the order of the neighbour model: Norfolk, Bury, East Sussex,
# Derbyshire, Northumberland, Suffolk, Devon, Nottinghamshire, Lancashire, Kent.
VACANT_2025 = [5, 51.2, 7, 47.3, 7, 40.7, 92, 51.3, 22.4, 128.9]
IN_POST_2025 = [468.1, 150.1, 370, 431.9, 213.4, 405.9, 367.1, 457.6, 736.6, 765.3]
DAYS_LOST_2020 = [3342.4, 199, 2145, 1860.5, 1514.7, 1631.2, 2804, 5005, 3405, 4514]
IN_POST_2020 = [441.2, 113.5, 323.7, 407.6, 195.6, 325.9, 334.3, 466.5, 498.1, 771]
CASES_2018 = [2325, 1315, 3698, 5110, 2380, 5205, 4077, 4927, 6680]  # Suffolk's are not available
HOLDERS_2018 = [122.6, 65.1, 222.8, 267.5, 125.8, 266.2, 231.5, 279.1, 396.1]

BY_HAND = {
    ("vacancy_rate", 2025, "England"): 100 * 5965.4 / (5965.4 + 36186.3),
    ("vacancy_rate", 2025, "Statistical neighbours"): 100 * sum(VACANT_2025) / sum(VACANT_2025 + IN_POST_2025),
    ("vacancy_rate", 2025, "Best quarter"): 7.6,  # Blackburn with Darwen, 38th of 149
    ("turnover_rate", 2025, "South West"): 100 * 351.5 / 3079.2,
    ("sickness_rate", 2020, "Statistical neighbours"): 100 * sum(DAYS_LOST_2020) / sum(IN_POST_2020) / 254,
    ("average_caseload", 2018, "Statistical neighbours"): sum(CASES_2018) / sum(HOLDERS_2018),
}


def made(*arguments):
    return subprocess.run([sys.executable, ROOT / "scripts/benchmarks.py", *arguments],
                          cwd=ROOT, check=True, capture_output=True, text=True).stdout


def committed(name):
    return (ROOT / "config" / name / "reference/benchmarks.yaml").read_text(encoding="utf-8")


def figures(text):
    """(measure, year, name) → what stands behind the name."""
    found, measure, year = {}, None, None
    for line in text.splitlines():
        if re.fullmatch(r"  \w+:", line):
            measure = line.strip(" :")
        elif re.fullmatch(r"    \d{4}:", line):
            year = int(line.strip(" :"))
        elif line.startswith("      "):
            name, value = line.strip().split(": ", 1)
            found[measure, year, name] = value
    return found


def main():
    faults = []
    if made(CSWW, NEIGHBOURS, "908") != committed("cornwall"):
        faults.append("config/cornwall/reference/benchmarks.yaml is not what the script makes")
    if made(CSWW) != committed("england"):
        faults.append("config/england/reference/benchmarks.yaml is not what the script makes")
    known = figures(committed("cornwall"))
    if len(known) != 5 * 9 * 4:
        faults.append(f"{len(known)} figures instead of five rates, nine years and four names")
    for key, value in BY_HAND.items():
        stands = float(re.search(r"[\d.]+", known[key]).group())
        if abs(stands - value) > 0.05:
            faults.append(f"{key}: {stands}, by hand {value:.3f}")
    if "without Suffolk" not in known["average_caseload", 2018, "Statistical neighbours"]:
        faults.append("a neighbour that was left out is not said")
    sys.exit("\n".join(faults) or 0)


main()
