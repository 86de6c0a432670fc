// The search page: Pagefind's index, our results. A result names the section that matched, never a raw excerpt.

const page = document.querySelector("[data-search]");
const form = page.querySelector("form");
const list = page.querySelector("[data-results]");
const count = page.querySelector("[data-count]");
const language = document.documentElement.lang;
const counted = JSON.parse(page.dataset.counted);
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : language);
const SHOWN = 20;

let engine;
let asked = 0;

// Pagefind, and our own facets: which country and which themes each result has, by its id.
function load() {
  const folder = new URL(`${page.dataset.root}pagefind/`, location.href);
  engine ??= Promise.all([
    import(new URL("pagefind.js", folder)).then(async (pagefind) => {
      await pagefind.init();
      return pagefind;
    }),
    fetch(new URL(`facets.${language}.json`, folder)).then((response) => response.json()),
  ]);
  return engine;
}

function say(total, query) {
  count.textContent = total
    ? counted[plural.select(total)].replace("{count}", number.format(total))
    : page.dataset.none.replace("{query}", query);
}

function item(result) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = result.url;
  link.textContent = result.meta.title;
  const where = document.createElement("p");
  where.className = "result-where";
  where.textContent = result.meta.where;
  const summary = document.createElement("p");
  summary.textContent = result.meta.summary;
  entry.append(where, link, summary);
  const section = result.sub_results.find((sub) => sub.anchor && sub.url !== result.url);
  if (section) {
    const matched = document.createElement("a");
    matched.className = "result-section";
    matched.href = section.url;
    matched.textContent = page.dataset.section.replace("{section}", section.title);
    entry.append(matched);
  }
  return entry;
}

async function search() {
  const turn = ++asked;
  const fields = new FormData(form);
  const query = fields.get("q").trim();
  const address = new URL(location.href);
  for (const [name, value] of fields) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
  if (!query && !fields.get("country") && !fields.get("theme")) {
    list.replaceChildren();
    count.textContent = "";
    return;
  }
  try {
    const [pagefind, facets] = await load();
    const fits = ({ id }) =>
      (!fields.get("country") || facets[id].country === fields.get("country")) &&
      (!fields.get("theme") || facets[id].themes.includes(fields.get("theme")));
    const found = (await pagefind.search(query || null)).results.filter(fits);
    const results = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
    if (turn !== asked) return;
    list.replaceChildren(...results.map(item));
    say(found.length, query);
  } catch (error) {
    count.textContent = page.dataset.failed;
    throw error;
  }
}

const given = new URLSearchParams(location.search);
for (const name of ["q", "country", "theme"]) if (given.get(name)) form.elements[name].value = given.get(name);

let waiting;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 200);
});
form.elements.q.addEventListener("focus", load, { once: true });
list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...list.querySelectorAll("li > a:first-of-type")];
  const next = links[links.indexOf(document.activeElement) + step];
  event.preventDefault();
  (next ?? form.elements.q).focus();
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
