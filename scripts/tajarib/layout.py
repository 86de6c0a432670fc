"""The templates: plain Jinja, safe by default, and strict, so that a misspelt name fails the build."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import jinja2.runtime
from jinja2 import meta

from tajarib.memory import digest


class Context(jinja2.runtime.Context):
    """What a template knows. It calls functions as they are: none of ours asks for Jinja's own state.

    Jinja looks at each function, at each call, for whether it does; that took a twentieth of a build.
    """

    def call(
        self, function: Callable[..., Any], /, *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **named: Any
    ) -> Any:
        return function(*args, **named)


class Templates:
    """The templates in one folder, each compiled once for as long as its file stays as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._digests: dict[str, str] = {}
        self._used: dict[str, tuple[str, set[str]]] = {}  # name to its source, and to what that takes in

    @cached_property
    def environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.context_class = Context
        return environment

    def render(self, name: str, context: dict[str, object]) -> bytes:
        """Return what the template *name* lays out."""
        return self.environment.get_template(name).render(context).encode()

    def look(self) -> None:
        """Look at the files anew: what was edited since has another digest."""
        self._digests.clear()

    def digest(self, name: str) -> str:
        """Return a key for the template *name* and all that it includes, imports or extends."""
        if name not in self._digests:
            self._digests[name] = digest(*(self._source(one) for one in sorted(self._closure(name))))
        return self._digests[name]

    def _source(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        ahead = [name]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += self._taken_in(one)
        return found

    def _taken_in(self, name: str) -> set[str]:
        """Return the names of the templates that *name* includes, imports or extends itself."""
        source = self._source(name)
        if name not in self._used or self._used[name][0] != source:
            used = set(meta.find_referenced_templates(self.environment.parse(source)))
            assert None not in used, f"{name} takes in a template whose name it works out"
            self._used[name] = source, {one for one in used if one}
        return self._used[name][1]
