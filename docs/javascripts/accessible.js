// What the theme's script adds to a page, for readers with a keyboard or a
// screen reader: the buttons of a code block are not a landmark of the page, and a
// table or a picture that is too wide can be scrolled without a pointer.

const SCROLLS = ".md-typeset__scrollwrap, .md-typeset figure";

document$.subscribe(() => {
  const fix = () => {
    for (const buttons of document.querySelectorAll(".md-code__nav"))
      buttons.role = "none";
    for (const table of document.querySelectorAll(SCROLLS)) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  fix();
  addEventListener("resize", fix);
});
