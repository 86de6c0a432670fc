"""What a deployment adds to a built site."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
from urllib.parse import unquote

import brotli
import pytest
import resvg_py
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from PIL import Image, ImageChops, ImageColor

from conftest import MINIMAL
from projects import ROOT, make_project, run
from tajarib.press import ledger_of
from tajarib.release.cards import WITHOUT
from tajarib.release.parts import LOCKS, locked
from tajarib.release.precompress import precompress
from tajarib.release.typeface import NAME, MissingGlyphError, Typeface

SITE_URL = "https://tajarib.example/"

# --- compressed copies


def test_text_is_compressed_where_it_saves_and_nothing_else(tmp_path):
    text = "ما الذي بُني، وماذا حقق. " * 20
    for name in ("index.html", "a/style.css", "font.woff2", "picture.png", "index.pf_index", "tajarib.zim"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "short.txt").write_text("short", "utf-8")
    assert precompress(tmp_path) == {".br": 2, ".gz": 2}
    copies = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.??")}
    assert sorted(copies) == ["a/style.css.br", "a/style.css.gz", "index.html.br", "index.html.gz"]
    assert brotli.decompress(copies["index.html.br"]).decode() == text
    assert gzip.decompress(copies["index.html.gz"]).decode() == text
    assert copies["index.html.gz"][3:8] == bytes(5), "neither a name nor a time"


# --- the font, and what is drawn with it

ASSETS = ROOT / "overrides" / "assets"


@pytest.fixture(scope="module")
def typeface(tmp_path_factory):
    return Typeface.of(ASSETS / "fonts", tmp_path_factory.mktemp("font"))


@pytest.fixture(scope="module")
def drawn(typeface):
    """Draw a line that ends at 580, and return the picture in grey."""

    def draw(text):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="100">'
            '<rect width="600" height="100" fill="#fff"/>'
            f'<text x="580" y="70" font-size="56" font-family="{NAME}" text-anchor="end">{text}</text></svg>'
        )
        fonts = [str(path) for path in typeface.files]
        picture = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts)
        return Image.open(io.BytesIO(bytes(picture))).convert("L")

    return draw


def width(picture):
    left, _, right, _ = ImageChops.invert(picture).getbbox()
    return right - left


def test_arabic_letters_are_joined(drawn):
    joined, unjoined = "تجارب", "\u200c".join("تجارب")
    assert width(drawn(joined)) < width(drawn(unjoined)) * 0.95
    assert width(drawn("bdf")) == width(drawn("b\u200cd\u200cf"))


def test_an_arabic_line_begins_at_the_right_with_its_number(drawn):
    number = drawn("84")
    end = (600 - 20 - width(number) - 1, 0, 600, 100)
    rightly = drawn("\u206784 تجربة\u2069")
    assert rightly.crop(end).tobytes() == number.crop(end).tobytes()
    assert width(rightly) > 2 * width(number)


def test_a_line_is_as_wide_as_its_words_allow(typeface):
    assert typeface.lines("one two three", 100, 400, 10_000) == ["one two three"]
    assert typeface.lines("one two three", 100, 400, 450) == ["one two", "three"]
    assert typeface.lines("one two three", 100, 400, 1) == ["one", "two", "three"]
    assert typeface.lines("", 100, 400, 1) == []


def test_a_letter_that_the_font_lacks_is_named(typeface):
    with pytest.raises(MissingGlyphError, match="'新' in 'New 新'"):
        typeface.require("New 新")


# --- a release of the minimal corpus


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The minimal corpus's project, its site built and released."""
    project = make_project(tmp_path_factory.mktemp("release") / "project", MINIMAL)
    assert run(project, "build.py").returncode == 0
    shutil.copytree(project / "site", project / "plain")
    result = run(project, "release.py")
    assert result.returncode == 0, result.stdout + result.stderr
    return project


@pytest.fixture(scope="module")
def released(project):
    """Every file of the release, by its path."""
    return contents(project / "site")


def test_a_release_has_its_offline_editions_and_lists_them(released):
    assert "offline/tajarib.zim" in released
    assert "offline/tajarib-country-oman.zip" in released
    for page in ("offline/index.html", "en/offline/index.html"):
        assert b"tajarib-country-oman.zip" in released[page]


def test_every_copy_is_of_the_file_beside_it(released):
    """Also of pages that the release changed."""
    unpack = {"br": brotli.decompress, "gz": gzip.decompress}
    copies = [name for name in released if name.endswith((".br", ".gz"))]
    assert len(copies) > 200
    for name in copies:
        original, kind = name.rsplit(".", 1)
        assert unpack[kind](released[name]) == released[original], name
        assert len(released[name]) < len(released[original]), name


HEAD = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def test_every_page_names_its_card_in_its_own_language(released):
    pages = {name: dict(HEAD.findall(content.decode())) for name, content in released.items() if name.endswith(".html")}
    shared = {name: head for name, head in pages.items() if "og:url" in head}
    assert len(shared) > 100
    assert [name for name, head in pages.items() if "og:image" in head] == list(shared)
    for name, head in shared.items():
        file = head["og:image"].removeprefix(SITE_URL)
        assert file in released, name
        assert file.endswith(".en.png" if name.startswith("en/") else ".ar.png"), name
        assert head["og:image:alt"] == head["twitter:image:alt"] != "", name
        assert head["twitter:card"] == "summary_large_image", name
        assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize(
    ("page", "card", "alt"),
    [
        ("index.html", "site.ar", "تجارب · تجربتان · "),
        ("en/data/index.html", "site.en", "Tajarib · 2 cases · "),
        ("en/cases/oman/example-service/index.html", "country-oman.en", "Oman · 2 cases"),
        ("countries/oman/index.html", "country-oman.ar", "عُمان · تجربتان"),
        ("themes/strategy/index.html", "theme-strategy.ar", "مثال · تجربة واحدة"),
        ("en/themes/feedback/index.html", "theme-feedback.en", "Example feedback · 1 case"),
    ],
)
def test_the_card_of_a_page(released, page, card, alt):
    head = dict(HEAD.findall(released[page].decode()))
    assert head["og:image"] == f"{SITE_URL}cards/{card}.png"
    assert head["og:image:alt"].startswith(alt)


