// A case between its two shapes: as it is handed in (front matter as data, text as Markdown), and as it stands in the
// form (texts to type in). What was opened and is not touched comes out as it went in, its order included.
import { sections } from "asset:form-body.js";
import { latin, place } from "asset:form-check.js";

export const FORMAT = "tajarib-case/1";
const NONE = ":none"; // beside each key that may be "not published": whether it is
const NOT_PUBLISHED = "not-published";
const PATH = /^cases\/[^/]*\/[^/]*\/[^/]*\.[^./]+\.md$/;
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const TEXTS = ["title", "summary"];

// What the record looks like to someone who fills in a form: *properties* with a tick for "not published" beside some.
export function asked(properties, label) {
  const entries = Object.entries(properties).flatMap(([key, node]) => [
    ...(node["x-not-published"] ? [[key + NONE, { type: "boolean", "x-as": "flag", "x-hides": key, title: label }]] : []),
    [key, shaped(node, label)],
  ]);
  return Object.fromEntries(entries);
}

function shaped(node, label) {
  if (node.items) return { ...node, items: shaped(node.items, label) };
  return node.properties ? { ...node, properties: asked(node.properties, label) } : node;
}

// Data as what is typed; what is of another kind than it should be is shown as it is written, to be mended.
export function typed(node, data) {
  switch (node["x-as"]) {
    case "part":
    case "label": {
      const from = isMap(data) ? data : {};
      // What the form has no field for waits where it was; see whole().
      const known = Object.entries(node.properties).flatMap(([key, inner]) => [
        ...(inner["x-not-published"] ? [[key + NONE, from[key] === NOT_PUBLISHED]] : []),
        [key, typed(inner, from[key] === NOT_PUBLISHED ? undefined : from[key])],
      ]);
      return Object.fromEntries(known);
    }
    case "map":
      return Object.entries(isMap(data) ? data : {}).map(([key, value]) => ({ ...typed(node.items, value), ":key": key }));
    case "list":
      return (Array.isArray(data) ? data : []).map((item) => typed(node.items, item));
    case "codes":
    case "refs":
      return (Array.isArray(data) ? data : []).map(asText);
    case "flag":
      return data === true;
    default:
      return asText(data);
  }
}

const asText = (value) =>
  value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

// What was typed as data again. *before* is what was opened: equal text keeps its kind, equal parts their order.
export function meant(node, value, before) {
  switch (node["x-as"]) {
    case "part":
    case "label":
      return whole(node, value, before);
    case "map": {
      const was = isMap(before) ? before : {};
      const { ":key": _, ...properties } = node.items.properties;
      const entries = value.map(({ ":key": key, ...item }) => [key, whole({ ...node.items, properties }, item, was[key]) ?? {}]);
      return entries.length ? Object.fromEntries(entries) : before && {};
    }
    case "list":
      // An entry that was added and not filled in stays, to be told.
      return listed(
        value.map((item, i) => meant(node.items, item, nearby(before, i, node, item)) ?? (node.items.properties ? {} : " ")),
        before,
      );
    case "codes":
    case "refs":
      return listed(value, before);
    case "flag":
      return value || (before === false ? false : undefined);
    case "open":
      return before;
    default:
      return text(node, value, before);
  }
}

// The item that stood at this place; where items were moved, the one that reads the same.
function nearby(before, index, node, item) {
  if (!Array.isArray(before)) return undefined;
  const same = (one) => one !== undefined && JSON.stringify(typed(node.items, one)) === JSON.stringify(item);
  return same(before[index]) ? before[index] : (before.find(same) ?? before[index]);
}

const listed = (items, before) => {
  const kept = items.filter((item) => item !== undefined && item !== "");
  return kept.length ? kept : Array.isArray(before) && !before.length ? before : undefined;
};

function text(node, value, before) {
  if (before !== undefined && asText(before) === value) return before;
  const lines = value.split("\n").map((line) => line.trim());
  const plain = lines.filter(Boolean).join(" ");
  if (!plain) return undefined;
  if (node["x-as"] === "date") return /^\d{1,18}$/.test(latin(plain)) ? Number(latin(plain)) : latin(plain);
  if (node["x-as"] !== "number") return plain;
  // Arabic digits, and commas between thousands, are no reason to refuse a number.
  const digits = latin(plain).replace(/[,٬]/g, "").replace("٫", ".");
  return /^[-+]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})$/.test(digits) ? Number(digits) : plain;
}

