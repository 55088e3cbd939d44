// Has the theme use the site's own search, and only when it is asked for: the
// theme fetches the index on every page, which weighs more than the page. This
// holds the request back until the reader turns to the search, or comes from it
// with words to highlight.

{
  const settings = document.getElementById("__config");
  const worker = new URL("search/worker.js", document.currentScript.src);
  const changed = { ...JSON.parse(settings.textContent), search: worker.href };
  settings.textContent = JSON.stringify(changed);
}

{
  const { open, send } = XMLHttpRequest.prototype;
  const isIndex = /\/search(\/search_index)?\.json$/;
  const requested = new WeakMap();

  const asked = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("h")) resolve();
    const opener = document.querySelector("label[for=__search]");
    const search = document.querySelector("[data-md-component=search]");
    opener?.addEventListener("pointerenter", resolve);
    search?.addEventListener("click", resolve); // the key "/", in Zensical
    search?.addEventListener("focusin", resolve);
    search?.addEventListener("pointerenter", resolve);
    document.querySelector("form.ask")?.addEventListener("focusin", resolve);
    document.getElementById("__search")?.addEventListener("change", resolve);
  });

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    requested.set(this, url);
    open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (isIndex.test(requested.get(this))) asked.then(() => send.call(this));
    else send.call(this, body);
  };
}
