// Filters and sorts the tables. The page says the same without it.
"use strict";
(() => {
  const words = (cell) => cell.textContent.trim();
  // "relacy, 2" after "relacy, 10" reads wrong: numbers inside text are numbers.
  const compare = new Intl.Collator("en", { numeric: true }).compare;

  function sortable(table) {
    table.querySelectorAll("thead th").forEach((heading, column) => {
      const button = document.createElement("button");
      button.textContent = heading.textContent;
      button.title = "sort by this column";
      heading.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = heading.getAttribute("aria-sort") !== "ascending";
        table.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
        heading.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => (up ? 1 : -1) * compare(words(a.cells[column]), words(b.cells[column])));
        table.tBodies[0].append(...rows);
      });
    });
  }

  function filterable(table) {
    const rows = [...table.tBodies[0].rows];
    const box = document.createElement("div");
    box.className = "filter";
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "filter rows";
    field.setAttribute("aria-label", "filter rows");
    const choice = document.createElement("select");
    choice.setAttribute("aria-label", "verdict");
    const found = [...new Set(rows.flatMap((row) => [...row.querySelectorAll(".badge")].map(words)))];
    for (const word of ["any verdict", ...found.sort()]) choice.add(new Option(word));
    const count = document.createElement("output");
    const apply = () => {
      const wanted = field.value.toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const has = [...row.querySelectorAll(".badge")].some((badge) => words(badge) === choice.value);
        row.hidden = !words(row).toLowerCase().includes(wanted) || (choice.selectedIndex > 0 && !has);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    field.addEventListener("input", apply);
    choice.addEventListener("change", apply);
    box.append(field, choice, count);
    table.closest(".scroll").before(box);
    apply();
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    filterable(table);
    sortable(table);
  }

  // A link may point into something folded, and paper unfolds nothing.
  const unfold = (element) => {
    for (let each = element; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  };
  const follow = () => unfold(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  addEventListener("hashchange", follow);
  follow();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
})();
