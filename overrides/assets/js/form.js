// The contribution form: opens a case, keeps drafts in this browser, checks while one types, and hands the case in.
// Nothing is sent: all ways out are the reader's own (a file, a mail, GitHub).
import { counted, locale, number } from "asset:amounts.js";
import { written } from "asset:canonical.js";
import { check, latin, message, place } from "asset:form-check.js";
import { FORMAT, asked, handIn, isHandIn, opened } from "asset:form-data.js";
import { element, fields, spoken } from "asset:form-fields.js";

const page = document.querySelector("[data-form]");
const find = (name) => page.querySelector(`[data-${name}]`);
const json = async (name) => (await fetch(name)).json();
const [known, cases] = await Promise.all([json(page.dataset.known), json(page.dataset.all)]);
known.suggested.cases = cases;
const { words } = known;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const DRAFTS = "tajarib-drafts";
const LONGEST_LINK = 7500; // GitHub refuses longer addresses
// What is missing is told when one asks for a check, not while one has yet to begin.
const OF_ABSENCE = new Set(["E011", "E012", "E014", "E101", "E109", "E112", "E113", "E122", "E201", "E206", "W501", "W502", "W505", "W506"]);

let state; // where the case belongs, its record, its words; what was opened, and whether that is published; its draft
let made = {}; // the fields, by group
let isAsked = false;

const vocabularies = { ...known.vocabularies, written: known.languages };
const settings = {
  words,
  vocabularies,
  language: known.language,
  directions: known.directions,
  sources: () =>
    Object.fromEntries((made.sources?.getValue().sources ?? []).map((one) => [one[":key"], one.title || one.url])),
};

// The groups of fields, in the order of the page: the record's own, with place and text among them.
function schemas() {
  const original = known.fields.original;
  const own = ({ id, title, lead, keys }) => {
    const picked = Object.fromEntries(keys.map((key) => [key, original[key]]));
    return { id, title, lead, schema: { type: "object", "x-as": "part", properties: asked(picked, words.not_published) } };
  };
  const code = (title, vocabulary) => ({ type: "string", "x-as": "code", "x-vocabulary": vocabulary, "x-required": true, title });
  const where = {
    country: code(words.country, "countries"),
    theme: code(words.theme, "themes"),
    language: code(words.language, "written"),
    slug: { type: "string", "x-as": "key", "x-required": true, title: words.slug, description: words.slug_help },
  };
  const inBoth = (node, extra) => ({ ...node, type: "object", "x-as": "words", properties: inLanguages(extra) });
  const parts = {
    title: inBoth({ title: words.title, description: original.title.title }, { rows: 2 }),
    summary: inBoth({ title: words.summary, description: original.summary.title }, { rows: 3 }),
  };
  for (const [id, { title, guide }] of Object.entries(known.sections))
    parts[id] = inBoth({ title, description: guide }, { rows: 9 });
  const whole = (properties) => ({ type: "object", "x-as": "part", properties });
  const first = { id: "place", title: words.place, lead: words.place_lead, schema: whole(where) };
  const text = { id: "text", title: words.text, lead: words.text_lead, schema: whole(parts) };
  const [about, sources, ...others] = known.groups.map(own);
  return [first, about, sources, text, ...others];
}

function inLanguages({ rows }) {
  const ordered = [state.place.language, ...Object.keys(known.languages).filter((one) => one !== state.place.language)];
  const title = (language) => fill(language === state.place.language ? words.original_in : words.translation_in, { language: name(language) });
  return Object.fromEntries(
    ordered.map((language) => [
      language,
      { type: "string", "x-as": "line", "x-rows": rows, "x-language": language, title: title(language) },
    ]),
  );
}

const name = (language) => known.suggested.languages[language] ?? language;

// A case that has yet to be written.
function fresh() {
  const data = { format: FORMAT, files: { [`cases/-/-/-.${known.language}.md`]: { front: { review: { state: "unreviewed" }, draft: true }, body: "" } } };
  const { record, words: texts } = opened(data, known);
  return { place: { country: "", theme: "", slug: "", language: known.language }, record, words: texts, base: null, isThere: false, draft: null };
}

