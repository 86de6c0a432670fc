// All cases: facets, counts and order. The address holds the choice. Within one facet any of the chosen values will do,
// across facets all must; a count says what choosing would leave. What all cases have is fetched when a reader first
// turns to the facets; the cards that stand on the page already are used, others are fetched as they are shown.

import { counted, number } from "asset:amounts.js";

const page = document.querySelector("[data-facets]");
const found = page.querySelector("[data-found]");
const still = page.querySelector("[data-still]");
const fitting = page.querySelector("[data-fitting]");
const more = page.querySelector("[data-more]");
const sort = page.querySelector("[data-sort]");
const chosen = page.querySelector("[data-chosen]");
const clear = page.querySelector("[data-clear]");
const count = page.querySelector("[data-count]");
const empty = page.querySelector("[data-empty]");
const forms = JSON.parse(page.dataset.counted);
// So many are shown at once; beyond that as many as need not be fetched, but no page is longer than those without script.
const STEP = 20;
const LONGEST = 100;
const LAST = Number.MAX_SAFE_INTEGER;

const byTitle = (a, b) => a.title - b.title;
const ORDERS = {
  "": (a, b) => a.place - b.place || byTitle(a, b),
  title: byTitle,
  newest: (a, b) => (b.started ?? -1) - (a.started ?? -1) || byTitle(a, b),
  oldest: (a, b) => (a.started ?? LAST) - (b.started ?? LAST) || byTitle(a, b),
  evidence: (a, b) => b.strength - a.strength || byTitle(a, b),
};

const homes = [...still.querySelectorAll(".cards")].map((home) => [home, [...home.children]]);
const known = new Map();
const know = (card) => known.set(card.querySelector("[data-pick]").dataset.pick, card);
still.querySelectorAll(".card").forEach(know);

let turn = 0;
let fits = [];
let shown = 0;

