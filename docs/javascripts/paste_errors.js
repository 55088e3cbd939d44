// Whoever pastes into the search pastes an error, of which a field of one line
// would join the lines. A sign keeps them apart for the search.

document.addEventListener("paste", (event) => {
  const [field] = event.composedPath();
  const text = event.clipboardData.getData("text").trim();
  const isSearch = field.closest?.(".md-search") || field.role === "combobox";
  if (!isSearch || !text.includes("\n")) return;
  event.preventDefault();
  const lines = text.split(/\s*\n/).filter(Boolean);
  document.execCommand("insertText", false, lines.join(" ⏎ "));
});
