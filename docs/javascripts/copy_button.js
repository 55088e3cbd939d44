// A button that copies a string, and says for a moment whether it did.

const makeCopyButton = (className, label, read) => {
  const button = document.createElement("button");
  const say = (text) => (button.textContent = text);
  button.type = "button";
  button.className = className;
  say(label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await read());
      say("Copied");
    } catch {
      say("Not copied");
    }
    setTimeout(() => say(label), 2000);
  });
  return button;
};
