// A button in the caption of a part of a program copies the whole file.

document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  for (const link of document.querySelectorAll(".part .download")) {
    const read = () =>
      decodeURIComponent(link.href.slice(link.href.indexOf(",") + 1));
    link.before(makeCopyButton("copy-file", "Copy whole file", read));
  }
});
