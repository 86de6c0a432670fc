"""The small values that records are made of: bilingual text, dates, addresses, codes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from tajarib.dates import SourceDate

LANGUAGES = ("ar", "en")
"""The two languages that every label carries, BCP 47. Further ones may stand beside them."""

NOT_PUBLISHED = "not-published"
"""Says that something exists and no source was found that tells it. An absent key says that it does not apply."""

NotPublished = Literal["not-published"]


_T = TypeVar("_T")

OrNotPublished = Annotated[
    Annotated[_T, Tag("~value")] | Annotated[NotPublished, Tag("~word")],
    Discriminator(lambda value: "~word" if value == NOT_PUBLISHED else "~value"),
]
"""The thing, or the word not-published. An error then speaks of the one that was meant."""


class Record(BaseModel):
    """The base of every part of the corpus: immutable, and an unknown key is a problem, not a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True)]
"""A text that is not empty."""


Flag = Annotated[bool, Field(strict=True)]
"""true or false."""


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise PydanticCustomError("number", "not a number")
    return value


Number = Annotated[int | float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
"""A number, written in digits: 1500000, 84.7."""


class Text(Record):
    """A label in Arabic and English, and in any further language (key: BCP 47) that the site is given."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Line]

    ar: Line
    """The Arabic."""
    en: Line
    """The English."""

    def __getitem__(self, language: str) -> str:
        """Return the label in *language*; English, then, where a further language has none yet."""
        return getattr(self, language, None) or self.en

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield (language, label), Arabic first."""
        yield "ar", self.ar
        yield "en", self.en
        yield from sorted((self.__pydantic_extra__ or {}).items())


class _DateAnnotation:
    """Validates the notation of ``tajarib.dates`` and gives a ``SourceDate``."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1900, "maximum": 2100},
                {"type": "string", "pattern": r"^(undated|\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?)$"},
            ]
        }

    @staticmethod
    def validate(value: Any) -> SourceDate:
        if isinstance(value, SourceDate):
            return value
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise PydanticCustomError("source_date", "a date is a year, a month or a day")
        try:
            return SourceDate.parse(str(value))
        except ValueError as error:
            raise PydanticCustomError("source_date", "{reason}", {"reason": str(error)}) from None


Date = Annotated[SourceDate, _DateAnnotation]
"""A date in the precision of its source: 2025, 2025-02, 2025-02-26, 2025~ (about), 2019-07/2019-09, undated."""


_ARABIC_PART = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0660-\u06690-9-]+")
"""A part of a host's name in Arabic, by RFC 5564. Letters of other scripts look like these, or like Latin ones."""


def _address(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("address", "an address is text")
    if " " in value or not value.isprintable():
        raise PydanticCustomError("address", "an address has no space and no invisible character")
    try:
        parts = urlsplit(value)
        port_ok = parts.port is None or parts.port > 0
    except ValueError as error:
        raise PydanticCustomError("address", "{reason}", {"reason": str(error)}) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_ok:
        raise PydanticCustomError("address", "an address begins with https:// or http:// and names a host")
    if parts.username is not None or parts.password is not None:
        raise PydanticCustomError("address", "an address carries no user name and no password")
    host = parts.netloc.partition(":")[0]  # hostname is in small letters, and that of the Kelvin sign is a k
    if not all(part.isascii() or _ARABIC_PART.fullmatch(part) for part in host.split(".")):
        raise PydanticCustomError("address", "a part of a host's name is in Latin letters or in Arabic ones")
    return value


Address = Annotated[
    str,
    BeforeValidator(_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]
"""A web address, http or https."""


class Vocabulary:
    """Marks a code whose allowed values the taxonomy holds, under the key *name*.

    Validation looks them up in the context (``{"taxonomy": {name: codes}}``); without a context any code passes,
    so the model can be used before the taxonomy is read.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "x-vocabulary": self.name}

    def _check(self, value: str, info: ValidationInfo) -> str:
        codes: Mapping[str, Any] | None = ((info.context or {}).get("taxonomy") or {}).get(self.name)
        if codes is not None and value not in codes:
            raise PydanticCustomError(
                "unknown_code", "not in {vocabulary}", {"vocabulary": self.name, "allowed": tuple(codes)}
            )
        return value


SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,11}$", strict=True)]
"""The key of a source in the same file's ``sources``: S1, WAT675."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64, strict=True)]
"""Lower-case Latin letters, digits and single hyphens."""

CaseId = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$", strict=True)]
"""A case: country and slug, as in its address: oman/tajawob."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", strict=True)]
"""A language, BCP 47: ar, en, zh-Hans."""

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$", strict=True)]
"""A country, ISO 3166-1 alpha-2: JO."""


class Source(Record):
    """Where a statement stands. ``kind`` says where it stands, not who makes it: see ``Point.by``."""

    url: Address
    """Its address."""
    title: Line
    """Its title, in its own language."""
    publisher: Line
    """Who published it."""
    date: Date
    """When it was published; ``undated`` where it does not say."""
    language: LanguageTag
    """The language it is written in."""
    kind: Annotated[str, Vocabulary("source_kinds")]
    """official, international, press, academic, vendor, audit or ngo."""
    note: Text | None = None
    """What a reader should know of it: an inferred date, a copy instead of the original."""
    archived: Address | None = None
    """An archived copy. Absent until someone made one."""
    checked: Date | None = None
    """The day someone last opened the address and found it. Absent until someone did."""
