"""The corpus read and checked, each case once for as long as its files and the shared ones stay as they are.

A case is worked out from its own files and the shared ones alone: its records, what the rules tell of it, its text as
HTML. All that is shared out over the cores, and kept: in this process, and where a ``Memory`` is given, beyond it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tajarib import history
from tajarib.corpus import Corpus, read_shared
from tajarib.dates import build_day
from tajarib.external_links.ledger import PATH as LEDGER
from tajarib.i18n import CATALOGUES
from tajarib.markdown import Rendered, Section
from tajarib.memory import FOLDER, Memory, digest, digest_of_files, version
from tajarib.model.case import CaseRecord, Translation
from tajarib.problems import Place, Problem
from tajarib.reader import CaseFile, case_known, case_paths, id_of, read_case_raw, read_raw
from tajarib.render import render_text
from tajarib.rules import check, told_alone
from tajarib.validation import validate
from tajarib.workers import shared_out

CHECKED = f"{FOLDER}/checked.sqlite"
"""Below the project's root: what is known of its cases."""

Raw = Sequence[tuple[str, bytes | None, tuple[Problem, ...]]]
"""The files of one case: path, content, and why it could not be read."""


_AT_ONCE = 100
"""So many cases are read at once."""

_ANY_NAME = "surrogatepass"  # a file's name may be no UTF-8 at all, and is told all the same


@dataclass(frozen=True)
class Unit:
    """What a case is by itself."""

    files: tuple[CaseFile, ...]
    problems: tuple[Problem, ...]


class Reading:
    """Reads one corpus, again and again."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self.root = root
        self.memory = memory
        self._units: dict[str, Unit] = {}  # by key; what was read last
        self._shared: tuple[str, Corpus] | None = None
        self.ground = ""
        """A key for what all cases rest on, as read last: the program, its strings, the shared files, the day."""

    def read(self) -> Corpus:
        """Return the corpus as it stands now, with what is known of each case alone in ``Corpus.known``."""
        return self._put_together(*self._look())

    def checked(self) -> tuple[tuple[Problem, ...], int]:
        """Return every problem of the corpus as it stands now, and the number of its case files.

        Where nothing has changed since the last time, that is what was found then.
        """
        shared, raws, keys = self._look()
        # Of git, the rules see the cases of these commits.
        key = digest("checked", *history.public_commits(self.root), *(part for item in keys.items() for part in item))
        count = sum(map(len, raws.values()))
        if self.memory and (known := self.memory.recall([key])):
            return tuple(_problem(*values) for values in json.loads(known[key].decode(errors=_ANY_NAME))), count
        problems = check(self._put_together(shared, raws, keys))
        if self.memory:
            self.memory.keep({key: _as_json([astuple(problem) for problem in problems])})
            self.memory.let_go()
        return problems, count

    def _look(self) -> tuple[Corpus, dict[str, Raw], dict[str, str]]:
        """Return the shared files, the files of each case by its id, and a key for each; "" stands for the shared."""
        self.ground, shared = self._read_shared()
        raws: dict[str, list[tuple[str, bytes | None, tuple[Problem, ...]]]] = {"": []}
        for path in case_paths(self.root / "cases"):
            relative = path.relative_to(self.root).as_posix()
            raw, problems = read_raw(path, relative)
            raws.setdefault(id_of(relative), []).append((relative, raw, tuple(problems)))
        return shared, dict(raws), {id_: _key(self.ground, files) for id_, files in raws.items()}

    def _put_together(self, shared: Corpus, raws: Mapping[str, Raw], keys: Mapping[str, str]) -> Corpus:
        units = self._recalled(shared, raws, keys)
        self._units = {keys[id_]: unit for id_, unit in units.items()}
        files = sorted((file for unit in units.values() for file in unit.files), key=lambda file: file.path)
        known = {id_: (unit.files, unit.problems) for id_, unit in units.items()}
        return replace(shared, files=tuple(files), known=known)

    def _read_shared(self) -> tuple[str, Corpus]:
        cases = self.root / "cases"
        shared = [*cases.glob("**/*.yml"), self.root / LEDGER]
        files = digest_of_files((path for path in shared if path.is_file()), self.root)
        strings = digest_of_files(CATALOGUES.glob("*.po"), CATALOGUES)
        ground = digest(version(), files, strings, build_day(self.root).isoformat())
        if self._shared is None or self._shared[0] != ground:
            self._shared = ground, read_shared(self.root)
        return self._shared

    def _recalled(self, shared: Corpus, raws: Mapping[str, Raw], keys: Mapping[str, str]) -> dict[str, Unit]:
        """Return the unit of each id: those that are alive, those remembered, and the others worked out."""
        units = {id_: self._units[key] for id_, key in keys.items() if key in self._units}
        for ids in _spans([id_ for id_ in keys if id_ not in units]):
            remembered = self.memory.recall(keys[id_] for id_ in ids) if self.memory else {}
            units |= {id_: _revived(shared, raws[id_], remembered[keys[id_]]) for id_ in ids if keys[id_] in remembered}
        absent = [id_ for id_ in keys if id_ not in units]
        with closing(shared_out(lambda i: _worked_out(shared, raws[absent[i]]), len(absent))) as made:
            for ids in _spans(absent):
                new = dict(zip(ids, made, strict=False))
                if self.memory:
                    self.memory.keep({keys[id_]: content for id_, content in new.items()})
                units |= {id_: _revived(shared, raws[id_], content) for id_, content in new.items()}
        if self.memory and absent:
            self.memory.let_go()
        return {id_: units[id_] for id_ in keys}


@cache
def remembered(root: Path) -> Reading:
    """Return this process's one reading of the corpus below *root*, which also knows what earlier ones found."""
    return Reading(root, Memory(root / CHECKED))


