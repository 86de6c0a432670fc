// What may be wrong with a case as it is handed in, in the validator's own words. The rules here have their originals in
// Python, scripts/tajarib/validation.py and rules/; tests/test_form.py holds both to the same finds, example by example.

import { CITATION, all, bare, expression, has, headed, prose, sections, sentences } from "asset:form-body.js";

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
const LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/u;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;
const IN_RECORD = { title: "title", summary: "summary" };

// Digits of Arabic and Farsi keyboards as Latin ones.
export const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹".indexOf(digit) % 10);

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

// Yields [path, value] of every value that is no list and no map.
export function* leaves(value, path = []) {
  if (Array.isArray(value)) for (const [i, inner] of value.entries()) yield* leaves(inner, [...path, i]);
  else if (isMap(value)) for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
  else yield [path, value];
}

// ["figures", 2, "sources"] as figures[2].sources.
export const fieldName = (path) =>
  path.reduce((text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${part}` : part), "");

// On one line, not too long, and with nothing in it that a reader would obey.
function printable(text, limits) {
  let short = text.split(/\s+/u).filter(Boolean).join(" ");
  const characters = [...short];
  if (characters.length > limits.length) short = `${characters.slice(0, limits.length).join("")}…`;
  return [...short]
    .map((c) => (UNSEEN.test(c) ? `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` : c))
    .join("");
}

const fill = (text, values) =>
  text.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => (name ? values[name] : whole[0]));

export function message(problem, known) {
  const found = printable(problem.found ?? "", known.limits);
  if (!problem.code) return fill(known.said.taken, { id: found }); // what no rule says, but who takes it in
  let text = fill(known.rules[problem.code], { found, field: printable(fieldName(problem.field ?? []), known.limits) });
  const allowed = problem.allowed ?? [];
  if (problem.hint && printable(problem.hint, known.limits) !== found)
    text += ` ${fill(known.said.hint, { hint: printable(problem.hint, known.limits) })}`;
  else if (allowed.length) {
    const listed = allowed.slice(0, known.limits.listed).join(", ");
    text += ` ${fill(known.said.allowed, { allowed: listed + (allowed.length > known.limits.listed ? " …" : "") })}`;
  }
  return text;
}

// How alike two words are: the share of letters in matching blocks, as Python's difflib counts it.
function likeness(a, b) {
  const matches = (aFrom, aTo, bFrom, bTo) => {
    let [best, atA, atB] = [0, aFrom, bFrom];
    for (let i = aFrom; i < aTo; i++)
      for (let j = bFrom; j < bTo; j++) {
        let length = 0;
        while (i + length < aTo && j + length < bTo && a[i + length] === b[j + length]) length++;
        if (length > best) [best, atA, atB] = [length, i, j];
      }
    if (!best) return 0;
    return best + matches(aFrom, atA, bFrom, atB) + matches(atA + best, aTo, atB + best, bTo);
  };
  return a.length + b.length ? (2 * matches(0, a.length, 0, b.length)) / (a.length + b.length) : 1;
}

export function nearest(word, allowed, least = 0.6) {
  const sought = word.toLowerCase();
  let best = [least, ""];
  for (const candidate of allowed) {
    const like = likeness(candidate.toLowerCase(), sought);
    if (like > best[0] || (like === best[0] && candidate.toLowerCase() > best[1].toLowerCase())) best = [like, candidate];
  }
  return best[1];
}

// The first and last day that a date may mean, as text that sorts; null for undated; nothing where it is no date.
export function days(text) {
  if (text === "undated") return [null, null];
  text = latin(text);
  const part = (written) => {
    const match = DATE.exec(written);
    if (!match) return null;
    const [year, month, day] = [match[1], match[2], match[3]];
    const last = (m) => new Date(Date.UTC(2000 + (Number(year) % 400), m, 0)).getUTCDate();
    if (year === "0000" || (month && !(month >= "01" && month <= "12"))) return null;
    if (day && !(Number(day) >= 1 && Number(day) <= last(Number(month)))) return null;
    const end = month ?? "12";
    return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${end}-${day ?? last(Number(end))}`];
  };
  const [first, ...others] = text.split("/");
  if (others.length > 1) return undefined;
  const start = part(first);
  const end = others.length ? part(others[0]) : start;
  return start && end && start[0] <= end[1] ? [start[0], end[1]] : undefined;
}

