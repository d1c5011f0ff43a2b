#!/usr/bin/env python3
"""Writes config/england/organisation.yaml from the published workforce file.

    scripts/england-units.py fixtures/england/csww_indicators_2017_to_2025.csv > config/england/organisation.yaml

Every unit is a row of the file: England, its regions (London's two halves below London) and every
authority once, under the region it was last published with. An authority that got a new code keeps its
old ones as aliases; a former one says when it last reported.
"""
import csv
import re
import sys

HEAD = """\
# England, its regions and local authorities: the units of the children's social work workforce statistics.
#
# Made by scripts/england-units.py from {source}: do not edit, run it
# again when a new year is out. Names and codes are as published. An authority whose code changed stands
# here once, under its newest code and region, the older codes beside it; former authorities say
# "(until …)" after their name, the last year they reported: two were called Dorset.

organisation: "Children's social work workforce, England"
notice: "Published: Department for Education, Open Government Licence v3.0"
levels: [nation, region, subregion, authority]   # only London has two subregions
units:"""

LONDON = "E12000007"
LONDON_HALVES = ("E13000001", "E13000002")


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["time_period"])


def newest(rows, level, key):
    """The last row of each unit, and every code it ever had, by what identifies it across years."""
    last, codes = {}, {}
    for row in rows:
        if row["geographic_level"] == level:
            last[row[key]] = row
            codes.setdefault(row[key], []).append(row["new_la_code"])
    return last, codes


def unit_id(code):
    return re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def authority_line(indent, row, codes, last_year):
    code = row["new_la_code"]
    aliases = dict.fromkeys([code, *reversed(codes)])
    former = f" (until {row['time_period']})" if row["time_period"] < last_year else ""
    return (f"{indent}- {{id: {unit_id(code)}, name: {quoted(row['la_name'] + former)}, "
            f"level: authority, aliases: [{', '.join(map(quoted, aliases))}]}}")


def print_branch(indent, code, name, level):
    print(f"{indent}- id: {unit_id(code)}")
    print(f"{indent}  name: {quoted(name)}")
    print(f"{indent}  level: {level}")
    print(f"{indent}  aliases: [{quoted(code)}]")
    print(f"{indent}  units:")


def print_authorities(indent, region_code, authorities, codes, last_year):
    inside = [row for row in authorities.values() if row["region_code"] == region_code]
    for row in sorted(inside, key=lambda row: row["la_name"]):
        print(authority_line(indent, row, codes[row["old_la_code"]], last_year))


def print_units(rows):
    last_year = rows[-1]["time_period"]
    regions, _ = newest(rows, "Regional", "region_code")
    authorities, codes = newest(rows, "Local authority", "old_la_code")
    nation = next(row for row in rows if row["geographic_level"] == "National")
    print_branch("  ", nation["country_code"], nation["country_name"], "nation")
    for code, row in sorted(regions.items()):
        if code in LONDON_HALVES:
            continue
        print_branch("      ", code, row["region_name"], "region")
        if code == LONDON:
            for half in LONDON_HALVES:
                print_branch("          ", half, regions[half]["region_name"], "subregion")
                print_authorities("              ", half, authorities, codes, last_year)
        print_authorities("          ", code, authorities, codes, last_year)


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} CSWW_FILE > organisation.yaml")
    print(HEAD.format(source=sys.argv[1]))
    print_units(read_rows(sys.argv[1]))


main()