// The keys that were there in their order, each new one after what comes before it in the model.
function whole(node, value, before) {
  const was = isMap(before) ? before : {};
  const found = {};
  const keys = Object.keys(node.properties);
  for (const key of keys) {
    const inner = node.properties[key];
    const told = value[key + NONE] ? NOT_PUBLISHED : own(value, key) ? meant(inner, value[key], was[key] === NOT_PUBLISHED ? undefined : was[key]) : was[key];
    if (told !== undefined) found[key] = told;
  }
  for (const key of Object.keys(was)) if (!keys.includes(key)) found[key] = was[key];
  const order = Object.keys(was).filter((key) => own(found, key));
  for (const [i, key] of keys.entries())
    if (own(found, key) && !order.includes(key)) {
      const after = keys.slice(0, i).filter((one) => order.includes(one)).at(-1);
      order.splice(after === undefined ? 0 : order.indexOf(after) + 1, 0, key);
    }
  if (!order.length && !(isMap(before) && !Object.keys(before).length)) return undefined;
  return Object.fromEntries(order.map((key) => [key, found[key]]));
}

// Whether *data* is a document in which one case is handed in.
export function isHandIn(data) {
  if (!isMap(data) || data.format !== FORMAT || !isMap(data.files)) return false;
  const files = Object.entries(data.files);
  const isWhole = ([path, file]) => PATH.test(path) && isMap(file) && isMap(file.front) && typeof file.body === "string";
  const originals = files.filter(([, file]) => isMap(file?.front) && !own(file.front, "translation"));
  const first = files.length && place(files[0][0]);
  const isOne = files.every(([path]) => ["country", "theme", "slug"].every((key) => place(path)[key] === first[key]));
  return files.length > 0 && files.every(isWhole) && originals.length === 1 && isOne;
}

// What is opened, as the form shows it: where it belongs, the record, and each part of the text in each language.
export function opened(data, known) {
  const files = Object.entries(data.files);
  const [path, original] = files.find(([, { front }]) => !own(front, "translation"));
  const where = place(path);
  const words = Object.fromEntries([...TEXTS, ...Object.keys(known.sections)].map((part) => [part, {}]));
  for (const [at, { front, body }] of files) {
    const { language } = place(at);
    for (const key of TEXTS) words[key][language] = asText(front[key]);
    const found = sections(body, known.headings[language] ?? {});
    for (const id of Object.keys(known.sections))
      words[id][language] = found.filter((part) => part.id === id).map((part) => shown(part.text)).join("\n\n");
  }
  const record = typed({ "x-as": "part", properties: known.fields.original }, original.front);
  return { place: where, record, words };
}

// What stands in the form, as it is handed in; *base* is what was opened, if anything was.
export function handIn({ place: where, record, words }, known, base) {
  const files = {};
  const languages = [where.language, ...Object.keys(known.languages).filter((one) => one !== where.language)];
  for (const language of languages) {
    const path = `cases/${where.country}/${where.theme}/${where.slug}.${language}.md`;
    const was = Object.entries(base?.files ?? {}).find(([one]) => place(one).language === language)?.[1];
    const wording = Object.fromEntries(TEXTS.map((key) => [key, words[key][language] ?? ""]));
    const isOriginal = language === where.language;
    const isEmpty = Object.values(words).every((part) => !part[language]?.trim());
    if (!isOriginal && isEmpty && !was) continue;
    const properties = known.fields[isOriginal ? "original" : "translation"];
    const value = isOriginal ? { ...record, ...wording } : { ...wording, translation: { of: where.language } };
    const front = whole({ properties }, value, was?.front) ?? {};
    files[path] = { front, body: bodyOf(words, language, known, was?.body) };
  }
  return { format: FORMAT, files };
}

function bodyOf(words, language, known, before) {
  const headings = known.headings[language];
  const was = before === undefined ? [] : sections(before, headings);
  const ids = was.filter(({ id }) => id).map(({ id }) => id);
  // Only a text in which each section stands once, in order, is edited in its place.
  const isRegular = Object.keys(headings).join() === ids.join();
  const preface = isRegular ? was.filter(({ line }) => !line).map(({ text }) => text) : [];
  const parts = Object.entries(headings).map(([id, heading]) => {
    const text = words[id][language] ?? "";
    const old = isRegular && was.find((part) => part.id === id);
    if (old && shown(old.text) === text) return `${old.line}\n${old.text}`;
    return `${old ? old.line : `## ${heading}`}\n\n${text.trim()}${text.trim() ? "\n" : ""}`;
  });
  const whole = [...preface.filter((text) => text.trim()), ...parts].join("\n");
  let end = whole.length;
  while (whole[end - 1] === "\n") end -= 1;
  return `${whole.slice(0, end)}\n`;
}

// A section's text without the empty lines around it.
const shown = (text) => text.trimEnd().replace(/^\s*\n/, "");
