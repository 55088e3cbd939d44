// Finds the errors of the site in what a reader pastes or types: the whole text,
// its last line or a part of it, with names of the reader's own.

const NAME = 0.15; // what a word weighs that an author chose
const CLASS = 0.4;
const KNOWN = 0.75; // of the words of both texts, weighed
const CHAINED = /^(The above exception|During handling)/;
const FRAME = /^\s*(File "|Traceback|[\s~^]*$)/;
const QUOTED = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`/g;
const SIMILAR = 0.4; // A text with something in quotes is one of an error then.
const LOOKS_LIKE_ERROR = /\b\w+(Error|Exception|Warning|Violation):|⏎|Traceback/;

const wordsOf = (text) =>
  text
    .replace(/(\w+\.)+(?=\w+(:|$))/gm, "") // the modules of a class
    .toLowerCase()
    .match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

const isClass = (word) => /.(error|exception|warning|violation)$/.test(word);

const findErrorsIn = (all) => {
  const errors = all.filter((it) => it.error);
  const frequency = new Map();
  for (const { error } of errors)
    for (const word of new Set(wordsOf(error)))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarity = (word) => Math.log(1 + errors.length / (frequency.get(word) ?? 0.5));

  // A text of an error: all of it, a line, or two lines that belong together.
  const weigh = (text, own) => {
    const weights = new Map();
    for (const word of wordsOf(text)) {
      const kind = own.has(word) ? NAME : isClass(word) ? CLASS : 1;
      weights.set(word, rarity(word) * kind);
    }
    const blank = wordsOf(text).map((word) => (own.has(word) ? "…" : word));
    const sum = [...weights.values()].reduce((a, b) => a + b, 0);
    return { weights, sum, blank: ` ${blank.join(" ")} ` };
  };
  const known = errors.map((entry) => {
    const own = new Set(entry.own.split(" "));
    const lines = entry.error
      .split("\n")
      .filter((line) => /\w/.test(line) && !CHAINED.test(line));
    const pairs = lines.slice(1).map((line, at) => `${lines[at]}\n${line}`);
    const texts = [lines.join("\n"), ...lines, ...pairs];
    return { entry, texts: texts.map((text) => weigh(text, own)) };
  });

  // What is in quotes is the reader's, unless errors of the site have it too.
  const read = (query) => {
    const text = query
      .split("⏎")
      .filter((line) => !FRAME.test(line) && !CHAINED.test(line))
      .join("\n");
    const outside = new Set(wordsOf(text.replace(QUOTED, " ")));
    const words = new Map();
    for (const word of wordsOf(text)) {
      const kind = outside.has(word) ? (isClass(word) ? CLASS : 1) : frequency.has(word) ? 0.3 : 0.05;
      words.set(word, rarity(word) * kind);
    }
    const blank = text.replace(QUOTED, (quoted) =>
      wordsOf(quoted).some((word) => !frequency.has(word)) ? " … " : quoted,
    );
    const phrase = wordsOf(blank.replaceAll("…", " $ ")).map((word) => (word === "$" ? "…" : word));
    return { words, phrase: ` ${phrase.join(" ")} `, length: phrase.length };
  };

  return (query) => {
    const { words, phrase, length } = read(query);
    const asked = [...words.values()].reduce((a, b) => a + b, 0);
    const compare = ({ weights, sum, blank }) => {
      let shared = 0;
      let found = 0;
      for (const [word, weight] of words)
        if (weights.has(word)) {
          shared += weights.get(word);
          found += weight;
        }
      const score = (shared / sum) * (found / asked);
      const isPart = length > 2 && blank.includes(phrase);
      return isPart ? KNOWN + (1 - KNOWN) * score : score;
    };
    const found = known
      .map(({ entry, texts }) => ({ entry, score: Math.max(...texts.map(compare)) }))
      .sort((a, b) => b.score - a.score);
    const matching = found.filter((it) => it.score >= KNOWN);
    const isError =
      LOOKS_LIKE_ERROR.test(query) ||
      (query.search(QUOTED) >= 0 && found[0].score > SIMILAR);
    const nearest = isError && !matching.length ? found.slice(0, 3) : [];
    return { matching, nearest, isUnknown: isError && !matching.length };
  };
};
