"""How much a regular expression has to do on a text, counted; and texts that give it the most.

Time says little on a busy machine. So the tries of a matcher are counted that tries what Python's does, in the same
order: where a part of a text stands there n times, they grow with n, or with its square and worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants as op  # private, as is _parser: https://github.com/python/cpython/tree/3.11/Lib/re
from re import _parser
from typing import Any

Items = Sequence[tuple[Any, Any]]
"""A part of an expression as ``re`` takes it apart: what each piece is, and its arguments."""
Step = Callable[[int], bool]
"""Whether the rest of the expression matches from there on."""

TIMES = 12
"""How often a part stands in the shortest of the texts; twice and three times as often in the others."""
MOST = 100_000
"""So many tries are too many in any case: the texts have a few hundred characters."""
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
LOOKS = (op.ASSERT, op.ASSERT_NOT)
CLASSES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
}
CLASSES |= {
    op.CATEGORY_NOT_DIGIT: lambda c: not CLASSES[op.CATEGORY_DIGIT](c),
    op.CATEGORY_NOT_SPACE: lambda c: not CLASSES[op.CATEGORY_SPACE](c),
    op.CATEGORY_NOT_WORD: lambda c: not CLASSES[op.CATEGORY_WORD](c),
}


class TooMuchError(Exception):
    """The expression has done more than any may on a text so short."""


def character(what: Any, argument: Any, flags: int) -> Callable[[str], bool] | None:
    """Return whether a character is one that this piece takes; ``None`` where it is no piece of one character."""
    cases = (str.lower, str.upper, str) if flags & re.IGNORECASE else (str,)
    if what is op.LITERAL:
        return lambda c: any(case(c) == case(chr(argument)) for case in cases)
    if what is op.NOT_LITERAL:
        return lambda c: c != chr(argument)
    if what is op.ANY:
        return lambda c: c != "\n" or bool(flags & re.DOTALL)
    if what is op.CATEGORY:
        return CLASSES[argument]
    if what is op.RANGE:
        first, last = map(chr, argument)
        return lambda c: any(first <= case(c) <= last for case in cases)
    if what is op.IN:
        is_not = argument[0][0] is op.NEGATE
        parts = [character(*part, flags) for part in argument[is_not:]]
        return lambda c: any(part(c) for part in parts if part) != is_not
    return None


class Matcher:
    """A regular expression whose tries are counted."""

    def __init__(self, pattern: str, flags: int, *, is_search: bool = True) -> None:
        """It looks for *pattern* everywhere, or, where that is no search, at a text's beginning alone."""
        self.tree = _parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.is_search = is_search
        self.text = ""
        self.tries = 0
        self.end = 0
        self.groups: dict[int, tuple[int, int]] = {}
        self.match = self._either([self.tree], self._ended, self.flags)

    def found(self, text: str) -> list[tuple[int, int]]:
        """Return where it matches in *text*; ``tries`` says then what that took."""
        self.text, self.tries = text, 0
        found, at = [], 0
        while at <= len(text):
            self.groups.clear()
            is_match = self.match(at)
            if is_match:
                found.append((at, self.end))
            if not self.is_search:
                break
            at = self.end if is_match and self.end > at else at + 1
        return found

    def tries_on(self, text: str) -> int:
        self.found(text)
        return self.tries

    def _ended(self, at: int) -> bool:
        self.end = at
        return True

    def _look_out(self) -> None:
        if self.tries > MOST:
            raise TooMuchError

    def _sequence(self, items: Items, then: Step, flags: int) -> Step:
        for what, argument in reversed(items):
            then = self._piece(what, argument, then, flags)
        return then

    def _piece(self, what: Any, argument: Any, then: Step, flags: int) -> Step:
        if takes := character(what, argument, flags):
            return self._repeat(takes, 1, 1, then, what)
        if what is op.SUBPATTERN:
            group, added, taken, inner = argument
            return self._group(group, inner, then, (flags | added) & ~taken)
        if what is op.BRANCH:
            return self._either(argument[1], then, flags)
        if what in REPEATS:
            least, most, inner = argument
            if len(inner) == 1 and (takes := character(*inner[0], flags)):
                return self._repeat(takes, least, most, then, what)
            return self._repeat_many(inner, least, most, then, what, flags)
        if what in LOOKS:
            return self._look(argument[0], argument[1], what is op.ASSERT, then, flags)
        if what is op.AT:
            return self._place(argument, then, flags)
        if what is op.GROUPREF:
            return self._again(argument, then)
        raise NotImplementedError(what)

    def _repeat(self, takes: Callable[[str], bool], least: int, most: int, then: Step, what: Any) -> Step:
        known = {"": False}  # at the end of the text is none

        def taken(at: int) -> bool:
            self.tries += 1
            c = self.text[at : at + 1]
            if c not in known:
                known[c] = takes(c)
            return known[c]

        def one(start: int) -> bool:
            return taken(start) and then(start + 1)

        def greedy(start: int) -> bool:
            self._look_out()
            at = start
            while at - start < most and taken(at):
                at += 1
            while at >= start + least:
                if then(at):
                    return True
                at -= 1
            return False

        def lazy(start: int) -> bool:
            at = start
            while True:
                if at - start >= least and then(at):
                    return True
                if at - start == most or not taken(at):
                    return False
                at += 1

        return one if least == most == 1 else lazy if what is op.MIN_REPEAT else greedy

    def _repeat_many(self, inner: Items, least: int, most: int, then: Step, what: Any, flags: int) -> Step:
        is_lazy = what is op.MIN_REPEAT
        starts: list[int] = []
        times: list[int] = []

        def more(at: int) -> bool:
            return (at > starts[-1] or times[-1] <= least) and loop(at, times[-1])

        body = self._sequence(inner, more, flags)

        def go_on(at: int, done: int) -> bool:
            starts.append(at)
            times.append(done + 1)
            try:
                return body(at)
            finally:
                starts.pop()
                times.pop()

        def loop(at: int, done: int) -> bool:
            self.tries += 1
            self._look_out()
            if is_lazy and done >= least and then(at):
                return True
            if done < most and go_on(at, done):
                return True
            return not is_lazy and done >= least and then(at)

        return lambda at: loop(at, 0)

    def _group(self, group: int | None, inner: Items, then: Step, flags: int) -> Step:
        if group is None:
            return self._sequence(inner, then, flags)
        starts: list[int] = []

        def close(at: int) -> bool:
            self.groups[group] = (starts[-1], at)
            return then(at)

        body = self._sequence(inner, close, flags)

        def opened(at: int) -> bool:
            starts.append(at)
            try:
                return body(at)
            finally:
                starts.pop()

        return opened

    def _either(self, branches: Sequence[Items], then: Step, flags: int) -> Step:
        """Try those of *branches* that the next character may begin; the others, as ``re`` does, not at all."""
        steps = [(beginnings(branch, flags), self._sequence(branch, then, flags)) for branch in branches]
        known: dict[str, list[Step]] = {}

        def either(at: int) -> bool:
            self.tries += 1
            c = self.text[at : at + 1]
            if c not in known:
                known[c] = [step for takes, step in steps if takes is None or (c and any(one(c) for one in takes))]
            for step in known[c]:  # noqa: SIM110 - half as deep a stack as with any()
                if step(at):
                    return True
            return False

        return either

    def _look(self, direction: int, inner: Items, is_wanted: bool, then: Step, flags: int) -> Step:
        body = self._sequence(inner, lambda _: True, flags)
        back = inner.getwidth()[0] if direction < 0 else 0
        return lambda at: (at >= back and body(at - back)) == is_wanted and then(at)

    def _place(self, what: Any, then: Step, flags: int) -> Step:
        is_word = CLASSES[op.CATEGORY_WORD]

        def here(at: int) -> bool:
            self.tries += 1
            before, after = self.text[:at][-1:], self.text[at : at + 1]
            by_line = bool(flags & re.MULTILINE)
            is_boundary = (before != "" and is_word(before)) != (after != "" and is_word(after))
            return {
                op.AT_BEGINNING: not before or (by_line and before == "\n"),
                op.AT_BEGINNING_STRING: not before,
                op.AT_END: not after or (after == "\n" and (by_line or at + 1 == len(self.text))),
                op.AT_END_STRING: not after,
                op.AT_BOUNDARY: is_boundary,
                op.AT_NON_BOUNDARY: not is_boundary,
            }[what] and then(at)

        return here

    def _again(self, group: int, then: Step) -> Step:
        def again(at: int) -> bool:
            self.tries += 1
            if group not in self.groups:
                return False
            start, end = self.groups[group]
            return self.text.startswith(self.text[start:end], at) and then(at + end - start)

        return again