function begin(next, { checked = false } = {}) {
  settle();
  state = next;
  isAsked = checked;
  for (const one of Object.values(made)) one.destroy();
  made = {};
  const groups = schemas();
  find("groups").replaceChildren();
  find("steps").replaceChildren();
  for (const { id, title, lead, schema } of groups) {
    const container = element("div");
    const heading = element("h2", { id: `step-${id}`, class: "group-title" }, title);
    const about = lead ? element("p", { class: "section-lead" }, lead) : "";
    find("groups").append(element("section", { class: "step", "aria-labelledby": `step-${id}` }, heading, about, container));
    const count = element("span", { class: "step-count", "data-count": id });
    find("steps").append(element("li", {}, element("a", { href: `#step-${id}` }, title), " ", count));
    const data = id === "place" ? state.place : id === "text" ? state.words : state.record;
    const keys = Object.keys(schema.properties);
    made[id] = fields(container, schema, Object.fromEntries(keys.map((key) => [key, data[key]])), `f-${id}`, settings);
    made[id].on("change", () => changed(id));
  }
  // A case keeps its address; moving it is no matter of a form.
  if (state.isThere) for (const field of page.querySelectorAll("#step-place ~ div :is(select, input)")) field.disabled = true;
  find("fields").hidden = false;
  find("opened").textContent = state.base ? fill(words.opened, { title: titleOf(state) }) : words.new_case;
  refresh();
}

function collect() {
  const values = Object.fromEntries(Object.entries(made).map(([id, one]) => [id, one.getValue()]));
  const { place, text, ...record } = values;
  state.place = state.isThere ? state.place : place;
  state.words = text;
  state.record = Object.assign({}, ...Object.values(record));
}

const titleOf = ({ words: texts, place }) =>
  [known.language, place.language, ...Object.keys(known.languages)].map((one) => texts.title[one]).find((one) => one?.trim()) ??
  words.untitled;

let waiting;
const touched = new Set(); // the groups in which something changed, and nothing has followed from it yet
function changed(id) {
  touched.add(id);
  clearTimeout(waiting);
  waiting = setTimeout(settle, 30);
}

function settle() {
  clearTimeout(waiting);
  if (!touched.size) return;
  const groups = new Set(touched);
  touched.clear();
  if (groups.has("place")) follow();
  if (groups.has("text")) suggest();
  if (groups.has("figures")) identify();
  refresh();
  keep();
}

// What was typed last is in the draft too when the page is left.
addEventListener("pagehide", () => {
  if (find("groups").contains(document.activeElement)) document.activeElement.dispatchEvent(new Event("change"));
  settle();
});

// Another original language: the columns change places.
function follow() {
  const { language } = made.place.getValue();
  if (!language || language === state.place.language) return;
  collect();
  const checked = isAsked;
  begin(state, { checked });
  page.querySelector("#f-place-language")?.focus();
}

const sluggish = (text) =>
  latin(text).normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 64).replace(/-$/, "");

// The name before the colon of the English title becomes the short name, as long as none was given.
let suggested = "";
function suggest() {
  const slug = made.place.getInstance("#/slug");
  if (state.isThere || (slug.getValue() && slug.getValue() !== suggested)) return;
  suggested = sluggish((made.text.getValue().title.en ?? "").split(":")[0]);
  if (suggested) slug.setValue(suggested, true, "form");
}

// A figure's short name is part of an address, so it is made of its English name.
function identify() {
  for (const [i, figure] of made.figures.getValue().figures.entries())
    if (!figure.id && figure.metric.en)
      made.figures.getInstance(`#/figures/${i}/id`)?.setValue(sluggish(figure.metric.en), true, "form");
}

// The case as it stands, and what is wrong with it.
function whole() {
  collect();
  const data = handIn(state, known, state.base);
  const problems = check(data.files, known, state.isThere ? data.files : {});
  const keys = state.record.sources.map((one) => one[":key"]);
  for (const [i, key] of keys.entries())
    if (keys.indexOf(key) !== i) problems.push({ code: "E022", path: "", found: key, at: ["sources", `#/sources/${i}/:key`] });
  return { data, problems };
}

function refresh() {
  for (const one of Object.values(made))
    for (const { ui, schema } of one.instances.values()) if (schema["x-as"] === "refs") ui?.refreshUI();
  const { data, problems } = whole();
  const shown = problems.filter(({ code }) => isAsked || !OF_ABSENCE.has(code)).map(placed);
  for (const [id, one] of Object.entries(made)) {
    const mine = shown.filter(({ group }) => group === id);
    one.showValidationErrors(
      mine.map(({ at, text, isError }) => ({ path: at, type: isError ? "error" : "warning", messages: [text] })),
    );
    find(`count="${id}"`).textContent = mine.length ? number.format(mine.length) : "";
  }
  summary(shown);
  ways(data, problems);
}

// A problem with the field that it belongs to.
function placed(problem) {
  const { code, path, field = [], about } = problem;
  const text = message(problem, known);
  const isError = !code.startsWith("W");
  const [group, wanted] = problem.at ?? target(path, about ? [about] : field);
  const { instances } = made[group];
  let at = wanted;
  while (at !== "#" && !shows(instances.get(at))) at = at.slice(0, at.lastIndexOf("/"));
  return { group, at, text, isError, code };
}

