"""The site as a web server delivers it: the policy of every page, and the real nginx with the configuration of a build.

The browser walks every template under that configuration: nothing may be against the policy, nothing go wrong, and
nothing be asked of another origin.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import ssl
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection

import pytest
from playwright.sync_api import expect

from install_programs import needs
from projects import ROOT
from server import nginx
from tajarib.hosting import TYPES
from tajarib.security import content_policy, headers
from test_browser import ADDRESSES

META = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{content_policy()}">\n'
DATA = r'<script type="application/(?:ld\+)?json"'
INLINE = re.compile(rf"(?!{DATA})<script(?![^>]* src=)|<style|<[a-z][^<>]*?\s(?:style|on[a-z]+)=\"", re.I)
THEME = f"<script>{(ROOT / 'overrides' / 'partials' / 'theme.js').read_text('utf-8').removesuffix(chr(10))}</script>"
PIECE = re.compile(r"\.pf_\w+$")
SUB_PATH = "https://tajarib.example/library/"


# --- what a build writes


def directives(policy):
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


def test_every_page_brings_its_policy_and_keeps_it(site):
    pages = sorted(site.rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text("utf-8")
        # Before the policy there is nothing that it could be too late for.
        assert text.partition("<head>\n")[2].startswith(META), page
        text = text.replace(THEME, "", 1)  # known by its hash, the only one
        assert not INLINE.search(text), (page, INLINE.search(text))


def test_the_inline_script_is_the_one_that_the_policy_knows():
    script = THEME.removeprefix("<script>").removesuffix("</script>")
    known = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert directives(content_policy())["script-src"] == f"'self' 'sha256-{known}' 'wasm-unsafe-eval'"


def test_a_server_says_what_the_page_says_and_who_may_frame_it():
    said = directives(headers()["Content-Security-Policy"])
    assert said.pop("frame-ancestors") == "'none'"
    assert said == directives(content_policy())
    assert "unsafe-inline" not in content_policy()
    assert "'unsafe-eval'" not in content_policy()


def test_the_preview_may_reload_itself():
    (changed,) = directives(content_policy(has_inline_scripts=True)).items() - directives(content_policy()).items()
    assert changed == ("script-src", "'self' 'wasm-unsafe-eval' 'unsafe-inline'")


def test_hosts_that_read_headers_get_the_same(site):
    rules = re.findall(r"^(/\S*)\n((?:  \S.*\n)+)", (site / "_headers").read_text("utf-8"), re.M)
    by_path = {path: dict(line.strip().split(": ", 1) for line in lines.splitlines()) for path, lines in rules}
    assert by_path == {
        "/*": headers(),
        "/assets/*": {"Cache-Control": "public, max-age=31536000, immutable"},
    }


def test_every_kind_of_file_has_a_type(site):
    kinds = {path.name.rpartition(".")[2] for path in site.rglob("*") if path.is_file()}
    assert kinds - {"_headers"} <= TYPES.keys()


# --- nginx


@pytest.fixture(scope="module")
def served(site, tmp_path_factory):
    needs("nginx", "openssl")
    with nginx(site, tmp_path_factory.mktemp("nginx")) as server:
        yield server


@pytest.fixture(scope="module")
def below(site, tmp_path_factory):
    """The same below a path."""
    needs("nginx", "openssl")
    with nginx(site, tmp_path_factory.mktemp("nginx"), SUB_PATH) as server:
        yield server


@contextmanager
def connection(server, *, kind=HTTPConnection, port=None, **options):
    one = kind("127.0.0.1", port or server.port, timeout=None, **options)
    try:
        yield one
    finally:
        one.close()


def ask(server, path, method="GET", port=None, **said):
    """Return status, headers and body of the answer to one request."""
    with connection(server, port=port) as one:
        one.request(method, path, headers={name.replace("_", "-"): value for name, value in said.items()})
        answer = one.getresponse()
        return answer.status, answer.headers, answer.read()


def some(server, pattern):
    """Return the path of a file."""
    return server.base + min(server.root.glob(pattern)).relative_to(server.root).as_posix()


@pytest.mark.parametrize("path", ["", "en/cases/oman/tajawob/", "sw.js", "api/v1/cases.json", "no/such/thing/"])
def test_every_answer_says_all(served, path):
    _, said, _ = ask(served, served.base + path)
    assert {name: said[name] for name in headers()} == headers()
    assert said["Server"] == "nginx"


@pytest.mark.parametrize(
    ("pattern", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("assets/style.*.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("assets/site.*.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("assets/icons.*.svg", "image/svg+xml", "public, max-age=31536000, immutable"),
        ("assets/arabic-400.*.woff2", "font/woff2", "public, max-age=31536000, immutable"),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("feed.xml", "application/xml", "no-cache"),
        ("llms.txt", "text/plain; charset=utf-8", "no-cache"),
        ("cases/oman/tajawob/*.bib", "application/x-bibtex; charset=utf-8", "no-cache"),
        ("api/v1/cases.csv", "text/csv; charset=utf-8", "no-cache"),
        ("api/v1/library.sqlite", "application/vnd.sqlite3", "no-cache"),
        ("data/catalogue.jsonld", "application/ld+json", "no-cache"),
        ("pagefind/ar/pagefind.js", "text/javascript; charset=utf-8", "no-cache"),
        ("pagefind/ar/wasm.unknown.pagefind", "application/octet-stream", "no-cache"),
        ("pagefind/ar/index/*.pf_index", "application/octet-stream", "public, max-age=86400"),
        ("pagefind/ar/fragment/*.pf_fragment", "application/octet-stream", "public, max-age=86400"),
    ],
)
@pytest.mark.parametrize("where", ["served", "below"])
def test_types_and_caching(request, where, pattern, kind, kept):
    server = request.getfixturevalue(where)
    path = some(server, pattern)
    status, said, body = ask(server, path)
    assert (status, said["Content-Type"], said["Cache-Control"]) == (200, kind, kept)
    assert body == (server.root / path.removeprefix(server.base)).read_bytes()
    assert ask(server, path, If_None_Match=said["ETag"])[0] == 304
    assert ask(server, path, If_Modified_Since=said["Last-Modified"])[0] == 304
    assert ask(server, path, "HEAD")[::2] == (200, b"")


@pytest.mark.parametrize("where", ["served", "below"])
def test_an_address_without_its_slash_leads_on(request, where):
    server = request.getfixturevalue(where)
    for path in ("cases", "en/cases/oman/tajawob", "search"):
        status, said, _ = ask(server, f"{server.base}{path}?q=1")
        assert (status, said["Location"]) == (301, f"{server.base}{path}/?q=1")
    if server.base != "/":
        assert ask(server, server.base.rstrip("/"))[1]["Location"] == server.base


@pytest.mark.parametrize("where", ["served", "below"])
@pytest.mark.parametrize("path", ["no/such/thing/", "cases/oman/no-such-case/", "assets/", "assets/site.js", "a%0a"])
def test_what_is_not_there(request, where, path):
    server = request.getfixturevalue(where)
    status, said, body = ask(server, server.base + path)
    assert (status, said["Cache-Control"]) == (404, "no-cache")
    assert body == (server.root / "404.html").read_bytes()


def test_nothing_outside_the_site_is_served(served):
    for path in ("/../nginx.conf", "/%2e%2e/nginx.conf", "/assets/../../nginx.conf", "//nginx.conf", "/..%2fsite.conf"):
        assert ask(served, path)[0] in (400, 404)


def test_nothing_can_be_written(served):
    for method in ("POST", "PUT", "DELETE"):
        assert ask(served, "/", method)[0] == 405


def test_what_was_compressed_before_is_sent_as_it_is(served):
    page = served.root / "en" / "about" / "index.html"
    before = gzip.compress(page.read_bytes(), 9, mtime=0)
    # The page with one byte more in its head of gzip: what nginx would make itself is never this.
    packed = page.with_name("index.html.gz")
    packed.write_bytes(before[:3] + b"\x08" + before[4:10] + b"packed\0" + before[10:])
    try:
        status, said, body = ask(served, "/en/about/", Accept_Encoding="gzip")
        assert (status, said["Content-Encoding"], said["Vary"]) == (200, "gzip", "Accept-Encoding")
        assert said["Content-Type"] == "text/html; charset=utf-8"
        assert body == packed.read_bytes()
        assert gzip.decompress(body) == page.read_bytes()
        assert ask(served, "/en/about/", Accept_Encoding="gzip", If_None_Match=said["ETag"])[0] == 304
        assert ask(served, "/en/about/")[2] == page.read_bytes()
    finally:
        packed.unlink()


def test_the_rest_is_compressed_on_the_way_but_not_twice(served):
    for pattern in ("index.html", "assets/style.*.css", "assets/site.*.js", "api/v1/cases.json", "api/v1/cases.csv"):
        path = some(served, pattern)
        _, said, body = ask(served, path, Accept_Encoding="gzip")
        assert (said["Content-Encoding"], said["Vary"]) == ("gzip", "Accept-Encoding"), path
        assert gzip.decompress(body) == (served.root / path.lstrip("/")).read_bytes()
        assert ask(served, path, Accept_Encoding="gzip", If_None_Match=said["ETag"])[0] == 304
    for pattern in ("pagefind/ar/fragment/*", "pagefind/ar/wasm.*", "assets/*.woff2"):
        assert ask(served, some(served, pattern), Accept_Encoding="gzip")[1]["Content-Encoding"] is None


def test_a_download_can_go_on_where_it_broke_off(served):
    whole = (served.root / "api" / "v1" / "library.sqlite").read_bytes()
    status, _, rest = ask(served, "/api/v1/library.sqlite", Range="bytes=1000-")
    assert (status, rest) == (206, whole[1000:])


def test_encrypted_and_nothing_else(served):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # its certificate is the test's own
    with connection(served, kind=HTTPSConnection, port=served.tls_port, context=context) as one:
        one.request("GET", "/en/")
        answer = one.getresponse()
        assert (answer.status, answer.headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
    context.set_alpn_protocols(["h2", "http/1.1"])
    with connection(served, kind=HTTPSConnection, port=served.tls_port, context=context) as one:
        one.connect()
        assert one.sock.selected_alpn_protocol() == "h2"
    status, said, _ = ask(served, "/en/cases/?country=oman", port=served.redirect_port)
    assert (status, said["Location"]) == (301, "https://tajarib.example/en/cases/?country=oman")


# --- in the browser

TELL = "addEventListener('securitypolicyviolation', (e) => console.error(`${e.effectiveDirective} ${e.blockedURI}`))"


@pytest.fixture
def browse(chromium):
    """Return a function that opens a page in a fresh browser, and a list of what goes wrong in it."""
    contexts = []

    def browse(address):
        context = chromium.new_context()
        contexts.append(context)
        context.add_init_script(TELL)
        page, faults = context.new_page(), []
        page.set_default_timeout(180_000)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda m: faults.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else faults.append(f"to {r.url}"))
        return page, faults

    yield browse
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("where", ["served", "below"])
def test_every_template_keeps_to_the_policy(request, browse, where, prefix):
    server = request.getfixturevalue(where)
    page, faults = browse(server.address)
    # Below a path, what depends on the path: a page of each depth, the search, the worker.
    for path in ADDRESSES if where == "served" else ("", "cases/oman/tajawob/", "search/?q=tawasul"):
        response = page.goto(server.address + prefix + path)
        # (What differs in its fragment alone is not asked for again.)
        assert response is None or response.headers["content-security-policy"]
        if path.startswith("search"):
            page.locator("[data-results] a").first.wait_for()
        if path.startswith("compare/?"):
            page.locator("table.compare td").first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert not faults


@pytest.mark.browser
def test_the_page_for_what_is_not_there_keeps_to_it_too(browse, served):
    page, faults = browse(served.address)
    page.goto(f"{served.address}no/such/page/")
    expect(page.locator(".not-found h1")).to_be_visible()
    (fault,) = faults
    assert "status of 404" in fault  # so the browser says, of the page itself


MAKE = "make = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));"
ELSEWHERE = "https://elsewhere.invalid/"
ATTEMPTS = {
    "script-src-elem inline": "make('script', {text: 'fired = 1'})",
    "script-src-attr inline": "document.body.setAttribute('onclick', 'fired = 1'); document.body.click()",
    f"script-src-elem {ELSEWHERE}": f"make('script', {{src: '{ELSEWHERE}'}})",
    "style-src-elem inline": "make('style', {textContent: 'p{}'})",
    "style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    f"img-src {ELSEWHERE}": f"make('img', {{src: '{ELSEWHERE}'}})",
    f"connect-src {ELSEWHERE}": f"fetch('{ELSEWHERE}').catch(() => {{}})",
    "frame-src https://elsewhere.invalid": f"make('iframe', {{src: '{ELSEWHERE}'}})",
    f"base-uri {ELSEWHERE}": f"make('base', {{href: '{ELSEWHERE}'}})",
    f"form-action {ELSEWHERE}?": f"make('form', {{action: '{ELSEWHERE}'}}).submit()",
}


@pytest.mark.browser
def test_the_policy_in_the_page_stops_what_it_should(browse, address):
    """By the page's own policy alone, as on a host that sends no headers."""
    page, faults = browse(address)
    page.goto(f"{address}en/about/")
    assert not faults
    for violated, attempt in ATTEMPTS.items():
        with page.expect_console_message(lambda message, violated=violated: message.text == violated):
            page.evaluate(MAKE + attempt)
    assert page.evaluate("typeof fired") == "undefined"
