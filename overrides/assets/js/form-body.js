// The text of a case: its sections, and its Markdown as it is read. A lighter reader than the library's own parser; what it
// is for is to find what form-check.js looks for.

const CITED = "\ue000";
const CODE = "\ue001";
export const CITATION = /\[\^([A-Za-z0-9_-]{1,24})\]/g;
const HEADING = /^ {0,3}(#{1,6})[ \t](.*)$/;
const BOLD = /(\*{1,3})([^\s*]|[^\s*][^*]*[^\s*])\1/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

const fold = (text) =>
  text
    .normalize("NFC")
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670ـ]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/^[ .:؟?]+|[ .:؟?]+$/g, "")
    .toLowerCase();

const made = new Map();
export function expression(known, name, flags = known.patterns[name].flags) {
  if (!made.has(name + flags)) {
    let pattern = /(?!)/g;
    try {
      pattern = new RegExp(known.patterns[name].source, flags);
    } catch {
      // Safari looks behind since 16.4; an older one leaves this to the check after handing in.
    }
    made.set(name + flags, pattern);
  }
  const found = made.get(name + flags);
  found.lastIndex = 0;
  return found;
}
export const all = (known, name, text) => [...text.matchAll(expression(known, name))];
export const has = (known, name, text) => expression(known, name).test(text);

// The level and the words of a line that is a heading, without the marks that may close it.
export function headed(line) {
  const found = HEADING.exec(line);
  if (!found) return null;
  const words = found[2].trim();
  const last = words.slice(words.lastIndexOf(" ") + 1);
  const isClosed = last !== words && /^#+$/.test(last);
  return { level: found[1].length, words: isClosed ? words.slice(0, -last.length).trim() : words };
}

// A line with each piece of code in it as *code*. Every run of marks is looked at once: a text may be made of them.
function withCode(line, code) {
  const parts = line.split(/(`+)/);
  let text = "";
  for (let at = 0; at < parts.length; at += 1) {
    const end = at % 2 ? parts.indexOf(parts[at], at + 1) : -1;
    text += end < 0 ? parts[at] : code;
    at = Math.max(at, end);
  }
  return text;
}

// The sections of a text: [id, heading, text], the id empty for a heading that is none of the seven.
export function sections(body, headings) {
  const ids = new Map(Object.entries(headings).map(([id, heading]) => [fold(heading), id]));
  const parts = [{ id: "", heading: "", lines: [] }];
  let fence = "";
  for (const line of body.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    const heading = fence || mark ? null : headed(line);
    if (fence && mark?.startsWith(fence)) fence = "";
    else if (!fence && mark) fence = mark;
    if (heading?.level === 2)
      parts.push({ id: ids.get(fold(heading.words)) ?? "", heading: heading.words, line, lines: [] });
    else parts.at(-1).lines.push(line);
  }
  return parts.map(({ lines, ...part }) => ({ ...part, text: lines.join("\n") }));
}

// A text as it is read, in runs: without marks, a citation or code one character, an address nothing.
export function prose(body) {
  const runs = [];
  let run = [];
  let fence = "";
  let section = "";
  const flush = () => {
    if (run.length) runs.push({ text: `${run.join(" ")} `, section });
    run = [];
  };
  for (const line of body.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      if (mark?.startsWith(fence)) fence = "";
      continue;
    }
    if (mark) {
      flush();
      fence = mark;
      continue;
    }
    const heading = headed(line);
    if (heading) {
      flush();
      if (heading.level === 2) section = heading.words;
      runs.push({ text: `${inline(heading.words)} `, section, level: heading.level });
    } else if (!line.trim()) flush();
    else if (/^[\s:|-]+$/.test(line) && line.indexOf("|", 1) > 0) flush();
    else if (line.trim().startsWith("|")) {
      flush();
      for (const cell of line.trim().replace(/^\||\|$/g, "").split("|")) runs.push({ text: `${inline(cell.trim())} `, section });
    } else {
      const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
      if (item) flush();
      run.push(inline((item?.[1] ?? line).replace(/^\s*>\s?/, "").trim()));
    }
  }
  flush();
  return runs;
}

// One line of Markdown as it is read.
function inline(line) {
  const kept = [];
  const keep = (text) => `\ue100${kept.push(text) - 1}\ue101`;
  return withCode(line, CODE)
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => keep(mark))
    .replace(/<(?:https?|mailto):[^\s<>]*>/gi, "")
    .replace(CITATION, CITED)
    .replace(/\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\)/g, "$1")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|nbsp));/gi, (whole, decimal, hex, name) =>
      name
        ? { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" }[name.toLowerCase()]
        : String.fromCodePoint(Math.min(Number(decimal ?? `0x${hex}`), 0x10ffff)),
    )
    .replace(/(^|[^\p{L}\p{N}_])(_{1,3})([^\s_]|[^\s_][^_]*[^\s_])\2(?![\p{L}\p{N}_])/gu, "$1$3")
    .replace(BOLD, "$2")
    .replace(BOLD, "$2") // **bold with *more* in it**
    .replace(/\ue100(\d+)\ue101/g, (_, at) => kept[at]);
}

export function* sentences(text, known) {
  const stop = expression(known, "stop");
  const abbreviation = expression(known, "abbreviation");
  let start = 0;
  for (const match of text.matchAll(stop)) {
    const end = match.index + match[0].length;
    const following = text.slice(end, end + 2).trimStart();
    abbreviation.lastIndex = 0;
    const before = text.slice(Math.max(start, match.index - 12), match.index);
    const isSmall = following !== following.toUpperCase() && following === following.toLowerCase();
    if ((match[1] === "." && abbreviation.test(before)) || isSmall) continue;
    yield text.slice(start, end);
    start = end;
  }
  if (text.slice(start).trim()) yield text.slice(start);
}

// A text without its code.
export const bare = (text) =>
  text
    .replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:\n {0,3}\1|$)/gm, "")
    .split("\n")
    .map((line) => withCode(line, ""))
    .join("\n");
