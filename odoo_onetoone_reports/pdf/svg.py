"""Small charts as inline SVG, of shapes that every converter to PDF can draw.

Values run from 0 to 100; None is no data, and nothing is drawn for it. Only numbers
and dates are written into a chart: names stand beside it, where they can wrap.
"""

from html import escape
from math import cos, pi, sin
from typing import NamedTuple

BRAND = "#714B67"
EVIDENCE = "#017E84"
OUTSIDE = "#D97706"
TARGET = "#1F2937"
GRID = "#D8D4D7"
MUTED = "#6B6570"
FONT = "DejaVu Sans, Arial, sans-serif"


class Bar(NamedTuple):
    """What is known of one stage."""

    opinion: float | None
    evidence: float | None
    combined: float | None
    target: float | None


class Point(NamedTuple):
    """The readiness of one round, with its interval where there is one."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


def bar(values, title, width=300, height=46):
    """Return opinion, evidence and both joined as bars, the target as a line."""

    def x(value):
        return round(width * value / 100, 2)

    shapes = [
        _line(x(mark), 0, x(mark), height, GRID, 1) for mark in (0, 25, 50, 75, 100)
    ]
    thickness = height / 4
    colours = (BRAND, EVIDENCE, MUTED)
    shown = (values.opinion, values.evidence, values.combined)
    for number, (value, colour) in enumerate(zip(shown, colours, strict=True)):
        if value is not None:
            top = round(thickness * (number + 0.25) * 1.15, 2)
            shapes.append(
                f'<rect x="0" y="{top}" width="{max(x(value), 1)}"'
                f' height="{round(thickness, 2)}" fill="{colour}"/>'
            )
    if values.target is not None:
        at = x(values.target)
        shapes.append(_line(at, 0, at, height, TARGET, 2.5))
    return _svg(width, height, title, shapes)


def radar(inside, outside, title, size=380):
    """Return two outlines over the same numbered axes, the first one at the top.

    :param inside: values of the axes; an outline is closed over those it has
    """
    centre, radius = size / 2, size / 2 - 20
    count = len(inside)

    def at(number, value):
        angle = 2 * pi * number / count - pi / 2
        reach = radius * value / 100
        return round(centre + reach * cos(angle), 2), round(
            centre + reach * sin(angle), 2
        )

    shapes = [
        _polygon([at(number, ring) for number in range(count)], GRID, 1)
        for ring in (25, 50, 75, 100)
    ]
    for number in range(count):
        shapes.append(_line(centre, centre, *at(number, 100), GRID, 1))
        across, down = at(number, 108)
        shapes.append(_label(across, down + 4, str(number + 1), 12))
    for values, colour in ((inside, BRAND), (outside, OUTSIDE)):
        corners = [
            at(number, value)
            for number, value in enumerate(values)
            if value is not None
        ]
        if len(corners) > 2:
            shapes.append(_polygon(corners, colour, 2))
        shapes += [_dot(corner, colour) for corner in corners]
    return _svg(size, size, title, shapes)


def trend(points, title, width=900, height=180):
    """Return the points as a line from left to right, with whiskers."""
    left, bottom, top = 30, 22, 12

    def x(number):
        # half a date stands beyond the last point
        room = width - left - 60
        return round(left + 20 + room * (number / max(len(points) - 1, 1)), 2)

    def y(value):
        return round(top + (height - bottom - top) * (1 - value / 100), 2)

    shapes = []
    for mark in (0, 25, 50, 75, 100):
        shapes.append(_line(left, y(mark), width, y(mark), GRID, 1))
        shapes.append(_label(left - 14, y(mark) + 3, str(mark), 9))
    known = [
        (x(number), y(point.value))
        for number, point in enumerate(points)
        if point.value is not None
    ]
    if len(known) > 1:
        path = " ".join(f"{across},{down}" for across, down in known)
        shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{BRAND}" stroke-width="2"/>'
        )
    for number, point in enumerate(points):
        across = x(number)
        shapes.append(_label(across, height - 6, point.label, 9))
        if point.value is None:
            continue
        if point.low is not None and point.high is not None:
            shapes.append(_line(across, y(point.low), across, y(point.high), MUTED, 1))
        shapes.append(_dot((across, y(point.value)), BRAND))
        number_at = y(point.value) - 7
        shapes.append(_label(across + 16, number_at, f"{point.value:.0f}", 10))
    return _svg(width, height, title, shapes)


# ------------------------------------------------------------
# SHAPES
# ------------------------------------------------------------


def _svg(width, height, title, shapes):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
        f"{''.join(shapes)}</svg>"
    )


def _line(x1, y1, x2, y2, colour, width):
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"'
        f' stroke-width="{width}"/>'
    )


def _polygon(corners, colour, width):
    path = " ".join(f"{x},{y}" for x, y in corners)
    return (
        f'<polygon points="{path}" fill="none" stroke="{colour}"'
        f' stroke-width="{width}"/>'
    )


def _dot(centre, colour):
    return f'<circle cx="{centre[0]}" cy="{centre[1]}" r="3" fill="{colour}"/>'


def _label(x, y, text, size):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-family="{FONT}"'
        f' text-anchor="middle" fill="{MUTED}">{escape(text)}</text>'
    )
