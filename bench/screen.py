"""Screens beside the floor: first paint, moving the selection, memory."""
from bench import table
from bench.drive import Driven, median, percentile

COLUMNS, ROWS, MOVES = 120, 40, 60
WORDS = {  # what is measured: the row's words and unit
    "paint": ("start to complete first paint", "ms"),
    "paint bytes": ("bytes of the first paint", ""),
    "key": ("key to last byte, median", "ms"),
    "key 99": ("key to last byte, 99th percentile", "ms"),
    "key bytes": ("bytes sent per move, median", ""),
    "resident": ("resident memory", "MiB"),
}


CHANGES = {  # scrolls and changes of view, in this order: the row's words, and the key
    "page down in the list of alerts, after opening it": ("a", "\x1b[6~"),
    "back to the overview": ("\x1b",),
    "what-if": ("w",),
    "day before": ("[",),
    "unit's page": ("\r",),
    "page of the help, after opening it": ("?", "\x1b[6~"),
}
REPAINT = "\x0c"  # Ctrl-L


def change_once(command):
    """One run: for each of CHANGES the bytes of its last key, and of painting what it led to anew."""
    driven = Driven(command, COLUMNS, ROWS)
    try:
        driven.first_paint()
        found = {}
        for what, keys in CHANGES.items():
            sent = [driven.press(key, answers=1)[1] for key in keys][-1]
            found[what] = sent, driven.press(REPAINT, answers=1)[1]
        return found
    finally:
        driven.leave()


def run_once(command):
    """One run of a program: every figure of WORDS."""
    driven = Driven(command, COLUMNS, ROWS)
    try:
        paint, paint_bytes = driven.first_paint()
        moves = [driven.press("j" if i // 15 % 2 == 0 else "k") for i in range(MOVES)]
        moves = [move for move in moves if move[1] > 0]
        return {
            "paint": paint, "paint bytes": paint_bytes,
            "key": median([seconds for seconds, _ in moves]),
            "key 99": percentile([seconds for seconds, _ in moves], 0.99),
            "key bytes": median([count for _, count in moves]),
            "resident": driven.resident_kib(),
        }
    finally:
        driven.leave()


def medians(runs):
    return {key: median([one[key] for one in runs]) for key in runs[0]}


def measure(setting):
    """teamtop on Cornwall's data and the floor, in turn."""
    ours = [setting.teamtop, "--config", setting.cornwall, "--read-only"]
    floor = [setting.floor()]
    pairs = [(run_once(ours), run_once(floor)) for _ in range(setting.rounds)]
    a, b = medians([one for one, _ in pairs]), medians([other for _, other in pairs])
    print(f"Screens: {COLUMNS}x{ROWS}, medians of {setting.rounds} runs of each, in turn\n")
    table.heading("what", "teamtop", "floor", "ratio")
    for key, (words, unit) in WORDS.items():
        table.pair(words, a[key], b[key], unit)
    runs = [change_once(ours) for _ in range(setting.rounds)]
    print()
    table.heading("bytes of a change", "sent", "all of the new screen", "ratio")
    for what in CHANGES:
        table.pair(what, *(median([run[what][i] for run in runs]) for i in range(2)), "")
