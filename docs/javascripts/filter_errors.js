// The field of the page of errors: what is typed or pasted hides the entries
// that do not have its words. Of a pasted error, with names of its author's own,
// most words are enough.

const place = document.querySelector(".filter-errors");
if (place) {
  const wordsOf = (text) => new Set(text.toLowerCase().match(/\w{2,}/g));
  const entries = [...place.parentElement.querySelectorAll("h2 ~ ul > li")];
  const known = new Map(
    entries.map((entry) => {
      const name = entry.parentElement.previousElementSibling.textContent;
      const message = entry.querySelector("code")?.textContent ?? "";
      const text = `${name} ${entry.textContent}`.toLowerCase();
      return [entry, { text, words: wordsOf(`${name} ${message}`) }];
    }),
  );

  place.innerHTML =
    '<label>Type or paste your error <input type="search"></label>' +
    ' <output aria-live="polite"></output>';
  const [field, count] = place.querySelectorAll("input, output");

  field.addEventListener("input", () => {
    const typed = wordsOf(field.value);
    for (const [entry, { text, words }] of known) {
      const common = [...words].filter((word) => typed.has(word)).length;
      const isTyped = [...typed].every((word) => text.includes(word));
      entry.hidden = !isTyped && common < words.size * 0.75;
    }
    for (const list of new Set(entries.map((entry) => entry.parentElement)))
      list.hidden = list.previousElementSibling.hidden =
        !list.querySelector("li:not([hidden])");
    const left = entries.filter((entry) => !entry.hidden).length;
    count.textContent = left
      ? `${left} of ${entries.length} errors`
      : "Not on this site. Try a few words of the message.";
  });
  field.dispatchEvent(new Event("input"));
}
