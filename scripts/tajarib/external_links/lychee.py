"""A look at addresses by lychee, a link checker: its report, judged by what each answer says of the page.

It is asked for its report as JSON, where each address has the status that came back and the redirects before it. It
asks one host for one page a second, and follows redirects; what a page says (a 200 that reads "not found") it does not
read.
"""

from __future__ import annotations

import html
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from tajarib.external_links.ledger import Look
from tajarib.model.values import Address

PATIENCE = 30
"""Seconds until an address that says nothing is given up."""

PAUSE = 1.0
"""Seconds between two pages of one host: nobody's server is to notice us."""

GONE = (404, 410)
"""The statuses that say that the page is gone. The rest may be meant for the program that asks; see ``ledger``."""

FOR_GOOD = (301, 308)
"""The redirects that stay. Others may lead elsewhere tomorrow."""

_OPTIONS = (
    *("--format", "json", "--verbose"),  # verbose: what answers stands in the report too
    "--no-progress",
    *("--max-retries", "2", "--retry-wait-time", "2"),
    *("--host-concurrency", "1"),
    "--exclude-private",
    "--exclude-link-local",  # an address in a record has no business within the network of who runs this
    *("--user-agent", "Mozilla/5.0 (compatible; tajarib-links)"),
)
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


class CannotLookError(Exception):
    """There is no lychee here, or it did not do its work."""


def program() -> str | None:
    """Return the path of the lychee that was installed with this Python; ``None`` where none was."""
    return shutil.which("lychee", path=str(Path(sys.executable).parent))


def look(addresses: Iterable[str], *, patience: int = PATIENCE, pause: float = PAUSE) -> dict[str, Look]:
    """Return what a look at each of *addresses* finds. Raises ``CannotLookError``."""
    asked = sorted(set(addresses))
    lychee = program()
    if lychee is None:
        raise CannotLookError("there is no lychee here; `make links` installs it")
    with tempfile.TemporaryDirectory() as folder:  # where nobody's settings for lychee lie
        page = Path(folder, "addresses.html")
        page.write_text("".join(f'<a href="{html.escape(one)}"></a>\n' for one in asked), encoding="utf-8")
        times = ("--timeout", str(patience), "--host-request-interval", f"{pause * 1000:.0f}ms")
        result = subprocess.run([lychee, *_OPTIONS, *times, page.name], cwd=folder, capture_output=True, check=False)
    try:
        return dict(judged(asked, json.loads(result.stdout), is_nobody))
    except json.JSONDecodeError:
        raise CannotLookError(f"lychee: {result.stderr.decode(errors='replace').strip()}") from None


def judged(
    asked: Sequence[str], report: Mapping[str, Any], is_nobody: Callable[[str], bool]
) -> Iterator[tuple[str, Look]]:
    """Yield each address with what lychee's *report* says of it; *is_nobody* tells whether a host has no name."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for kind in ("success_map", "error_map", "timeout_map", "excluded_map"):
        for entries in report[kind].values():
            # By its line: lychee writes an address in a form of its own.
            found |= {asked[entry["span"]["line"] - 1]: (kind, entry) for entry in entries}
    for address in asked:
        yield address, _judged(address, *found.get(address, ("", {})), is_nobody)


def _judged(address: str, kind: str, entry: Mapping[str, Any], is_nobody: Callable[[str], bool]) -> Look:
    code = entry.get("status", {}).get("code")
    if kind == "success_map":
        return Look("answers", moved_to=_moved_to(address, entry))
    if code is not None:
        return Look("fails" if code in GONE else "unknown", str(code))
    if kind == "timeout_map":
        return Look("unknown", "time-out")
    if kind == "error_map":
        return Look("fails", "no-host") if is_nobody(address) else Look("unknown", "no-connection")
    return Look("unknown", "not-tried")


def _moved_to(address: str, entry: Mapping[str, Any]) -> str | None:
    """Return where *address* leads on for good: as far as all redirects before are of that kind."""
    target = address
    for hop in entry.get("redirects", {}).get("redirects", ()):
        if hop["code"] not in FOR_GOOD:
            break
        target = hop["url"]
    try:
        # What a foreign server names is held to the same as what a contributor writes.
        return _ADDRESS.validate_python(target) if target != address else None
    except ValidationError:
        return None


def is_nobody(address: str) -> bool:
    """Whether the host of *address* has no name: the resolver says that there is none, not that it cannot tell."""
    try:
        socket.getaddrinfo(urlsplit(address).hostname, None)
    except socket.gaierror as error:
        return error.errno == socket.EAI_NONAME
    except UnicodeError:  # no name that could be asked for
        return False
    return False
