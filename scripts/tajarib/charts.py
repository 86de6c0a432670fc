"""Charts as SVG, made when the site is: drawn by pygal, stripped to shapes and text, styled by the page.

Each has a title and a description for those who do not see it; the table it stands for is beside it on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pygal
from markupsafe import Markup
from pygal.style import Style

from tajarib.dates import SourceDate
from tajarib.figures import short_number
from tajarib.i18n import Strings
from tajarib.model.case import Figure, Point

_SVG = "http://www.w3.org/2000/svg"
_KEPT = {"class", "d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "transform"}
_DROPPED = {"script", "style", "defs", "desc", "title"}
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
    points = series(figure)
    line = [(_middle(point.as_of), point.value) for point in points]
    years = sorted({int(year) for year, _ in line})
    top = max(value for _, value in line)
    chart = pygal.XY(
        width=320,
        height=130,
        margin=2,
        show_legend=False,
        dots_size=3.5,
        js=[],
        css=[],
        style=Style(background="transparent", plot_background="transparent"),
        x_labels=[{"value": year, "label": str(year)} for year in sorted({years[0], years[-1]})],
        xrange=(years[0], years[-1] + 1),
        range=(0, top),
        y_labels=[{"value": 0, "label": "0"}, {"value": top, "label": short_number(top, t)}],
        disable_xml_declaration=True,
        no_prefix=True,
    )
    chart.add("", line)
    root = ET.fromstring(chart.render())  # noqa: S314 - what pygal has just drawn
    _strip(root)
    described = t(", ").join(f"{t.date(point.as_of)}: {short_number(point.value, t)}" for point in points)
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
        if not name or name in _DROPPED or is_empty:
            element.remove(child)
        else:
            _strip(child)
    for attribute in set(element.attrib) - _KEPT:
        del element.attrib[attribute]
