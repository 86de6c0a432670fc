// The readiness page: takes the answers, keeps them in the address, and lays out what the judge makes of them.
// Nothing is sent: the page and one file, the same for all, hold what it works with.
import { counted, number } from "asset:amounts.js";
import { blocks, fromFragment, path, pieces, rank, toFragment } from "asset:readiness-judge.js";

const page = document.querySelector("[data-readiness]");
const { questions, blocks: blockNames, words, plurals } = JSON.parse(page.querySelector("[data-words]").textContent);
const data = { questions };
let shown;
let loading;
const form = page.querySelector("[data-questions]");
const find = (name) => page.querySelector(`[data-${name}]`);
const FIRST = 10;
const SHOWN = 4;
let showAll = false;
let given = {};
let turn = 0;

// What the answers are judged by: asked for when the first is given.
function load() {
  loading ??= fetch(page.dataset.judged).then(async (response) => {
    if (!response.ok) throw new Error(response.statusText);
    const { judge, shown: cases } = await response.json();
    Object.assign(data, judge);
    shown = cases;
  });
  loading.then(
    () => (find("failed").hidden = true),
    () => {
      find("failed").hidden = false;
      loading = undefined; // so that the next try asks again
    },
  );
  return loading;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const piece = (code) => page.querySelector(`[data-piece="${code}"]`);
const name = (code) => piece(code).querySelector("[data-name]").textContent;

function element(tag, content = [], attributes = {}) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat());
  return made;
}

function link(index) {
  const { title, address, lang } = shown[index];
  return element("a", title, { href: page.dataset.root + address, ...(lang && { lang, dir: "auto" }) });
}

const links = (indexes) => indexes.flatMap((index, i) => (i ? [words.comma, link(index)] : [link(index)]));

// A sentence with a list of links in the place of {list}.
function sentence(text, indexes) {
  const [before, after] = text.split("{list}");
  return [before, ...links(indexes), after];
}

function listed(codes, entry) {
  const helpful = new Set(entry.needs.filter(([, required]) => !required).map(([code]) => code));
  return codes.map((code) => (helpful.has(code) ? fill(words.helpful, { name: name(code) }) : name(code))).join(words.comma);
}

function ranked(result) {
  const entry = data.cases[result.index];
  const facts = [fill(words.have, { met: number.format(result.met.length), all: number.format(entry.needs.length) })];
  for (const kind of ["partly", "missing", "unknown"])
    if (result[kind].length) facts.push(fill(words[kind], { list: listed(result[kind], entry) }));
  const item = element("li", [
    element("p", [link(result.index), " ", element("span", shown[result.index].where, { class: "muted" })]),
    element("p", facts.join(" ")),
  ]);
  if (result.gap || result.wish) {
    const button = element("button", words.way, { type: "button", class: "tool screen-only", "data-way": entry.id });
    item.append(element("p", button));
  }
  return item;
}

// A case that shows how, but itself needs what is not there yet.
const way = ({ index, lacks }) =>
  element("li", [link(index), " ", element("span", fill(words.needs, { list: lacks.map(name).join(words.comma) }), { class: "muted" })]);

function step({ code, ways, opens }) {
  const item = element("li", [
    element("p", element("strong", name(code))),
    element("p", piece(code).querySelector("[data-check]").textContent, { class: "muted" }),
  ]);
  const ready = ways.filter(({ lacks }) => !lacks.length).map(({ index }) => index);
  if (ready.length) item.append(element("p", [words.ways, " ", ...links(ready.slice(0, SHOWN))]));
  else if (ways.length) item.append(element("p", words.ways), element("ul", ways.slice(0, SHOWN).map(way)));
  else if (data.rests[code].length) item.append(element("p", [words.rests, " ", ...links(data.rests[code])]));
  if (opens.length) {
    item.append(element("p", sentence(counted(plurals.opens, opens.length), opens), { class: "opens" }));
  }
  return item;
}