function isAddress(value) {
  if (typeof value !== "string" || LINE.test(value)) return false;
  const match = /^https?:\/\/([^/?#]*)/i.exec(value);
  if (!match || match[1].includes("@")) return false;
  const host = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(match[1]);
  if (!host?.[1] || (host[2] && !(Number(host[2]) > 0 && Number(host[2]) < 65536))) return false;
  return host[1].split(".").every((part) => /^[ -~]*$/.test(part) || /^[\u0621-\u063a\u0641-\u064a\u0660-\u06690-9-]+$/.test(part));
}

// The file's country, theme, short name and language, off its path.
export function place(path) {
  const [, country, theme, name] = /^cases\/([^/]*)\/([^/]*)\/([^/]*)\.md$/.exec(path) ?? ["", "", "", "."];
  const dot = name.lastIndexOf(".");
  return { country, theme, slug: name.slice(0, dot), language: name.slice(dot + 1) };
}

// Everything that is wrong with the case *files*, by path; *known* is the form's knowledge, *before* what it opened.
export function check(files, known, before = {}) {
  const problems = [];
  const entries = Object.entries(files).map(([path, file]) => ({ path, ...place(path), ...file }));
  const original = entries.find(({ front }) => !own(front, "translation"));
  const accepted = new Set((original?.front.accepted ?? []).map?.((entry) => entry?.code) ?? []);
  for (const file of entries) {
    const add = (code, field, details = {}) => {
      if (!accepted.has(code)) problems.push({ code, path: file.path, field, ...details });
    };
    const whole = file === original;
    let at = problems.length;
    record(file, whole, known, add);
    const isValid = !problems.slice(at).some(({ code }) => code < "E112");
    if (file === entries[0]) named(file, known, before, add);
    if (whole) {
      whats(file, known, add);
      if (isValid) ofRecord(file, known, add);
    } else if (isValid) translated(file, original, known, add);
    values(file, known, add);
    letters(file, known, add);
    text(file, original, known, add);
    wording(file, isValid && Boolean(original), known, add);
  }
  if (original) unused(entries, original, accepted, problems);
  return problems;
}

// What a translation says of its original.
function translated({ front }, original, known, add) {
  const { of, sections: hashes } = front.translation;
  if (original && of !== original.language)
    add("E303", ["translation", "of"], { found: of, allowed: [original.language] });
  const parts = [...Object.keys(IN_RECORD), ...Object.keys(known.sections)];
  for (const key of Object.keys(hashes ?? {}))
    if (!parts.includes(key))
      add("E304", ["translation", "sections", key], { found: key, allowed: parts, hint: nearest(key, parts) });
}

// The path: a country, a theme, and a short name that can be an address, and that no other case of the country has.
function named({ country, theme, slug }, known, before, add) {
  const { countries, themes } = Object.fromEntries(
    ["countries", "themes"].map((name) => [name, Object.keys(known.vocabularies[name])]),
  );
  const listed = (code, field, found, allowed) => add(code, [field], { found, allowed, hint: nearest(found, allowed) });
  if (!countries.includes(country)) listed("E011", ":country", country, countries);
  if (!themes.includes(theme)) listed("E012", ":theme", theme, themes);
  if (slug.includes(".")) add("E015", [":slug"], { found: slug });
  else if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > 64) add("E014", [":slug"], { found: slug });
  else if (own(known.suggested.cases, `${country}/${slug}`) && !Object.keys(before).length)
    add("", [":slug"], { found: `${country}/${slug}` });
}

// The shape of the front matter: what Pydantic says of it.
function record({ front, language }, isOriginal, known, add) {
  const described = (value) =>
    isMap(value) ? known.described.map : Array.isArray(value) ? known.described.list : value === null ? known.described.nothing : String(value);
  const kind = (value, path, expected) =>
    add("E104", path, { found: isMap(value) || Array.isArray(value) || value === null ? described(value) : String(value), allowed: [expected] });
  const line = (node, value, path) => {
    if (typeof value !== "string") return kind(value, path, known.expected.text);
    const bare = node["x-pattern"] ? value : value.trim();
    if (!bare && !node["x-pattern"]) return add("E109", path, { found: value });
    if (node["x-longest"] && bare.length > node["x-longest"])
      return add("E110", path, { found: String(value.length), allowed: [`≤ ${node["x-longest"]}`] });
    if (node["x-pattern"] && !new RegExp(node["x-pattern"]).test(value))
      return add("E111", path, { found: value, allowed: [node["x-form"]] });
  };
  const whole = (node, value, path, least) => {
    if (!isMap(value)) return kind(value, path, known.expected.label);
    for (const [key, inner] of Object.entries(node.properties)) {
      if (own(value, key)) one(inner, value[key], [...path, key]);
      else if (inner["x-required"]) add("E101", [...path, key], { found: key });
    }
    for (const key of Object.keys(value))
      if (!own(node.properties, key) && !least) {
        const allowed = Object.keys(node.properties);
        add("E103", [...path, key], { found: key, allowed, hint: nearest(key, allowed) });
      } else if (!own(node.properties, key)) line({}, value[key], [...path, key]);
  };
  const list = (node, value, path, each) => {
    if (!Array.isArray(value)) return kind(value, path, known.expected.list);
    if (value.length < (node["x-fewest"] ?? 0)) return add("E109", path, { found: "" });
    for (const [index, inner] of value.entries()) each(inner, [...path, index]);
  };
  const code = (node, value, path) => {
    const codes = Object.keys(known.vocabularies[node["x-vocabulary"]]);
    if (typeof value !== "string") kind(value, path, known.expected.text);
    else if (!codes.includes(value))
      add("E106", path, { found: value, allowed: codes, hint: nearest(value, codes, known.limits.alike) });
  };
  const checks = {
    label: (node, value, path) => whole(node, value, path, true),
    part: whole,
    line,
    code,
    list: (node, value, path) => list(node, value, path, (inner, at) => one(node.items, inner, at)),
    codes: (node, value, path) => list(node, value, path, (inner, at) => code(node, inner, at)),
    refs: (node, value, path) => list(node, value, path, (inner, at) => line({ ...node, "x-form": "S1, S2, …" }, inner, at)),
    map: (node, value, path) => {
      if (!isMap(value)) return kind(value, path, known.expected.label);
      if (Object.keys(value).length < (node["x-fewest"] ?? 0)) return add("E109", path, { found: "" });
      const { ":key": key, ...properties } = node.items.properties;
      for (const [name, inner] of Object.entries(value)) {
        line(key, name, [...path, name]);
        whole({ properties }, inner, [...path, name]);
      }
    },
    date: (node, value, path) => {
      if ((typeof value !== "string" && !Number.isInteger(value)) || !days(String(value)))
        add("E105", path, { found: isMap(value) || Array.isArray(value) || value === null ? "" : String(value) });
    },
    address: (node, value, path) => {
      if (!isAddress(value)) add("E107", path, { found: String(value) });
    },
    number: (node, value, path) => {
      if (typeof value !== "number" || !Number.isFinite(value)) return kind(value, path, known.expected.number);
      if (node["x-above"] !== undefined && !(value > node["x-above"]))
        add("E108", path, { found: String(value), allowed: [`> ${node["x-above"]}`] });
    },
    open: () => {},
    flag: (node, value, path) => {
      if (typeof value !== "boolean") kind(value, path, known.expected.flag);
    },
  };
  const one = (node, value, path) => {
    if (!(node["x-not-published"] && value === "not-published")) checks[node["x-as"]](node, value, path);
  };
  whole({ properties: known.fields[isOriginal ? "original" : "translation"] }, front, []);
}

// Sources that are named and not there, entries that stand twice, languages and days that cannot be.
function whats({ front }, known, add) {
  const there = isMap(front.sources) ? Object.keys(front.sources) : null;
  for (const [path, key] of references(front))
    if (there && !there.includes(key)) add("E102", path, { found: key, hint: nearest(key, there, 0.5) });
  for (const [name, keys] of known.distinct) {
    const seen = new Set();
    for (const [index, entry] of (Array.isArray(front[name]) ? front[name] : []).entries()) {
      const told = keys.length && isMap(entry) ? keys.map((key) => entry[key]) : [entry];
      if (!told.every((value) => typeof value === "string")) continue;
      const same = JSON.stringify(told);
      if (seen.has(same)) add("E115", [name, index, ...keys.slice(0, 1)], { found: told[0] });
      seen.add(same);
    }
  }
}

function* references(value, path = []) {
  if (Array.isArray(value)) for (const [i, inner] of value.entries()) yield* references(inner, [...path, i]);
  else if (isMap(value))
    for (const [key, inner] of Object.entries(value))
      if (["sources", "address_sources"].includes(key) && Array.isArray(inner)) {
        for (const [i, one] of inner.entries()) if (typeof one === "string") yield [[...path, key, i], one];
      } else yield* references(inner, [...path, key]);
}

function unused(entries, original, accepted, problems) {
  const { sources } = original.front;
  if (!isMap(sources) || accepted.has("E112")) return;
  const used = new Set([...references(original.front)].map(([, key]) => key));
  for (const { body } of entries) for (const [, key] of bare(body).matchAll(CITATION)) used.add(key);
  for (const key of Object.keys(sources))
    if (!used.has(key)) problems.push({ code: "E112", path: original.path, field: ["sources", key], found: key });
}

// What the keys of a valid record say of each other.
function ofRecord({ country, theme, slug, front }, known, add) {
  const id = `${country}/${slug}`;
  const needed = known.required[front.kind] ?? [];
  const filled = (value) => value !== undefined && (typeof value !== "object" || Object.keys(value).length > 0);
  for (const key of needed) if (!filled(front[key])) add("E113", ["kind"], { found: key, about: key });
  for (const key of known.meaningless[front.kind] ?? []) if (own(front, key)) add("E114", [key], { found: key });
  for (const [i, code] of (front.also ?? []).entries()) if (code === theme) add("E116", ["also", i], { found: code });
  for (const [i, { to }] of (front.relations ?? []).entries()) {
    const near = Object.keys(known.suggested.cases).filter((one) => one.startsWith(`${to.split("/")[0]}/`));
    if (to === id) add("E121", ["relations", i, "to"], { found: to });
    else if (!own(known.suggested.cases, to)) add("E120", ["relations", i, "to"], { found: to, hint: nearest(to, near) });
  }
  const joint = country === known.joint;
  if (!needed.includes("countries")) {
    if (joint && !front.countries?.length) add("E122", own(front, "countries") ? ["countries"] : []);
    if (!joint && front.countries?.length) add("E123", ["countries"]);
  }
  if (front.review.state === "reviewed")
    for (const key of ["by", "on"]) if (!own(front.review, key)) add("E124", ["review"], { found: key });
  for (const [i, alias] of (front.aliases ?? []).entries())
    if (!own(alias, "ar") && !own(alias, "en")) add("E129", ["aliases", i]);
  for (const [i, one] of (front.replications ?? []).entries())
    if (!own(known.suggested.territories, one.country)) add("E132", ["replications", i, "country"], { found: one.country });
  const currencies = Object.keys(known.suggested.currencies);
  for (const [i, cost] of (Array.isArray(front.cost) ? front.cost : []).entries())
    if (!currencies.includes(cost.currency))
      add("E130", ["cost", i, "currency"], { found: cost.currency, allowed: currencies, hint: nearest(cost.currency, currencies) });
  points(front, known, add);
  const [start] = days(String(front.started));
  const ended = own(front, "ended") ? days(String(front.ended)) : null;
  if (start && ended?.[1] && ended[1] < start) add("E134", ["ended"], { found: String(front.ended) });
  if (["replaced", "retired"].includes(front.status) && !ended && !(known.meaningless[front.kind] ?? []).includes("ended"))
    add("W103", ["status"], { found: front.status });
}

function points(front, known, add) {
  const number = (value) => String(Number(value.toPrecision(15)));
  for (const [i, figure] of (front.figures ?? []).entries()) {
    const kind = known.units[figure.unit];
    let latest = null;
    const seen = new Map();
    for (const [j, point] of figure.points.entries()) {
      const at = (key) => ["figures", i, "points", j, key];
      const [start, end] = days(String(point.as_of));
      if (latest && end && end < latest) add("E117", at("as_of"), { found: String(point.as_of) });
      if (start) latest = latest && latest > start ? latest : start;
      if (start) {
        const key = JSON.stringify([String(point.as_of), point.scope?.en ?? ""]);
        if (seen.has(key) && !point.disputes && !seen.get(key)) add("E118", at("as_of"), { found: String(point.as_of) });
        seen.set(key, Boolean(seen.get(key) || point.disputes));
      }
      if (kind === "rank" && (point.value < 1 || !Number.isInteger(point.value)))
        add("E126", at("value"), { found: String(Number(point.value.toPrecision(6))) });
      if (point.of !== undefined && point.value > point.of && ["count", "rank"].includes(kind))
        add("E127", at("value"), { found: number(point.value), allowed: [`≤ ${number(point.of)}`] });
      if (kind === "share" && !(point.value >= 0 && point.value <= 100))
        if (!has(known, "change", `${figure.metric.en.toLowerCase()} ${figure.metric.ar}`))
          add("W101", at("value"), { found: String(Number(point.value.toPrecision(6))) });
    }
  }
}

// What single values may not be, wherever they stand: days, languages, HTML.
function values({ front }, known, add) {
  const isLanguage = (tag) => own(known.suggested.languages, String(tag).split("-")[0]);
  for (const [path, value] of leaves(front)) {
    const key = path.at(-1);
    const raw = value === null ? "" : String(value);
    if (!raw) continue;
    if (known.past.includes(key) || known.ahead.includes(key)) {
      const span = days(raw);
      const [first, last] = known.limits.years;
      if (span?.[0] && !(span[0] >= `${first}` && span[1] <= `${last}-12-31`)) add("E125", path, { found: raw });
      if (span?.[0] > known.day && known.past.includes(key) && front.status !== "planned" && span[0] <= `${last}-12-31`)
        add("W102", path, { found: raw });
    }
    if ((key === "language" || path.at(-2) === "languages") && !isLanguage(raw)) add("E131", path, { found: raw });
    const tag = all(known, "tag", raw)[0];
    if (tag) add("E208", path, { found: shortTag(raw, tag.index) });
  }
  const labels = (node, path) => {
    if (!isMap(node)) return;
    for (const [key, inner] of Object.entries(node)) {
      const beside = own(node, "ar") && own(node, "en") && path[0] !== "aliases";
      if (beside && !["ar", "en"].includes(key) && !isLanguage(key) && inner) add("E131", [...path, key], { found: key });
      if (Array.isArray(inner)) for (const [i, one] of inner.entries()) labels(one, [...path, key, i]);
      else labels(inner, [...path, key]);
    }
  };
  labels(front, []);
}

const shortTag = (text, at) => `${text.slice(at).split(">")[0].slice(0, 24)}>`;

// The words of a file: each value, and each section of the text.
function* passages({ front, body, language }, known) {
  for (const [path, value] of leaves(front)) if (typeof value === "string" && value) yield { path, text: value };
  for (const part of sections(body, known.headings[language] ?? {}))
    yield { path: ["", part.id], text: `${part.heading}\n${part.text}`, body: part };
}

function letters(file, known, add) {
  const { language, front } = file;
  const isArabic = (path) => {
    if (path.includes("ar") || path.includes("accepted")) return true;
    if (path.length === 1 && own(IN_RECORD, path[0])) return language === "ar";
    const around = path.slice(0, -1).reduce((node, part) => node?.[part], front);
    return path.at(-1) === "title" && around?.language === "ar";
  };
  for (const { path, text, body } of passages(file, known)) {
    const once = (name) => [...new Set(all(known, name, body ? decoded(text) : text).map(([found]) => found))];
    for (const found of once("invisible"))
      add("E209", path, { found: `U+${found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` });
    if (body ? language === "ar" : isArabic(path))
      for (const found of body ? once("farsi") : once("farsi").slice(0, 1))
        add("E210", path, { found, hint: known.letters.farsi[found] });
    for (const found of once("presentation")) add("E211", path, { found, hint: found.normalize("NFKC") });
    const isTheirs = path[0] === "sources" && ["title", "publisher"].includes(path.at(-1));
    const digits = isTheirs ? [] : once("digits");
    for (const found of body ? digits : digits.slice(0, 1)) add("E212", path, { found, hint: latin(found) });
    const isLabel = path.at(-1) === "ar" || (language === "ar" && path.length === 1 && own(IN_RECORD, path[0]));
    if (body ? language === "ar" : isLabel)
      for (const run of body ? prose(text) : [{ text }]) typography(run.text, path, known, add);
  }
}

const decoded = (text) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (_, decimal, hex) =>
    String.fromCodePoint(Math.min(Number(decimal ?? `0x${hex}`), 0x10ffff)),
  );

