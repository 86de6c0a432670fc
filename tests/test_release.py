"""What a deployment adds to a built site."""

from __future__ import annotations

import contextlib
import gzip

import brotli
import pytest

from conftest import MINIMAL
from projects import make_project, run
from tajarib.publishing import replacing
from tajarib.release.precompress import precompress

# --- one folder takes the place of another


def test_a_site_is_replaced_as_a_whole(tmp_path):
    site = tmp_path / "site"
    for text in ("one", "two"):
        with replacing(site) as fresh:
            fresh.mkdir()
            (fresh / text).touch()
        assert [path.relative_to(site).as_posix() for path in site.rglob("*")] == [text]
    assert list(tmp_path.iterdir()) == [site]


def test_a_failure_leaves_it_as_it_was(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "one").touch()
    with contextlib.suppress(KeyboardInterrupt), replacing(site) as fresh:
        fresh.mkdir()
        raise KeyboardInterrupt
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["site", "site/one"]


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


# --- a release of the minimal corpus


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The minimal corpus's project, its site built and released."""
    project = make_project(tmp_path_factory.mktemp("release") / "project", MINIMAL)
    assert run(project, "build.py").returncode == 0
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


def test_a_release_is_the_same_each_time(released, tmp_path):
    """Also from another folder."""
    other = make_project(tmp_path / "deeper" / "project", MINIMAL)
    assert run(other, "build.py").returncode == 0
    assert run(other, "release.py").returncode == 0
    again = contents(other / "site")
    assert sorted(again) == sorted(released)
    assert [name for name in again if again[name] != released[name]] == []


@pytest.mark.parametrize("command", ["offline.py", "release.py"])
def test_a_release_is_made_of_a_fresh_site_only(project, released, command, tmp_path):
    for site, reason in ((tmp_path, "there is no finished site"), (project / "site", "offline editions already")):
        result = run(project, command, "--site", str(site))
        assert result.returncode == 2
        assert reason in result.stderr
        assert "make build" in result.stderr
    assert contents(project / "site") == released
