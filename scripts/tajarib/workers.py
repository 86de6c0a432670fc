"""Work that is shared out over the processor's cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from typing import Any, TypeVar

T = TypeVar("T")

_WORTH_IT = 24
"""With fewer pieces, starting the workers costs more than they save."""
_ROUNDS = 24
"""How many spans each worker gets, one after the other: few, and one waits for the other at the end."""

_work: Callable[[int], Any] | None = None  # what the workers inherit when they are forked


def shared_out(work: Callable[[int], T], count: int) -> Generator[T]:
    """Yield what *work* gives for 0, 1, … *count* - 1. It must not change what others see: it may run elsewhere.

    The workers are forks of this process, so that *work* may use all that is in memory, and only its results travel. A
    process with threads is not forked.
    """
    global _work
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if cores < 2 or count < _WORTH_IT or threading.active_count() > 1 or not sys.platform.startswith("linux"):
        yield from map(work, range(count))
        return
    size = -(-count // (cores * _ROUNDS))
    spans = [range(start, min(start + size, count)) for start in range(0, count, size)]
    _work = work
    gc.freeze()  # what the workers collect is their own: looking at ours would copy it
    try:
        with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from chain.from_iterable(pool.map(_do, spans))
    finally:
        gc.unfreeze()
        _work = None


def _do(span: range) -> list[Any]:
    assert _work is not None
    return [_work(i) for i in span]