def beginnings(items: Items, flags: int) -> list[Callable[[str], bool]] | None:
    """Return what the characters are that *items* may begin with; ``None`` where they may be nothing."""
    for what, argument in items:
        if takes := character(what, argument, flags):
            return [takes]
        if what in (op.AT, *LOOKS):
            continue
        if what is op.SUBPATTERN:
            inner = beginnings(argument[3], (flags | argument[1]) & ~argument[2])
        elif what is op.BRANCH:
            each = [beginnings(branch, flags) for branch in argument[1]]
            inner = None if None in each else [one for branch in each for one in branch or ()]
        elif what in REPEATS and argument[0]:
            inner = beginnings(argument[2], flags)
        else:
            return None
        return inner
    return None


# --- texts that give it the most to do

USUAL = "a1 .-ا،A!(\u064b\u0610\n"
TAILS = ("", "\U0001f600", "a")
"""After which there may be no match."""
SAMPLES = 3
PLACES = 2
"""Of parts that are the same only so many are tried."""


def sample(items: Items, flags: int, which: int = 0, least: int = 0) -> str:
    """Return a short text that *items* match: *which* one, where there are several. What may be left out stands there
    *least* times.
    """
    text = ""
    for what, argument in items:
        if what is op.IN:
            takes = character(what, argument, flags)
            named = [one if kind is op.LITERAL else one[0] for kind, one in argument if kind in (op.LITERAL, op.RANGE)]
            taken = [c for c in dict.fromkeys((*USUAL, *map(chr, named))) if takes and takes(c)]
            text += taken[which % len(taken)] if taken else ""
        elif what is op.LITERAL:
            text += chr(argument)
        elif what in (op.ANY, op.NOT_LITERAL, op.GROUPREF):
            text += "a"
        elif what is op.SUBPATTERN:
            text += sample(argument[3], flags, which, least)
        elif what is op.BRANCH:
            text += sample(argument[1][which % len(argument[1])], flags, which, least)
        elif what in REPEATS:
            text += sample(argument[2], flags, which, least) * max(argument[0], least)
    return text


