"""The offline editions of one site, written to a folder and listed on the site's page for them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2

from tajarib.catalogue import Catalogue
from tajarib.finished import FinishedSite
from tajarib.i18n import N_, Strings, strings
from tajarib.offline import FOLDER, LIST
from tajarib.offline.document import Document
from tajarib.offline.editions import NEEDS_A_SERVER, Edition, editions
from tajarib.offline.package import BuiltSite, Package
from tajarib.offline.zim import write_zim
from tajarib.offline.zips import write_zip

ZIM = "tajarib.zim"

_MARKS = ("<!-- editions -->", "<!-- /editions -->")
_ALL = N_("The whole library, for Kiwix")
_MEGABYTE = 1_000_000
_DESCRIPTION = "تجارب الحكومة الرقمية الخليجية · Gulf e-government experience"


@dataclass(frozen=True)
class Written:
    """One edition in its file."""

    file: str
    kind: str
    """``zim``, ``theme`` or ``country``."""
    code: str
    """Of the theme or country; empty for all."""
    pages: int
    bytes: int
    sha256: str


def write_editions(site: FinishedSite, out: Path) -> list[Written]:
    """Write every edition of *site* to *out*, and return them. Lists them on the site's page if *out* is its folder
    for them.
    """
    catalogue = site.catalogue
    built = BuiltSite(site.folder, site.site_url, site.languages)
    environment = site.templates
    notice = partial(_notice, environment.get_template("partials/offline-notice.html"), catalogue)
    out.mkdir(parents=True, exist_ok=True)
    written = [_zim(built, out, catalogue, notice)]
    written += [_zip(built, out, catalogue, edition, notice) for edition in editions(catalogue)]
    rows = [dataclasses.asdict(entry) for entry in written]
    listed = {"date": catalogue.day.isoformat(), "editions": rows}
    (out / LIST).write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8", newline="\n")
    if out == site.folder / FOLDER:
        template = environment.get_template("partials/offline-list.html")
        site.forget([_list(built, language, written, catalogue, template) for language in built.languages])
    return written


def _zim(built: BuiltSite, out: Path, catalogue: Catalogue, notice: Callable[[Document], str]) -> Written:
    addresses = [address for address in built.pages if built.language_free(address) not in NEEDS_A_SERVER]
    package = Package(built, {address: f"{address}index.html" for address in addresses}, notice)
    pages = {f"{address}index.html": built.pages[address] for address in addresses}
    texts = {case.address for case in catalogue.cases} | {path.address for path in catalogue.learning}
    searched = {f"{address}index.html" for address in addresses if built.language_free(address) in texts}
    path = out / ZIM
    path.unlink(missing_ok=True)  # libzim writes to no file that is there
    write_zim(
        path,
        package.files,
        pages,
        searched,
        title=f"{strings(built.languages[0])('Tajarib')} · Tajarib",
        description=_DESCRIPTION,
        languages=built.languages,
        day=catalogue.day,
    )
    return _written(path, "zim", "", len(pages))


def _zip(
    built: BuiltSite, out: Path, catalogue: Catalogue, edition: Edition, notice: Callable[[Document], str]
) -> Written:
    places = dict(_places(built, edition))
    path = out / edition.file
    write_zip(path, path.stem, Package(built, places, notice).files, catalogue.day)
    return _written(path, edition.kind, edition.code, len(places))


def _places(built: BuiltSite, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each page's address and file; the one to open stands at the top: index.html, index.en.html."""
    for i, language in enumerate(built.languages):
        for free in sorted(edition.addresses):
            address = built.path(free, language)
            if address not in built.pages:
                continue
            if free == edition.start:
                yield address, f"index.{language}.html" if i else "index.html"
            else:
                yield address, f"{address}index.html"


def _written(path: Path, kind: str, code: str, pages: int) -> Written:
    content = path.read_bytes()
    return Written(path.name, kind, code, pages, len(content), hashlib.sha256(content).hexdigest())


def _notice(template: jinja2.Template, catalogue: Catalogue, page: Document) -> str:
    return template.render(t=strings(page.language), day=catalogue.day)


def _list(
    built: BuiltSite, language: str, written: Sequence[Written], catalogue: Catalogue, template: jinja2.Template
) -> str:
    """Write the list of files into the site's page on them, in *language*, and return the path of that page."""
    t = strings(language)
    address = built.path(f"{FOLDER}/", language)
    folder = "../" * address.count("/") + f"{FOLDER}/"
    entries = [
        {
            "file": entry.file,
            "address": folder + entry.file,
            "name": _name(entry, catalogue, t),
            "pages": entry.pages,
            "size": f"{t.number(round(entry.bytes / _MEGABYTE, 1))} MB",
        }
        for entry in written
    ]
    name = f"{address}index.html"
    path = built.folder / name
    before, rest = path.read_text(encoding="utf-8").split(_MARKS[0])
    _, after = rest.split(_MARKS[1])
    shown = template.render(t=t, nt=t.plural, entries=entries, day=catalogue.day, folder=folder)
    path.write_text(f"{before}{_MARKS[0]}{shown}{_MARKS[1]}{after}", encoding="utf-8", newline="\n")
    return name


def _name(entry: Written, catalogue: Catalogue, t: Strings) -> str:
    """Return what an edition holds, in words."""
    if entry.kind == "theme":
        return catalogue.taxonomy.themes[entry.code].name[t.language]
    if entry.kind == "country":
        return catalogue.countries[entry.code].name[t.language]
    return t(_ALL)
