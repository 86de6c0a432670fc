// The text of a case: its sections, and its Markdown as it is read. A lighter reader than the library's own parser; what it
// is for is to find what form-check.js looks for.

const WORD = "\\p{L}\\p{N}_";
const CITED = "\ue000";
const CODE = "\ue001";
export const CITATION = /\[\^([A-Za-z0-9_-]{1,24})\]/g;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
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

// The sections of a text: [id, heading, text], the id empty for a heading that is none of the seven.
export function sections(body, headings) {
  const ids = new Map(Object.entries(headings).map(([id, heading]) => [fold(heading), id]));
  const parts = [{ id: "", heading: "", lines: [] }];
  let fence = "";
  for (const line of body.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    const heading = fence || mark ? null : HEADING.exec(line);
    if (fence && mark?.startsWith(fence)) fence = "";
    else if (!fence && mark) fence = mark;
    if (heading?.[1].length === 2)
      parts.push({ id: ids.get(fold(heading[2])) ?? "", heading: heading[2], line, lines: [] });
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
    const heading = HEADING.exec(line);
    if (heading) {
      flush();
      if (heading[1].length === 2) section = heading[2];
      runs.push({ text: `${inline(heading[2])} `, section, level: heading[1].length });
    } else if (!line.trim()) flush();
    else if (/^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)) flush();
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
  return line
    .replace(/(`+)([^`]|[^`].*?[^`])\1(?!`)/g, CODE)
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => keep(mark))
    .replace(/<(?:https?|mailto):[^\s<>]*>/gi, "")
    .replace(CITATION, CITED)
    .replace(/\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\)/g, "$1")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|nbsp));/gi, (whole, decimal, hex, name) =>
      name
        ? { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" }[name.toLowerCase()]
        : String.fromCodePoint(Math.min(Number(decimal ?? `0x${hex}`), 0x10ffff)),
    )
    .replace(new RegExp(`(^|[^${WORD}])(_{1,3})(\\S|\\S.*?\\S)\\2(?![${WORD}])`, "gu"), "$1$3")
    .replace(/(\*{1,3})([^\s*]|[^\s*].*?[^\s*])\1/g, "$2")
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
export const bare = (text) => text.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:\n {0,3}\1|$)/gm, "").replace(/(`+)([^`]|[^`].*?[^`])\1(?!`)/g, "");