def repeated(items: Items, flags: int, least: int, before: str = "") -> Iterator[tuple[str, Items]]:
    """Yield the parts of *items* that may stand there any number of times, each with what stands *before* it."""
    for what, argument in items:
        if what in REPEATS:
            if argument[1] is op.MAXREPEAT:
                yield before, argument[2]
            yield from repeated(argument[2], flags, least, before)
        elif what is op.SUBPATTERN:
            yield from repeated(argument[3], flags, least, before)
        elif what is op.BRANCH:
            for branch in argument[1]:
                yield from repeated(branch, flags, least, before)
        elif what in LOOKS:
            yield from repeated(argument[1], flags, least, before)
        before += sample([(what, argument)], flags, least=least)


def attacks(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Yield texts for the expression that is *tree*: what stands before, what is repeated, what stands behind."""
    flags = tree.state.flags
    seen: dict[Any, int] = {}
    parts = [(least, *one) for least in (0, 1) for one in repeated(tree, flags, least)]
    for least, before, part in parts:
        places = seen[least, repr(part)] = seen.get((least, repr(part)), 0) + 1
        if places > PLACES:
            continue
        for pump in dict.fromkeys(sample(part, flags, which, 1) for which in range(SAMPLES)):
            for unit in (pump, before + pump, before + " "):
                for head in (before, ""):
                    for tail in TAILS:
                        one = (head, unit, tail)
                        if unit and one not in seen:
                            seen[one] = 1
                            yield one


def attack_on(pattern: str, flags: int = 0, *, is_search: bool = True) -> tuple[str, str, str] | None:
    """Return a text that gives *pattern* more to do than grows with it; ``None`` where there is none."""
    matcher = Matcher(pattern, flags, is_search=is_search)
    for head, unit, tail in attacks(matcher.tree):
        try:
            once, twice, thrice = (matcher.tries_on(head + unit * (TIMES * n) + tail) for n in (1, 2, 3))
        except TooMuchError:
            return head, unit, tail
        # What grows with the text grows by as much from each to the next; what grows with its square, by more.
        if thrice - 2 * twice + once > TIMES**2 // 4:
            return head, unit, tail
    return None