// The marks of Arabic text.
const NEAR = 40; // so far from a mark, in characters, ends the word that it belongs to
function typography(text, path, known, add) {
  const at = (name, index) => {
    const sticky = expression(known, name, known.patterns[name].flags.replace("g", "y"));
    sticky.lastIndex = index;
    return sticky.exec(text);
  };
  if (!has(known, "arabic", text)) return;
  for (const match of all(known, "latin_mark", text)) {
    const last = all(known, "last_word", text.slice(Math.max(match.index - NEAR, 0), match.index))[0];
    if ((last && has(known, "arabic", last[0][0])) || at("next_word", match.index + 1))
      add("E502", path, { found: match[0], hint: known.letters.marks[match[0]] });
  }
  for (const [found] of all(known, "space", text)) add("E503", path, { found, hint: found.trim() });
  for (const [found] of all(known, "straight", text))
    add("E504", path, { found, hint: found.length > 1 && found.endsWith('"') ? `«${found.slice(1, -1)}»` : "" });
  for (const match of text.includes("ـ") ? all(known, "stretched", text) : [])
    if (!at("set_off", match.index) || match[0].split("ـ").length > 2)
      add("E505", path, { found: match[0], hint: match[0].replaceAll("ـ", "") });
  for (const [found] of all(known, "doubled", text)) {
    const marks = found.replace(/\s/g, "");
    add("E506", path, { found, hint: [".", "؟", ":"].find((mark) => marks.includes(mark)) ?? marks[0] });
  }
}

