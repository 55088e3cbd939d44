// The home page has a field for an error. What is written there goes into the
// search as if it were pasted there; without the search of the theme, the form
// leads to the page of all errors.

document$.subscribe(() => {
  const form = document.querySelector("form.ask");
  const field = form?.querySelector("textarea");
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form?.addEventListener("submit", (event) => {
    const query = document.querySelector("[data-md-component=search-query]");
    if (!query) return;
    event.preventDefault();
    query.focus();
    query.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", field.value);
    const pasted = new ClipboardEvent("paste", {
      clipboardData,
      bubbles: true,
      cancelable: true,
    });
    if (query.dispatchEvent(pasted))
      document.execCommand("insertText", false, field.value);
  });
});
