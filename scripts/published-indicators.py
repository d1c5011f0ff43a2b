#!/usr/bin/env python3
"""Writes config/cornwall/reference/published.yaml from the published statistics in fixtures/england.

    scripts/published-indicators.py fixtures/england 908 > config/cornwall/reference/published.yaml

908 is the Department's number of the authority. Rates of one authority and of England are as published.
The neighbours' figure is made of their parts, added up and divided once; the best quarter's is the figure of
the last authority in it: as good as that or better is in the best quarter of those with a figure.
"""
import csv
import decimal
import sys

HEAD = """\
# Indicators that the Department for Education publishes every year, for the year to 31 March.
#
# Made by scripts/published-indicators.py from fixtures/england (sources and licence: see its README): do not
# edit, run it again when a new year is out. "neighbours" are the ten statistical neighbours of the 2025 model,
# their parts added up and divided once; "best_quarter" is the figure of the last authority in the best quarter
# of England. What was suppressed or not available is left out.
sections:
  - name: 7. Published every year
    indicators:"""

REPEAT_REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
REPEAT_PLANS = "d3_cpps_subsequent_plan_2013_to_2025.csv"
IN_NEED = "b1_children_in_need_2013_to_2025.csv"
LOOKED_AFTER = "cla_number_and_rate_per_10k_children.csv"
NEIGHBOURS = "sn_model_2025_wide.csv"

# number, name, unit, better, other keys, what computes its rows
INDICATORS = [
    ("7.1", "Referrals which are repeat referrals", "%", "less", ['target: "23"'], "repeat_referrals"),
    ("7.2", "Second or subsequent child protection plans", "%", "less", ['target: "25"'], "repeat_plans"),
    ("7.3", "Children in need on 31 March", "per 10,000", "none", ["judged: no"], "in_need"),
    ("7.4", "Children looked after on 31 March", "per 10,000", "none", ["judged: no", 'target: "26"'], "looked_after"),
]


def rows_of(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """A figure, or None where a letter stands for one."""
    try:
        return decimal.Decimal(text)
    except decimal.InvalidOperation:
        return None


def rounded(part, whole, scale, step):
    if part is None or not whole:
        return None
    return (part * scale / whole).quantize(decimal.Decimal(step), decimal.ROUND_HALF_UP)


def place_of(row):
    """The authority's number, "England", or None for a region."""
    if row["geographic_level"] == "National":
        return "England"
    return row["old_la_code"] if row["geographic_level"] == "Local authority" else None


def collect(rows, part, whole, rate):
    """year -> place -> (part, whole, published rate)"""
    years = {}
    for row in rows:
        place = place_of(row)
        if place:
            figures = tuple(number(row[column]) for column in (part, whole, rate))
            years.setdefault(row["time_period"], {})[place] = figures
    return years


def on_31_march(folder):
    return [r for r in rows_of(folder, LOOKED_AFTER) if r["population_type"].endswith("on 31 March each year")]


def repeat_referrals(folder):
    return collect(rows_of(folder, REPEAT_REFERRALS), "rereferral_count", "referral_count", "rereferral_percent"), 100, "0.1"


def repeat_plans(folder):
    return collect(rows_of(folder, REPEAT_PLANS), "CPP_subsequent", "CPP_start", "CPP_subsequent_percent"), 100, "0.1"


def looked_after(folder):
    return collect(on_31_march(folder), "children_count", "population_estimate", "rate_per_10000"), 10000, "1"


def in_need(folder):
    """Children of one publication over the population of another, for the years that both have."""
    population = {(r["time_period"], place_of(r)): number(r["population_estimate"]) for r in on_31_march(folder)}
    years = {}
    for row in rows_of(folder, IN_NEED):
        place, year = place_of(row), row["time_period"]
        people = population.get((year, place))
        if place and people:
            children = number(row["At31_episodes"])
            rate = rounded(children, people, 10000, "0.1")
            years.setdefault(year, {})[place] = (children, people, rate)
    return years, 10000, "0.1"


def neighbours_of(folder, authority):
    for row in rows_of(folder, NEIGHBOURS):
        if row["old_la_code"] == authority:
            return [row[f"SN_{i}"] for i in range(1, 11)]
    sys.exit(f"no authority has the number {authority}")


def together(places, codes, scale, step):
    known = [places[code] for code in codes if code in places and None not in places[code][:2]]
    return rounded(sum(k[0] for k in known), sum(k[1] for k in known), scale, step) if known else None


def best_quarter(places, better):
    rates = sorted(f[2] for place, f in places.items() if place != "England" and f[2] is not None)
    if better == "none" or not rates:
        return None
    return rates[-(-len(rates) // 4) - 1]


def write_period(year, figures, step):
    known = ", ".join(f"{key}: {value.quantize(decimal.Decimal(step))}" for key, value in figures if value is not None)
    print(f'          - {{name: "{year}", ends: {year}-03-31{", " + known if known else ""}}}')


def write_indicator(folder, authority, neighbours, indicator):
    code, name, unit, better, other, compute = indicator
    years, scale, step = globals()[compute](folder)
    print(f'      - number: "{code}"')
    for line in [f"name: {name}", f'unit: "{unit}"', f"better: {better}", *other, "periods:"]:
        print(f"        {line}")
    for year in sorted(years):
        places = years[year]
        own = places.get(authority, (None, None, None))[2]
        england = places.get("England", (None, None, None))[2]
        write_period(year, [("own", own), ("neighbours", together(places, neighbours, scale, step)),
                            ("england", england), ("best_quarter", best_quarter(places, better))], step)


def main():
    folder, authority = sys.argv[1:]
    neighbours = neighbours_of(folder, authority)
    print(HEAD)
    for indicator in INDICATORS:
        write_indicator(folder, authority, neighbours, indicator)


main()