def test_cards_are_small_and_in_their_colours(released):
    style = (ASSETS / "css" / "10-tokens.css").read_text("utf-8")
    cards = {name: content for name, content in released.items() if name.startswith("cards/")}
    assert len(cards) == 2 * (1 + 7 + 5), "one of the site, one a country, one a theme"
    assert len(set(cards.values())) == len(cards)
    for name, content in cards.items():
        assert len(content) < 40_000, name
        picture = Image.open(io.BytesIO(content)).convert("RGB")
        assert picture.size == (1200, 630)
        kind, _, code = name.removeprefix("cards/").split(".")[0].partition("-")
        colour = re.search(f"--{code if kind == 'country' else 'deep'}:(#[0-9a-f]+)", style)[1]
        assert picture.getpixel((1190 if ".ar." in name else 10, 300)) == ImageColor.getrgb(colour), name
        # Arabic begins at the right, English at the left: the middle third of the rest has the name, or is as paper.
        paper = picture.getpixel((600, 5))
        assert paper == ImageColor.getrgb("#fbfaf6")
        near, far = picture.crop((90, 200, 350, 480)), picture.crop((850, 200, 1110, 480))
        for part, is_written in ((near, ".en." in name), (far, ".ar." in name)):
            if is_written:
                assert len(part.getcolors(100_000)) > 20, name


def test_the_list_of_parts_is_valid_and_agrees_with_the_lock_files(released):
    text = released["sbom.cdx.json"].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    components = json.loads(text)["components"]
    listed = {component["purl"] for component in components if "purl" in component}
    pinned = "".join((ROOT / lock).read_text("utf-8") for lock in LOCKS.values())
    here = {f"pkg:pypi/{name}@{version}" for name, version in locked(pinned)}
    assert len(here) > 40
    assert {purl for purl in listed if purl.startswith("pkg:pypi/")} == here
    vendored = json.loads((ASSETS / "vendored.json").read_text("utf-8"))
    assert {unquote(purl) for purl in listed - here} == {f"pkg:npm/{entry['package']}" for entry in vendored}
    hashes = {file["hashes"][0]["content"] for component in components for file in component.get("components", ())}
    assert hashes == {digest for entry in vendored for digest in entry["files"].values()}
    for component in components:
        licence = component["licenses"][0]
        assert licence.get("license", {}).get("id") or licence.get("expression"), component["name"]


def test_locked_packages_are_those_for_this_system():
    lock = """# made by a tool
one==1.0 \\
    --hash=sha256:00
two==2.0 ; sys_platform == 'plan9' \\
    --hash=sha256:00
three==3.0 ; python_full_version >= '3.11' \\
    --hash=sha256:00
"""
    assert list(locked(lock)) == [("one", "1.0"), ("three", "3.0")]


def test_a_plain_build_names_no_card(project):
    """Its pages would lead to pictures that are not there."""
    page = (project / "plain" / "index.html").read_text("utf-8")
    assert "og:image" not in page
    assert WITHOUT in page


def test_a_release_is_the_same_each_time(released, tmp_path):
    """Also from another folder."""
    other = make_project(tmp_path / "deeper" / "project", MINIMAL)
    assert run(other, "build.py").returncode == 0
    assert run(other, "release.py").returncode == 0
    again = contents(other / "site")
    assert sorted(again) == sorted(released)
    assert [name for name in again if again[name] != released[name]] == []


def test_the_build_after_a_release_takes_over_what_that_left_alone(project, released, tmp_path):
    """And says nothing of the pages that the release changed: it makes them as they were."""
    again = tmp_path / "site"
    ledger, plain = ledger_of(project, project / "site"), contents(project / "plain")
    shutil.copytree(project / "site", again)
    shutil.copy(ledger, ledger_of(project, again))
    kept = {path: path.stat().st_ino for path in again.rglob("*.js")}
    result = run(project, "build.py", "--site", str(again))
    assert result.returncode == 0
    assert "changed from outside" not in result.stderr
    assert contents(again) == plain
    assert {path: path.stat().st_ino for path in again.rglob("*.js")} == kept


@pytest.mark.parametrize("command", ["offline.py", "release.py"])
def test_a_release_is_made_of_a_fresh_site_only(project, released, command, tmp_path):
    for site, reason in ((tmp_path, "there is no finished site"), (project / "site", "offline editions already")):
        result = run(project, command, "--site", str(site))
        assert result.returncode == 2
        assert reason in result.stderr
        assert "make build" in result.stderr
    assert contents(project / "site") == released


# --- the workflows

WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_calls_make_targets_that_exist_and_pinned_actions(name):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    steps = [step for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"]]
    called = {target for step in steps for target in re.findall(r"\bmake (?:-s )?([a-z-]+)", step.get("run", ""))}
    assert called <= targets
    for step in steps:
        assert re.fullmatch(r"[a-z/-]+@[0-9a-f]{40}", step.get("uses", f"a/b@{'0' * 40}"))


def test_a_deployment_publishes_a_release():
    steps = [
        step.get("run") or step["uses"].split("@")[0] for step in WORKFLOWS["deploy.yml"]["jobs"]["build"]["steps"]
    ]
    assert steps[-3:] == ["make build", "make release", "actions/upload-pages-artifact"]
