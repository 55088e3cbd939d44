// A button in the caption of a part of a program copies the whole file.

document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  for (const link of document.querySelectorAll(".part .download")) {
    const button = document.createElement("button");
    const say = (text) => (button.textContent = text);
    button.type = "button";
    button.className = "copy-file";
    say("Copy whole file");

    button.addEventListener("click", async () => {
      const text = link.href.slice(link.href.indexOf(",") + 1);
      await navigator.clipboard.writeText(decodeURIComponent(text));
      say("Copied");
      setTimeout(() => say("Copy whole file"), 2000);
    });
    link.before(button);
  }
});
