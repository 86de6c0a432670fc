"""Access for all: axe, with no rule switched off, finds nothing on any template, in both languages, light and dark.

What axe can't see is looked at apart: the way by keyboard, larger text and wider spacing, paper, a reader's own
colours, motion, and the language of parts.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from axe import violations
from browser import ARGUMENTS, executable
from test_browser import ADDRESSES

pytestmark = pytest.mark.browser


# Each language, width and scheme with each other: four views of a page show what eight would.
VIEWS = (("", 320, "dark"), ("", 1280, "light"), ("en/", 320, "light"), ("en/", 1280, "dark"))


def settle(page, path):
    """Wait for what the page at *path* gets from its scripts."""
    if path.startswith("search"):
        page.locator("[data-results][aria-busy='false'] a").first.wait_for()
    if path.startswith("compare/?"):
        page.locator("table.compare td").first.wait_for()
    if path.startswith("contribute/form/"):
        page.locator("[data-form][data-ready]").wait_for()
    if path.startswith("readiness/#"):
        page.locator("[data-steps] > li").first.wait_for()
    if path == "gateway/":
        page.locator(".gate-form").wait_for()
    if page.locator("[data-pick]").count():
        page.locator("[data-pick] button").first.wait_for()


@pytest.mark.parametrize(("prefix", "width", "scheme"), VIEWS)
@pytest.mark.parametrize("path", [*ADDRESSES, "404.html"])
def test_axe_finds_nothing(turn_to, path, prefix, width, scheme):
    if path == "404.html" and prefix:
        pytest.skip("there is one 404 page for both languages")
    page = turn_to(prefix + path, width=width, color_scheme=scheme, reduced_motion="reduce")
    settle(page, path)
    if path.startswith("contribute/form/"):
        # All entries, and of the many boxes of sources some: they are all alike.
        folded = "[...document.querySelectorAll('.entry'), ...[...document.querySelectorAll('.boxes')].slice(0, 6)]"
        page.evaluate(f"{folded}.forEach((box) => {{ box.open = true; }})")
    assert violations(page) == []


def test_what_is_wrong_is_found(turn_to):
    page = turn_to("en/cases/oman/tajawob/", color_scheme="light", reduced_motion="reduce")
    page.evaluate("""() => {
        document.querySelector("h1").style.color = "#eee";
        document.querySelector("main").append(document.createElement("button"));
    }""")
    found = violations(page)
    assert {rule for rule, _, _ in found} >= {"button-name", "color-contrast"}
    assert ["button-name", "<button></button>"] in [[rule, element] for rule, element, _ in found]


# --- the way by keyboard

INTERACTIVE = ("", "cases/", "cases/oman/tajawob/", "countries/oman/", "themes/feedback/", "search/?q=tawasul")
INTERACTIVE += ("timeline/", "compare/?c=bahrain/tawasul&c=oman/tajawob", "gateway/", "readiness/#law=y&mandate=n")
INTERACTIVE += ("learn/feedback/", "status/", "contribute/form/", "countries/", "data/", "contribute/reference/")

# What Tab should stop at, in the order of the page; of a group of radio buttons, the chosen one or the first.
STOPS = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    const groups = new Map();
    for (const e of all) if (e.type === "radio" && (e.checked || !groups.has(e.name))) groups.set(e.name, e);
    window.stops = all.filter((e) => e.tabIndex >= 0 && !e.disabled
        && e.checkVisibility({ visibilityProperty: true })
        && (e.matches("summary") || !e.closest("details:not([open])"))
        && (e.type !== "radio" || groups.get(e.name) === e));
    return stops.length;
}"""
# Where the focus is, and whether it is seen: ringed, within the window, and not under something else.
FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const places = [[.5, .5], [.02, .5], [.98, .5], [.5, .02], [.5, .98], [.02, .98], [.98, .98]];
    const boxes = [e, ...e.querySelectorAll("*")].flatMap((part) => [...part.getClientRects()]);
    const isOver = boxes.some((box) => places.some(([x, y]) => {
        const at = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return at && (e.contains(at) || [...e.labels ?? []].some((label) => label.contains(at)));
    }));
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    return {
        place: stops.indexOf(e),
        name: `${e.tagName}.${e.getAttribute("class") ?? ""} ${(e.textContent || e.name || "").trim().slice(0, 40)}`,
        isSeen: isOver && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        head: e.closest(".site-head") && !e.matches(".skip") ? [box.left, box.right, box.top, box.bottom] : null,
    };
}"""


@pytest.mark.parametrize(("prefix", "width"), [("", 320), ("en/", 1280)])
@pytest.mark.parametrize("path", INTERACTIVE)
def test_tab_goes_through_everything_in_order_and_out_again(turn_to, path, prefix, width):
    page = turn_to(prefix + path, width=width, reduced_motion="reduce")
    settle(page, path)
    count = page.evaluate(STOPS)
    assert count > 10
    walked = []
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        # At the end the focus leaves the page, or begins anew where there is nothing else to go to.
        if not focus or (walked and focus["place"] == 0):
            break
        walked.append(focus)
    assert [focus["place"] for focus in walked] == list(range(count))
    assert not [focus["name"] for focus in walked if not focus["isSeen"]]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_focus_moves_as_one_reads(open_page, prefix):
    """In the header, side by side: from the right in Arabic, from the left in English."""
    page = open_page(f"{prefix}cases/oman/tajawob/")
    page.evaluate(STOPS)
    boxes = []
    while not boxes or boxes[-1]:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["name"].startswith("A.skip"):
            continue
        boxes.append(focus["head"])
    starts = [box[1] if not prefix else -box[0] for box in boxes[:-1]]
    assert len(starts) > 8
    assert starts == sorted(starts, reverse=True)


# --- larger text, wider spacing, paper

# What does not fit: the page itself, or text that is cut off or sticks out of the window. Tables may scroll by
# themselves: to read one is to go along its rows and columns.
UNFIT = """(isPaper) => {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? ["the page is wider than the window"] : [];
    for (const e of document.querySelectorAll("body *")) {
        const style = getComputedStyle(e);
        const scrolls = e.matches(".scroll");
        const hasText = [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if ((!hasText && !scrolls) || !e.checkVisibility() || e.closest("svg, .visually-hidden, .skip")) continue;
        const box = e.getBoundingClientRect();
        if (e.clientWidth < 2) continue;
        const isCut = (e.scrollWidth > e.clientWidth + 1 && style.overflowX !== "visible" && (isPaper || !scrolls))
            || (e.scrollHeight > e.clientHeight + 2 && ["hidden", "clip"].includes(style.overflowY));
        const isOut = (box.left < -1 || box.right > width + 1) && (isPaper || !e.closest(".scroll"));
        if (isCut || isOut) found.push(`${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`);
    }
    return found;
}"""
SPACING = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [style];
}"""


def walk(context, address, prefix, look):
    """Return what *look* finds on the pages, by path."""
    page = context.new_page()
    page.set_default_timeout(180_000)
    found = {}
    for path in ADDRESSES:
        page.goto(address + prefix + path)
        settle(page, path)
        if faults := look(page):
            found[path] = faults
    context.close()
    return found


@pytest.fixture(scope="module")
def large_text(chromium):
    """A browser whose reader has set letters twice as large as usual."""
    browser = chromium.browser_type.launch(
        executable_path=executable(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    yield browser
    browser.close()


@pytest.mark.parametrize(("prefix", "width"), [("", 640), ("en/", 1280)])
def test_text_twice_as_large_loses_nothing(large_text, address, prefix, width):
    context = large_text.new_context(viewport={"width": width, "height": 800})
    assert walk(context, address, prefix, lambda page: page.evaluate(UNFIT, False)) == {}


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_wider_spacing_on_a_phone_loses_nothing(chromium, address, prefix):
    def look(page):
        page.evaluate(SPACING)
        return page.evaluate(UNFIT, False)

    assert walk(chromium.new_context(viewport={"width": 320, "height": 800}), address, prefix, look) == {}


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_paper_shows_all(chromium, address, prefix):
    """What is folded on the screen is open on paper, and nothing is wider than the sheet: A4 less its margins."""
    folded = """() => [...document.querySelectorAll("main details:not(.answers-hidden) > :not(summary)")]
        .filter((e) => e.parentElement.checkVisibility() && !e.checkVisibility())
        .map((e) => `folded: ${e.parentElement.textContent.trim().slice(0, 40)}`)"""

    def look(page):
        page.emulate_media(media="print")
        try:
            return page.evaluate(UNFIT, True) + page.evaluate(folded)
        finally:
            page.emulate_media(media="screen")

    assert walk(chromium.new_context(viewport={"width": 718, "height": 1000}), address, prefix, look) == {}


def test_paper_says_where_a_link_leads(open_page):
    page = open_page("en/cases/oman/tajawob/")
    page.emulate_media(media="print")
    links = page.locator('main a[href^="http"]:not(.address):visible')
    said = links.evaluate_all("all => all.map((a) => [a.getAttribute('href'), getComputedStyle(a, '::after').content])")
    assert len(said) > 5
    assert [content for _, content in said] == [f'" {href}"' for href, _ in said]


# --- motion, one's own colours, language of parts

MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
    return parseFloat(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
}).map((e) => e.outerHTML.slice(0, 80))"""
# Text of the other script without a language of its own. In Arabic, names of a word or two may be read by the same
# voice, and addresses are no language.
OTHER_VOICE = r"""() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement, text = texts.currentNode.textContent.trim();
        if (!element.checkVisibility() || element.closest("code, pre, script")) continue;
        const isArabic = element.closest("[lang]").getAttribute("lang") === "ar";
        const other = isArabic ? /[A-Za-z]{2,}( [A-Za-z]{2,}){2,}/ : /[\u0621-\u064a]{2,}/;
        if (other.test(text)) found.push(text.slice(0, 60));
    }
    return found;
}"""


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_nothing_moves_for_those_who_asked_for_that_and_each_part_says_its_language(chromium, address, prefix):
    context = chromium.new_context(reduced_motion="reduce")
    # The rules of the validator quote Arabic signs one by one.
    found = walk(context, address, prefix, lambda page: page.evaluate(MOVING) + page.evaluate(OTHER_VOICE))
    found.pop("contribute/rules/", None)
    assert found == {}


# What is drawn without words, by a surface or by a line, and does not stand out from the canvas behind it; and how many
# such things there are.
UNDRAWN = r"""() => {
    const canvas = getComputedStyle(document.body).backgroundColor, found = [];
    let count = 0;
    const parsed = (colour) => /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour)?.slice(1);
    const light = (colour) => [.2126, .7152, .0722].reduce((sum, weight, i) => {
        const part = parsed(colour)[i] / 255;
        return sum + weight * (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    }, .05);
    const standsOut = (colour) => {
        const [darker, lighter] = [light(colour), light(canvas)].sort((a, b) => a - b);
        return lighter / darker >= 3;
    };
    const look = (e, part, paints) => {
        const seen = paints.filter((colour) => colour !== "none" && parsed(colour)?.[3] !== "0");
        count += seen.length > 0;
        if (seen.length && !seen.some((colour) => parsed(colour) && standsOut(colour)))
            found.push(`${e.localName}.${e.getAttribute("class")}${part}: ${seen}`);
    };
    for (const e of document.querySelectorAll("body *")) {
        if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".visually-hidden, .skip, defs")) continue;
        if (e.matches("path, line, rect, circle, polyline, polygon, ellipse, svg text, use")) {
            const { fill, stroke, strokeWidth } = getComputedStyle(e);
            look(e, "", parseFloat(strokeWidth) ? [fill, stroke] : [fill]);
            continue;
        }
        const isBox = !e.childNodes.length && !e.matches("input, select, textarea, br, hr, img");
        for (const part of isBox ? ["", "::before", "::after"] : ["::before", "::after"]) {
            const style = getComputedStyle(e, part);
            if (part && !style.content.startsWith('""')) continue;
            const { width, height } = part ? style : e.getBoundingClientRect();
            if (!(parseFloat(width) >= 2 && parseFloat(height) >= 2)) continue;
            const sides = ["Top", "Right", "Bottom", "Left"].map((side) => `border${side}`);
            const edges = sides.filter((side) => style[`${side}Style`] !== "none" && parseFloat(style[`${side}Width`]));
            look(e, part, [style.backgroundColor, ...edges.map((side) => style[`${side}Color`])]);
        }
    }
    return [found, count];
}"""


@pytest.mark.parametrize(("prefix", "scheme"), [("", "dark"), ("en/", "light")])
def test_with_forced_colours_nothing_drawn_is_lost(chromium, address, prefix, scheme):
    counts = []

    def look(page):
        found, count = page.evaluate(UNDRAWN)
        counts.append(count)
        return found

    context = chromium.new_context(forced_colors="active", color_scheme=scheme)
    assert walk(context, address, prefix, look) == {}
    assert min(counts) > 0


def test_what_is_lost_to_forced_colours_is_seen(open_page):
    page = open_page("en/", forced_colors="active")
    page.evaluate("""() => {
        const style = new CSSStyleSheet();
        style.replaceSync(".legend i { background: Canvas !important; border-color: Canvas !important }");
        document.adoptedStyleSheets = [style];
    }""")
    found, _ = page.evaluate(UNDRAWN)
    assert len(found) == page.locator(".legend i").count() > 0


@pytest.mark.parametrize(("scheme", "kept"), [("light", "dark"), ("dark", "light")])
def test_a_readers_own_colours(open_page, scheme, kept):
    """With colours forced, whatever the page was set to before: what is drawn by a background alone is still there."""
    page = open_page("en/", color_scheme=scheme, forced_colors="active")
    page.evaluate("(kept) => localStorage.setItem('theme', kept)", kept)

    def paints(selector, name="background-color", part=None):
        # In the order of the page, each different one once.
        return page.evaluate(
            """([selector, name, part]) => [...new Set([...document.querySelectorAll(selector)].map(
                (e) => getComputedStyle(e, part).getPropertyValue(name)))]""",
            [selector, name, part],
        )

    page.goto(page.url + "cases/bahrain/tawasul/")
    canvas, *_ = paints("body")
    (text,) = paints("h1", "color")
    assert canvas != text
    for selector in (".chart .series .line", ".chart .axis text"):
        (drawn,) = paints(selector, "stroke" if "line" in selector else "fill")
        assert drawn == text, selector
    assert canvas not in paints(".mix i")
    assert canvas not in paints(".grade", part="::before")
    page.locator(".mix-legend").wait_for()
    assert len(paints(".mix-legend li", part="::before")) == 3
    page.keyboard.press("Tab")
    assert canvas not in paints(".skip", "outline-color")
    page.goto(page.url.removesuffix("cases/bahrain/tawasul/"))
    assert paints(".legend i:not(.also)") == [text]
    assert paints(".search-form button", "border-top-style") == ["solid"]
    expect(page.get_by_role("button", name="Search").first).to_be_visible()
