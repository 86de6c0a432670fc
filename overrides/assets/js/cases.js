// All cases: facets, counts and order, worked out from the cards already on the page. The address holds the choice.
// Within one facet any of the chosen values will do, across facets all must; a count says what choosing would leave.

const page = document.querySelector("[data-facets]");
const { cases, orders } = JSON.parse(page.querySelector("[data-cases]").textContent);
const cards = [...page.querySelectorAll(".group .card")];
const homes = cards.map((card) => card.parentElement);
const groups = [...page.querySelectorAll("[data-group]")];
const flat = page.querySelector("[data-flat]");
const sort = page.querySelector("[data-sort]");
const chosen = page.querySelector("[data-chosen]");
const clear = page.querySelector("[data-clear]");
const counted = JSON.parse(page.dataset.counted);
const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : language);

// facet → value → its box, its name and its count.
const facets = new Map();
for (const group of page.querySelectorAll("[data-facet]")) {
  const values = new Map();
  for (const item of group.querySelectorAll("[data-value]")) {
    const [name, count] = item.querySelector("a").children;
    const box = document.createElement("input");
    box.type = "checkbox";
    const label = document.createElement("label");
    label.append(box, name, count);
    item.replaceChildren(label);
    values.set(item.dataset.value, { box, item, count, name: name.textContent });
  }
  facets.set(group.dataset.facet, values);
}

function selection() {
  const result = new Map();
  for (const [facet, values] of facets) {
    const taken = [...values].filter(([, { box }]) => box.checked).map(([value]) => value);
    if (taken.length) result.set(facet, taken);
  }
  return result;
}

// The facets whose choice a case does not meet.
function unmet(entry, taken) {
  return [...taken].filter(([facet, values]) => !values.some((value) => entry[facet].includes(value)));
}

function tally(taken) {
  const totals = new Map([...facets].map(([facet]) => [facet, new Map()]));
  const fits = [];
  cases.forEach((entry, i) => {
    const missing = unmet(entry, taken);
    if (!missing.length) fits.push(i);
    if (missing.length > 1) return;
    // A case that fails one facet alone still counts there: choosing one more value of it would bring it in.
    for (const facet of missing.length ? [missing[0][0]] : facets.keys())
      for (const value of entry[facet]) totals.get(facet).set(value, (totals.get(facet).get(value) ?? 0) + 1);
  });
  return { fits: new Set(fits), totals };
}

function layOut(fits) {
  const order = orders[sort.value];
  cards.forEach((card, i) => {
    card.hidden = !fits.has(i);
    if (!order) homes[i].append(card);
  });
  if (order) flat.append(...order.map((i) => cards[i]));
  flat.hidden = !order;
  for (const group of groups) group.hidden = Boolean(order) || !group.querySelector(".card:not([hidden])");
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

function update() {
  const taken = selection();
  const { fits, totals } = tally(taken);
  layOut(fits);
  for (const [facet, values] of facets)
    for (const [value, { box, item, count }] of values) {
      const total = totals.get(facet).get(value) ?? 0;
      count.textContent = number.format(total);
      box.disabled = !total && !box.checked;
      item.classList.toggle("is-none", !total);
    }
  page.querySelector("[data-count]").textContent = counted[plural.select(fits.size)].replace(
    "{count}",
    number.format(fits.size),
  );
  page.querySelector("[data-empty]").hidden = fits.size > 0;
  chosen.replaceChildren(...[...taken].flatMap(([facet, values]) => values.map((value) => chip(facet, value))));
  clear.hidden = !taken.size;
  const address = new URL(location.href);
  address.search = new URLSearchParams([
    ...[...taken].flatMap(([facet, values]) => values.map((value) => [facet, value])),
    ...(sort.value ? [["sort", sort.value]] : []),
  ]);
  history.replaceState(null, "", address);
}

const given = new URLSearchParams(location.search);
for (const [facet, values] of facets) {
  for (const value of given.getAll(facet)) if (values.has(value)) values.get(value).box.checked = true;
  const group = page.querySelector(`[data-facet="${facet}"]`);
  const isFirst = ["country", "theme"].includes(facet) && matchMedia("(min-width: 64rem)").matches;
  group.open = isFirst || given.has(facet);
}
if (given.get("sort") in orders) sort.value = given.get("sort");

page.querySelector("[data-bar]").hidden = false;
page.addEventListener("change", update);
clear.addEventListener("click", () => {
  for (const values of facets.values()) for (const { box } of values.values()) box.checked = false;
  update();
  sort.focus();
});
update();
