"""Small plots that need no library: Jupyter shows whatever can say how it looks as SVG."""

from html import escape

import numpy as np

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 64, 150, 34, 46
# Okabe and Ito's colours, which colour-blind people can tell apart.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]


class Picture:
    def __init__(self, title, shapes):
        self._title = title
        self._svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img"'
            f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>{"".join(shapes)}</svg>'
        )

    def _repr_svg_(self):
        return self._svg

    def __repr__(self):
        return f"Picture({self._title!r})"


def points(title, series, x, y, diagonal=False):
    """One point for each pair of values. `series` has by name what stands on the two axes."""
    axes = _Axes(series, square=diagonal)
    line = [axes.line([axes.x, axes.x], "#999999")] if diagonal else []
    dots = [
        f'<circle cx="{axes.across(a):.1f}" cy="{axes.up(b):.1f}" r="3.5" fill="{colour}" fill-opacity="0.6"/>'
        for (across, up), colour in zip(series.values(), COLOURS)
        for a, b in zip(across, up)
    ]
    return Picture(title, [*axes.frame(title, x, y), *line, *dots, *_legend(series)])


def lines(title, series, x, y):
    """One line for each name."""
    axes = _Axes(series)
    drawn = [axes.line(values, colour) for values, colour in zip(series.values(), COLOURS)]
    return Picture(title, [*axes.frame(title, x, y), *drawn, *_legend(series)])


class _Axes:
    def __init__(self, series, square=False):
        across, up = (np.concatenate([np.asarray(values[axis]) for values in series.values()]) for axis in (0, 1))
        both = np.concatenate([across, up])
        self.x = _range(both if square else across)
        self.y = _range(both if square else up)

    def across(self, value):
        return LEFT + (value - self.x[0]) / (self.x[1] - self.x[0]) * (WIDTH - LEFT - RIGHT)

    def up(self, value):
        return HEIGHT - BOTTOM - (value - self.y[0]) / (self.y[1] - self.y[0]) * (HEIGHT - TOP - BOTTOM)

    def line(self, values, colour):
        path = " ".join(f"{self.across(a):.1f},{self.up(b):.1f}" for a, b in zip(*values))
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'

    def frame(self, title, x, y):
        foot, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        middle = (TOP + foot) / 2
        yield f'<text x="{LEFT}" y="20" font-size="14" font-weight="bold">{escape(title)}</text>'
        yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x)}</text>'
        yield f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">{escape(y)}</text>'
        for tick in _ticks(self.x):
            yield f'<path d="M{self.across(tick):.1f} {TOP}V{foot}" stroke="#dddddd"/>'
            yield f'<text x="{self.across(tick):.1f}" y="{foot + 16}" text-anchor="middle">{tick:g}</text>'
        for tick in _ticks(self.y):
            yield f'<path d="M{LEFT} {self.up(tick):.1f}H{right}" stroke="#dddddd"/>'
            yield f'<text x="{LEFT - 6}" y="{self.up(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'


def _range(values):
    low, high = float(np.min(values)), float(np.max(values))
    margin = (high - low) * 0.05 or 1
    return low - margin, high + margin


def _ticks(limits):
    """About five round numbers within the limits."""
    low, high = limits
    rough = (high - low) / 5
    size = 10 ** np.floor(np.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    return np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step


def _legend(series):
    for place, (name, colour) in enumerate(zip(series, COLOURS)):
        x, y = WIDTH - RIGHT + 14, TOP + 14 + 20 * place
        yield f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{colour}"/><text x="{x + 12}" y="{y}">{escape(name)}</text>'
