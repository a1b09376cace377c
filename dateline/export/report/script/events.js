"use strict";
// What the scripts that follow share.
const report = {};
{
  const find = (id) => document.getElementById(id);
  const events = [...find("table").tBodies];
  const dossierOf = (event) => event.rows[1].cells[0].firstElementChild;
  const linkOf = (event) => event.querySelector("a.open");

  // A browser that runs scripts keeps the inside of <noscript> as text: thousands of dossiers cost nothing until opened.
  const fill = (event) => {
    const dossier = dossierOf(event), waiting = dossier.firstElementChild;
    if (!waiting || waiting.localName !== "noscript") return;
    dossier.innerHTML = waiting.textContent;
    for (const ref of dossier.querySelectorAll("a.ref")) ref.setAttribute("aria-label", `report ${ref.textContent}`);
    for (const passage of dossier.querySelectorAll("blockquote")) {
      const link = document.createElement("a");
      Object.assign(link, { className: "cite", href: `#${passage.id}`, textContent: "¶" });
      link.setAttribute("aria-label", "Link to this passage");
      passage.append(link);
    }
  };
  const isOpen = (event) => event.classList.contains("opened");
  const open = (event, wanted) => {
    if (wanted) fill(event);
    dossierOf(event).hidden = wanted ? false : "until-found";
    linkOf(event).setAttribute("aria-expanded", String(wanted));
    event.classList.toggle("opened", wanted);
  };

  const entities = { amp: "&", "#39": "'", "#34": '"', lt: "<", gt: ">" };
  // Case, accents and vowel signs make no difference to a search.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  // The words of an event and of all its sources, without the markup.
  const textOf = (event) => {
    if (!texts.has(event)) {
      const text = event.textContent.replace(/<\/?mark[^>]*>/g, "").replace(/<[^>]*>/g, " ");
      texts.set(event, folded(text.replace(/&(amp|#39|#34|lt|gt);/g, (_, name) => entities[name])));
    }
    return texts.get(event);
  };
  const idle = window.requestIdleCallback || ((run) => setTimeout(() => run({ timeRemaining: () => 5 }), 50));
  const eachWhenIdle = (wanted, work) => {
    const waiting = [...wanted];
    const some = (deadline) => {
      while (waiting.length && deadline.timeRemaining() > 3) work(waiting.shift());
      if (waiting.length) idle(some);
    };
    idle(some);
  };
  // So that the browser's own search finds words in closed dossiers; beyond this many it would be felt.
  const SEARCHABLE = 500;
  addEventListener("load", () => { if (events.length <= SEARCHABLE) eachWhenIdle(events, fill); });
  // Before the first letter is typed.
  find("f-text").addEventListener("focus", () => eachWhenIdle(events, textOf), { once: true });
  find("table").addEventListener("beforematch", (e) => open(e.target.closest("tbody"), true));

  const all = find("open-all");
  all.addEventListener("click", () => {
    const wanted = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", String(wanted));
    all.textContent = wanted ? "Close all" : "Open all";
    for (const event of events) if (!event.hidden || !wanted) open(event, wanted);
  });
  Object.assign(report, { find, events, fill, open, isOpen, linkOf, textOf, folded });
}
