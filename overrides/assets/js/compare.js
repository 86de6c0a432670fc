// The comparison: fetches one small file a case, sets them side by side and marks what differs.

import { MOST, clean, query, read, write } from "asset:chosen.js";

const page = document.querySelector("[data-compare]");
const say = page.dataset;
const table = page.querySelector("table.compare");
const head = table.tHead.rows[0];
const rows = [...table.tBodies[0].rows];
const shown = page.querySelector("[data-shown]");
const note = page.querySelector("[data-note]");
const picker = page.querySelector("#add");
const from = page.querySelector("#add-from");
const differing = page.querySelector("[data-differing]");
const add = page.querySelector("[data-add]");
const loaded = new Map();
let turn = 0;

let ids = [];

// A case, by its id, or the cases of a country: id and title of each.
function load(name) {
  if (!loaded.has(name)) {
    const address = new URL(`${say.root}${say.folder}/${name}.json`, location.href);
    const loading = fetch(address).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    });
    loaded.set(name, loading);
    loading.catch(() => loaded.delete(name)); // so that the next try asks again
  }
  return loaded.get(name);
}

async function isThere(id) {
  const [country] = id.split("/");
  if (![...from.options].some(({ value }) => value === country)) return false;
  return (await load(country)).some(([known]) => known === id);
}

// The cases of the chosen country, when they have come.
async function offer() {
  const country = from.value;
  const first = element("option", picker.dataset.choose, { value: "" });
  picker.replaceChildren(first);
  const cases = await load(country);
  if (country !== from.value) return;
  picker.replaceChildren(first, ...cases.map(([id, title]) => element("option", title, { value: id })));
  limit();
}

const textOf = (item) => item.text ?? item;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// What a row says of each case, as one text to compare.
function same(cells) {
  const texts = cells.map((items) => items.map(textOf).sort().join("\n"));
  return texts.every((text) => text === texts[0]);
}

function cell(entry, items, others) {
  const made = element("td", "", { "data-label": entry.title });
  if (!items.length) {
    made.append(element("span", say.nothing, { class: "muted" }));
    return made;
  }
  const list = document.createElement("ul");
  for (const item of items) {
    const line = item.href
      ? element("a", item.text, { href: item.href, rel: "external" })
      : element("span", item, { dir: "auto" });
    const place = document.createElement("li");
    place.append(line);
    if (others && !others.some((other) => other.map(textOf).includes(textOf(item)))) {
      place.className = "only";
      place.append(" ", element("small", say.only));
    }
    list.append(place);
  }
  made.append(list);
  return made;
}

function title(entry) {
  const made = element("th", "", { scope: "col", class: `state-${entry.country}` });
  const link = element("a", entry.title, { href: new URL(say.pages + entry.address, location.href).href, lang: entry.language });
  const remove = element("button", "×", { type: "button", class: "remove" });
  remove.setAttribute("aria-label", say.remove.replace("{title}", entry.title));
  remove.addEventListener("click", () => {
    change(ids.filter((id) => id !== entry.id));
    picker.focus();
  });
  made.append(link, remove);
  return made;
}

function fill(entries) {
  for (const row of [head, ...rows]) while (row.cells.length > 1) row.cells[1].remove();
  head.append(...entries.map(title));
  for (const row of rows) {
    const cells = entries.map((entry) => entry.rows[row.dataset.row]);
    const label = row.cells[0];
    label.querySelector("small")?.remove();
    const isSame = same(cells);
    row.classList.toggle("differs", !isSame);
    row.hidden = cells.every((items) => !items.length) || (entries.length > 1 && differing.checked && isSame);
    if (entries.length > 1) label.append(" ", element("small", isSame ? say.same : say.differs));
    const isSet = "set" in row.dataset && entries.length > 1;
    row.append(...entries.map((entry, i) => cell(entry, cells[i], isSet && cells.filter((_, j) => j !== i))));
  }
}

function limit() {
  for (const option of picker.options) option.disabled = ids.includes(option.value);
  for (const control of add.elements) control.disabled = ids.length >= MOST;
}

function keep() {
  write(ids);
  const address = new URL(location.href);
  address.search = query(ids);
  history.replaceState(null, "", address);
  limit();
}

function tell(problem) {
  note.textContent = problem;
  note.hidden = !problem;
}

async function change(next) {
  const mine = ++turn;
  const wanted = clean(next);
  ids = wanted; // what is chosen while this loads comes on top of it
  page.setAttribute("aria-busy", "true"); // what would be pushed down is not shown meanwhile
  if (wanted.length && shown.hidden) tell(say.loading);
  try {
    const there = await Promise.all(wanted.map(isThere));
    const found = wanted.filter((_, i) => there[i]);
    const entries = await Promise.all(found.map(load));
    if (mine !== turn) return; // the reader has chosen again meanwhile
    ids = found;
    keep();
    fill(entries);
    shown.hidden = !entries.length;
    tell(next.filter((id) => !found.includes(id)).map((id) => say.missing.replace("{id}", id)).join(" "));
  } catch {
    if (mine === turn) tell(say.failed);
  } finally {
    if (mine === turn) page.setAttribute("aria-busy", "false");
  }
}

// A cell that begins like a formula would be one in a spreadsheet; an apostrophe makes it text there.
function csv() {
  const quoted = (text) => `"${(/^[=+\-@\t]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  const line = (row) =>
    [...row.cells].map((entry, i) => {
      if (i && row === head) return quoted(entry.querySelector("a").textContent);
      const items = [...entry.querySelectorAll("li")].map((item) => item.firstChild.textContent);
      return quoted(i ? items.join("; ") : (entry.querySelector("span") ?? entry.firstChild).textContent.trim());
    });
  return [head, ...rows].map((row) => line(row).join(",")).join("\r\n");
}

page.querySelector("[data-csv]").addEventListener("click", () => {
  const file = new Blob(["\ufeff", csv(), "\r\n"], { type: "text/csv;charset=utf-8" });
  const link = element("a", "", { href: URL.createObjectURL(file), download: `${say.file}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
});
page.querySelector("[data-print]").addEventListener("click", () => print());
const copy = page.querySelector("[data-link]");
copy.hidden = !navigator.clipboard; // not there on an unsafe line: the address bar has the same link
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  copy.textContent = say.copied;
});
differing.addEventListener("change", () => change(ids));
add.addEventListener("submit", (event) => {
  event.preventDefault();
  if (picker.value) change([...ids, picker.value]);
  picker.value = "";
});
const offerOrTell = () => offer().catch(() => tell(say.failed));
from.addEventListener("change", offerOrTell);
add.hidden = false;
offerOrTell();
const given = new URLSearchParams(location.search).getAll("c");
change(given.length ? given : read());