// The text: its sections, its citations, its links.
function text({ body, language }, original, known, add) {
  const headings = known.headings[language] ?? {};
  const parts = sections(body, headings);
  const there = new Set(parts.map(({ id }) => id));
  for (const [id, heading] of Object.entries(headings))
    if (!there.has(id)) add("E201", ["", id], { found: `## ${heading}` });
  const order = Object.keys(headings);
  let latest = -1;
  const seen = new Set();
  for (const { id, heading, line, text: inner } of parts) {
    const refuse = (marks, words) => {
      const meant = nearest(words, Object.values(headings));
      add("E202", ["", id || [...seen].at(-1) || ""], { found: `${marks} ${words}`, hint: meant ? `## ${meant}` : "" });
    };
    if (!line && inner.trim()) add("E205", ["", order[0]]);
    if (line && !id) refuse("##", heading);
    for (const top of bare(inner).split("\n").map(headed)) if (top?.level === 1) refuse("#", top.words);
    if (id && seen.has(id)) add("E203", ["", id], { found: heading });
    else if (id) {
      if (order.indexOf(id) < latest) add("E204", ["", id], { found: heading });
      latest = Math.max(latest, order.indexOf(id));
    }
    if (id && !inner.trim()) add("E206", ["", id], { found: heading });
    seen.add(id);
    cited(`${heading}\n${inner}`, ["", id], original, known, add);
  }
}

