"""Charts as SVG, made when the site is: drawn by pygal, stripped to shapes and text, styled by the page.

Each has a title and a description for those who do not see it; the table it stands for is beside it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from xml.etree import ElementTree as ET

import pygal
from markupsafe import Markup
from pygal.style import Style

from tajarib.dates import SourceDate
from tajarib.figures import short_number
from tajarib.i18n import Strings
from tajarib.model.case import Figure, Point
from tajarib.xml import without_namespaces

_KEPT = {"class", "d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "transform"}
_DROPPED = {"script", "style", "defs", "desc", "title", "rect"}
_STYLED = {"axis", "x", "y", "guides", "guide", "series", "line", "dot"}
"""The classes that our style knows."""
_LONG_FRACTION = re.compile(r"\d+\.\d{3,}")


def series(figure: Figure) -> Sequence[Point]:
    """Return the points of *figure* that make one comparable line: firmly dated, of the whole, undisputed."""
    return [
        point
        for point in figure.points
        if point.as_of.end and not (point.as_of.approximate or point.scope or point.disputes)
    ]


def has_history(figure: Figure) -> bool:
    """Whether a line says more than the numbers do: at least three values, on three dates."""
    return len({point.as_of.end for point in series(figure)}) >= 3


def history(figure: Figure, title: str, t: Strings) -> Markup:
    """Return an SVG of how *figure* went, from zero up, time from left to right."""
    points = sorted(series(figure), key=lambda point: middle(point.as_of))  # "2014" is drawn in the middle of 2014
    line = tuple((middle(point.as_of), point.value) for point in points)
    years = sorted({int(year) for year, _ in line})
    top = max(value for _, value in line)
    described = (f"{t.date(point.as_of)}: {short_number(point.value, t)}" for point in points)
    return _line(
        line,
        title,
        t(", ").join(described),
        years=(years[0], years[-1]),
        span=(years[0], years[-1] + 1),
        scale=(0, top),
        top=short_number(top, t),
        size=(320, 130),
        margins=(("margin", 2), ("margin_top", 9)),
    )


def readings(
    line: Sequence[tuple[int, float]], title: str, t: Strings, *, years: tuple[int, int], scale: tuple[float, float]
) -> Markup:
    """Return an SVG of an indicator's values by edition; charts of one *scale* and the same *years* can be compared."""
    return _line(
        tuple(line),
        title,
        t(", ").join(f"{year}: {t.exact(value)}" for year, value in line),
        years=years,
        span=years,
        scale=scale,
        top=short_number(scale[1], t),
        # Small, as many stand in a row: the letters, which shrink with the chart, stay legible.
        size=(200, 100),
        margins=(("margin", 2), ("margin_top", 9), ("margin_right", 6)),
        letters=15,
    )


def round_top(values: Iterable[float]) -> float:
    """Return the least of 1, 2, 4, 5, 8 times a power of ten that no value exceeds: the end of a readable scale."""
    top = max(values)
    power = 10.0 ** (len(str(int(top))) - 1)
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= top)


@lru_cache(maxsize=2000)  # a preview draws the same charts again and again
def _line(
    line: tuple[tuple[float, float], ...],
    title: str,
    described: str,
    *,
    years: tuple[int, int],
    span: tuple[float, float],
    scale: tuple[float, float],
    top: str,
    size: tuple[int, int],
    margins: tuple[tuple[str, int], ...],
    letters: int = 10,
) -> Markup:
    chart = pygal.XY(
        width=size[0],
        height=size[1],
        **dict(margins),
        show_legend=False,
        dots_size=3.5,
        js=[],
        css=[],
        style=Style(background="transparent", plot_background="transparent", label_font_size=letters),
        x_labels=[{"value": year, "label": str(year)} for year in sorted(set(years))],
        xrange=span,
        range=scale,
        y_labels=[{"value": scale[0], "label": "0"}, {"value": scale[1], "label": top}],
        disable_xml_declaration=True,
        no_prefix=True,
    )
    chart.add("", line)
    return as_markup(drawn(chart), {"class": "chart", "role": "img", "aria-label": f"{title}. {described}"})


def drawn(chart: pygal.XY) -> ET.Element:
    """Return what pygal draws of *chart*: shapes and text alone."""
    root = without_namespaces(ET.fromstring(chart.render()))  # noqa: S314 - what pygal has just drawn
    _strip(root)
    return root


def as_markup(root: ET.Element, attributes: Mapping[str, str]) -> Markup:
    """Return a drawing as SVG in a page, its root with *attributes*."""
    root.attrib |= attributes
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree escapes


def middle(date: SourceDate) -> float:
    """Return the middle of what *date* may mean, as a number of years: the year 2025 as 2025.5."""
    assert date.start is not None
    assert date.end is not None
    first, last = (day.year + (day.timetuple().tm_yday - 1) / 366 for day in (date.start, date.end))
    return (first + last) / 2


def _strip(element: ET.Element) -> None:
    """Take out all but shapes and text: no script, no style, no comment, no attribute that acts, no empty ground."""
    for child in list(element):
        name = child.tag if isinstance(child.tag, str) else ""
        is_empty = name in ("g", "text") and not len(child) and not (child.text or "").strip()
        is_for_mouse = "-overlay" in child.get("class", "")
        if not name or name in _DROPPED or is_empty or is_for_mouse:
            element.remove(child)
        else:
            _strip(child)
    for attribute in set(element.attrib) - _KEPT:
        del element.attrib[attribute]
    classes = " ".join(name for name in element.attrib.pop("class", "").split() if name in _STYLED)
    if classes:
        element.attrib["class"] = classes
    for attribute, value in element.attrib.items():
        # Nobody sees a hundredth of a pixel, and a page with eighty charts is lighter for it.
        element.attrib[attribute] = _LONG_FRACTION.sub(lambda match: f"{float(match[0]):.2f}", value)
