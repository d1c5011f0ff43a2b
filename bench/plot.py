"""Plots on two logarithmic scales, written as SVG by hand."""
import math
from collections import namedtuple

Line = namedtuple("Line", "xs ys")
Panel = namedtuple("Panel", "title unit lines")

WIDTH, HEIGHT, MARGIN_X, MARGIN_Y = 400, 260, 62, 36


def decades(values):
    """The powers of ten that hold them all."""
    return math.floor(math.log10(min(values))), max(math.ceil(math.log10(max(values))),
                                                    math.floor(math.log10(min(values))) + 1)


def short(number):
    for unit, name in ((1e6, " m"), (1e3, "k")):
        if number >= unit:
            return f"{number / unit:g}{name}"
    return f"{number:g}"


class Axes:
    """From values to places within a panel that begins at (left, top)."""

    def __init__(self, panel, left, top):
        self.left, self.top = left + MARGIN_X, top + MARGIN_Y
        self.width, self.height = WIDTH - MARGIN_X - 20, HEIGHT - 2 * MARGIN_Y
        self.x_from, self.x_to = decades([x for line in panel.lines for x in line.xs])
        self.y_from, self.y_to = decades([y for line in panel.lines for y in line.ys])

    def x(self, value):
        share = (math.log10(value) - self.x_from) / (self.x_to - self.x_from)
        return self.left + share * self.width

    def y(self, value):
        share = (math.log10(value) - self.y_from) / (self.y_to - self.y_from)
        return self.top + self.height - share * self.height


def text(x, y, words, anchor="middle", size=11):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{words}</text>'


def grid(axes, unit):
    for power in range(axes.x_from, axes.x_to + 1):
        x = axes.x(10 ** power)
        yield (f'<path class="grid" d="M{x:.1f} {axes.top}V{axes.top + axes.height}"/>')
        yield text(x, axes.top + axes.height + 15, short(10 ** power))
    for power in range(axes.y_from, axes.y_to + 1):
        y = axes.y(10.0 ** power)
        yield f'<path class="grid" d="M{axes.left} {y:.1f}H{axes.left + axes.width}"/>'
        yield text(axes.left - 6, y + 4, f"{short(10.0 ** power)} {unit}", "end")


def points(axes, line):
    return [(axes.x(x), axes.y(y)) for x, y in zip(line.xs, line.ys)]


def slope_of_one(axes, line):
    """As fast as the input: up from the last point's reach to the left, where it leaves the panel."""
    x, y = line.xs[-1], line.ys[-1]
    low = max(10.0 ** axes.x_from, x * 10.0 ** axes.y_from / y)
    ends = points(axes, Line([low, x], [y * low / x, y]))
    return '<path class="one" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>'.format(*ends[0], *ends[1])


def drawn(panel, left, top):
    axes = Axes(panel, left, top)
    yield text(axes.left + axes.width / 2, axes.top - 12, panel.title, size=13)
    yield from grid(axes, panel.unit)
    for line in panel.lines:
        yield slope_of_one(axes, line)
        places = points(axes, line)
        yield '<path class="line" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + '"/>'
        for (x, y), value in zip(places, line.ys):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
            yield text(x, y - 8, f"{value:.2g}", size=10)


def write(path, panels):
    """Two panels a row; the dashed line has the slope of 1."""
    rows = (len(panels) + 1) // 2
    with open(path, "w", encoding="utf-8") as out:
        out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {rows * HEIGHT}" '
                  'font-family="sans-serif">\n<style>.grid{stroke:#ccc;stroke-width:.5}'
                  '.line{fill:none;stroke:#06c;stroke-width:2}.one{stroke:#c60;stroke-dasharray:5 4}'
                  'circle{fill:#06c}text{fill:#333}</style>\n<rect width="100%" height="100%" '
                  'fill="#fff"/>\n')
        for number, panel in enumerate(panels):
            for piece in drawn(panel, number % 2 * WIDTH, number // 2 * HEIGHT):
                out.write(piece + "\n")
        out.write("</svg>\n")