function cited(written, path, original, known, add) {
  const plain = bare(written);
  const sources = isMap(original?.front.sources) ? Object.keys(original.front.sources) : null;
  const notes = new Set([...plain.matchAll(/^ {0,3}\[\^([^\]]+)\]:/gm)].map((match) => match[1]));
  for (const note of notes) add("E216", path, { found: note });
  for (const [, key] of plain.replace(/^ {0,3}\[\^([^\]]+)\]:.*$/gm, "").matchAll(CITATION))
    if (sources && !sources.includes(key)) add("E207", path, { found: key, hint: nearest(key, sources, 0.5) });
  for (const [found] of plain.replace(CITATION, "").matchAll(/\[\^[^\]]{0,30}\]?/g))
    if (![...notes].some((note) => found.startsWith(`[^${note}]`))) add("E217", path, { found });
  for (const match of all(known, "tag", decodedMarks(written))) {
    const html = decodedMarks(written);
    if (!/^<(?:https?|mailto):/i.test(html.slice(match.index))) add("E208", path, { found: shortTag(html, match.index) });
  }
  const links = [...plain.matchAll(/\]\(\s*<?([^\s<>\]]+?)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g)].map((match) => match[1]);
  links.push(...[...plain.matchAll(/<((?:https?|mailto|ftp):[^\s<>]*)>/gi)].map((match) => match[1]));
  for (const href of links) {
    const scheme = /^([a-z][a-z0-9+.-]*):|^\/\//i.exec(href);
    if (scheme && !/^(?:javascript|vbscript|file|data):/i.test(href) && !href.startsWith("mailto:") && !isAddress(href))
      add("E214", path, { found: href });
  }
  for (const match of all(known, "refused", plain))
    add("E214", path, { found: match[1].slice(0, Math.max(match[1].lastIndexOf(")"), 0)) || match[1] });
}

