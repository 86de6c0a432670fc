"""How long things have stood, as SVG: a line each, from its start to its end, titled and linked."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pygal
from markupsafe import Markup
from pygal.style import Style

from tajarib.charts import as_markup, drawn, middle
from tajarib.dates import SourceDate
from tajarib.i18n import strings

_WIDTH, _ROW, _AXIS = 960, 34, 40
_LETTER = 6.8
"""About how wide a letter of a title is, so that it ends within the chart; the reader's own font decides."""


class Span(NamedTuple):
    """One line of a timeline."""

    title: str
    link: str
    language: str
    """The title's."""
    start: SourceDate
    end: SourceDate | None
    """``None`` for what still stands."""


@lru_cache(maxsize=2000)  # a preview draws the same charts again and again
def lifespans(spans: tuple[Span, ...], title: str, day: dt.date) -> Markup:
    """Return an SVG with a line a span, from its start to its end or to *day*: each a link, its title above it.

    pygal draws axis, lines and dots. It links dots only and can't keep labels within the chart; titles and links are
    put in afterwards.
    """
    today = middle(SourceDate.parse(day.isoformat()))
    first = int(min(middle(span.start) for span in spans))
    years = range(first - first % 5, day.year + 6, 5)
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
        start, end = middle(span.start), middle(span.end) if span.end else today
        # Rows count from below; the line stands low in its row, under its title.
        line = [(start, len(spans) - i - 0.75), (max(start, end), len(spans) - i - 0.75)]
        chart.add("", line)
    root = drawn(chart)
    groups = [g for g in root.iter("g") if g.get("class") == "series" and len(g)]
    lines, dots = groups[: len(spans)], groups[len(spans) :]
    for span, line_group, dot_group in zip(spans, lines, dots, strict=True):
        _link(span, line_group, dot_group)
    return as_markup(root, {"class": "chart lifespans", "role": "group", "aria-label": title})


def _link(span: Span, line: ET.Element, dots: ET.Element) -> None:
    """Make all that is drawn of *span* one link, its title over its start; what has ended has a dot there too."""
    link = ET.Element("a", {"href": span.link, "class": "span"})
    start, end = dots.iter("circle")
    x, y = float(start.get("cx", 0)), float(start.get("cy", 0))
    ET.SubElement(link, "path", {"class": "line", "d": f"M{x:.0f} {y:.0f}H{float(end.get('cx', 0)):.0f}"})
    for dot in (start, end) if span.end else (start,):
        place = {name: f"{float(dot.get(name, 0)):.0f}" for name in ("cx", "cy")}
        ET.SubElement(link, "circle", {"class": "dot", "r": "4.5", **place})
    fits = _WIDTH - 40 - _LETTER * len(span.title)
    attributes = {"lang": span.language, "direction": strings(span.language).direction}
    attributes |= {"x": f"{max(min(x, fits), 0):.0f}", "y": f"{y - 9:.0f}"}
    ET.SubElement(link, "text", attributes).text = span.title
    line.clear()
    dots.clear()
    dots.append(link)