const shows = (instance) => instance?.ui && instance.schema["x-as"] !== "hidden";

function target(path, field) {
  if (field[0]?.[0] === ":") return ["place", `#/${field[0].slice(1)}`];
  const language = path.split(".").at(-2);
  const isOriginal = language === state.place.language;
  if (field[0] === "") return ["text", field[1] ? `#/${field[1]}/${language}` : "#"];
  if (field[0] === "title" || field[0] === "summary" || !isOriginal) return ["text", `#/${field[0]}/${language}`];
  if (!field.length) return ["place", "#/country"];
  const group = known.groups.find(({ keys }) => keys.includes(field[0]))?.id ?? "rest";
  const node = known.fields.original[field[0]];
  if (node?.["x-as"] !== "map" || field.length < 2) return [group, ["#", ...field].join("/")];
  const index = state.record[field[0]].findIndex((entry) => entry[":key"] === field[1]);
  return [group, ["#", field[0], index, ...(field.length > 2 ? field.slice(2) : [":key"])].join("/")];
}

function summary(shown) {
  const errors = shown.filter(({ isError }) => isError).length;
  const counts = [counted(known.plurals.errors, errors), counted(known.plurals.warnings, shown.length - errors)].join(words.comma);
  const told = shown.length || isAsked ? (shown.length ? counts : words.fine) : "";
  if (find("counts").textContent !== told) find("counts").textContent = told;
  find("faults").replaceChildren(
    ...(isAsked ? shown : []).map((one) => {
      const link = element("a", { href: `#step-${one.group}` }, called(one), one.text);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        lead(one);
      });
      return element("li", { class: one.isError ? "" : "muted" }, link);
    }),
  );
}

// Where a field stands: in which entry of a list, in which part, and what it is called itself.
function called({ group, at }) {
  const ui = made[group].getInstance(at)?.ui;
  const around = ui?.control.container.parentElement;
  const names = [
    around?.closest("details.entry")?.querySelector("summary b"),
    around?.closest("fieldset.part")?.querySelector("legend span"),
    ui?.said,
  ];
  const texts = names.map((one) => one?.textContent).filter(Boolean);
  return texts.length ? `${texts.join(words.comma)}: ` : "";
}

// To the field, through whatever is closed around it.
function lead({ group, at }) {
  const field = made[group].getInstance(at)?.ui?.target ?? document.getElementById(`step-${group}`);
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

find("check").addEventListener("click", () => {
  isAsked = true;
  refresh();
  find("result").focus();
});

// Drafts: in this browser alone, by name.
function drafts() {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFTS) ?? "{}");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

