// Finds cases: each word, and each term of the glossary that the words stand for, is looked up for itself in Pagefind's
// index; a case is as good as the sum. So a question in whole sentences finds what has most of its words.

import { commonStem, compounds, conceptKey, fold, key, rootKey, soundKey, stemKey, wholeKey, withoutAttached, words } from "asset:arabic.js";

const isArabic = (word) => word >= "ء";
const isLatin = (word) => /^[a-z]/.test(word);
// What a find is worth by how sure it is that it was meant.
const WORTH = { name: 2, word: 1, number: 0.5, concept: 0.8, joined: 0.8, root: 0.25, guess: 0.7, like: 0.5, beginning: 0.4 };
// A word that so few cases have may be a name misspelt.
const RARE = 2;
// Titles count for much more than often-repeated words, and long cases are no worse than short ones.
const RANKING = { pageLength: 0.1, termSaturation: 6, termFrequency: 1, termSimilarity: 1 };

// Pagefind tells only the console of a part of its index that did not come, and takes it for empty from then on. So all
// that comes from the *folder* is read here first; the answer says whether all has come so far.
function watchParts(folder) {
  const { fetch } = globalThis;
  let isWhole = true;
  globalThis.fetch = async (asked, ...options) => {
    if (!new URL(asked, location).href.startsWith(folder)) return fetch(asked, ...options);
    try {
      const answer = await fetch(asked, ...options);
      if (!answer.ok) throw new Error(`${asked}: ${answer.status}`);
      return new Response(await answer.arrayBuffer());
    } catch (error) {
      isWhole = false;
      throw error;
    }
  };
  return () => isWhole;
}

export async function openFinder(folder) {
  const isWhole = watchParts(folder.href);
  const json = async (name) => (await fetch(new URL(name, folder))).json();
  const [pagefind, lists, facets] = await Promise.all([
    import(new URL("pagefind.js", folder)).then(async (core) => {
      await core.options({ noWorker: true, ranking: RANKING });
      await core.init();
      return core;
    }),
    json("words.json"),
    json("facets.json"),
  ]);
  const stop = new Set(lists.stop);
  const vocabulary = [...new Set(Object.keys(lists.phrases).flatMap((phrase) => phrase.split(" ")))];
  const known = new Map();

  // Every page that has a key; asked for once.
  function lookUp(wanted) {
    if (!known.has(wanted)) known.set(wanted, pagefind.search(wanted).then((found) => found.results));
    return known.get(wanted);
  }

  async function firstFound(wanted) {
    for (const [one, worth] of wanted) {
      const found = one ? await lookUp(one) : [];
      if (found.length) return [found, worth];
    }
    return [[], 0];
  }

  // The terms that the words stand for, the longest phrase first.
  function concepts(stems) {
    const found = new Set();
    for (let length = Math.min(stems.length, 5); length; length--) {
      for (let i = 0; i + length <= stems.length; i++) {
        for (const code of lists.phrases[stems.slice(i, i + length).join(" ")] ?? []) found.add(code);
      }
    }
    return [...found];
  }

  // What one word finds: exactly, or else what it may have meant.
  async function findWord(word) {
    const own = key(word, lists.forms);
    const worth = isLatin(word) || isArabic(word) ? WORTH.word : WORTH.number;
    const exact = await lookUp(own);
    if (!isArabic(word)) {
      if (!isLatin(word)) return [[exact, worth]];
      if (exact.length > RARE) return [[exact, worth]];
      const heard = [soundKey(word), WORTH.guess];
      return exact.length ? [[exact, worth], await firstFound([heard])] : [await firstFound([heard, ...guesses(word, own)])];
    }
    const root = rootKey(commonStem(word, lists.forms));
    if (exact.length) return root.length > 5 ? [[exact, worth], [await lookUp(root), WORTH.root]] : [[exact, worth]];
    const bare = withoutAttached(word);
    const others = bare === word ? [] : [[key(bare, lists.forms), worth]];
    return [await firstFound([...others, [soundKey(word), WORTH.guess], [root, WORTH.guess], ...guesses(word, own)])];
  }

  // Last of all: a word of the glossary that looks much like it, and words that begin like it.
  function guesses(word, own) {
    const found = commonStem(word, lists.forms);
    const [like, closest] = closestTo(found, vocabulary)[0];
    const start = own.replace(/0.*$|9$/, "");
    return [
      [like > 0.6 ? stemKey(closest) : "", WORTH.like],
      [start.length > 4 ? start : "", WORTH.beginning],
    ];
  }

  async function find(query) {
    const asked = words(query, stop);
    const cases = new Map();
    const add = (results, worth) => {
      for (const result of results) {
        const entry = cases.get(result.id) ?? { id: result.id, score: 0, matches: [] };
        entry.score += worth * result.score;
        entry.matches.push({ worth, result });
        cases.set(result.id, entry);
      }
    };
    if (!query) add(await lookUp(null), 0);
    const [named, worth] = await firstFound([[wholeKey(query, lists.forms), WORTH.name]]);
    add(named, worth);
    for (const code of concepts(asked.map((word) => commonStem(word, lists.forms)))) {
      add(await lookUp(conceptKey(code)), WORTH.concept);
    }
    for (const word of new Set(asked)) for (const [results, worth] of await findWord(word)) add(results, worth);
    const pairs = asked.slice(1).map((word, i) => [asked[i], word]).filter((pair) => pair.every(isLatin));
    for (const joined of new Set([...compounds(query), ...pairs.map((pair) => pair.join(""))])) {
      add(await lookUp(key(joined, lists.forms)), WORTH.joined);
    }
    return [...cases.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  // What the reader may have meant: names and terms that look like the query.
  async function nearest(query, count = 5) {
    const close = closestTo(query, await json("terms.json")).filter(([like]) => like > 0.3);
    return close.slice(0, count).map(([, term]) => term);
  }

  return { find, isWhole, nearest, facets: (id) => facets[id].split(" ") };
}

// The *terms*, the most alike first: by the share of their pairs of letters that they have in common with *text*.
function closestTo(text, terms) {
  const asked = pairsOf(text);
  const likeness = (own) => (2 * own.filter((pair) => asked.has(pair)).length) / (own.length + asked.size);
  return terms.map((term) => [likeness([...pairsOf(term)]), term]).sort(([a], [b]) => b - a);
}

function pairsOf(text) {
  const letters = [..." ", ...fold(text).toLowerCase(), " "];
  return new Set(letters.slice(1).map((letter, i) => letters[i] + letter));
}

// What a result shows: title, place, summary, and the section that matched best. Never an excerpt: it would be keys.
export async function describe({ matches }) {
  const sections = new Map();
  let page;
  for (const { worth, result } of matches) {
    page = await result.data();
    for (const { anchor, title, url, weighted_locations: places } of page.sub_results) {
      if (!anchor) continue;
      const section = sections.get(anchor.id) ?? { title, url, score: 0 };
      section.score += worth * places.length * result.score;
      sections.set(anchor.id, section);
    }
  }
  const [section] = [...sections.values()].sort((a, b) => b.score - a.score);
  return { url: page.url, title: page.meta.title, where: page.meta.where, summary: page.meta.summary, section };
}
