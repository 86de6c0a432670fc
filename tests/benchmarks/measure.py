"""What a command takes: seconds, and the memory of it and all that it starts."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Taken:
    """What one run of a command took."""

    seconds: float
    memory: int
    """Bytes, at the highest, of all its processes together; what they share is counted once where Linux tells it."""
    output: str


class CommandError(Exception):
    """A command that was to be measured failed; the message says what it printed."""


def timed(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run *command* in *folder*, and return what it took."""
    start = time.perf_counter()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        watch = _Watch(process.pid)
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
        watch.stop()
    if process.returncode:
        raise CommandError(f"{' '.join(map(str, command))} ended with {process.returncode}\n{output[-4000:]}")
    return Taken(seconds, watch.peak, output)


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it, mostly for less than a twentieth of the time."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._process = psutil.Process(process)
        self._stopped = threading.Event()
        self.start()

    def stop(self) -> None:
        self._stopped.set()
        self.join()

    def run(self) -> None:
        pause = 0.1
        while not self._stopped.wait(pause):
            start = time.perf_counter()
            with suppress(psutil.Error):
                self.peak = max(self.peak, sum(map(memory, family(self._process))))
            pause = min(0.5, max(0.1, 20 * (time.perf_counter() - start)))


def family(process: psutil.Process) -> list[psutil.Process]:
    """Return *process* and all that it has started."""
    return [process, *process.children(recursive=True)]


def memory(process: psutil.Process) -> int:
    """Return the bytes that *process* holds, its share of what it shares with others."""
    try:
        full = process.memory_full_info()
        return getattr(full, "pss", full.uss)
    except psutil.Error:  # it has just ended
        return 0


def at_rest(process: int) -> None:
    """Wait until *process* and all below it do nothing: what follows a rebuild is not to slow the next."""
    root = psutil.Process(process)
    before = _worked(root)
    while True:
        time.sleep(0.5)
        now = _worked(root)
        if now - before < 0.05:
            return
        before = now


def _worked(root: psutil.Process) -> float:
    """Return the processor's seconds that *root* and all below it have used."""
    total = 0.0
    for process in family(root):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


@dataclass(frozen=True)
class Extent:
    """What was written."""

    pages: int
    files: int
    bytes: int

    def __post_init__(self) -> None:
        assert self.pages, "nothing was written"


def extent(site: Path) -> dict[str, int]:
    """Return the pages, files and bytes below *site*."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return asdict(Extent(pages, len(files), sum(path.stat().st_size for path in files)))
