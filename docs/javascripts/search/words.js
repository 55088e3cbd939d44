// The words of a sentence, as the search compares them: without endings, and without
// the words that a question has beside its topic.

const STOP_WORDS = new Set(
  `a an and are as at be been but by can cannot could dagster did do does doesn
  don for from get had has have how i if in into is isn it its me my no not of
  off on one or our s should so some t than that the their them then there these
  they this to use used using want was we were what when where which while who
  why will with without would you your`.split(/\s+/),
);

// `dg.AssetSpec` is `AssetSpec`, and in it are `asset` and `spec`.
const tokenize = (text) =>
  (
    text
      .replace(/\b(dg|dagster)\.(?=\w)/g, "")
      .match(/--[\w-]+|[\p{L}\p{N}_]+/gu) ?? []
  ).flatMap((word) => {
    const parts = word
      .replace(/^--/, "")
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .split(/[\s_-]+/);
    return parts.length > 1 ? [word, ...parts] : [word];
  });

const stem = (word) => {
  if (word.length < 4 || /[_\d-]/.test(word)) return word;
  let stemmed = word
    .replace(/ies$/, "y")
    .replace(/(ss|sh|ch|x)es$/, "$1")
    .replace(/([^su])s$/, "$1");
  if (stemmed.length > 5)
    stemmed = stemmed
      .replace(/(?<=.{3})(ing|ed)$/, "")
      .replace(/([bdfgmnprt])\1$/, "$1");
  return stemmed.length > 4 ? stemmed.replace(/e$/, "") : stemmed;
};

const terms = new Map();

const processTerm = (word) => {
  if (!terms.has(word)) {
    const lower = word.toLowerCase();
    const isTerm = lower.length > 1 && !STOP_WORDS.has(lower);
    terms.set(word, isTerm ? stem(lower) : null);
  }
  return terms.get(word);
};

const termsOf = (text) =>
  new Set(tokenize(text).map(processTerm).filter(Boolean));

const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
