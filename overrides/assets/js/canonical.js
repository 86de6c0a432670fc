// The one form in which a case file is written. scripts/tajarib/canonical.py says what it is, and tests hold the two to
// the same bytes.

// Every key in order, with what is to be known of its value.
const KEYS = {
  "title": "quoted", "summary": "quoted",
  "translation": {
    "of": null,
    "sections": {
      "title": "quoted", "summary": "quoted", "problem": "quoted", "approach": "quoted", "results": "quoted",
      "went-wrong": "quoted", "lessons": "quoted", "replicate": "quoted", "questions": "quoted", "*": "quoted"
    }
  },
  "kind": null, "status": null, "started": "date", "ended": "date", "also": null, "countries": null,
  "aliases": {"ar": null, "en": null, "until": "date"}, "address": null, "owner": null,
  "partners": {"name": null, "role": null, "sector": null},
  "partnership": {"model": null, "revenue": null, "exit": null, "sources": null}, "blocks": null,
  "prerequisites": {"code": null, "level": null, "note": null},
  "figures": {
    "id": null, "metric": null, "unit": null,
    "points": {
      "value": null, "as_of": "date", "of": null, "by": null, "qualifier": null, "sources": null, "disputes": null,
      "inferred": null, "scope": null, "note": null
    }
  },
  "timeline": {"date": "date", "event": null, "sources": null, "inferred": null},
  "cost": {
    "amount": null, "currency": null, "year": "date", "covers": null, "per": null, "by": null, "sources": null,
    "qualifier": null, "vendor": null, "inferred": null
  },
  "legal": {"title": null, "address": null, "sources": null},
  "documents": {"title": null, "type": null, "address": null, "language": null, "licence": null, "archived": null},
  "assistance": {"what": null, "for": null, "address": null, "sources": null},
  "replications": {"country": null, "outcome": null, "date": "date", "note": null, "sources": null},
  "relations": {"to": null, "kind": null, "reason": null}, "awards": {"name": null, "year": "date", "sources": null},
  "sdg": {"target": null, "reason": null}, "minimum": null, "not_found": null, "reply": null,
  "sources": {
    "*": {
      "url": null, "title": null, "publisher": null, "date": "date", "language": null, "kind": null, "note": null,
      "archived": null, "checked": "date"
    }
  },
  "review": {"state": null, "by": null, "on": "date", "due": "date"}, "accepted": {"code": null, "reason": null},
  "formerly": null, "draft": null
};
const BLOCK = ["figures", "minimum", "partnership", "reply", "sections", "sources", "translation"];

// What YAML does not take; with u, surrogates are those that stand alone.
const REFUSED = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/u;
const MARKED = /[,:?[\]{}#]|^[ &*!|>'"%@`=<~+.-]| $|^$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const NUMBER = /^[0-9][0-9a-fA-FoOxX._+~/-]*$/;
const DATE = /^(?:undated|[1-9][0-9]{3}|[0-9]{4}[~/-][0-9~/-]*)$/;

export function written(front, body) {
  const lines = Object.keys(front).length ? block(front, KEYS, "") : ["{}"];
  const text = trimmed(body.replace(/\r\n?/g, "\n"));
  return ["---", ...lines, "---", ...(text ? ["", text] : []), ""].join("\n");
}

function block(value, keys, indent) {
  return ordered(value, keys).flatMap((key) => {
    const [inner, below, head] = [value[key], inside(keys, key), `${indent}${name(key)}:`];
    const isBlock = (one) => isMapping(one) && Object.keys(one).length > 0 && BLOCK.includes(key);
    if (Array.isArray(inner) && inner.some((one) => Array.isArray(one) || isMapping(one))) {
      const entries = inner.flatMap((one) => {
        const [first, ...others] = isBlock(one) ? block(one, below, `${indent}    `) : [flow(one, below)];
        return [`${indent}  - ${first.replace(/^ +/, "")}`, ...others];
      });
      return [head, ...entries];
    }
    return isBlock(inner) ? [head, ...block(inner, below, `${indent}  `)] : [`${head} ${flow(inner, below)}`];
  });
}

function flow(value, keys) {
  if (Array.isArray(value)) return `[${value.map((one) => flow(one, keys)).join(", ")}]`;
  if (isMapping(value)) {
    const inner = ordered(value, keys).map((key) => `${name(key)}: ${flow(value[key], inside(keys, key))}`);
    return `{${inner.join(", ")}}`;
  }
  if (typeof value === "number") return digits(value);
  if (typeof value !== "string") return String(value);
  return keys !== "quoted" && (isPlain(value) || (keys === "date" && DATE.test(value))) ? value : quoted(value);
}

function ordered(value, keys) {
  const known = isMapping(keys) ? Object.keys(keys) : ["ar", "en"];
  if (known.join() === "*") return Object.keys(value);
  const others = Object.keys(value).filter((key) => !known.includes(key));
  return [...known.filter((key) => Object.hasOwn(value, key)), ...others.sort(byCharacters)];
}

// As Python sorts: by characters, where JavaScript sorts by halves of them.
function byCharacters(a, b) {
  const [one, other] = [a, b].map((text) => Array.from(text, (character) => character.codePointAt(0)));
  const at = one.findIndex((code, index) => code !== other[index]);
  return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
}

function inside(keys, key) {
  if (!isMapping(keys)) return null;
  return Object.hasOwn(keys, key) ? keys[key] : (keys["*"] ?? null);
}

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const name = (key) => (/^[A-Za-z][A-Za-z0-9_-]*$/.test(key) ? key : quoted(key));
const isPlain = (text) => ![REFUSED, MARKED, WORD, NUMBER].some((pattern) => pattern.test(text));

function quoted(text) {
  const code = (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `"${escaped.replace(new RegExp(REFUSED, "gu"), code)}"`;
}

// Without an exponent: 1e-7 is 0.0000001.
function digits(number) {
  const [, sign, whole, part = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
  if (!exponent) return String(number);
  const [point, all] = [whole.length + Number(exponent), whole + part];
  return sign + (point > 0 ? all.padEnd(point, "0") : `0.${"0".repeat(-point)}${all}`);
}

// Blank lines before the text, and all that is blank after it, go.
function trimmed(text) {
  let end = text.length;
  while (end && " \t\n".includes(text[end - 1])) end -= 1;
  return text.slice(0, end).replace(/^(?:[ \t]*\n)+/, "");
}
