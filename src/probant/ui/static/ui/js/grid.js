/* A budget edited like a sheet: arrows, Enter, Escape, paste. Each row that changes is sent by itself;
   what is refused says why in its cell, what somebody else wrote meanwhile is there to choose.
   Without this file the same form is saved whole. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const told = form.querySelector("[data-state]");
  const FIELDS = ["compte", "libelle", "nature", "financeur", "montant"];
  const PAUSE = 150, RETRY = 5000;
  form.querySelector("[data-scripted]").hidden = false;

  const tables = [...form.querySelectorAll("table[data-side]")];
  const part = (input) => input.name.replace(/^[cp]\d+_/, "");
  const rowOf = (input) => input.closest("tr[data-row]");
  const field = (row, name) => row.querySelector(`[name$="_${name}"]`);
  const base = (row) => field(row, "lu");
  const rows = (table) => [...table.querySelectorAll("tr[data-row]")];
  const read = (row) => { try { return JSON.parse(base(row).value); } catch { return [0]; } };

  /* --- what is waiting to be saved ------------------------------------------------------- */
  const waiting = new Set();
  let busy = null, timer = null, trouble = "", sent = null;

  const say = () => {
    const count = waiting.size + (sent ? sent.length : 0);
    const lines = `${count} ligne${count > 1 ? "s" : ""} à enregistrer`;
    told.textContent = trouble ? `${trouble}${count ? ` ${lines}.` : ""}` : count ? `${lines}…` : form.querySelector("[aria-invalid]") ? "Des cases sont à corriger ; le reste est enregistré." : "Tout est enregistré.";
    told.classList.toggle("is-late", Boolean(trouble));
  };
  const touch = (row) => { waiting.add(row); trouble = ""; say(); later(PAUSE); };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };
  const key = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  };
  const disputed = (row) => row.querySelector(".grid__dispute");

  const send = () => { if (!busy) busy = sending().finally(() => { busy = null; }); return busy; };
  const sending = async () => {
    const list = [...waiting].filter((row) => row.isConnected && !disputed(row));
    waiting.forEach((row) => { if (!disputed(row)) waiting.delete(row); });
    if (!list.length) { say(); return; }
    sent = tables.flatMap((table) => list.filter((row) => table.contains(row)));
    say();
    const body = new URLSearchParams({ cle: key() });
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const counts = { c: 0, p: 0 };
    sent.forEach((row) => {
      const side = row.closest("table").dataset.side, name = `${side}${counts[side]++}`;
      [...FIELDS, "lu"].forEach((end) => { const input = field(row, end); if (input) body.set(`${name}_${end}`, input.value); });
      row.sentAs = FIELDS.map((end) => (field(row, end) ? field(row, end).value : ""));
    });
    const back = (words) => { trouble = words; sent.forEach((row) => waiting.add(row)); sent = null; say(); };
    let answer;
    try {
      answer = await fetch(form.dataset.grid, { method: "POST", body, redirect: "manual" });
    } catch {
      back("Pas de réseau, rien n’est perdu : on réessaie.");
      later(RETRY);
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
      back("Reconnectez-vous dans un autre onglet : rien n’est perdu.");
      later(RETRY);
      return;
    }
    const held = answer.status === 200 || answer.status === 422 ? await answer.json() : null;
    if (!held || held.refused) {
      back(held ? held.refused : "Le serveur n’a pas répondu : on réessaie.");
      if (!held) later(RETRY);
      return;
    }
    const done = sent;
    sent = null;
    trouble = "";
    held.rows.forEach((one, place) => settle(done[place], one));
    Object.entries(held.groups).forEach(([name, text]) => form.querySelectorAll(`[data-group="${name}"]`).forEach((cell) => { cell.textContent = text; }));
    Object.entries(held.totals).forEach(([side, text]) => { form.querySelector(`[data-total="${side}"]`).textContent = text; });
    tell(held.told);
    say();
    if (waiting.size) later(PAUSE);
  };

  /* --- what the server answered, beside each cell ------------------------------------------ */
  const span = (css, text) => Object.assign(document.createElement("span"), { className: css, textContent: text });
  const clear = (row) => {
    row.querySelectorAll(".grid__error, .grid__dispute").forEach((one) => one.remove());
    row.querySelectorAll(".is-wrong").forEach((cell) => cell.classList.remove("is-wrong"));
    row.querySelectorAll("[aria-invalid]").forEach((input) => { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); });
  };
  const settle = (row, one) => {
    if (!row) return;
    clear(row);
    if (one.base) base(row).value = one.base;
    if (one.line) row.id = `ligne-${one.line}`;
    FIELDS.forEach((end, place) => {
      const input = field(row, end);
      if (!input) return;
      const untouched = input.value === row.sentAs[place];
      if (untouched && !one.errors[end] && !one.disputes[end]) input.value = one.cells[end];
      if (one.errors[end]) wrong(input, one.errors[end]);
      if (one.disputes[end]) choose(row, input, one.disputes[end]);
    });
  };
  const wrong = (input, text) => {
    const message = span("grid__error", text);
    message.id = `${input.name}_erreur`;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", message.id);
    input.closest("td").classList.add("is-wrong");
    input.after(message);
  };
  const choose = (row, input, one) => {
    const box = span("grid__dispute", `${one.told} `);
    const pick = (words, act) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button is-quiet", textContent: words });
      button.addEventListener("click", () => { act(); box.remove(); input.closest("td").classList.remove("is-wrong"); input.focus(); touch(row); });
      box.append(button, " ");
    };
    pick(`garder « ${input.value || "rien"} »`, () => {});
    pick(`prendre « ${one.theirs || "rien"} »`, () => { input.value = one.theirs; });
    box.setAttribute("role", "alert");
    input.closest("td").classList.add("is-wrong");
    input.after(box);
  };
  const tell = (found) => {
    form.querySelectorAll(".grid__told").forEach((one) => { const cell = one.closest("td"); one.remove(); if (!cell.querySelector(".grid__error, .grid__dispute")) cell.classList.remove("is-wrong"); });
    found.forEach((one) => {
      const row = one.line ? document.getElementById(`ligne-${one.line}`) : null;
      const cell = row ? row.lastElementChild : one.side ? form.querySelector(`[data-total="${one.side}"]`).closest("td") : null;
      if (!cell || cell.querySelector(".grid__error:not(.grid__told), .grid__dispute")) return;
      cell.classList.add("is-wrong");
      cell.append(span("grid__error grid__told", one.text));
    });
  };

  /* --- a new row at the foot of a side ------------------------------------------------------- */
  const added = (table) => {
    const last = rows(table).at(-1), copy = last.cloneNode(true);
    const used = [...table.querySelectorAll("[name]")].map((one) => Number((one.name.match(/^[cp](\d+)_/) || [0, -1])[1]));
    const name = `${table.dataset.side}${Math.max(...used) + 1}`;
    copy.removeAttribute("id");
    clear(copy);
    copy.querySelectorAll("select").forEach((one) => one.remove());
    copy.querySelectorAll("[name]").forEach((input) => {
      input.name = input.name.replace(/^[cp]\d+/, name);
      input.value = input.name.endsWith("_lu") ? '[0, "", "", "", "", ""]' : "";
      const words = { compte: "Compte de nouvelle ligne", libelle: "Libellé", financeur: "Financeur de nouvelle ligne", montant: "Montant de nouvelle ligne" };
      if (words[part(input)]) input.setAttribute("aria-label", words[part(input)]);
    });
    last.after(copy);
    return copy;
  };

  /* --- keyboard --------------------------------------------------------------------------------- */
  const inputs = (row) => [...row.querySelectorAll("input:not([type=hidden], [type=radio]), select")];
  const go = (input) => { if (!input) return; input.focus(); if (input.select) input.select(); };
  const step = (input, by) => {
    const table = input.closest("table"), all = rows(table), place = all.indexOf(rowOf(input)) + by;
    if (place < 0) return;
    const row = all[place] || (by > 0 ? added(table) : null);
    if (row) go(field(row, part(input)) || inputs(row).at(-1));
  };
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!rowOf(input) || input.type === "radio" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const listed = input.tagName === "SELECT";
    const row = inputs(rowOf(input)), place = row.indexOf(input);
    const all = !listed && input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const moves = {
      Enter: () => step(input, event.shiftKey ? -1 : 1),
      ArrowDown: () => !listed && step(input, 1),
      ArrowUp: () => !listed && step(input, -1),
      ArrowLeft: () => (!listed && (all || input.selectionEnd === 0) && place > 0 ? go(row[place - 1]) : false),
      ArrowRight: () => (!listed && (all || input.selectionStart === input.value.length) && place < row.length - 1 ? go(row[place + 1]) : false),
      Escape: () => { const held = read(rowOf(input)); input.value = held[1 + FIELDS.indexOf(part(input))] || ""; go(input); },
    };
    if (!moves[event.key] || (event.shiftKey && event.key !== "Enter")) return;
    if (moves[event.key]() !== false) event.preventDefault();
  });
  form.addEventListener("focusin", (event) => { if (rowOf(event.target) && event.target.select && event.target.type !== "radio") event.target.select(); });

  /* --- paste -------------------------------------------------------------------------------------- */
  const split = (text) => {
    const lines = [[""]];
    let quoted = false;
    const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let place = 0; place < plain.length; place += 1) {
      const mark = plain[place], line = lines.at(-1);
      if (quoted) {
        if (mark !== '"') line[line.length - 1] += mark;
        else if (plain[place + 1] === '"') { line[line.length - 1] += '"'; place += 1; } else quoted = false;
      } else if (mark === '"' && line.at(-1) === "" && /"(\t|\n|$)/.test(plain.slice(place + 1))) quoted = true;
      else if (mark === "\t") line.push("");
      else if (mark === "\n") lines.push([""]);
      else line[line.length - 1] += mark;
    }
    return lines.map((line) => line.map((cell) => cell.replace(/\s+/g, " ").trim()));
  };
  form.addEventListener("paste", (event) => {
    const input = event.target;
    if (!rowOf(input)) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/\n$/, ""))) return;
    event.preventDefault();
    const table = input.closest("table"), block = split(text);
    const names = ["compte", "libelle", "financeur", "montant"].filter((name) => name !== "financeur" || table.dataset.side === "p");
    let columns = names.slice(names.indexOf(part(input)));
    const width = Math.max(...block.map((line) => line.length));
    if (width === columns.length - 1 && columns.length > 2 && columns.includes("financeur")) columns = columns.filter((name) => name !== "financeur");
    if (width > columns.length) {
      const area = form.querySelector("#colle");
      area.closest("details").open = true;
      area.value = text;
      area.focus();
      trouble = "Ce tableau a plus de colonnes que la grille : il est prêt ci-dessous, « Mettre dans la grille » le lit.";
      say();
      return;
    }
    let row = rowOf(input);
    block.forEach((line, place) => {
      if (place) { const all = rows(table); row = all[all.indexOf(row) + 1] || added(table); }
      line.forEach((cell, rank) => { const into = field(row, columns[rank]); if (into) into.value = cell; });
      touch(row);
    });
    go(field(row, columns[0]));
  });

  /* --- saving ------------------------------------------------------------------------------------ */
  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (row && event.target.type !== "radio") touch(row);
  });
  form.addEventListener("submit", async (event) => {
    const submitter = event.submitter;
    if (submitter && ["plus", "coller"].includes(submitter.name)) { leaving = true; return; }
    if (!waiting.size && !busy && !form.querySelector("[aria-invalid]")) { leaving = true; return; }
    event.preventDefault();
    clearTimeout(timer);
    if (busy) await busy;
    await send();
    const first = form.querySelector("[aria-invalid], .grid__dispute");
    if (first) { const cell = first.closest("td"); go(cell.querySelector("input")); return; }
    if (!waiting.size && !trouble) { leaving = true; form.requestSubmit(submitter || undefined); }
  });
  let leaving = false;
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => { if (!leaving && (waiting.size || sent)) event.preventDefault(); });
})();
