"""Tables as the documentation holds them."""

UNITS = {"ms": 1e3, "s": 1, "MiB": 1 / 1024, "": 1}  # from seconds, KiB or a count


def figure(value, unit):
    """A measured value (seconds, KiB, a count) in its unit; a dash where there is none."""
    if value is None:
        return "–"
    scaled = value * UNITS[unit]
    return f"{scaled:,.0f}" if unit == "" else f"{scaled:.1f} {unit}"


def ratio(ours, other):
    return "–" if ours is None or not other else f"{ours / other:.2f}"


def heading(*cells):
    print(f"| {' | '.join(cells)} |")
    print("|---" * len(cells) + "|")


def row(*cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def pair(what, ours, other, unit):
    """One row: what, ours, the other, how many times the other."""
    row(what, figure(ours, unit), figure(other, unit), ratio(ours, other))
