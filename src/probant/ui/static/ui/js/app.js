/* Makes quicker what already works without it. Behaviour hangs on data-attributes only. */
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

  /* Keyboard: "/" or Ctrl-K to the search field, Ctrl-Enter sends the form one is in. */
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const search = one("[data-search]");
    const slash = event.key === "/" && !command && !event.altKey && !typing(event.target);
    if (search && (slash || (command && event.key.toLowerCase() === "k"))) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (command && event.key === "Enter") {
      const form = event.target.closest("form");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
    } else if (event.key === "Escape" && event.target === search) {
      if (event.defaultPrevented) return; /* it closed what was found */
      event.preventDefault(); /* a browser empties a search field on Escape */
      search.blur();
    } else if (event.key === "Escape") {
      all("details[open]").filter((node) => node.contains(event.target) && node.closest("nav"))
        .forEach((node) => { node.open = false; one("summary", node).focus(); });
    }
  });

  /* What answers while one types: arrows go through it, Escape closes it and keeps what was typed,
     even against an answer that is still on its way. Empty, it shows what was opened last on this
     machine; signing out forgets it. */
  const found = one("[data-found]");
  const seeker = one("[data-search]");
  const KEPT = "probant-recent";
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch { return []; } };
  const opened = document.body.dataset.recent;
  if (opened) {
    const here = { label: opened, href: window.location.pathname };
    const others = kept().filter((each) => each.href !== here.href);
    try { localStorage.setItem(KEPT, JSON.stringify([here, ...others].slice(0, 10))); } catch { /* full, or refused */ }
  }
  const recall = () => {
    const rows = kept().filter((each) => each.href !== window.location.pathname);
    const list = document.createElement("ul");
    list.className = "found__list";
    rows.forEach((each) => {
      const link = Object.assign(document.createElement("a"), { className: "found__one", href: each.href, textContent: each.label });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    });
    const title = Object.assign(document.createElement("h2"), { className: "found__kind", textContent: "Ouverts récemment" });
    found.replaceChildren(...(rows.length ? [title, list] : []));
  };
  if (found && seeker) {
    let closed = false;
    const blank = () => { if (!seeker.value.trim()) recall(); };
    seeker.addEventListener("focus", blank);
    seeker.addEventListener("input", () => { closed = false; blank(); });
    found.addEventListener("htmx:beforeSwap", (event) => { if (closed || !seeker.value.trim()) event.detail.shouldSwap = false; });
    seeker.closest("form").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && found.childElementCount) {
        event.preventDefault();
        seeker.focus(); /* where the field was left empty, this shows what was opened last */
        closed = true;
        found.replaceChildren();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [seeker, ...all("a", found)];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (next) { event.preventDefault(); next.focus(); }
    });
  }
  if (!found) { try { localStorage.removeItem(KEPT); } catch { /* refused */ } }

  /* A form is sent once: a second click while the answer is on its way does nothing. A button
     named "format" asks for a file: the page stays, and may ask for another. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (event.submitter?.name === "format") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter || one("button:not([type=button])", form);
    if (button) button.setAttribute("aria-busy", "true");
  });
  const reopen = (root) => all("form[data-sent]", root).forEach((form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  });
  window.addEventListener("pageshow", () => reopen(document));
  document.addEventListener("htmx:afterRequest", () => reopen(document));

  /* A session that ended while one was typing: the form goes as it would without htmx, and the page
     that answers holds all that it said. */
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, elt, requestConfig } = event.detail;
    const form = elt.closest("form");
    if (![401, 403].includes(xhr.status) || requestConfig.verb !== "post" || !form) return;
    const pressed = requestConfig.triggeringEvent?.submitter;
    if (pressed?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
    form.action = requestConfig.path;
    form.submit();
  });

  /* The proof panel: a figure opens beside the page; Escape gives the focus back. */
  const panel = one("[data-proof-dialog]");
  const body = one("[data-proof-body]");
  let opener = null;
  const show = async (link) => {
    const answer = await fetch(link.href, { headers: { "X-Probant-Panel": "1" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const proof = answer.ok && !answer.redirected && one("[data-proof-of]", page);
    if (!proof) {
      window.location.assign(link.href);
      return;
    }
    const whole = document.createElement("p");
    whole.append(Object.assign(document.createElement("a"), { href: link.href, textContent: "Ouvrir la page du chiffre" }));
    body.replaceChildren(document.adoptNode(proof), whole);
    relative(body, link.href);
    if (window.htmx) window.htmx.process(body);
    opener = link;
    panel.showModal();
    panel.scrollTop = 0;
  };
  /* "?tri=…" in the proof means its own page, not the one it is shown over. */
  const relative = (root, base) => {
    all("a[href^='?']", root).forEach((link) => { link.href = new URL(link.getAttribute("href"), base).href; });
    all("form", root).forEach((form) => { form.action = new URL(form.getAttribute("action") || "", base).href; });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-proof]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (!panel || !link || !plain) return;
    event.preventDefault();
    show(link).catch(() => window.location.assign(link.href));
  });
  if (panel) {
    panel.addEventListener("close", () => {
      body.replaceChildren();
      if (opener) opener.focus();
      opener = null;
    });
    panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  }

  /* Dialogs of the page: data-opens="name" opens dialog[data-dialog="name"]. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens]");
    const dialog = button && one(`dialog[data-dialog="${CSS.escape(button.dataset.opens)}"]`);
    if (!dialog) return;
    event.preventDefault();
    dialog.addEventListener("close", () => button.focus(), { once: true });
    dialog.showModal();
  });

  /* Reading: what is under the pointer or the focus lights its counterpart. */
  const light = (event, on) => {
    const source = event.target instanceof Element && event.target.closest("[data-lights]");
    if (!source) return;
    all(`[data-lights="${CSS.escape(source.dataset.lights)}"]`).forEach((node) => node.classList.toggle("is-lit", on));
    if (on && event.type === "focusin") {
      const other = all(`[data-lights="${CSS.escape(source.dataset.lights)}"]`).find((node) => node !== source);
      if (other) other.scrollIntoView({ block: "nearest" });
    }
  };
  [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]
    .forEach(([name, on]) => document.addEventListener(name, (event) => light(event, on)));

  /* Filters apply themselves when a word of their sentence is changed. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-applies]");
    if (form && event.target.type !== "date") form.requestSubmit();
  });

  /* A list that is ticked says how many are; one box ticks all of them. */
  const ticks = "[type=checkbox]:not([data-ticks-all])";
  all("[data-ticks-all]").forEach((box) => { box.hidden = false; });
  document.addEventListener("change", (event) => {
    const list = event.target.matches("[data-ticks-all]") && event.target.closest("[data-counted]");
    if (list) all(ticks, list).forEach((box) => { box.checked = event.target.checked; });
  });
  document.addEventListener("change", (event) => {
    const list = event.target.closest("[data-counted]");
    const count = list && one("[data-count]", list); // a list may offer "tick all" and tell no number
    if (count) count.textContent = all(`${ticks}:checked`, list).length;
  });

  /* Light or dark: a cookie, so that the next page comes out right at once. */
  const chooser = one("[data-themes]");
  const choose = (value) => {
    document.cookie = `theme=${value}; path=/; max-age=${value ? 31536000 : 0}; samesite=lax`;
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    mark();
  };
  const mark = () => all("[data-theme-choice]").forEach((button) => button.setAttribute(
    "aria-pressed", String(button.dataset.themeChoice === (document.documentElement.dataset.theme || ""))));
  if (chooser) {
    chooser.hidden = false;
    mark();
    chooser.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-choice]");
      if (button) choose(button.dataset.themeChoice);
    });
  }

  /* A refused form: its summary is read first. */
  const faults = one("[data-focus]");
  if (faults) faults.focus();

  /* A page that is a form starts in its first field, so that Ctrl-Enter sends it as proposed. */
  const form = !faults && one("form[data-starts]");
  const field = form && (one("input:checked", form) || one("input:not([type=hidden]), select, textarea", form));
  if (field) field.focus({ preventScroll: true });
})();
