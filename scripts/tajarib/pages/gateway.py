"""The unified gateway: task by state, and a page for each of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel import Locale

from tajarib import gateway
from tajarib.i18n import Strings
from tajarib.pages.page import NO_CASE, Lens, Page, plain

# A state's page stands directly under gateway/, a task's one folder down: a task may be called as it likes.
_TASKS = "gateway/task/"


def gateway_pages(lens: Lens) -> Iterator[Page]:
    """The table of all, a page a task, a page a state."""
    t, catalogue = lens.t, lens.catalogue
    tasks, countries = lens.taxonomy.tasks, catalogue.countries
    # What each of the three kinds of page lays out alike.
    shared: dict[str, Any] = {
        "needs": NO_CASE,
        "entries": lambda task, country: gateway.entries(catalogue, task=task, country=country),
        "absence": lambda task, country: gateway.absence(catalogue, task, country),
        "language_names": lambda codes: t(", ").join(_language(code, t) for code in codes),
        "other_names": _other_names,
    }
    everything = gateway.entries(catalogue)
    with_address = sum(entry.channel.address is not None for entry in everything)
    description = t("Where to do what in the six Gulf states: each task, each state, and the official address.")
    yield plain(
        lens,
        "gateway/",
        "gateway.html",
        t("One gateway to six governments"),
        description,
        count=len(everything),
        with_address=with_address,
        opened=sum(entry.channel.checked is not None for entry in everything),
        # The sentence in each plural form, for the script: "{count}" stays in it.
        counted={form: t.plural_sentence("{count} channel", "{count} channels", form) for form in t.plural_forms},
        audiences={code: term for code, term in lens.taxonomy.audiences.items() if _is_named(code, everything)},
        **shared,
    )
    for code, task in tasks.items():
        name = task.name[lens.language]
        description = t("{task} in each of the six Gulf states: official channels, addresses and sources.", task=name)
        yield plain(lens, f"{_TASKS}{code}/", "gateway-task.html", name, description, task=code, term=task, **shared)
    for code, country in countries.items():
        name = country.name[lens.language]
        description = t("The official channels of {country}, task by task, with address and source.", country=name)
        title = t("Official channels: {country}", country=name)
        yield plain(lens, f"gateway/{code}/", "gateway-state.html", title, description, country=code, **shared)


def _is_named(audience: str, entries: tuple[gateway.Entry, ...]) -> bool:
    return any(audience in entry.channel.audience for entry in entries)


def _language(code: str, t: Strings) -> str:
    """Return the name of a language in the reader's."""
    return Locale.parse(code, sep="-").get_display_name(t.locale) or code


def _other_names(entry: gateway.Entry, language: str) -> tuple[tuple[str, str], ...]:
    """Return the (language, name) of the channel in every other language, where it is another name."""
    name = entry.channel.name[language]
    return tuple((other, text) for other, text in entry.channel.name.items() if other != language and text != name)
