"""Links to other sites: what a look finds, what the ledger keeps of it, and when an address is dead."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
from dataclasses import replace

import pytest

from conftest import MINIMAL
from foreign_site import foreign_site, needs_lychee
from projects import command
from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.external_links import ledger, lychee
from tajarib.external_links.ledger import Look, after, as_yaml
from tajarib.external_links.named import KEYS, SHARED, Place, dead, named
from tajarib.i18n import strings
from tajarib.model.ledger import Ledger, Row, Silent
from tajarib.problems import as_text
from tajarib.reader import read_data
from tajarib.reference import ROOTS
from tajarib.rules import check

A = "https://a.example/"
OK, GONE, SHY = Look("answers"), Look("fails", "404"), Look("unknown", "403")
DAY = dt.date(2026, 10, 1)


def weeks(*looks: Look, days: int = 7) -> Ledger:
    """Return the ledger after so many looks at one address, *days* apart."""
    found: Ledger | None = None
    for number, look in enumerate(looks):
        found = after(found, {A: look}, DAY + dt.timedelta(days=days * number))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("looks", "failures", "answered"),
    [
        ([OK, GONE], 1, "2026-10-01"),
        ([OK, OK, GONE, GONE], 2, "2026-10-08"),
        ([OK, GONE, GONE, GONE], 3, "2026-10-01"),
        ([OK, GONE, GONE, GONE, GONE], 3, "2026-10-01"),
        ([OK, GONE, GONE, OK, GONE], 1, "2026-10-22"),
        ([OK, GONE, GONE, GONE, OK, GONE], 1, "2026-10-29"),
        ([OK, GONE, SHY, GONE, SHY, GONE], 3, "2026-10-01"),
        ([OK, GONE, GONE, GONE, SHY], 3, "2026-10-01"),
        ([OK, SHY, SHY, SHY, SHY], 0, "2026-10-01"),
        ([GONE, GONE, GONE], 3, None),
        ([SHY, GONE], 1, None),
        ([Look("answers", moved_to="https://b.example/"), GONE], 1, "2026-10-01"),
    ],
)
def test_failures_in_a_row(looks, failures, answered):
    (one,) = weeks(*looks).silent
    assert (one.row.count if one.row else 0) == failures
    assert one.is_dead == (failures == 3)
    assert one.answered == (dt.date.fromisoformat(answered) if answered else None)


def test_failures_within_a_week_count_once():
    (one,) = weeks(OK, *[GONE] * 14, days=1).silent
    assert one.row == Row(first=dt.date(2026, 10, 2), last=dt.date(2026, 10, 9), count=2)


def test_an_address_that_no_record_names_any_more_is_forgotten():
    assert after(weeks(OK, GONE), {}, DAY) == Ledger(day=DAY)


def test_the_file_says_the_same_and_changes_only_where_something_changed(tmp_path):
    looks = {f"https://x.example/{i}": OK for i in range(50)}
    looks |= {"https://x.example/{a:'b'},#c": Look("answers", moved_to='https://x.example/"q"\\')}
    looks |= {"https://x.example/خدمة": GONE, "https://x.example/shy": SHY}
    first = after(None, looks, DAY)
    second = after(first, {**looks, "https://x.example/7": GONE}, DAY + dt.timedelta(days=7))
    (tmp_path / "cases").mkdir()
    for one in (first, second):
        path = tmp_path / ledger.PATH
        path.write_text(as_yaml(one), encoding="utf-8")
        file = read_data(tmp_path, path, Ledger)
        assert file.problems == ()
        assert file.record == one
    changed = set(as_yaml(first).splitlines()) ^ set(as_yaml(second).splitlines())
    assert sorted(changed) == sorted(
        [
            "day: 2026-10-01",
            "day: 2026-10-08",
            '  - "https://x.example/7"',
            '  - {"address": "https://x.example/7", "result": "fails", "why": "404", "answered": "2026-10-01",'
            ' "row": {"first": "2026-10-08", "last": "2026-10-08", "count": 1}}',
            '  - {"address": "https://x.example/خدمة", "result": "fails", "why": "404",'
            ' "row": {"first": "2026-10-01", "last": "2026-10-01", "count": 1}}',
            '  - {"address": "https://x.example/خدمة", "result": "fails", "why": "404",'
            ' "row": {"first": "2026-10-01", "last": "2026-10-08", "count": 2}}',
        ]
    )


def test_a_ledger_that_can_t_be_read_is_told_on_its_line(tmp_path):
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / ledger.PATH).write_text('day: today\nanswering:\n  - "javascript:alert(1)"\nsilent: []\n')
    told = as_text(check(read_corpus(tmp_path)), [strings("en")])
    assert [line.split(" ")[:2] for line in told.splitlines()] == [
        ["cases/links.yml:1:6", "E105"],
        ["cases/links.yml:3:5", "E107"],
    ]


def test_all_addresses_of_the_records_are_looked_at():
    for root in ROOTS:
        schema = root.model_json_schema()
        for name, part in {root.__name__: schema, **schema.get("$defs", {})}.items():
            for key, field in part.get("properties", {}).items():
                assert "'format': 'uri'" not in str(field) or key in KEYS, f"{name}.{key} holds an address too"


@pytest.fixture(scope="module")
def library(minimal):
    return catalogue(minimal, (), DAY, drafts=False)


def test_what_names_an_address(library):
    found = named(library)
    assert found["https://portal.example/"].places == (Place("oman", "oman", "countries/oman/"),)
    assert found["https://service.example/"].places == (
        Place("oman", "oman/example-service", "cases/oman/example-service/"),
    )
    assert Place(SHARED, "taxonomy") in {place for one in found.values() for place in one.places}
    assert "not-published" not in found


def test_what_is_dead_is_named_still(library):
    row = Row(first=DAY, last=DAY, count=3)
    silent = [
        Silent(address=address, result="fails", why="404", row=row)
        for address in ("https://portal.example/", "https://forgotten.example/")
    ]
    assert dead(library) == {}
    assert list(dead(replace(library, ledger=Ledger(day=DAY, silent=tuple(silent))))) == ["https://portal.example/"]


NOBODY = "https://nobody.example/"


@pytest.mark.parametrize(
    ("kind", "status", "redirects", "expected"),
    [
        ("success_map", {"code": 200}, [], Look("answers")),
        ("success_map", {"code": 200}, [(301, "https://b.example/")], Look("answers", moved_to="https://b.example/")),
        ("success_map", {"code": 200}, [(302, "https://b.example/")], Look("answers")),
        (
            "success_map",
            {"code": 200},
            [(308, "https://b.example/"), (302, "https://b.example/login")],
            Look("answers", moved_to="https://b.example/"),
        ),
        ("success_map", {"code": 200}, [(301, "https://u:p@b.example/")], Look("answers")),
        ("success_map", {"code": 200}, [(301, A)], Look("answers")),
        ("error_map", {"code": 404}, [], Look("fails", "404")),
        ("error_map", {"code": 410}, [], Look("fails", "410")),
        ("error_map", {"code": 404}, [(301, "https://b.example/")], Look("fails", "404")),
        ("error_map", {"code": 301}, [(301, A)], Look("unknown", "301")),
        *(("error_map", {"code": code}, [], Look("unknown", str(code))) for code in (401, 403, 429, 451, 500, 503)),
        ("timeout_map", {"details": "Request timed out"}, [], Look("unknown", "time-out")),
        ("error_map", {"details": "Connection refused"}, [], Look("unknown", "no-connection")),
        ("excluded_map", {"details": "excluded"}, [], Look("unknown", "not-tried")),
        ("", {}, [], Look("unknown", "not-tried")),
    ],
)
def test_what_an_answer_says(kind, status, redirects, expected):
    entry = {"span": {"line": 1}, "url": "in lychee's own form", "status": status}
    if redirects:
        entry["redirects"] = {"redirects": [{"code": code, "url": url} for code, url in redirects]}
    report = {name: {} for name in ("success_map", "error_map", "timeout_map", "excluded_map")}
    if kind:
        report[kind] = {"addresses.html": [entry]}
    assert dict(lychee.judged([A], report, lambda address: False)) == {A: expected}


def test_a_host_without_a_name_is_gone(monkeypatch):
    def resolve(host, port):
        raise socket.gaierror({"gone.example": socket.EAI_NONAME}.get(host, socket.EAI_AGAIN), "")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert lychee.is_nobody("https://gone.example/x")
    assert not lychee.is_nobody("https://cannot-tell.example/x")
    entry = {"span": {"line": 1}, "status": {"details": "Connection failed"}}
    report = {"success_map": {}, "error_map": {"": [entry]}, "timeout_map": {}, "excluded_map": {}}
    assert dict(lychee.judged([A], report, lambda address: True)) == {A: Look("fails", "no-host")}


def test_weeks_of_a_foreign_site():
    """A page that stays, one that moved, one that goes, one that comes back, one that is shy, one that is slow."""
    needs_lychee()
    plan = {
        "home": [200, 200, 200, 200],
        "moved": [301, 301, 301, 301],
        "elsewhere today": [302, 302, 302, 302],
        "gone": [200, 404, 404, 404],
        "back": [200, 404, 404, 200],
        "shy": [200, 403, 403, 403],
        "خدمة?a=1&b=(2)": [200, 404, 404, 404],
    }
    found = None
    with foreign_site() as site:
        pages = {page.replace(" ", "-"): answers for page, answers in plan.items()}
        slow = site / "slow"
        # By itself: how long the others may take on a slow machine is not what this test is about.
        site.answers = {"slow": "silence"}
        silence = lychee.look([slow], patience=1)[slow]
        for week in range(4):
            site.answers = {page: answers[week] for page, answers in pages.items()}
            site.answers["%D8%AE%D8%AF%D9%85%D8%A9?a=1&b=(2)"] = site.answers["خدمة?a=1&b=(2)"]
            looks = lychee.look((site / page for page in pages), pause=0) | {slow: silence}
            found = after(found, looks, DAY + dt.timedelta(weeks=week))
    assert found.answering == tuple(sorted(site / page for page in ("home", "elsewhere-today", "back")))
    assert [(one.address, one.to) for one in found.moved] == [(site / "moved", site / "home")]
    assert {one.address: (one.why, one.is_dead) for one in found.silent} == {
        site / "gone": ("404", True),
        site / "خدمة?a=1&b=(2)": ("404", True),
        site / "shy": ("403", False),
        slow: ("time-out", False),
    }
    gone = next(one for one in found.silent if one.address == site / "gone")
    assert gone.answered == DAY
    assert gone.row == Row(first=dt.date(2026, 10, 8), last=dt.date(2026, 10, 22), count=3)


class TestCommand:
    def links(self, root, day="2026-10-01"):
        return command("links.py", "--root", root, TAJARIB_DATE=day)

    @pytest.fixture
    def project(self, tmp_path):
        shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
        return tmp_path

    def test_where_nothing_answers_nothing_is_written(self, project):
        """All addresses of the minimal corpus are examples, which lychee does not ask."""
        needs_lychee()
        result = self.links(project)
        assert result.returncode == 2
        assert "the fault is here, and nothing was written down" in result.stderr
        assert not (project / ledger.PATH).exists()

    @pytest.mark.parametrize(
        ("text", "says"),
        [("day: today\n", "can't be read"), ("day: 2026-12-01\n", "was written on 2026-12-01, after 2026-10-01")],
    )
    def test_a_ledger_that_is_wrong_stays(self, project, text, says):
        (project / ledger.PATH).write_text(text)
        result = self.links(project)
        assert result.returncode == 2
        assert says in result.stderr
        assert (project / ledger.PATH).read_text() == text
