// Words as they are typed, and the keys under which the search index has them. The twin of scripts/tajarib/arabic.py and
// words.py, rule by rule; tests/data/arabic.json holds both. Lists (forms, words that tell nothing) come with the index.

const LETTERS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ؤ: "ء", ئ: "ء", ة: "ه", "\u0640": "" };
const FOREIGN = { پ: "ب", چ: "ج", گ: "ك", ڤ: "ف", ھ: "ه", ہ: "ه", ے: "ي", "\u2010": "-" };
const DIGITS = Object.fromEntries([..."٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"].map((digit, i) => [digit, String(i % 10)]));
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]/g;

const OWN_START = new RegExp(
  "^(?:و(?:زار|زير|زراء|زع|طن|ثيق|ثاءق|ثق|كال|كيل|اصل|اجه|احد|اعي|اقع|ارد|حد|صل|صول|صف|ظيف|ظاءف|ظف|قت|قاي|قود|رق|رش|عي" +
    "|سيط|سيل|ساءل|ساط|سط|سم|جه|جود|زن|زان|فد|فر|فا|قف|لاي|لي|لاد|ضع|ضوح|اتس|اق|اضح|اسع|الد|يب|راث|شيك)" +
    "|ال(?:كترون|غاء|زام|تزام|تحاق|تماس|هام|يه$|يات$|اف$|مان|فبا|بوم|تقاء|تفاف|له$)" +
    "|بالغ|بالون|كالور|لله$)",
);
const ARTICLE = /^[وف]?(?:ال|بال|كال|لل)(?=..)/;
const AND = /^و(?=...)/;
const ATTACHED = /^[فبكل](?=...)/;
const SUFFIXES = [
  /^(.{3,}?)(?:تهما|تهم|تها|تنا|تان|تين|ته|تي|هما|ها|هم|نا)$/,
  /^(.{3,}?)ا$/,
  /^(.{3,}?)(?:ان|ون|ين)$/,
  /^(.{2,}?)ات$/,
  /^(.{3,}?)يه$/,
  /^(.{2,}?)ه$/,
  /^(.{3,}?)ي$/,
];

const WORD = /[ء-ي]+|[a-z]+|[0-9]+/g;
const THOUSANDS = /([0-9])[,٬](?=[0-9]{3}(?![0-9]))/g;
const COMPOUND = /(?:^|[^a-z-])([a-z]+)-([a-z]+)(?![a-z-])|(?:^|[^a-z])([emqux])[ .]([a-z]{2,})/g;
const SIGNS = signs("ءابتثجحخدذرزسشصضطظعغفقكلمنهوي", "6abtvjhxd1rzsc2345egfqklmnowy");
const SOUNDS = { ...signs("بتثجحخدذرزسشصضطظغفقكلمنه", "btzjh2dzrzs1sdtzgfkklmnh"), ...signs("ءاعوي", "") };
const LATIN_SOUNDS = [
  [/kh/g, "2"],
  [/gh/g, "g"],
  [/[cs]h/g, "1"],
  [/[td]h/g, "z"],
  [/ph/g, "f"],
  [/ck|q/g, "k"],
  [/x/g, "ks"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/v/g, "f"],
  [/p/g, "b"],
  [/([aeiou])h$/g, "$1"],
  [/[aeiouwy]/g, ""],
];

function signs(letters, values) {
  return Object.fromEntries([...letters].map((letter, i) => [letter, values[i] ?? ""]));
}

function translate(text, table) {
  return [...text].map((letter) => table[letter] ?? letter).join("");
}

const isArabic = (word) => word[0] >= "ء" && word[0] <= "ي";
const isNumber = (word) => word[0] >= "0" && word[0] <= "9";

export function fold(text) {
  const one = translate(translate(text.replace(INVISIBLE, "").normalize("NFKC"), LETTERS), DIGITS);
  return translate(one.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC"), LETTERS);
}

export function stem(word) {
  if (!OWN_START.test(word)) {
    let bare = word.replace(ARTICLE, "");
    if (bare === word) {
      bare = word.replace(AND, "");
      if (bare !== word && !OWN_START.test(bare)) bare = bare.replace(ARTICLE, "");
    }
    word = bare;
  }
  return SUFFIXES.reduce((left, suffix) => left.replace(suffix, "$1"), word);
}

export function withoutAttached(word) {
  return word.replace(ATTACHED, "");
}

export function skeleton(found) {
  const bare = found.replace(/[اويء]/g, "").replace(/(.)\1+/g, "$1");
  return bare.length > 1 ? bare : found;
}

function englishStem(word) {
  if (word.length > 4 && word.endsWith("ies")) word = `${word.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x)es$/.test(word)) word = word.slice(0, -2);
  else if (word.length > 3 && /s$/.test(word) && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    const bare = word.endsWith(ending) ? word.slice(0, -ending.length) : word;
    if (bare !== word && bare.length > 2 && /[aeiouy]/.test(bare)) {
      word = bare.replace(/([^aeiouylsz])\1$/, "$1");
      break;
    }
  }
  word = word.replace(/iz(?=e$|ation$|$)/, "is");
  return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
}

function folded(text) {
  return translate(fold(text.replace(/’/g, "'")).toLowerCase(), FOREIGN).replace(THOUSANDS, "$1");
}

export function words(text, stop) {
  const isStop = (word) => stop.has(word) || (/^[وف]/.test(word) && stop.has(word.slice(1)));
  return (folded(text).match(WORD) ?? []).filter((word) => isNumber(word) || (word.length > 1 && !isStop(word)));
}

export function compounds(text) {
  return [...folded(text).matchAll(COMPOUND)].map(([, ...parts]) => parts.filter(Boolean).join(""));
}

export function commonStem(word, forms) {
  const found = isArabic(word) ? stem(word) : englishStem(word);
  return forms[found] ?? found;
}

export function key(word, forms) {
  return isNumber(word) ? `þn${word}x` : stemKey(commonStem(word, forms));
}

export function stemKey(found) {
  return isArabic(found) ? `${rootKey(found)}${translate(found, SIGNS)}9` : `þl${found}9`;
}

// What the keys of words with the same consonants begin with: مشروع and مشاريع.
export function rootKey(found) {
  return `þa${translate(skeleton(found), SIGNS)}0`;
}

export function soundKey(word) {
  if (isNumber(word)) return "";
  let heard = isArabic(word) ? translate(stem(word), SOUNDS) : word;
  if (!isArabic(word)) for (const [pattern, sign] of LATIN_SOUNDS) heard = heard.replace(pattern, sign);
  heard = heard.replace(/(.)\1+/g, "$1");
  return heard.length > 1 ? `þm${heard}9` : "";
}

// The key of a name as a whole: who types just that name finds it first.
export function wholeKey(name, forms) {
  const found = folded(name).match(WORD) ?? [];
  if (!found.length) return "";
  const body = found.map((word) => word.replace(/^ال(?=..)/, "")).join("");
  const signed = [...body].map((letter) => SIGNS[letter] ?? (isNumber(letter) ? `7${"abcdefghij"[letter]}` : letter));
  return `${key(found[0], forms).slice(0, -1)}8${signed.join("")}9`;
}

export function conceptKey(code) {
  return `þc${code.replaceAll("-", "")}9`;
}
