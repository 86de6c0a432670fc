// Judges answers, and does nothing else: what each case lacks, in what order, and the way to what is missing.
// `data` is what readiness.py makes: cases with what they need, and the cases that show how to get it.

const MET = { y: 1, p: 0.5 };

// Answers to questions and to single pieces ("law" and "law.sector-law") become one answer a piece.
export function pieces(data, given) {
  const answers = {};
  for (const [question, codes] of Object.entries(data.questions))
    for (const code of codes) answers[code] = given[`${question}.${code}`] ?? given[question] ?? "u";
  return answers;
}

// The reader's link: only what was answered, in the order of the questions.
export function toFragment(data, given) {
  const parts = [];
  for (const [question, codes] of Object.entries(data.questions)) {
    for (const key of [question, ...codes.map((code) => `${question}.${code}`)])
      if (given[key] && !(key === question && given[key] === "u")) parts.push(`${key}=${given[key]}`);
  }
  if (given.for) parts.push(`for=${given.for}`);
  return parts.join("&");
}

// Whatever stands in a link, only known questions and answers come out.
export function fromFragment(data, text) {
  const given = {};
  const known = new Set(
    Object.entries(data.questions).flatMap(([question, codes]) => [question, ...codes.map((c) => `${question}.${c}`)]),
  );
  for (const part of text.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const [key, value] = [part.slice(0, at), part.slice(at + 1)];
    if (known.has(key) && ["y", "p", "n", "u"].includes(value)) given[key] = value;
    if (key === "for" && data.cases.some((c) => c.id === value)) given.for = value;
  }
  return given;
}

// What one case has and lacks. `gap` counts what is required and not there, half for "partly".
function judge(entry, index, answers) {
  const result = { index, met: [], partly: [], missing: [], unknown: [], gap: 0, wish: 0 };
  for (const [code, required] of entry.needs) {
    const answer = answers[code];
    ({ y: result.met, p: result.partly, n: result.missing })[answer]?.push(code);
    if (answer === "u") result.unknown.push(code);
    result[required ? "gap" : "wish"] += 1 - (MET[answer] ?? 0);
  }
  return result;
}

// Every case that needs anything, the readiest first: fewest required pieces lacking, then fewest helpful ones, then
// most pieces met.
export function rank(data, answers) {
  return data.cases
    .map((entry, index) => judge(entry, index, answers))
    .filter(({ index }) => data.cases[index].needs.length)
    .sort((a, b) => a.gap - b.gap || a.wish - b.wish || b.met.length - a.met.length || a.index - b.index);
}

// The order of building: each step a piece that is missing, the ways to it (cases that show how and do not need it),
// and the cases that it opens. With a case (its index), only what that one needs.
export function path(data, answers, target = null) {
  const have = new Set(Object.keys(answers).filter((code) => answers[code] === "y"));
  const steps = [];
  const lacks = (index) => data.cases[index].needs.filter(([c, required]) => required && !have.has(c)).map(([c]) => c);
  const goals = target === null ? data.cases.map((_, index) => index) : [target];
  const concerned = new Set(goals.flatMap((goal) => data.cases[goal].needs.map(([code]) => code)));

  // The piece that is wanted most: a case counts for more the less it lacks.
  function wanted() {
    const want = new Map();
    for (const goal of goals) {
      const lacking = lacks(goal);
      for (const code of lacking) want.set(code, (want.get(code) ?? 0) + 1 / lacking.length);
    }
    return [...want].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  // Before a piece comes what the easiest way to it lacks. A way through a piece that waits for this one is none.
  function place(code, waiting) {
    const inWay = new Set([...waiting, code]);
    const open = data.shows[code].filter((index) => !lacks(index).some((lacking) => inWay.has(lacking)));
    open.sort((a, b) => lacks(a).length - lacks(b).length || a - b);
    if (open.length)
      for (const before of lacks(open[0])) if (concerned.has(before) && !have.has(before)) place(before, inWay);
    const ready = open.filter((index) => !lacks(index).length);
    const ways = (ready.length ? ready : open).map((index) => ({ index, lacks: lacks(index) }));
    const waitingGoals = goals.filter((goal) => lacks(goal).length);
    have.add(code);
    steps.push({ code, ways, opens: waitingGoals.filter((goal) => !lacks(goal).length) });
  }

  for (let code = wanted(); code; code = wanted()) place(code, new Set());
  // What is merely helpful comes last.
  for (const code of concerned) if (!have.has(code)) place(code, new Set());
  return steps;
}

// Building blocks, by the step after which a first case that has them can be begun; step 0: already.
export function blocks(data, answers, steps) {
  const have = new Set(Object.keys(answers).filter((code) => answers[code] === "y"));
  const found = new Map();
  for (let step = 0; step <= steps.length; step++) {
    if (step) have.add(steps[step - 1].code);
    data.cases.forEach((entry, index) => {
      if (!entry.needs.length || entry.needs.some(([c, required]) => required && !have.has(c))) return;
      for (const block of entry.blocks) if (!found.has(block)) found.set(block, { block, step, index });
    });
  }
  return [...found.values()];
}
