// Finds the errors of the site in what a reader pastes or types: the whole text,
// its last line or a part of it, with names of the reader's own.

const NAMES = "…";
const NAME = 0.15; // what a word weighs that an author chose
const QUOTED_NAME = 0.1;
const CLASS = 0.4;
const KNOWN = 0.75; // of the words of both texts, weighed
const STEP = 0.05; // Scores that differ by less are the same.
const CHAINED = /^(The above exception|During handling)/;
const FRAME = /^\s*(File "|Traceback|[\s~^]*$)/;
const QUOTED = /"?\["[^\]\n]*"\]"?|'(?=\S)[^'\n]*'|"(?=\S)[^"\n]*"|`[^`\n]*`/g;
const SIMILAR = 0.4; // What has quotes in it is an error then.
const LOOKS_LIKE_ERROR =
  /\b\w+(Error|Exception|Warning|Violation):|⏎|Traceback/;

const wordsOf = (text) =>
  text
    .replace(/(\w+\.)+(?=\w+(:|$))/gm, "") // the modules of a class
    .toLowerCase()
    .match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

const isClass = (word) => /.(error|exception|warning|violation)$/.test(word);

// The words with a sign for names, however many there are in a row.
const phraseOfError = (text, isName) => {
  const words = wordsOf(text).map((word) => (isName(word) ? NAMES : word));
  return ` ${words.filter((it, at) => it !== NAMES || words[at - 1] !== NAMES).join(" ")} `;
};

const step = ({ score }) => Math.round(score / STEP);

const findErrorsIn = (all) => {
  const errors = all.filter((it) => it.error);
  const frequency = new Map();
  for (const { error } of errors)
    for (const word of new Set(wordsOf(error)))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarity = (word) =>
    Math.log(1 + errors.length / (frequency.get(word) ?? 0.5));

  // What is compared: all of an error, a line, or two lines that belong together.
  const weigh = (text, own) => {
    const weights = new Map();
    for (const word of wordsOf(text)) {
      const kind = own.has(word) ? NAME : isClass(word) ? CLASS : 1;
      weights.set(word, rarity(word) * kind);
    }
    const sum = [...weights.values()].reduce((a, b) => a + b, 0);
    return {
      weights,
      sum,
      phrase: phraseOfError(text, (word) => own.has(word)),
    };
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

  // What is in quotes is the reader's, or a part of the message.
  const read = (query) => {
    const text = query
      .split("⏎")
      .filter((line) => !FRAME.test(line) && !CHAINED.test(line))
      .join("\n");
    const outside = new Set(wordsOf(text.replace(QUOTED, " ")));
    const words = new Map();
    for (const word of wordsOf(text)) {
      const kind = outside.has(word)
        ? isClass(word)
          ? CLASS
          : 1
        : QUOTED_NAME;
      words.set(word, rarity(word) * kind);
    }
    const isQuoted = (word) => !outside.has(word);
    const phrases = [isQuoted, () => false].map((isName) =>
      phraseOfError(text, isName),
    );
    return { words, phrases, isPhrase: outside.size > 2 };
  };

  return (query) => {
    const { words, phrases, isPhrase } = read(query);
    const asked = [...words.values()].reduce((a, b) => a + b, 0);
    const compare = ({ weights, sum, phrase }) => {
      let shared = 0;
      let found = 0;
      for (const [word, weight] of words)
        if (weights.has(word)) {
          shared += weights.get(word);
          found += weight;
        }
      const score = (shared / sum) * (found / asked);
      const isPart = isPhrase && phrases.some((it) => phrase.includes(it));
      return isPart ? KNOWN + (1 - KNOWN) * score : score;
    };
    const found = known
      .map(({ entry, texts }) => ({
        entry,
        score: Math.max(...texts.map(compare)),
      }))
      .sort((a, b) => step(b) - step(a)); // and then in the order of the site
    // One word is a name, even if it is the whole message of an error.
    const isName = words.size < 2;
    const matching = found.filter((it) => !isName && it.score >= KNOWN);
    const isError =
      LOOKS_LIKE_ERROR.test(query) ||
      (query.search(QUOTED) >= 0 && found[0].score > SIMILAR);
    const isUnknown = isError && !matching.length;
    const isNear = ({ score }) => score > found[0].score / 2;
    const nearest = isUnknown ? found.slice(0, 3).filter(isNear) : [];
    return { matching, nearest, isUnknown };
  };
};
