// A reader says once which release of Dagster they use. Each page then says below
// its title what differs on it, and marks the programs that do.

{
  const KEY = "release";
  const line = document.querySelector(".holds-on");
  if (line) {
    const known = [...line.querySelectorAll("[data-release]")];
    line.insertAdjacentHTML(
      "beforeend",
      `<label>Your release
        <select><option value="">any</option></select></label> <output></output>`,
    );
    const [field, said] = line.querySelectorAll("select, output");
    for (const { dataset } of known) field.add(new Option(dataset.release));

    const show = () => {
      const own = known.find((it) => it.dataset.release === field.value);
      said.replaceChildren(...(own?.cloneNode(true).childNodes ?? []));
      for (const badge of document.querySelectorAll("[data-differs-on]")) {
        const releases = badge.dataset.differsOn.split(" ");
        badge.classList.toggle("differs", releases.includes(field.value));
      }
    };
    field.value = localStorage.getItem(KEY) ?? "";
    if (field.selectedIndex < 0) field.value = ""; // a release of long ago
    field.addEventListener("change", () => {
      localStorage.setItem(KEY, field.value);
      show();
    });
    show();
  }
}