// facet → value → its box, its name, its count and the address of its own page.
const facets = new Map();
for (const group of page.querySelectorAll("[data-facet]")) {
  const values = new Map();
  for (const item of group.querySelectorAll("[data-value]")) {
    const link = item.querySelector("a");
    const [name, total] = link.children;
    const box = document.createElement("input");
    box.type = "checkbox";
    const label = document.createElement("label");
    label.append(box, name, total);
    item.replaceChildren(label);
    values.set(item.dataset.value, { box, item, total, name: name.textContent, address: link.getAttribute("href") });
  }
  facets.set(group.dataset.facet, values);
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

const asked = new Map();
function once(address, read) {
  if (!asked.has(address)) {
    const reading = fetched(address).then(read);
    asked.set(address, reading);
    reading.catch(() => asked.delete(address)); // so that the next try asks again
  }
  return asked.get(address);
}

const load = () =>
  once(page.dataset.list, (list) =>
    list.ids.map((id, i) => {
      const values = {};
      for (const [facet, { codes, of }] of Object.entries(list.facets)) values[facet] = of[i].map((at) => codes[at]);
      const [title, started, strength] = [list.title[i], list.started[i], list.strength[i]];
      return { id, values, title, started, strength, place: list.facets.country.of[i][0], file: Math.floor(i / list.chunk) };
    }),
  );

const loadCards = (file) =>
  once(`${page.dataset.cards}${file}.json`, (cards) =>
    new DOMParser().parseFromString(cards, "text/html").querySelectorAll(".card").forEach(know),
  );

function selection() {
  const result = new Map();
  for (const [facet, values] of facets) {
    const taken = [...values].filter(([, { box }]) => box.checked).map(([value]) => value);
    if (taken.length) result.set(facet, taken);
  }
  return result;
}

// The facets whose choice a case does not meet.
function unmet({ values }, taken) {
  return [...taken].filter(([facet, wanted]) => !wanted.some((value) => values[facet].includes(value)));
}

function tally(cases, taken) {
  const totals = new Map([...facets].map(([facet]) => [facet, new Map()]));
  const left = [];
  for (const entry of cases) {
    const missing = unmet(entry, taken);
    if (!missing.length) left.push(entry);
    if (missing.length > 1) continue;
    // A case that fails one facet alone still counts there: choosing one more value of it would bring it in.
    for (const facet of missing.length ? [missing[0][0]] : facets.keys())
      for (const value of entry.values[facet]) totals.get(facet).set(value, (totals.get(facet).get(value) ?? 0) + 1);
  }
  return { left, totals };
}

function showTotals(totals) {
  for (const [facet, values] of facets)
    for (const [value, { box, item, total }] of values) {
      const left = totals.get(facet).get(value) ?? 0;
      total.textContent = number.format(left);
      box.disabled = !left && !box.checked;
      item.classList.toggle("is-none", !left);
    }
}

// What stands under a heading of its own, where the order is that of the countries.
function group(entry) {
  const cards = document.createElement("div");
  cards.className = "cards";
  if (sort.value) {
    fitting.append(cards);
    return cards;
  }
  const [code] = entry.values.country;
  const { name, address } = facets.get("country").get(code);
  const section = document.createElement("section");
  section.className = "group";
  const heading = document.createElement("h2");
  heading.className = `group-title state-${code}`;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = name;
  heading.append(link);
  section.append(heading, cards);
  fitting.append(section);
  return cards;
}

// The cards from a place in the order on; gives up when the reader has chosen again meanwhile.
async function show(from, now) {
  const wanted = fits.slice(from, from + STEP);
  await Promise.all([...new Set(wanted.filter(({ id }) => !known.has(id)).map(({ file }) => file))].map(loadCards));
  if (now !== turn) return;
  const isMissing = wanted.find(({ id }) => !known.has(id));
  if (isMissing) throw new Error(`no card of ${isMissing.id}`); // the library was published anew meanwhile
  while (from + wanted.length < Math.min(fits.length, LONGEST) && known.has(fits[from + wanted.length].id))
    wanted.push(fits[from + wanted.length]);
  if (!from) turnTo(true);
  let cards = [...fitting.querySelectorAll(".cards")].pop();
  let before = fits[from - 1];
  for (const entry of wanted) {
    if (!before || (!sort.value && entry.place !== before.place)) cards = group(entry);
    cards.append(known.get(entry.id));
    before = entry;
  }
  shown = from + wanted.length;
  more.hidden = shown >= fits.length;
  document.dispatchEvent(new Event("cards"));
}

function chip(facet, value) {
  const { box, name } = facets.get(facet).get(value);
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.textContent = `${name} ×`;
  button.setAttribute("aria-label", page.dataset.remove.replace("{choice}", name));
  button.addEventListener("click", () => {
    box.checked = false;
    update();
    (chosen.querySelector("button") ?? sort).focus();
  });
  item.append(button);
  return item;
}

function keepInAddress(taken) {
  chosen.replaceChildren(...[...taken].flatMap(([facet, values]) => values.map((value) => chip(facet, value))));
  clear.hidden = !taken.size;
  const address = new URL(location.href);
  address.search = new URLSearchParams([
    ...[...taken].flatMap(([facet, values]) => values.map((value) => [facet, value])),
    ...(sort.value ? [["sort", sort.value]] : []),
  ]);
  history.replaceState(null, "", address);
}

// The list as it came, or a place for what fits; cards go to and fro between them.
function turnTo(isChosen) {
  fitting.replaceChildren();
  for (const [home, cards] of homes) home.replaceChildren(...cards);
  still.hidden = isChosen;
  fitting.hidden = !isChosen;
}

// Does what may take time, and says so meanwhile, and when it fails.
async function busily(work) {
  const now = ++turn;
  more.hidden = true;
  found.setAttribute("aria-busy", "true");
  try {
    await work(now);
  } catch (error) {
    if (now === turn) count.textContent = page.dataset.failed;
    throw error;
  } finally {
    if (now === turn) found.setAttribute("aria-busy", "false");
  }
}

function update() {
  const taken = selection();
  keepInAddress(taken);
  return busily(async (now) => {
    const { left, totals } = tally(await load(), taken);
    if (now !== turn) return;
    fits = left.sort(ORDERS[sort.value]);
    if (taken.size || sort.value) await show(0, now);
    else turnTo(false);
    if (now !== turn) return;
    showTotals(totals);
    count.textContent = counted(forms, left.length);
    empty.hidden = left.length > 0;
  });
}

const given = new URLSearchParams(location.search);
for (const [facet, values] of facets) {
  for (const value of given.getAll(facet)) if (values.has(value)) values.get(value).box.checked = true;
  const group = page.querySelector(`[data-facet="${facet}"]`);
  // On a phone they stand above the cases, and what is chosen stands there by name.
  const isBeside = matchMedia("(min-width: 64rem)").matches;
  group.open = isBeside && ("first" in group.dataset || given.has(facet));
}
if (Object.keys(ORDERS).includes(given.get("sort"))) sort.value = given.get("sort");

page.querySelector("[data-bar]").hidden = false;
page.addEventListener("change", update);
more.addEventListener("click", () =>
  busily(async (now) => {
    const before = shown;
    await show(before, now);
    fitting.querySelectorAll(".card-title a")[before]?.focus();
  }),
);
clear.addEventListener("click", () => {
  for (const values of facets.values()) for (const { box } of values.values()) box.checked = false;
  update();
  sort.focus();
});
// Whoever turns to the facets is about to choose.
for (const sign of ["pointerover", "focusin"])
  page.addEventListener(sign, ({ target }) => target.closest(".facets, [data-bar]") && load().catch(() => {}));
if (selection().size || sort.value) update();
