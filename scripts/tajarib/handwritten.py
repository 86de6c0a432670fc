"""The pages written by hand: which one stands in where a language has none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tajarib.i18n import SOURCE_LANGUAGE


def borrowed(uris: Iterable[str], languages: Sequence[str]) -> Mapping[str, str]:
    """Return, for each page (about.fr.md) that is missing among *uris*, the one that is shown in its place.

    That is the English one, or else the first of *languages* there is.
    """
    there = set(uris)
    order = (SOURCE_LANGUAGE, *languages)
    found: dict[str, str] = {}
    for name in sorted({uri.rsplit(".", 2)[0] for uri in there}):
        written = [f"{name}.{language}.md" for language in order if f"{name}.{language}.md" in there]
        if written:
            missing = (f"{name}.{language}.md" for language in languages)
            found |= {uri: written[0] for uri in missing if uri not in there}
    return found
