"""What a page may do, and what a server says with every answer: the one definition for pages and configurations."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

SELF = "'self'"

_THEME = "'sha256-tm1ikuMNfrHDdzx+g+ERyScnhycjXxC3Src899noDiA='"
"""The one inline script, overrides/partials/theme.js, which keeps a reader's choice of light or dark."""

POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": (SELF, _THEME, "'wasm-unsafe-eval'"),  # Pagefind is WebAssembly
    "style-src": (SELF,),
    "img-src": (SELF, "data:"),  # the pattern on the home page stands in the style sheet
    "font-src": (SELF,),
    "connect-src": (SELF,),
    "worker-src": (SELF,),
    "manifest-src": (SELF,),
    "form-action": (SELF,),
    "base-uri": ("'none'",),
}
"""The Content-Security-Policy that pages bring themselves, directive by directive."""

REFERRER = "same-origin"
"""Official sites that a case links to are not told who reads about them."""

# A browser warns about names that it does not know; these are known to all that have the header.
_SWITCHED_OFF = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
    *("payment", "usb"),
)


def content_policy(*, has_inline_scripts: bool = False) -> Markup:
    """Return the policy for the page's own head; the preview has an inline script, MkDocs' live reload."""
    # A browser that is given a hash takes no other inline script, whatever else it is told.
    allowed = [source for source in POLICY["script-src"] if source != _THEME]
    more = {"script-src": (*allowed, "'unsafe-inline'")} if has_inline_scripts else {}
    return Markup(_written({**POLICY, **more}))  # noqa: S704 - constants, without a double quotation mark


def headers() -> Mapping[str, str]:
    """Return what a server says with every answer, a page or not."""
    return {
        # A page can't say of itself who may frame it: browsers heed that from a server only.
        "Content-Security-Policy": _written({**POLICY, "frame-ancestors": ("'none'",)}),
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _SWITCHED_OFF),
        "Cross-Origin-Opener-Policy": "same-origin",
        # All of it is public and alike for everyone, so other sites may load data, texts and pictures.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }


def _written(policy: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(" ".join((directive, *sources)) for directive, sources in policy.items())