function showOrder(answers) {
  const target = given.for ? data.cases.findIndex(({ id }) => id === given.for) : null;
  const steps = path(data, answers, target);
  find("order-title").textContent =
    target === null ? words.for_all : fill(words.for, { title: shown[target].title });
  find("back").hidden = target === null;
  find("steps").replaceChildren(...steps.map(step));
  if (!steps.length) find("steps").append(element("li", words.done));
  const first = blocks(data, answers, target === null ? steps : path(data, answers));
  find("blocks").replaceChildren(
    ...first.map(({ block, step: at, index }) =>
      element("li", [
        element("a", blockNames[block], { href: `${page.dataset.root}blocks/${block}/` }),
        ": ",
        at ? fill(words.after, { number: number.format(at) }) : words.now,
        words.comma,
        link(index),
      ]),
    ),
  );
  find("blocks-box").hidden = target !== null;
}

async function show() {
  const now = ++turn;
  const answered = Object.keys(data.questions).filter((id) =>
    Object.keys(given).some((key) => (key === id && given[key] !== "u") || key.startsWith(`${id}.`)),
  );
  const nothing = !answered.length && !given.for;
  const fragment = toFragment(data, given);
  const address = new URL(location.href);
  address.hash = fragment;
  history.replaceState(null, "", fragment ? address : address.pathname);
  if (nothing) find("result").hidden = true;
  if (nothing) return;
  await load();
  if (now !== turn) return; // another answer was given meanwhile
  find("result").hidden = false;
  const answers = pieces(data, given);
  const results = rank(data, answers);
  const ready = results.filter(({ gap }) => !gap).length;
  find("summary").textContent = [
    fill(words.answered, {
      count: number.format(answered.length),
      all: number.format(Object.keys(data.questions).length),
    }),
    ready ? counted(plurals.ready, ready) : words.none,
  ].join(" ");
  find("link").value = address.href;
  find("ranking").replaceChildren(...(showAll ? results : results.slice(0, FIRST)).map(ranked));
  find("all").hidden = showAll || results.length <= FIRST;
  find("all").textContent = counted(plurals.all, results.length);
  showOrder(answers);
}

// What the link says stands in the form, and the other way round.
async function read(fragment) {
  if (fragment.includes("for=")) await load(); // only then is it known whether there is such a case
  given = fromFragment(data, fragment);
  form.reset();
  for (const [key, value] of Object.entries(given)) {
    const field = form.elements[key];
    if (field) field.value = value;
  }
}

function csv() {
  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;
  const names = (codes) => codes.map(name).join("; ");
  const rows = rank(data, pieces(data, given)).map((result, i) => [
    i + 1,
    shown[result.index].title,
    shown[result.index].where,
    result.met.length,
    data.cases[result.index].needs.length,
    names(result.partly),
    names(result.missing),
    names(result.unknown),
    new URL(page.dataset.root + shown[result.index].address, location.href).href,
  ]);
  // The mark at the start tells spreadsheets that this is UTF-8.
  return `\ufeff${[words.columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

form.addEventListener("change", ({ target }) => {
  if (target.type === "radio") {
    given[target.name] = target.value;
    // An answer to the whole question takes the place of those to its pieces.
    for (const code of data.questions[target.name]) {
      delete given[`${target.name}.${code}`];
      const single = form.elements[`${target.name}.${code}`];
      if (single) single.value = "";
    }
  } else if (target.value) given[target.name] = target.value;
  else delete given[target.name];
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
find("ranking").addEventListener("click", async ({ target }) => {
  if (!target.dataset.way) return;
  given.for = target.dataset.way;
  await show();
  find("order-title").focus();
});
find("back").addEventListener("click", async () => {
  delete given.for;
  await show();
  find("order-title").focus();
});
find("all").addEventListener("click", async () => {
  showAll = true;
  await show();
  find("ranking").children[FIRST]?.querySelector("a").focus();
});
find("copy").addEventListener("click", async ({ target }) => {
  find("link").select();
  try {
    await navigator.clipboard.writeText(find("link").value);
    target.textContent = words.copied;
  } catch {
    // The link is selected; the reader's own keys copy it.
  }
});
find("print").addEventListener("click", () => window.print());
find("csv").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
  element("a", "", { href: address, download: "tajarib-readiness.csv" }).click();
  URL.revokeObjectURL(address);
});
find("clear").addEventListener("click", () => {
  given = {};
  form.reset();
  show();
  form.querySelector("input").focus();
});
// Another link opened in this window; a jump to a place on the page is none.
addEventListener("hashchange", async () => {
  if (location.hash.includes("=")) await read(location.hash);
  show();
});

// A case leads here with itself as what is asked for.
read(location.hash || location.search.replace("?", "#")).then(show, show);
