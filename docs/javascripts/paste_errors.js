// Whoever pastes into the search pastes an error. Its quotation marks, colons
// and brackets are no operators of the search, and short words, which begin
// half of all names, do not tell it from others: only its long words are kept.

document
  .querySelector("input[data-md-component=search-query]")
  ?.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    const [first] = text.trim().split("\n");
    const error = first.replace(/^(\w+\.)+(?=\w+(:|$))/, "");
    const words = error.match(/[\w$]+/g) ?? [];
    const long = words.filter((word) => word.length > 3 && word !== "with");
    const query = (long.length > 1 ? long : words).join(" ");
    if (!query) return;
    event.preventDefault();
    document.execCommand("insertText", false, query);
  });
