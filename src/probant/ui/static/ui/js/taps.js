/* Taps at the door of a session: kept on the phone first, sent when there is a network. Each sending
   has a key, kept until it is answered, so that what is sent again after a cut counts once. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-taps]");
  if (!form) return;
  const place = `probant-presences ${form.dataset.taps}`;
  const told = form.querySelector("[data-state]");
  const search = form.querySelector("[type=search]");
  const line = form.querySelector("[name=venu]");
  const added = form.querySelector("[data-added]");
  const button = form.querySelector(".door__actions button");
  const RETRY = 5000, PAUSE = 300;

  /* waiting: {"p12": true | false}; lines: ["Anna Dupont, Les Jardins"]; sending: {key, taps, lines} */
  const blank = () => ({ waiting: {}, lines: [], sending: null });
  const recall = () => { try { return { ...blank(), ...JSON.parse(localStorage.getItem(place)) }; } catch { return blank(); } };
  let state = recall();
  let timer = null, busy = false, reason = "";

  const keep = () => {
    try {
      if (pending()) localStorage.setItem(place, JSON.stringify(state));
      else localStorage.removeItem(place);
    } catch { /* full, or refused: the page itself still holds them */ }
  };
  const pending = () => {
    const sent = state.sending ? { ...state.sending.taps } : {};
    const lines = state.lines.length + (state.sending ? state.sending.lines.length : 0);
    return Object.keys({ ...sent, ...state.waiting }).length + lines;
  };
  const key = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  };

  const say = () => {
    const count = pending();
    const words = `${count} présence${count > 1 ? "s" : ""} à envoyer`;
    const state_words = reason || (navigator.onLine ? "" : "Pas de réseau, gardé sur ce téléphone. ");
    told.hidden = false;
    told.textContent = count ? `${state_words}${words}` : reason || "Tout est enregistré";
    told.classList.toggle("is-late", Boolean(count && state_words) || Boolean(reason));
    button.textContent = count ? "Envoyer maintenant" : "Terminer";
  };

  /* The list shows what was tapped here, whatever the server knew when it drew it. */
  const mark = () => {
    const wanted = { ...(state.sending ? state.sending.taps : {}), ...state.waiting };
    form.querySelectorAll("[name=present]").forEach((box) => {
      if (box.value in wanted) box.checked = wanted[box.value];
    });
    added.replaceChildren(...[...(state.sending ? state.sending.lines : []), ...state.lines].map((text) => (
      Object.assign(document.createElement("li"), { className: "door__name", textContent: text }))));
    const count = form.querySelector("[data-count]");
    if (count) count.textContent = form.querySelectorAll("[name=present]:checked").length + added.children.length;
  };
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const filter = () => {
    const wanted = plain(search.value.trim());
    form.querySelectorAll("#noms li").forEach((item) => { item.hidden = !plain(item.textContent).includes(wanted); });
  };

  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };
  const send = async () => {
    if (busy || !pending()) return;
    if (!state.sending) {
      state = { ...blank(), sending: { key: key(), taps: state.waiting, lines: state.lines } };
      keep();
    }
    if (!navigator.onLine) { say(); return; }
    busy = true;
    const body = new URLSearchParams({ cle: state.sending.key });
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    Object.entries(state.sending.taps).forEach(([value, on]) => body.append("touche", `${value}${on ? "+" : "-"}`));
    state.sending.lines.forEach((text) => body.append("venu", text));
    try {
      const answer = await fetch(form.dataset.taps, { method: "POST", body, redirect: "manual" });
      if (answer.status === 409) {
        reason = `${(await answer.json()).refused} Rien n’est enregistré. `;
        state = blank();
      } else if (answer.ok) {
        reason = "";
        const noted = state.sending.lines;
        state.sending = null;
        noted.forEach((text) => here(text));
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        reason = "Reconnectez-vous dans un autre onglet : rien n’est perdu. ";
        later(RETRY);
      } else {
        later(RETRY);
      }
    } catch {
      later(RETRY);
    }
    busy = false;
    keep();
    mark();
    say();
    if (!state.sending && pending()) later(PAUSE);
  };
  /* Somebody typed and noted: shown above, as those tapped are, until the page is read again. */
  const here = (text) => {
    const list = form.querySelector("#noms ul") || form.querySelector("#noms");
    const item = Object.assign(document.createElement("li"), { className: "door__name", textContent: `${text} ` });
    item.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "present", value: "", checked: true, hidden: true }));
    list.prepend(item);
  };

  form.addEventListener("change", (event) => {
    if (event.target.name !== "present") return;
    state.waiting[event.target.value] = event.target.checked;
    reason = "";
    keep();
    say();
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const searched = event.submitter && event.submitter.name === "chercher";
    if (searched) return;
    if (line.value.trim()) {
      state.lines.push(line.value.trim());
      line.value = "";
      reason = "";
      keep();
      mark();
      say();
      later(0);
    } else if (pending()) {
      later(0);
    } else {
      window.location.assign(form.dataset.back);
    }
  });
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  form.addEventListener("htmx:beforeRequest", (event) => { if (!navigator.onLine) event.preventDefault(); });
  form.addEventListener("htmx:afterSettle", () => { mark(); filter(); });
  window.addEventListener("online", () => { say(); later(0); });
  window.addEventListener("offline", say);
  window.addEventListener("beforeunload", (event) => { if (pending()) event.preventDefault(); });

  mark();
  say();
  if (pending()) later(0);
})();
