"""Addresses within the site: relative, so that it works under any path, and absolute where they must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """Addresses as seen from one page."""

    here: str
    """The page's own address below the site's root, language included: en/cases/oman/tajawob/."""
    language: str
    default_language: str
    """The language that stands at the root."""
    site_url: str
    """Where the site is published, with a closing slash."""
    base: str | None = None
    """What leads to the root; by default as many ``../`` as it takes. The 404 page, shown anywhere, has a path."""

    @property
    def root(self) -> str:
        return self.base if self.base is not None else "../" * self.here.count("/") or "./"

    def path(self, address: str, language: str | None = None) -> str:
        """Return the address below the site's root, of the page *address* in *language* (this page's)."""
        language = language or self.language
        return address if language == self.default_language else f"{language}/{address}"

    def page(self, address: str, language: str | None = None) -> str:
        """Return the relative link to the page *address* (cases/oman/tajawob/, with or without a fragment)."""
        return self.root + self.path(address, language)

    def asset(self, name: str) -> str:
        """Return the relative link to a file of the site."""
        return self.root + name

    def absolute(self, address: str, language: str | None = None) -> str:
        """Return the public address of a page."""
        return self.site_url + self.path(address, language)
