/* What a register knows goes into the fields that are still empty; nothing typed is replaced. */
(() => {
  "use strict";

  const label = (field) => {
    const words = field.labels && field.labels[0];
    const text = words ? words.firstChild.textContent.trim() : "";
    return text.slice(0, 1).toLowerCase() + text.slice(1);
  };

  document.addEventListener("htmx:afterSwap", (event) => {
    const fills = event.target.querySelector && event.target.querySelector("[data-fills]");
    const form = fills && fills.closest("form");
    if (!form) return;
    const filled = [];
    for (const one of fills.querySelectorAll("data")) {
      const field = form.elements.namedItem(one.textContent);
      if (!field || !("value" in field) || field.value) continue;
      field.value = one.value;
      if (field.value && field.type !== "hidden") filled.push(label(field));
    }
    fills.remove();
    const told = document.createElement("p");
    told.className = "small quiet";
    told.textContent = filled.length ? `Rempli : ${filled.join(", ")}. Relisez avant d’enregistrer.`
      : "Rien à remplir : tout était déjà écrit.";
    event.target.append(told);
    const name = form.elements.namedItem("name");
    if (name && filled.length) name.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
