"""Full-screen programs that people know, driven as teamtop is: first paint, and a move where a cursor moves."""
import os

from bench import table
from bench.drive import Driven, median
from bench.screen import COLUMNS, ROWS
from bench.setting import ROOT, run

MOVES = 20


def programs(setting):
    """Name, command, the key that moves a cursor (None: there is none). Each shows what it is for."""
    figures = setting.figures()
    return [
        ("teamtop", [setting.teamtop, "--config", setting.cornwall, "--read-only"], "j"),
        ("floor", [setting.floor()], "j"),
        ("htop", ["htop"], "\x1b[B"),
        ("btop", ["btop", "--utf-force"], "\x1b[B"),
        ("tig", ["tig", "-C", ROOT], "j"),
        ("atop", ["atop"], None),
        ("pspg", ["pspg", "--csv", "-f", figures], "j"),
        ("VisiData", ["vd", figures], "j"),
    ]


def run_once(command, key):
    driven = Driven(command, COLUMNS, ROWS, {"HOME": os.environ.get("HOME", "/tmp")})
    try:
        paint, count = driven.first_paint()
        moves = [driven.press(key) for _ in range(MOVES)] if key else []
        moves = [move for move in moves if move[1] > 0]
        return {
            "paint": paint, "bytes": count, "resident": driven.resident_kib(),
            "key": median([seconds for seconds, _ in moves]) if moves else None,
            "key bytes": median([sent for _, sent in moves]) if moves else None,
        }
    finally:
        driven.leave()


def middle(runs, key):
    values = [one[key] for one in runs]
    return None if None in values else median(values)


def measure(setting):
    """Every program once a round, in turn."""
    run("scripts/install-packages", "bench")
    runs = {}
    for _ in range(setting.rounds):
        for name, command, key in programs(setting):
            runs.setdefault(name, []).append(run_once(command, key))
    ours = middle(runs["teamtop"], "paint")
    print(f"Peers: {COLUMNS}x{ROWS}, medians of {setting.rounds} runs of each, in turn\n")
    table.heading("program", "first paint", "teamtop ÷ it", "bytes of it", "a move", "bytes of a move",
                  "resident")
    for name, each in runs.items():
        table.row(name, table.figure(middle(each, "paint"), "ms"),
                  table.ratio(ours, middle(each, "paint")), table.figure(middle(each, "bytes"), ""),
                  table.figure(middle(each, "key"), "ms"), table.figure(middle(each, "key bytes"), ""),
                  table.figure(middle(each, "resident"), "MiB"))
