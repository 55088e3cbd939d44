// Offers what a missing address may have meant: its words to search for, and
// the pages whose addresses share most of them.

const MOST = 5;
const site = new URL("../", document.currentScript.src);

const wordsOf = (path) =>
  decodeURIComponent(path).toLowerCase().match(/[a-z]+/g) ?? [];

const parts = location.pathname
  .slice(site.pathname.length)
  .replace(/(index)?\.\w+$/, "")
  .split("/")
  .filter(Boolean);
const field = document.querySelector(".not-found input");
if (field) field.value = wordsOf(parts.at(-1) ?? "").join(" ");

const rank = (addresses) => {
  const missing = new Set(wordsOf(parts.join("/")));
  return addresses
    .map((address) => {
      const words = wordsOf(address);
      const shared = words.filter((word) => missing.has(word)).length;
      return { address, shared, other: words.length - shared };
    })
    .filter(({ shared }) => shared)
    .sort((a, b) => b.shared - a.shared || a.other - b.other)
    .slice(0, MOST);
};

fetch(new URL("sitemap.xml", site))
  .then((answer) => answer.text())
  .then((text) => {
    const sitemap = new DOMParser().parseFromString(text, "text/xml");
    const all = [...sitemap.querySelectorAll("loc")].map(
      (loc) => new URL(loc.textContent).pathname,
    );
    const root = all.reduce((a, b) => (a.length < b.length ? a : b));
    const found = rank(all.map((path) => path.slice(root.length)));
    const box = document.querySelector("div.not-found");
    for (const { address } of found) {
      const link = document.createElement("a");
      link.href = new URL(address, site);
      link.textContent = address;
      const item = document.createElement("li");
      item.append(link);
      box.querySelector("ul").append(item);
    }
    box.hidden = !found.length;
  });
