// The search page. What finds cases is loaded when it is first asked for: see finder.js.

import { counted, number } from "asset:amounts.js";

const page = document.querySelector("[data-search]");
const form = page.querySelector("form");
const list = page.querySelector("[data-results]");
const count = page.querySelector("[data-count]");
const again = page.querySelector("[data-again]");
const more = page.querySelector("[data-more]");
const nearest = page.querySelector("[data-nearest]");
const language = document.documentElement.lang;
const forms = JSON.parse(page.dataset.counted);
const FACETS = ["country", "theme"];
const STEP = 10;

let loading;
let turn = 0;
let shown = [];

function load() {
  loading ??= import("asset:finder.js").then(async ({ openFinder, describe }) => {
    const folder = new URL(`${page.dataset.root}pagefind/${language}/`, location.href);
    return { describe, ...(await openFinder(folder)) };
  });
  return loading;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function anchor(className, text, href) {
  const made = element("a", className, text);
  made.href = href;
  return made;
}

function item({ url, title, where, summary, section }) {
  const entry = element("li");
  entry.append(element("p", "result-where", where), anchor("", title, url), element("p", "", summary));
  if (section) {
    entry.append(anchor("result-section", page.dataset.section.replace("{section}", section.title), section.url));
  }
  return entry;
}

function fits(values, chosen, except) {
  return FACETS.every((name) => name === except || !chosen.get(name) || values.includes(chosen.get(name)));
}

// Beside each choice of a facet, how many results it leaves, the other facet as it is.
function countChoices(found, chosen) {
  for (const name of FACETS) {
    const left = found.filter(({ values }) => fits(values, chosen, name));
    for (const option of form.elements[name].options) {
      option.dataset.name ??= option.textContent;
      const fitting = option.value ? left.filter(({ values }) => values.includes(option.value)).length : left.length;
      option.textContent = `${option.dataset.name} (${number.format(fitting)})`;
    }
  }
}

function uncountChoices() {
  for (const name of FACETS) {
    for (const option of form.elements[name].options) option.textContent = option.dataset.name ?? option.textContent;
  }
}

// The next results, one after the other as they arrive; gives up when another search has begun.
async function showMore(now, describe) {
  const next = shown.splice(0, STEP).map(describe);
  for (const described of next) {
    const result = await described;
    if (now !== turn) return;
    list.append(item(result));
  }
  more.hidden = !shown.length;
}

async function offerNearest(now, query, finder) {
  const terms = await finder.nearest(query);
  if (now !== turn || !terms.length) return;
  const links = terms.map((term) => {
    const entry = element("li");
    entry.append(anchor("chip", term, `?q=${encodeURIComponent(term)}`));
    return entry;
  });
  nearest.querySelector("ul").replaceChildren(...links);
  nearest.hidden = false;
}

function keepInAddress(chosen) {
  const address = new URL(location.href);
  for (const [name, value] of chosen) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
}

// Beside what was found, if anything: that there may be more.
function tell(text, isWhole) {
  count.textContent = text;
  again.hidden = isWhole;
}

async function search() {
  const now = ++turn;
  const chosen = new FormData(form);
  const query = chosen.get("q").trim();
  keepInAddress(chosen);
  if (!query && !FACETS.some((name) => chosen.get(name))) {
    list.replaceChildren();
    list.ariaBusy = "false";
    tell("", true);
    more.hidden = nearest.hidden = true;
    uncountChoices();
    return;
  }
  list.ariaBusy = "true"; // results come one after the other
  try {
    const finder = await load();
    const found = (await finder.find(query)).map((result) => ({ ...result, values: finder.facets(result.id) }));
    if (now !== turn) return;
    countChoices(found, chosen);
    const fitting = found.filter(({ values }) => fits(values, chosen));
    list.replaceChildren();
    more.hidden = nearest.hidden = true;
    shown = fitting;
    const isWhole = finder.isWhole();
    const none = isWhole ? page.dataset.none.replace("{query}", query) : "";
    const told = fitting.length ? counted(forms, fitting.length) : none;
    tell(isWhole ? told : [told, page.dataset.part].filter(Boolean).join(" · "), isWhole);
    if (fitting.length) await showMore(now, finder.describe);
    else if (isWhole) await offerNearest(now, query, finder);
  } catch (error) {
    if (now === turn) tell(page.dataset.failed, false);
    throw error;
  } finally {
    if (now === turn) list.ariaBusy = "false";
  }
}

const given = new URLSearchParams(location.search);
for (const name of ["q", ...FACETS]) if (given.get(name)) form.elements[name].value = given.get(name);

let waiting;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 200);
});
more.addEventListener("click", async () => {
  const before = list.children.length;
  try {
    await showMore(turn, (await load()).describe);
  } catch (error) {
    tell(page.dataset.failed, false);
    throw error;
  }
  list.children[before]?.querySelector("a").focus();
});
// What was once lost is not asked for again by a module or by Pagefind; the address holds all that was asked.
again.addEventListener("click", () => location.reload());
list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") form.elements.q.focus();
  if (!step) return;
  const links = [...list.querySelectorAll("li > a:first-of-type")];
  const here = event.target.closest("li").querySelector("a");
  const next = links[links.indexOf(here) + step];
  event.preventDefault();
  (next ?? (step < 0 ? form.elements.q : more)).focus();
});
form.elements.q.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    list.querySelector("a")?.focus();
    event.preventDefault();
  } else if (event.key === "Escape") {
    form.elements.q.value = "";
    search();
  }
});
search();