const decodedMarks = (text) => decoded(text.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));

// Language, length and summary.
function wording({ front, body, language }, isWhole, known, add) {
  const scripts = ["ar", "en"].filter((name) => known.patterns[`script_${name}`]);
  const isWrong = (words) => {
    const count = (name) => all(known, `script_${name}`, words).length;
    const most = Math.max(...scripts.filter((name) => name !== language).map(count));
    return most >= known.limits.letters && most > count(language);
  };
  const runs = prose(body);
  const headings = known.headings[language] ?? {};
  const parts = sections(body, headings).filter(({ id }) => id);
  if (scripts.includes(language)) {
    for (const key of Object.keys(IN_RECORD))
      if (typeof front[key] === "string" && isWrong(front[key])) add("E501", [key], { found: front[key] });
    for (const { id, heading } of parts)
      if (isWrong(runs.filter((run) => run.section === heading).map((run) => run.text).join("")))
        add("E501", ["", id], { found: `## ${heading}` });
  }
  if (!isWhole) return;
  const counted = (heading) =>
    runs.filter((run) => run.section === heading && run.level !== 2).reduce((sum, run) => sum + all(known, "word", run.text).length, 0);
  const words = parts.map(({ id, heading }) => [id, counted(heading)]);
  const total = words.reduce((sum, [, count]) => sum + count, 0);
  const number = new Intl.NumberFormat("en");
  const [fewest, most] = known.limits.words;
  if (total < fewest || total > most)
    add("W501", ["", ""], { found: number.format(total), allowed: [`${number.format(fewest)}–${number.format(most)}`] });
  for (const [id, count] of words)
    if (count > 0 && count < known.sections[id].fewest)
      add("W502", ["", id], { found: String(count), allowed: [`≥ ${known.sections[id].fewest}`] });
  if (front.summary) {
    if (!/\p{Nd}/u.test(front.summary.replace(expression(known, "year"), ""))) add("W505", ["summary"]);
    const count = [...sentences(front.summary, known)].length;
    if (count !== 2) add("W506", ["summary"], { found: String(count) });
  }
  const title = (front.title ?? "").trim().length;
  if (title > known.limits.title) add("W507", ["title"], { found: String(title), allowed: [`≤ ${known.limits.title}`] });
}
