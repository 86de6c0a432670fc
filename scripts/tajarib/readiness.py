"""How ready a country is: the questions, what each case needs, and which cases show how to get what is missing.

The answers never leave the reader's browser, so they are judged there (``readiness-judge.js``), by what is here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tajarib.catalogue import Case, Catalogue
from tajarib.facets import strength
from tajarib.i18n import N_
from tajarib.model.taxonomy import Taxonomy

ANSWERS = {"y": N_("yes"), "p": N_("partly"), "n": N_("no"), "u": N_("don't know")}
"""What one may answer; the letter stands in the link to a result."""


@dataclass(frozen=True)
class Question:
    """One plain question; it asks for all prerequisites of its groups at once."""

    id: str
    """Stands in the link to a result."""
    text: str
    groups: tuple[str, ...]
    """Groups of the taxonomy's prerequisites."""

    def codes(self, taxonomy: Taxonomy) -> tuple[str, ...]:
        """Return the prerequisites it asks for, in the order of the taxonomy."""
        return tuple(code for code, term in taxonomy.prerequisites.items() if term.group in self.groups)


QUESTIONS = (
    Question(
        "mandate", N_("Can one body bind the others, with a sponsor at the top who clears its way?"), ("mandate",)
    ),
    Question("law", N_("Do your laws permit digital services, and protect the people who use them?"), ("law",)),
    Question("identity", N_("Can people prove who they are online, and sign?"), ("identity",)),
    Question("registers", N_("Are people, firms and services in registers that can be queried?"), ("registers",)),
    Question(
        "networks",
        N_("Are government bodies connected: a network, hosting, and ways to exchange data?"),
        ("connectivity", "integration"),
    ),
    Question("payment", N_("Can people pay government fees online?"), ("payment",)),
    Question("staff", N_("Are there trained people, and a named team in each body?"), ("staff",)),
    Question("money", N_("Is there a budget line that also pays for running it, for years?"), ("money",)),
    Question("private", N_("Can you buy from private firms, and hold them to good contracts?"), ("private-sector",)),
    Question(
        "channels",
        N_("Is there a call centre, a counter and a way to follow each request to its end?"),
        ("service-channels",),
    ),
    Question("measurement", N_("Do you measure results, ask users and publish what comes out?"), ("measurement",)),
    Question("security", N_("Are there binding security rules, and a team that answers incidents?"), ("security",)),
)
"""In the order in which they are asked. Together they ask for every prerequisite once."""


@dataclass(frozen=True)
class Builds:
    """What a case is like that builds something: every part that is given must fit."""

    theme: str = ""
    """Its main theme."""
    also: str = ""
    """A further theme."""
    blocks: frozenset[str] = frozenset()
    """Building blocks, all of which it has."""
    kinds: frozenset[str] = frozenset()
    """Kinds, one of which it is."""

    def fits(self, case: Case) -> bool:
        return (
            self.theme in ("", case.theme)
            and (not self.also or self.also in case.record.also)
            and self.blocks <= set(case.record.blocks)
            and (not self.kinds or case.record.kind in self.kinds)
        )


_RULES = frozenset({"law", "body"})

BUILT_BY: Mapping[str, tuple[Builds, ...]] = {
    "binding-mandate": (Builds("security", kinds=_RULES), Builds("performance", kinds=frozenset({"body"}))),
    "operating-body": (Builds("security", kinds=frozenset({"body"})), Builds("performance", kinds=frozenset({"body"}))),
    "strategy-with-targets": (Builds(kinds=frozenset({"strategy"})),),
    "data-protection-law": (Builds("security", also="data", kinds=frozenset({"law"})),),
    "data-classification": (Builds("security", also="data", kinds=_RULES),),
    "digital-identity": (Builds("digital-identity", blocks=frozenset({"identity"})),),
    "trust-services": (Builds("digital-identity", blocks=frozenset({"e-signature"})),),
    "service-catalogue": (Builds("shared-platforms", blocks=frozenset({"cms"})),),
    "hosting-and-backup": (Builds("partnership", also="shared-platforms", kinds=frozenset({"programme"})),),
    "data-exchange": (
        Builds(
            "shared-platforms", blocks=frozenset({"information-mediator", "identity"}), kinds=frozenset({"platform"})
        ),
    ),
    "common-standards": (Builds("performance", also="strategy", kinds=frozenset({"programme"})),),
    "online-payment": (Builds("shared-platforms", blocks=frozenset({"payment"})),),
    "trained-staff": (Builds("capacity", kinds=frozenset({"programme"})),),
    "private-partners": (Builds("partnership", also="shared-platforms", kinds=frozenset({"programme", "body"})),),
    "case-system": (Builds("feedback", also="performance", blocks=frozenset({"workflow"})),),
    "assisted-channels": (Builds("partnership", kinds=frozenset({"service"})),),
    "published-method": (Builds("performance", kinds=frozenset({"body", "platform"})),),
    "public-reporting": (Builds("data"),),
    "baseline-and-follow-up": (Builds("performance", blocks=frozenset({"digital-registries"})),),
    "security-rules": (Builds("security", also="capacity", kinds=_RULES),),
    "risk-review": (Builds("security", kinds=frozenset({"law"})),),
}
"""Which cases show how to get a prerequisite. One that is not named is decided at home (a budget, a sponsor), or
every case that has it had it before: no case of the library builds it.
"""

SHOWN = 4
"""How many cases that rest on a prerequisite are named, at most."""


def shows(catalogue: Catalogue, code: str) -> list[Case]:
    """Return the cases that show how to get the prerequisite *code*: they build it, and do not need it themselves."""
    return [
        case
        for case in catalogue.cases
        if any(builds.fits(case) for builds in BUILT_BY.get(code, ())) and code not in needs(case)
    ]


def rests_on(catalogue: Catalogue, code: str) -> list[Case]:
    """Return a few cases that need *code*: those first whose laws can be read, then those with the best evidence."""
    found = [case for case in catalogue.cases if needs(case).get(code) == "required"]

    def worth(case: Case) -> tuple[bool, int]:
        return any(law.address for law in case.record.legal), strength(case)[0]

    return sorted(found, key=worth, reverse=True)[:SHOWN]


def needs(case: Case) -> Mapping[str, str]:
    """Return what *case* needs, code to level."""
    return {need.code: need.level for need in case.record.prerequisites}


def judged_by(catalogue: Catalogue, cases: Sequence[Case]) -> dict[str, object]:
    """Return what the browser judges answers by; a case is known by its place in *cases*."""
    place = {case.id: i for i, case in enumerate(cases)}
    codes = list(catalogue.taxonomy.prerequisites)
    return {
        "questions": {question.id: question.codes(catalogue.taxonomy) for question in QUESTIONS},
        "cases": [
            {"id": case.id, "needs": [[c, int(level == "required")] for c, level in needs(case).items()]}
            | {"blocks": case.record.blocks}
            for case in cases
        ],
        "shows": {code: [place[case.id] for case in shows(catalogue, code) if case.id in place] for code in codes},
        "rests": {code: [place[case.id] for case in rests_on(catalogue, code)] for code in codes},
    }
