// Finds the pages that answer a question, and their sections.

const FIELDS = { title: 3, page: 2, keywords: 4, text: 1, code: 0.4 };
const SAME_PHRASE = 4; // A keyword or a title is the whole question.
const OTHER_SECTIONS = 0.1;
const WORTH_SHOWING = 0.05; // of what the best is worth

const pageOf = ({ location }) => location.split("#")[0];

const phraseOf = (text) => [...termsOf(text)].sort().join(" ");

const findPagesIn = (all) => {
  const entries = all.filter((it) => !it.error && !it.shows && !it.unknown);
  const pages = new Map(
    entries
      .filter((it) => !it.location.includes("#"))
      .map((it) => [pageOf(it), it]),
  );
  const phrases = new Map();
  const pagesByName = new Map();
  for (const [address, { title, keywords = "", names = [] }] of pages) {
    for (const phrase of [title, ...keywords.split(",")].map(phraseOf))
      phrases.set(phrase, (phrases.get(phrase) ?? new Set()).add(address));
    for (const name of names) pagesByName.set(name.toLowerCase(), address);
  }
  const uses = new Map(
    all.filter((it) => it.shows).map((it) => [it.shows.toLowerCase(), it]),
  );
  const index = new MiniSearch({
    fields: Object.keys(FIELDS),
    idField: "location",
    extractField: (entry, field) =>
      field === "page" ? pages.get(pageOf(entry))?.title : entry[field],
    tokenize,
    processTerm,
    storeFields: [],
    searchOptions: {
      boost: FIELDS,
      bm25: { k: 1.2, b: 0.5, d: 0.5 },
      prefix: (term, place, terms) =>
        term.length > 3 && place === terms.length - 1,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      weights: { fuzzy: 0.3, prefix: 0.5 },
    },
  });
  const byLocation = new Map(entries.map((it) => [it.location, it]));
  index.addAll([...byLocation.values()]);

  const rank = (query) => {
    const groups = new Map();
    for (const { id, score, queryTerms, terms } of index.search(query)) {
      const entry = byLocation.get(id);
      const page = pages.get(pageOf(entry));
      if (!page) continue;
      const group = groups.get(page) ?? {
        page,
        score: 0,
        sections: [],
        found: new Set(),
      };
      groups.set(page, group);
      for (const term of queryTerms) group.found.add(term);
      const found = { entry, terms, score: score * (entry.weight ?? 1) };
      if (entry === page) Object.assign(group, { score: found.score, terms });
      else group.sections.push(found);
    }
    const asked = termsOf(query).size;
    const same = phrases.get(phraseOf(query)) ?? new Set();
    return [...groups.values()]
      .map((group) => {
        const [best, ...others] = group.sections.map((it) => it.score);
        const rest = others.reduce((sum, score) => sum + score, 0);
        const sum =
          2 * group.score +
          (best ?? 0) +
          OTHER_SECTIONS * Math.min(rest, 3 * (best ?? 0));
        const share = (group.found.size / asked) ** 2;
        const factor = share * (same.has(pageOf(group.page)) ? SAME_PHRASE : 1);
        return { ...group, rank: sum * factor };
      })
      .sort((a, b) => b.rank - a.rank)
      .filter(({ rank }, _, [best]) => rank > best.rank * WORTH_SHOWING);
  };

  // Who types a name looks for its reference, or for the guide that teaches it.
  // A name that is an English word too may mean a topic, so guides come first.
  const putNameFirst = (query, groups) => {
    const name = query
      .trim()
      .replace(/^@?((dg|dagster)\.)?|\(.*\)$/g, "")
      .toLowerCase();
    const page = pages.get(pagesByName.get(name));
    if (!page) return groups;
    const others = groups.filter((it) => it.page !== page);
    const own = groups.find((it) => it.page === page) ?? {
      page,
      score: 1,
      sections: [],
    };
    const isWord =
      /^\w+$/.test(query.trim()) && query === name && !name.includes("_");
    const isGuideFirst =
      others.length && !pageOf(others[0].page).startsWith("reference/");
    const place = isWord && isGuideFirst ? 1 : 0;
    const use = uses.get(name);
    const shown = use && pages.get(pageOf(use));
    const guide =
      others.find((it) => it.page === shown) ??
      (shown && { page: shown, score: 1, sections: [] });
    const rest = others.filter((it) => it !== guide);
    if (guide && !place) {
      guide.sections.unshift({ entry: use, score: guide.score + 1, terms: [] });
      return [own, guide, ...rest];
    }
    return others.toSpliced(place, 0, own);
  };

  return (query) => putNameFirst(query, rank(query));
};
