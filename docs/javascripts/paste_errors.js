// Whoever pastes into the search pastes an error. Its quotation marks, colons
// and brackets are not operators of the search, so only its words are kept; the
// word "error" brings the texts of errors to the top.

document
  .querySelector("input[data-md-component=search-query]")
  ?.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").trim();
    const [first] = text.split(/(?<!:)\n/); // `SomeError:`, and what it says
    const error = first.replace(/^(\w+\.)+(?=\w+(:|$))/, "");
    const words = error.match(/[\w$]+/g);
    if (!words || !/[\s:]/.test(error)) return;
    event.preventDefault();
    const query = ["error", ...words].join(" ");
    document.execCommand("insertText", false, query);
  });
