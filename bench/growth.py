"""Time and memory of an import against its size, as a table and as docs/growth.svg."""
import math
import os

from bench import country, table
from bench.plot import Line, Panel, write
from bench.setting import ROOT

TEAMS = 100  # while spells grow
SPELLS = 1_000_000  # while teams grow
SPELL_STEPS = (10_000, 100_000, 1_000_000, 10_000_000)
TEAM_STEPS = (1, 10, 100, 10_000)
TEAMS_AN_AUTHORITY = 67
RUNS = 3  # of each size: a machine that does something else, or hands out memory for the first time, only adds
MOST_SLOPE = 1.1  # between two steps: 1 is as fast as the input


def once(setting, teams, spells):
    """(processor seconds, those of them that are the program's own, KiB at the most) of importing it all, the
    least of its runs"""
    authorities = max(1, teams // TEAMS_AN_AUTHORITY)
    folder = country.generate(setting, f"growth-{teams}-{spells}", authorities, teams, spells)
    runs = []
    for _ in range(RUNS):
        country.forget(folder)
        runs.append(country.take(setting, folder, country.extracts(folder)))
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    return (min(run.processor for run in runs), min(run.own for run in runs),
            min(run.most_kib for run in runs))


def slopes(steps, values):
    return [math.log(values[i + 1] / values[i]) / math.log(steps[i + 1] / steps[i])
            for i in range(len(steps) - 1)]


def tell(what, steps, results):
    table.heading(what, "processor", "its own", "memory at its most", "slope of the processor", "of its own",
                  "of the memory")
    units = "s", "s", "MiB"
    columns = list(zip(*results))
    steepness = [slopes(steps, column) for column in columns]
    for i, step in enumerate(steps):
        table.row(f"{step:,}", *(table.figure(column[i], unit) for column, unit in zip(columns, units)),
                  *(f"{slope[i - 1]:.2f}" if i else "" for slope in steepness))
    print()
    worst = max(max(slope) for slope in steepness)
    print(f"{'Nothing' if worst <= MOST_SLOPE else 'SOMETHING'} grows faster than its input "
          f"(steepest {worst:.2f}).\n")


def panels(by_spells, by_teams):
    def panel(title, steps, results, at, unit, scale):
        return Panel(title, unit, [Line(steps, [result[at] * scale for result in results])])
    return [
        panel(f"time, {TEAMS} teams, by spells", SPELL_STEPS, by_spells, 0, "s", 1),
        panel(f"memory, {TEAMS} teams, by spells", SPELL_STEPS, by_spells, 2, "MiB", 1 / 1024),
        panel(f"time, {SPELLS:,} spells, by teams", TEAM_STEPS, by_teams, 0, "s", 1),
        panel(f"memory, {SPELLS:,} spells, by teams", TEAM_STEPS, by_teams, 2, "MiB", 1 / 1024),
    ]


def measure(setting):
    """A few minutes."""
    by_spells = [once(setting, TEAMS, spells) for spells in SPELL_STEPS]
    by_teams = [once(setting, teams, SPELLS) for teams in TEAM_STEPS]
    print(f"Growth: an import of everything, the least of {RUNS} runs of each size\n")
    tell(f"spells, {TEAMS} teams", SPELL_STEPS, by_spells)
    tell(f"teams, {SPELLS:,} spells", TEAM_STEPS, by_teams)
    write(os.path.join(ROOT, "docs/growth.svg"), panels(by_spells, by_teams))
