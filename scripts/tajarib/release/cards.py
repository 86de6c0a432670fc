"""Social cards: a picture of the site, of each country and of each theme, in every language, and the meta elements by
which a page names its own. A message or a post that links to the page then shows it.

They are no part of a build: a site whose pages name pictures must have them, so both come with the release.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import resvg_py

from tajarib.finished import FinishedSite
from tajarib.i18n import Strings, strings
from tajarib.release.typeface import NAME, Typeface

FOLDER = "cards"
WIDTH, HEIGHT = 1200, 630
MARGIN = 96
SIZES = {"name": 104, "count": 56, "lead": 40}
WITHOUT = '<meta name="twitter:card" content="summary">'
"""What a page says that names no card."""
_ISOLATES = {"rtl": "\u2067", "ltr": "\u2066"}
_POP = "\u2069"


@dataclass(frozen=True)
class Card:
    """What stands on one card."""

    code: str
    """``site``, ``country-oman``, ``theme-feedback``."""
    language: str
    direction: str
    alt: str
    """The same in words, for those who can't see it."""
    brand: str
    name_lines: list[str]
    count: str
    lead_lines: list[str]
    colour: str
    strip: list[str]
    """The colours of the states, along the lower edge, where the card is about all of them."""
    icon: list[str]
    """The paths of a theme's icon."""

    @property
    def file(self) -> str:
        """Where it stands below the site's root."""
        return f"{FOLDER}/{self.code}.{self.language}.png"


def add_cards(site: FinishedSite) -> int:
    """Draw all cards of *site*, name them in its pages, and return their number."""
    assets = site.root / "overrides" / "assets"
    colours = _colours(assets / "css" / "10-tokens.css")
    template = site.templates.get_template("card.svg")
    (site.folder / FOLDER).mkdir()
    drawn = {}
    with tempfile.TemporaryDirectory() as folder:
        typeface = Typeface.of(assets / "fonts", Path(folder))
        for card in _cards(site, typeface, colours, _icons(assets / "icons" / "icons.svg")):
            svg = template.render(
                card=card, colours=colours, font=NAME, sizes=SIZES, width=WIDTH, height=HEIGHT, margin=MARGIN
            )
            picture = resvg_py.svg_to_bytes(
                svg_string=svg, skip_system_fonts=True, font_files=[str(path) for path in typeface.files]
            )
            (site.folder / card.file).write_bytes(bytes(picture))
            drawn[card.code, card.language] = card
    _name_in_pages(site, drawn)
    return len(drawn)


def _cards(
    site: FinishedSite, typeface: Typeface, colours: Mapping[str, str], icons: Mapping[str, list[str]]
) -> Iterator[Card]:
    catalogue = site.catalogue
    states = [colours[code] for code in catalogue.countries]
    for language in site.languages:
        t = strings(language)
        lead = t("What six Gulf states built, what it gave, what went wrong, and what you need to do the same.")
        make = _maker(t, site.languages, typeface)
        strip = states[::-1] if t.direction == "rtl" else states
        yield make("site", t("Tajarib"), len(catalogue.cases), lead=lead, colour=colours["deep"], strip=strip)
        for code, country in catalogue.countries.items():
            count = sum(case.concerns(code) for case in catalogue.cases)
            yield make(f"country-{code}", country.name[language], count, colour=colours[code])
        for code, theme in catalogue.taxonomy.themes.items():
            count = len(catalogue.cases_of(theme=code))
            name = theme.name[language]
            yield make(f"theme-{code}", name, count, colour=colours["deep"], strip=strip, icon=icons[code])


def _maker(t: Strings, languages: tuple[str, ...], typeface: Typeface) -> Callable[..., Card]:
    """Return what makes the cards of one language."""
    brand = " · ".join(dict.fromkeys((t("Tajarib"), *(strings(language)("Tajarib") for language in languages))))

    def directed(text: str) -> str:
        # resvg takes each line for one that begins at the left, whatever `direction` says.
        return f"{_ISOLATES[t.direction]}{text}{_POP}"

    def lines(text: str, size: int, weight: int) -> list[str]:
        return [directed(line) for line in typeface.lines(text, size, weight, WIDTH - 2 * MARGIN)]

    def make(
        code: str,
        name: str,
        number: int,
        *,
        colour: str,
        lead: str = "",
        strip: list[str] | None = None,
        icon: list[str] | None = None,
    ) -> Card:
        count = t.plural("{count} case", "{count} cases", number)
        typeface.require(brand + count)
        return Card(
            code=code,
            language=t.language,
            direction=t.direction,
            alt=" · ".join(filter(None, (name, count, lead))),
            brand=directed(brand),
            name_lines=lines(name, SIZES["name"], 600),
            count=directed(count),
            lead_lines=lines(lead, SIZES["lead"], 400),
            colour=colour,
            strip=strip or [],
            icon=icon or [],
        )

    return make


def _name_in_pages(site: FinishedSite, drawn: Mapping[tuple[str, str], Card]) -> None:
    template = site.templates.get_template("partials/card.html")
    changed = []
    for path in sorted(site.folder.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        if WITHOUT not in text:
            continue  # it only leads elsewhere
        first, _, rest = path.parent.relative_to(site.folder).as_posix().partition("/")
        language, address = (first, rest) if first in site.languages[1:] else (site.languages[0], f"{first}/{rest}")
        card = drawn[card_of(address, site), language]
        named = template.render(card=card, address=site.site_url + card.file, width=WIDTH, height=HEIGHT)
        path.write_text(text.replace(WITHOUT, named.strip()), encoding="utf-8", newline="\n")
        changed.append(path.relative_to(site.folder).as_posix())
    site.forget(changed)


def card_of(address: str, site: FinishedSite) -> str:
    """Return the code of the card of the page *address* (without its language): that of the first country or theme in
    it, which stands below a folder (cases/oman/tajawob, learn/feedback).
    """
    for part in address.strip("/").split("/")[1:]:
        if part in site.catalogue.countries:
            return f"country-{part}"
        if part in site.catalogue.taxonomy.themes:
            return f"theme-{part}"
    return "site"


def _colours(tokens: Path) -> dict[str, str]:
    """Return the colours of the site by name, as they are in light."""
    found = re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", tokens.read_text(encoding="utf-8"))
    return dict(reversed(found))  # light comes first


def _icons(sprite: Path) -> dict[str, list[str]]:
    """Return the paths of each icon by its name."""
    symbols = ET.parse(sprite).getroot()  # noqa: S314 - our own file
    return {symbol.get("id", ""): [path.get("d", "") for path in symbol] for symbol in symbols}