def _spans(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield *ids* by spans: what is worked out from a case takes several times its room, and soon goes again."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _key(ground: str, files: Raw) -> str:
    parts: list[str | bytes] = [ground]
    for path, raw, problems in files:
        parts += [path, repr(problems) if raw is None else raw]
    return digest(*parts)


def _worked_out(shared: Corpus, files: Raw) -> bytes:
    """Return what a case is by itself, as JSON; with no files what the shared ones are."""
    read = tuple(read_case_raw(path, raw, shared.vocabularies, problems) for path, raw, problems in files)
    alone = replace(shared, files=read)
    problems = tuple(told_alone(alone))
    is_sound = not any(problem.is_error for problem in problems)
    return _as_json(
        {
            "problems": [astuple(problem) for problem in problems],
            "files": [_kept(file, alone, is_sound=is_sound) for file in read if _can_be_kept(file)],
        }
    )


def _as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors=_ANY_NAME)


def _can_be_kept(file: CaseFile) -> bool:
    return file.is_split and not file.data.faults


def _kept(file: CaseFile, alone: Corpus, *, is_sound: bool) -> dict[str, Any]:
    record = alone.record(file.id)
    rendered = astuple(render_text(file, tuple(record.sources))) if is_sound and record else None
    return {
        "path": file.path,
        "value": json.dumps(file.data.value, ensure_ascii=False, separators=(",", ":")),
        "is_translation": file.is_translation,
        "is_valid": file.record is not None,
        "sections": [astuple(section) for section in file.sections],
        "links": [(href, place.line, place.column) for href, place in file.links],
        "rendered": rendered,
    }


def _revived(shared: Corpus, files: Raw, content: bytes) -> Unit:
    """Return the unit that ``_worked_out`` kept of *files*; what could not be kept is read again."""
    data = json.loads(content.decode(errors=_ANY_NAME))
    kept = {file["path"]: file for file in data["files"]}
    return Unit(
        tuple(
            _revived_file(shared, path, raw, kept[path])
            if raw is not None and path in kept
            else read_case_raw(path, raw, shared.vocabularies, problems)
            for path, raw, problems in files
        ),
        tuple(_problem(*values) for values in data["problems"]),
    )


def _problem(path: str, line: int, column: int, code: str, *rest: Any) -> Problem:
    field, found, allowed, hint, reason = rest
    return Problem(path, line, column, code, field, found, tuple(allowed), hint, reason)


def _revived_file(shared: Corpus, path: str, raw: bytes, kept: Mapping[str, Any]) -> CaseFile:
    file = case_known(path, raw, kept["value"], Rendered(*kept["rendered"]) if kept["rendered"] else None)
    if kept["is_valid"]:
        kind = Translation if kept["is_translation"] else CaseRecord
        record, _ = validate(kind, path, file.data, shared.vocabularies)
        file = replace(file, record=record)
    # What these cached properties would work out from the text.
    file.__dict__["is_translation"] = kept["is_translation"]
    file.__dict__["sections"] = tuple(Section(*section) for section in kept["sections"])
    file.__dict__["links"] = tuple((href, Place(line, column)) for href, line, column in kept["links"])
    return file
