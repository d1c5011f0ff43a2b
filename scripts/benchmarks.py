#!/usr/bin/env python3
"""Writes reference/benchmarks.yaml from the published workforce file.

    scripts/benchmarks.py fixtures/england/csww_indicators_2017_to_2025.csv \\
        fixtures/england/sn_model_2025_wide.csv 908 > config/cornwall/reference/benchmarks.yaml

With the authority's code (here Cornwall's): England, its region, its statistical neighbours and the best
quarter of all authorities. Without neighbours and code: England and the best quarter. Every figure is
computed from the published parts: parts are added up and divided once, never rates averaged.
"""
import csv
import re
import sys
from decimal import ROUND_HALF_UP, Decimal

UNKNOWN = {"", "c", "x", "z", "u", "low", "k"}
NEIGHBOURS = 10

# Measure: the parts above the line, those below it, and the scale; less is better in all of them.
RATES = {
    "vacancy_rate": (["vacancy_fte"], ["vacancy_fte", "inpost_fte"], 100),
    "agency_rate": (["agency_fte"], ["agency_fte", "inpost_fte"], 100),
    "turnover_rate": (["leavers_fte"], ["inpost_fte"], 100),
    "average_caseload": (["cases"], ["case_holders_fte"], 1),
    "sickness_rate": (["working_days_lost_fte"], ["days_in_post"], 100),
}

HEAD = """\
# Published rates to compare with, by year: England{region}the best quarter of its authorities.
#
# Made by scripts/benchmarks.py from {source}:
# do not edit, run it again when a new year is out. Source: Department for Education, Children's social work
# workforce (30 September of each year; social workers only), Open Government Licence v3.0.
# Every figure is computed from the published parts: added up, divided once, rounded to one decimal.
# "Best quarter": a quarter of the authorities with known parts are at this figure or below it.
"""
NEIGHBOURS_HEAD = """\
# "Statistical neighbours" are those of {name} in the Department's {model} model, for every year:
# {names}.
# Their parts are added up, so a large authority counts for more. One whose parts are not known is left out,
# and the note says so.
"""


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def working_days(year):
    """The Department's: 254 when the twelve months to 30 September hold a 29 February."""
    return 254 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 253


def part(row, name):
    """A published part, or None where it is not known."""
    if name == "days_in_post":
        in_post = part(row, "inpost_fte")
        return None if in_post is None else in_post * working_days(int(row["time_period"]))
    text = row[name].strip()
    return None if text in UNKNOWN else Decimal(text)


def parts(row, rate):
    """What stands above and below the line, or None where one of them is not known."""
    above, below, _ = RATES[rate]
    values = [[part(row, name) for name in names] for names in (above, below)]
    if None in values[0] + values[1] or sum(values[1]) <= 0:
        return None
    return sum(values[0]), sum(values[1])


def divide(pairs, rate):
    return sum(above for above, _ in pairs) * RATES[rate][2] / sum(below for _, below in pairs)


def rounded(value):
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def best_quarter(rows, rate):
    """The least good figure among the best quarter of the authorities that have one."""
    known = [parts(row, rate) for row in rows]
    figures = sorted(divide([pair], rate) for pair in known if pair)
    return figures[(len(figures) + 3) // 4 - 1]


def quoted(text):
    return text if re.fullmatch(r"[A-Za-z][A-Za-z ]*", text) else '"' + text.replace('"', '\\"') + '"'


def with_note(figure, notes):
    return f"{{value: {figure}, note: {quoted(', '.join(notes))}}}" if notes else figure


class Authority:
    """One authority, its region and its statistical neighbours."""

    def __init__(self, rows, path, code):
        row = max((row for row in rows if row["old_la_code"] == code), key=lambda row: row["time_period"])
        model = next(line for line in read_rows(path) if line["old_la_code"] == code)
        self.name, self.region, self.region_code = row["la_name"], row["region_name"], row["region_code"]
        self.codes = [model[f"SN_{i}"] for i in range(1, NEIGHBOURS + 1)]
        self.names = [next(row["la_name"] for row in rows if row["old_la_code"] == each) for each in self.codes]
        self.model = re.search(r"\d{4}", path.rsplit("/", 1)[-1]).group()

    def neighbours(self, authorities, rate):
        by_code = {row["old_la_code"]: row for row in authorities}
        known = [parts(by_code[code], rate) if code in by_code else None for code in self.codes]
        missing = [name for name, pair in zip(self.names, known) if pair is None]
        notes = [f"{self.model} model"] + ([f"without {' and '.join(missing)}"] if missing else [])
        return rounded(divide([pair for pair in known if pair], rate)), notes


def named_figures(rows, year, rate, authority):
    """Every name with its figure and notes, in the order they are shown."""
    rows = [row for row in rows if row["time_period"] == str(year)]
    inside = {level: [row for row in rows if row["geographic_level"] == level]
              for level in ("National", "Regional", "Local authority")}
    yield "England", rounded(divide([parts(inside["National"][0], rate)], rate)), []
    if authority:
        region = next(row for row in inside["Regional"] if row["region_code"] == authority.region_code)
        yield authority.region, rounded(divide([parts(region, rate)], rate)), []
        yield "Statistical neighbours", *authority.neighbours(inside["Local authority"], rate)
    yield "Best quarter", rounded(best_quarter(inside["Local authority"], rate)), []


def print_rate(rows, rate, authority):
    print(f"  {rate}:")
    for year in sorted({int(row["time_period"]) for row in rows}):
        basis = [f"{working_days(year)} working days"] if rate == "sickness_rate" else []
        figures = [f"{name}: {with_note(figure, notes + basis)}"
                   for name, figure, notes in named_figures(rows, year, rate, authority)]
        print(f"    {year}:")
        for figure in figures:
            print(f"      {figure}")


def print_head(source, authority):
    region = f", {authority.region}, statistical neighbours and\n# " if authority else " and "
    print(HEAD.format(source=source, region=region), end="")
    if authority:
        print(NEIGHBOURS_HEAD.format(name=authority.name, model=authority.model,
                                     names=", ".join(authority.names)), end="")


def main():
    if len(sys.argv) not in (2, 4):
        sys.exit(f"usage: {sys.argv[0]} CSWW_FILE [NEIGHBOUR_FILE CODE] > benchmarks.yaml")
    source = "fixtures/england/" + sys.argv[1].rsplit("/", 1)[-1]
    rows = read_rows(sys.argv[1])
    authority = Authority(rows, *sys.argv[2:]) if len(sys.argv) == 4 else None
    print_head(source, authority)
    print("\nbenchmarks:")
    for rate in RATES:
        print_rate(rows, rate, authority)


main()
