// The home page has a field for an error. What is pasted or written there goes
// into the search as if it were pasted there; without the search of the theme,
// the form leads to the page of all errors.

document$.subscribe(() => {
  const form = document.querySelector("form.ask");
  const query = document.querySelector("[data-md-component=search-query]");
  if (!form || !query) return;

  const search = (text) => {
    query.focus();
    query.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    const options = { clipboardData, bubbles: true, cancelable: true };
    if (query.dispatchEvent(new ClipboardEvent("paste", options)))
      document.execCommand("insertText", false, text);
  };
  form.addEventListener("paste", (event) => {
    event.preventDefault();
    search(event.clipboardData.getData("text"));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form.elements.q.value);
  });
});
