/* A card drawn to another column opens the form of that phase; the link « Franchir… » does as much. */
(() => {
  "use strict";

  let held = null;
  const column = (event) => event.target instanceof Element && event.target.closest("[data-phase]");
  const clear = () => document.querySelectorAll(".is-over").forEach((node) => node.classList.remove("is-over"));

  document.addEventListener("dragstart", (event) => {
    held = event.target instanceof Element ? event.target.closest("[data-card]") : null;
    if (held) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const over = held && column(event);
    clear();
    if (!over || over.contains(held)) return;
    event.preventDefault();
    over.classList.add("is-over");
  });
  document.addEventListener("drop", (event) => {
    const over = held && column(event);
    if (!over || over.contains(held)) return;
    event.preventDefault();
    window.location.assign(`${held.dataset.card}&etape=${encodeURIComponent(over.dataset.phase)}`);
  });
  document.addEventListener("dragend", () => { held = null; clear(); });
})();
