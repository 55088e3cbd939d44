// A button beside the page's title copies the page as Markdown.

document.addEventListener("DOMContentLoaded", () => {
  const source = document.querySelector('link[type="text/markdown"]');
  const title = document.querySelector("article h1");
  if (!source || !title || !navigator.clipboard) return;

  const read = async () => {
    const answer = await fetch(source.href);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };
  title.before(makeCopyButton("copy-markdown", "Copy as Markdown", read));
});