function store(all) {
  try {
    localStorage.setItem(DRAFTS, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

function keep() {
  collect();
  const { place: where, record, words: texts, base, isThere } = state;
  state.draft ??= `${Date.now()}`;
  const named = find("draft-name").value.trim();
  const isKept = store({
    ...drafts(),
    [state.draft]: { name: named || titleOf(state), isNamed: Boolean(named), saved: new Date().toISOString(), place: where, record, words: texts, base, isThere },
  });
  find("kept").textContent = isKept ? words.kept : words.not_kept;
  list();
}

function list() {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const all = Object.entries(drafts()).sort(([, a], [, b]) => String(b.saved).localeCompare(String(a.saved)));
  find("drafts-box").hidden = !all.length;
  find("drafts").replaceChildren(
    ...all.map(([id, draft]) => {
      const open = element("button", { type: "button", class: "tool", "aria-label": `${words.open}: ${draft.name}` }, words.open);
      open.addEventListener("click", () => resume(id));
      const drop = element("button", { type: "button", class: "tool", "aria-label": `${words.delete}: ${draft.name}` }, words.delete);
      drop.addEventListener("click", () => discard(id));
      const saved = new Date(draft.saved);
      const when = Number.isNaN(saved.getTime()) ? "" : moment.format(saved);
      return element("li", {}, spoken(String(draft.name)), " ", element("span", { class: "muted" }, when), " ", open, " ", drop);
    }),
  );
}

function resume(id) {
  settle();
  const draft = drafts()[id];
  const empty = fresh();
  const base = isHandIn(draft.base) ? draft.base : null;
  find("draft-name").value = draft.isNamed ? draft.name : "";
  begin({
    place: { ...empty.place, ...draft.place },
    record: { ...empty.record, ...draft.record },
    words: Object.fromEntries(Object.entries(empty.words).map(([part, own]) => [part, { ...own, ...draft.words?.[part] }])),
    base,
    isThere: Boolean(base && draft.isThere),
    draft: id,
  });
  find("opened").focus();
}

function discard(id) {
  if (!confirm(words.sure_draft)) return;
  const { [id]: _, ...others } = drafts();
  store(others);
  if (state?.draft === id) {
    state.draft = null;
    find("kept").textContent = "";
  }
  list();
  find("new").focus();
}

find("draft-name").addEventListener("change", keep);

// Ways in.
find("new").addEventListener("click", () => {
  settle();
  find("draft-name").value = "";
  begin(fresh());
  find("opened").focus();
});

function take(data) {
  if (!isHandIn(data)) return fail(words.no_case);
  fail("");
  settle();
  find("draft-name").value = "";
  const { country, slug } = place(Object.keys(data.files)[0]);
  const isThere = Object.prototype.hasOwnProperty.call(known.suggested.cases, `${country}/${slug}`);
  begin({ ...opened(data, known), base: data, isThere, draft: null }, { checked: true });
  find("opened").focus();
}

function fail(text) {
  find("failed").textContent = text;
}

async function openCase(id) {
  if (!Object.prototype.hasOwnProperty.call(known.suggested.cases, id)) return fail(words.no_case);
  try {
    const answer = await fetch(`${page.dataset.cases}${id}.json`);
    take(await answer.json());
  } catch {
    fail(words.not_loaded);
  }
}

find("open-case").addEventListener("click", () => {
  if (find("case").value) openCase(find("case").value);
});
find("file").addEventListener("change", async ({ target }) => {
  try {
    take(JSON.parse(await target.files[0].text()));
  } catch {
    fail(words.no_case);
  }
  target.value = "";
});

// Ways out.
function ways(data, problems) {
  const errors = problems.filter(({ code }) => !code.startsWith("W")).length;
  find("advice").textContent = errors ? counted(known.plurals.left, errors) : words.ready;
  github(data);
  const subject = fill(words.subject, { title: titleOf(state) });
  const text = fill(words.mail, { title: titleOf(state), file: fileName() });
  find("mail-link").href = `mailto:${page.dataset.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
}

// What GitHub is given: each file as the library writes it, for a new one in the link, if it fits, else to be pasted.
function github({ files }) {
  const repository = page.dataset.repository;
  find("github").replaceChildren(
    ...Object.entries(files).map(([path, { front, body }]) => {
      const isThere = state.isThere && Object.prototype.hasOwnProperty.call(state.base.files, path);
      const content = written(front, body);
      const bare = `${repository}/new/main?filename=${encodeURIComponent(path)}`;
      const full = `${bare}&value=${encodeURIComponent(content)}`;
      const fits = !isThere && full.length <= LONGEST_LINK;
      const address = isThere ? `${repository}/edit/main/${path}` : fits ? full : bare;
      const copy = element("button", { type: "button", class: "tool", "aria-label": `${words.copy}: ${path}` }, words.copy);
      copy.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(content);
          copy.textContent = words.copied;
        } catch {
          offer(copy.parentElement, content);
        }
      });
      const link = element("a", { href: address, rel: "external" }, isThere ? words.edit : words.create);
      const way = isThere ? words.replace : fits ? "" : words.paste;
      return element("li", {}, element("code", {}, path), " ", copy, " ", link, " ", element("span", { class: "muted" }, way));
    }),
  );
}

// Where the clipboard is closed to a page, the text is there to be selected.
function offer(place, content) {
  if (place.querySelector("textarea")) return;
  const text = element("textarea", { rows: 6, readonly: true, dir: "auto", "aria-label": words.copy });
  text.value = content;
  place.append(text);
  text.select();
}

const fileName = () => `${sluggish(state.place.slug) || "case"}.tajarib.json`;

find("download").addEventListener("click", () => {
  const { data } = whole();
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(data, null, 2)}\n`], { type: "application/json" }));
  element("a", { href: address, download: fileName() }).click();
  URL.revokeObjectURL(address);
});

// What fields suggest: lists that they share, some of them long, so each is made when a field asks for it.
page.addEventListener("focusin", ({ target }) => {
  const id = target.getAttribute("list");
  if (!id || document.getElementById(id)) return;
  const codes = Object.entries(known.suggested[id.replace("suggested-", "")]);
  page.append(element("datalist", { id }, ...codes.map(([code, text]) => element("option", { value: code }, text))));
});
find("case").append(
  ...Object.entries(known.suggested.cases).map(([id, title]) => element("option", { value: id }, title)),
);
find("form-fields").addEventListener("submit", (event) => event.preventDefault());
find("loading").hidden = true;
find("app").hidden = false;
list();

const wanted = new URLSearchParams(location.search).get("case");
if (wanted) {
  find("case").value = wanted;
  await openCase(wanted);
}
page.dataset.ready = "";
