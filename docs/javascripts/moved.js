// Keeps the anchor, which a refresh forgets.
location.replace(document.querySelector("a").href + location.hash);
