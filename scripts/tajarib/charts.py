"""Charts as SVG, made when the site is: drawn by pygal, stripped to shapes and text, styled by the page.

Each has a title and a description for those who do not see it; the table it stands for is beside it on the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pygal
from markupsafe import Markup
from pygal.style import Style

from tajarib.dates import SourceDate
from tajarib.figures import short_number
from tajarib.i18n import Strings, strings
from tajarib.model.case import Figure, Point

_SVG = "http://www.w3.org/2000/svg"
_KEPT = {"class", "d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "transform"}
_DROPPED = {"script", "style", "defs", "desc", "title"}
_LONG_FRACTION = re.compile(r"\d+\.\d{3,}")
ET.register_namespace("", _SVG)


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
    points = sorted(series(figure), key=lambda point: _middle(point.as_of))  # "2014" is drawn in the middle of 2014
    line = tuple((_middle(point.as_of), point.value) for point in points)
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
    root = ET.fromstring(chart.render())  # noqa: S314 - what pygal has just drawn
    _strip(root)
    root.attrib.update({"class": "chart", "role": "img", "aria-label": f"{title}. {described}"})
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree escapes


def _middle(date: SourceDate) -> float:
    """Return the middle of what *date* may mean, as a number of years: the year 2025 as 2025.5."""
    assert date.start is not None
    assert date.end is not None
    first, last = (day.year + (day.timetuple().tm_yday - 1) / 366 for day in (date.start, date.end))
    return (first + last) / 2


def _strip(element: ET.Element) -> None:
    """Take out all but shapes and text: no script, no style, no comment, no attribute that acts."""
    for child in list(element):
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        is_empty = name in ("g", "text") and not len(child) and not (child.text or "").strip()
        is_for_mouse = "-overlay" in child.get("class", "")
        if not name or name in _DROPPED or is_empty or is_for_mouse:
            element.remove(child)
        else:
            _strip(child)
    for attribute in set(element.attrib) - _KEPT:
        del element.attrib[attribute]
    for attribute, value in element.attrib.items():
        # Nobody sees a hundredth of a pixel, and a page with eighty charts is lighter for it.
        element.attrib[attribute] = _LONG_FRACTION.sub(lambda match: f"{float(match[0]):.2f}", value)


class Span(NamedTuple):
    """One line of a timeline."""

    title: str
    link: str
    language: str
    """The title's."""
    start: SourceDate
    end: SourceDate | None
    """``None`` for what still stands."""


_WIDTH, _ROW, _AXIS = 960, 34, 40
_LETTER = 7.4
"""About how wide a letter of a title is, so that it ends within the chart; the reader's own font decides."""


def lifespans(spans: Sequence[Span], title: str, first_year: int, day: dt.date) -> Markup:
    """Return an SVG with a line a span, from its start to its end or to *day*: each a link, its title above it.

    pygal draws axis, lines and dots. It links dots only and can't keep labels within the chart; titles and links are
    put in afterwards.
    """
    today = _middle(SourceDate.parse(day.isoformat()))
    years = range(first_year - first_year % 5, day.year + 6, 5)
    height = _ROW * len(spans) + _AXIS
    chart = pygal.XY(
        width=_WIDTH,
        height=height,
        margin=4,
        show_legend=False,
        show_y_labels=False,
        dots_size=4.5,
        js=[],
        css=[],
        style=Style(background="transparent", plot_background="transparent"),
        x_labels=[{"value": year, "label": str(year)} for year in years],
        xrange=(years[0], years[-1]),
        range=(0, len(spans)),
        disable_xml_declaration=True,
        no_prefix=True,
    )
    for i, span in enumerate(spans):
        start, end = _middle(span.start), _middle(span.end) if span.end else today
        # Rows count from below; the line stands low in its row, under its title.
        line = [(start, len(spans) - i - 0.75), (max(start, end), len(spans) - i - 0.75)]
        chart.add("", line)
    root = ET.fromstring(chart.render())  # noqa: S314 - what pygal has just drawn
    _strip(root)
    rows = [group for group in root.iter(f"{{{_SVG}}}g") if group.get("class", "").startswith("series serie-")]
    for group, span in zip((g for g in rows if len(g)), spans, strict=True):
        _label(group, span)
    root.attrib.update({"class": "chart lifespans", "role": "group", "aria-label": title})
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree escapes


def _label(group: ET.Element, span: Span) -> None:
    """Make all that is drawn of *span* one link, with its title over its first dot; what has ended ends in a dot."""
    dots = list(group.iter(f"{{{_SVG}}}circle"))
    link = ET.Element(f"{{{_SVG}}}a", {"href": span.link, "class": "span-over" if span.end else "span"})
    for child in list(group):
        group.remove(child)
        link.append(child)
    x = min(float(dots[0].get("cx", 0)), _WIDTH - 30 - _LETTER * len(span.title))
    label = ET.SubElement(
        link, f"{{{_SVG}}}text", {"lang": span.language, "direction": strings(span.language).direction}
    )
    label.attrib.update({"x": f"{max(x, 0):.0f}", "y": f"{float(dots[0].get('cy', 0)) - 9:.0f}"})
    label.text = span.title
    group.append(link)
