"""The record of a learning path: what stands in the front matter of ``docs/learn/<path>.<language>.md``.

As with cases, the record stands once, in the file of the language the path was written in; the other language's file
holds title, summary and audience, and what it translates. The text has the parts of ``PARTS``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tajarib.model.case import TranslationOf
from tajarib.model.values import CaseId, Line, Record, Slug, Vocabulary

PARTS = ("goals", "cases", "discussion", "exercise", "answers", "check", "check-answers", "facilitator")
"""The parts of every path, in order. Their headings are strings of the interface, see ``tajarib.learning``."""

Minutes = Annotated[int, Field(strict=True, gt=0, le=480)]


class Step(Record):
    """One case on the path."""

    case: CaseId
    """Which."""
    minutes: Minutes
    """How long to read and talk about it."""


class Data(Record):
    """One measure of one case, whose values stand in the exercise's data file."""

    case: CaseId
    """The case."""
    figure: Slug
    """The measure."""


class Exercise(Record):
    """Work with data."""

    minutes: Minutes
    """How long it takes."""
    data: Annotated[tuple[Data, ...], Field(min_length=1)]
    """What the data file is made of: the values as the records have them today."""


class LearningWording(Record):
    """What every language's file of a path holds, besides its text."""

    title: Line
    """Its name."""
    summary: Line
    """What it is about, in a sentence or two."""
    audience: Line
    """For whom."""


class LearningTranslation(LearningWording):
    """The front matter of a translation."""

    translation: TranslationOf
    """What it translates."""


class LearningRecord(LearningWording):
    """The front matter of an original."""

    theme: Annotated[str, Vocabulary("themes")]
    """The theme it belongs to."""
    minutes: Minutes
    """How long it takes in all: the sum of its parts."""
    cases: Annotated[tuple[Step, ...], Field(min_length=2)]
    """Its cases, in the order in which they are read."""
    discussion: Minutes
    """How long the discussion takes."""
    exercise: Exercise
    """The exercise."""
    check: Minutes
    """How long the self-check takes."""
