"""Pages as plain Markdown, and ``llms.txt`` that lists them: for programs that read, and for people who copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tajarib import evidence, figures
from tajarib.catalogue import Case
from tajarib.exports.edition import LICENCE, Edition
from tajarib.i18n import Strings, strings
from tajarib.markdown import headings

NAME = "index.md"
_LINK = re.compile(r"(\]\()([^\])\s]+)(\))")


def as_markdown(edition: Edition, case: Case, language: str, link: Callable[[str], str]) -> bytes:
    """Return *case* in *language* as Markdown, its citations as footnotes; *link* turns a written address into one that
    works beside the page.
    """
    t, text, titles = strings(language), case.texts[language], headings(language)
    lines = [f"# {text.title}", "", text.summary, "", *_facts(edition, case, t), ""]
    for id_, section in text.sections.items():
        linked = _LINK.sub(lambda match: match[1] + link(match[2]) + match[3], section.text.strip())
        lines += [f"## {titles[id_]}", "", linked, ""]
    if case.record.figures:
        lines += [f"## {t('Figures')}", "", *_figures(edition, case, t), ""]
    lines += [f"## {t('Sources')}", ""]
    lines += footnotes(case, t)
    lines += ["", f"{t('Tajarib')}, CC BY 4.0 <{LICENCE}>, <{edition.page(case.address, language)}>", ""]
    return "\n".join(lines).encode()


def footnotes(case: Case, t: Strings) -> list[str]:
    """Return what the citations of a text lead to."""
    return [
        f"[^{key}]: {source.title}{t(', ')}{source.publisher}{t(', ')}{t.date(source.date)}. <{source.url}>"
        for key, source in case.record.sources.items()
    ]


def _facts(edition: Edition, case: Case, t: Strings) -> Iterator[str]:
    taxonomy, language, record = edition.catalogue.taxonomy, t.language, case.record
    country = edition.catalogue.countries[case.country].name[language]
    themes = t(", ").join(taxonomy.themes[theme].name[language] for theme in case.themes)
    yield f"- {t('Country')}: {country}"
    yield f"- {t('Themes')}: {themes}"
    yield f"- {t('Kind')}: {taxonomy.kinds[record.kind].name[language]}"
    yield f"- {t('State')}: {taxonomy.statuses[record.status].name[language]}"
    yield f"- {t('Owner')}: {record.owner[language]}"
    counts = case.evidence.counts
    if case.evidence.total:
        parts = [f"{t(name)} {t.number(counts[grade])}" for grade, name in _GRADES.items()]
        yield f"- {t('Evidence for its figures')}: {t(', ').join(parts)}"


_GRADES = {"self-reported": "self-reported", "reported": "reported by others", "independent": "independent"}


def _figures(edition: Edition, case: Case, t: Strings) -> Iterator[str]:
    titles = [t("What is measured"), t("Value"), t("Date"), t("Evidence"), t("Source")]
    yield _row(titles)
    yield "|" + "---|" * len(titles)
    for figure in case.record.figures:
        for point in figure.points:
            told = figures.told(point, figure.unit, edition.catalogue.taxonomy, t)
            grade = t(_GRADES[evidence.point_grade(point, case.record.sources)])
            sources = "".join(f"[^{key}]" for key in point.sources)
            yield _row([figure.metric[t.language], str(told), t.date(point.as_of), grade, sources])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def llms(edition: Edition, language: str) -> bytes:
    """Return the list of all cases with their Markdown, in the form of llmstxt.org."""
    t, catalogue = strings(language), edition.catalogue
    lines = [
        f"# {t('Tajarib')}",
        "",
        f"> {t('What six Gulf states built, what it gave, what went wrong, and what you need to do the same.')}",
        "",
        t("Every figure stands with its source, its date and who states it. CC BY 4.0: copy freely, name the library."),
        "",
        f"- [{t('Open data')}]({edition.page('data/', language)})",
        f"- [{t('How we know')}]({edition.page('methodology/', language)})",
    ]
    lines += [
        f"- [{strings(other).name}]({edition.page('llms.txt', other)})"
        for other in catalogue.languages
        if other != language
    ]
    for code, country in catalogue.countries.items():
        cases = [case for case in catalogue.cases_of(country=code) if language in case.texts]
        if not cases:
            continue
        lines += ["", f"## {country.name[language]}", ""]
        for case in cases:
            text, address = case.texts[language], edition.page(case.address, language)
            lines.append(f"- [{text.title}]({address}{NAME}): {text.summary}")
    return "\n".join([*lines, ""]).encode()
