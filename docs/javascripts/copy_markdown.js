// A button beside the page's title copies the page as Markdown.

document.addEventListener("DOMContentLoaded", () => {
  const source = document.querySelector('link[type="text/markdown"]');
  const title = document.querySelector("article h1");
  if (!source || !title || !navigator.clipboard) return;

  const button = document.createElement("button");
  const say = (text) => (button.textContent = text);
  button.type = "button";
  button.className = "copy-markdown";
  say("Copy as Markdown");

  button.addEventListener("click", async () => {
    try {
      const answer = await fetch(source.href);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      say("Copied");
    } catch {
      say("Not copied");
    }
    setTimeout(() => say("Copy as Markdown"), 2000);
  });
  title.before(button);
});
