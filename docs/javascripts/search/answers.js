// Puts what was found into the words of each theme.

const MOST_PAGES = 10;
const MOST_SECTIONS = 3;
const EXCERPT = 200;

// Gives pages, the best first, each with the sections that are worth showing.
const findIn = (entries) => {
  const pages = new Map(
    entries
      .filter((it) => !it.location.includes("#") && !it.unknown)
      .map((it) => [it.location, it]),
  );
  const unknown = entries.find((it) => it.unknown);
  const findPages = findPagesIn(entries);
  const findErrors = findErrorsIn(entries);
  const groupErrors = (errors, tag) => {
    const groups = new Map();
    for (const { entry, score } of errors) {
      const page = pages.get(pageOf(entry));
      const group = groups.get(page) ?? { page, sections: [] };
      groups.set(page, group);
      group.sections.push({ entry, score, terms: [], tag });
    }
    return [...groups.values()];
  };
  return (query) => {
    if (!/[\p{L}\p{N}]/u.test(query)) return [];
    const { matching, nearest, isUnknown } = findErrors(query);
    const errors = [
      ...(isUnknown ? [{ page: unknown, sections: [] }] : []),
      ...groupErrors(matching, "Error"),
      ...groupErrors(nearest, "Nearest"),
    ];
    const shown = new Set(errors.map((it) => it.page));
    const others = isUnknown && query.includes("⏎") ? [] : findPages(query);
    const groups = [...errors, ...others.filter((it) => !shown.has(it.page))];
    return groups.slice(0, MOST_PAGES);
  };
};

const sectionsToShow = ({ score = 0, sections }) =>
  sections.filter((it) => it.score >= score).slice(0, MOST_SECTIONS);

// The sentences with most of the words, which are marked.
const excerpt = (text, terms) => {
  const found = new Set(terms);
  const isFound = (word) => found.has(processTerm(word));
  const sentences = text.split(/(?<=[.:?!])\s+(?=\p{Lu})/u);
  const counts = sentences.map((it) => tokenize(it).filter(isFound).length);
  const best = Math.max(0, counts.indexOf(Math.max(...counts)));
  const shown = sentences.slice(best).join(" ");
  const cut =
    shown.length > EXCERPT
      ? `${shown.slice(0, EXCERPT).replace(/\s+\S*$/, "")} …`
      : shown;
  return escapeHtml(cut).replace(/[\p{L}\p{N}_]+/gu, (word) =>
    isFound(word) ? `<mark>${word}</mark>` : word,
  );
};

const answerMaterial = (docs) => {
  const find = findIn(docs);
  return (query) => {
    const groups = find(query);
    // The theme's Enter key opens the highest score, and its list folds away
    // what scores less than the first of a page.
    const items = groups.map((group, place) => {
      const score = groups.length - place;
      const render = ({ entry, terms = [], tag }, own) => ({
        location: entry.location,
        title: escapeHtml(entry.title),
        text: excerpt(entry.text, terms),
        terms: Object.fromEntries(
          tokenize(query)
            .filter((word) => terms.includes(processTerm(word)))
            .map((word) => [word, true]),
        ),
        score: own,
        ...(tag && { tags: [tag] }),
      });
      const sections = sectionsToShow(group).map((it) => render(it, score));
      const page = render(
        { entry: group.page, terms: group.terms },
        sections.length ? 0 : score,
      );
      return [...sections, page];
    });
    return { items };
  };
};

const answerZensical = (entries) => {
  const find = findIn(entries);
  const ids = new Map(entries.map((entry, id) => [entry, id]));
  return ({ input }) => {
    const shown = typeof input === "string" ? find(input) : [];
    const items = shown.map((group) => {
      const [section] = sectionsToShow(group);
      return { id: ids.get(section?.entry ?? group.page), matches: [] };
    });
    return { items, pagination: { total: items.length } };
  };
};
