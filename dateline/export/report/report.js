"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const table = find("table"), form = find("filters");
  if (!table || !form) return;
  const events = [...table.tBodies];
  const bars = [...document.querySelectorAll(".bars > li")];
  const barOf = new Map(bars.map((bar) => [events[+bar.dataset.i], bar]));
  const pins = [...document.querySelectorAll(".pin")], areas = [...document.querySelectorAll(".area[data-k]")];
  const names = [...document.querySelectorAll("svg.name")];
  const shown = find("shown"), nothing = find("none"), filtered = find("filtered");
  const value = (name) => find("f-" + name).value;
  const dossierOf = (event) => event.rows[1].cells[0].firstElementChild;
  const linkOf = (event) => event.querySelector("a.open");

  // A browser that runs scripts keeps the inside of <noscript> as text: thousands of dossiers cost nothing until opened.
  const fill = (event) => {
    const dossier = dossierOf(event), waiting = dossier.firstElementChild;
    if (waiting && waiting.localName === "noscript") dossier.innerHTML = waiting.textContent;
  };
  const open = (event, wanted) => {
    if (wanted) fill(event);
    dossierOf(event).hidden = wanted ? false : "until-found";
    linkOf(event).setAttribute("aria-expanded", String(wanted));
    event.classList.toggle("opened", wanted);
  };
  const isOpen = (event) => event.classList.contains("opened");

  const entities = { amp: "&", "#39": "'", "#34": '"', lt: "<", gt: ">" };
  const texts = new Map();
  const textOf = (event) => {
    if (!texts.has(event)) {
      const text = event.textContent.replace(/<\/?mark[^>]*>/g, "").replace(/<[^>]*>/g, " ").toLowerCase();
      texts.set(event, text.replace(/&(amp|#39|#34|lt|gt);/g, (_, name) => entities[name]));
    }
    return texts.get(event);
  };

  const filter = () => {
    const words = value("text").trim().toLowerCase(), family = value("family"), place = value("place");
    const status = value("status"), claimants = +value("claimants"), from = value("from"), to = value("to");
    const perPin = new Map();
    let number = 0;
    for (const event of events) {
      const d = event.dataset;
      const counted = d.s === "occurred" || d.s === "ongoing";
      const passes = (!family || d.f === family) && (!place || d.p === place) && +d.n >= claimants
        && (!status || (status === "counted" ? counted : status === "contested" ? d.c : d.s === status))
        && (!from || (d.e || d.t) >= from) && (!to || ((d.t || d.e) && (d.t || d.e) <= to))
        && (!words || textOf(event).includes(words));
      event.hidden = !passes;
      const bar = barOf.get(event);
      if (bar) bar.hidden = !passes;
      if (passes) {
        number += 1;
        perPin.set(d.k, (perPin.get(d.k) || 0) + 1);
      }
    }
    for (const pin of [...pins, ...areas, ...names]) {
      const n = perPin.get(pin.dataset.k) || 0;
      pin.classList.toggle("out", !n);
      const label = pin.querySelector("tspan");
      if (label) label.textContent = n;
    }
    const all = events.length.toLocaleString("en");
    shown.textContent = `${number.toLocaleString("en")} of ${all} events`;
    filtered.textContent = number < events.length ? `Filtered: ${shown.textContent} are shown.` : "";
    nothing.hidden = number > 0;
  };

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (e) => e.preventDefault());

  const keys = {
    t: (d) => d.t || d.e || "~", f: (d) => d.f + d.y, s: (d) => d.s, p: (d) => (d.p === "" ? 1e9 : +d.p),
    n: (d) => -d.n, g: (d) => +d.g,
  };
  const heads = [...table.tHead.querySelectorAll("th")], select = find("sort");
  let sorted = "t", turned = 1;
  const sort = (by, direction) => {
    sorted = by; turned = direction;
    const rows = events.map((event, i) => [keys[by](event.dataset), i, event]);
    rows.sort((a, b) => (a[0] < b[0] ? -turned : a[0] > b[0] ? turned : a[1] - b[1]));
    const all = document.createDocumentFragment();
    for (const row of rows) all.append(row[2]);
    table.append(all);
    for (const head of heads) {
      // Most claimants come first, and that is what a reader calls descending.
      const rising = (direction > 0) !== (by === "n");
      if (head.dataset.sort === by) head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    select.value = by;
  };
  for (const head of heads) {
    head.firstElementChild.addEventListener("click", () => {
      sort(head.dataset.sort, head.dataset.sort === sorted ? -turned : 1);
    });
  }
  select.addEventListener("change", () => sort(select.value, 1));

  const show = (event) => {
    if (event.hidden) { form.reset(); filter(); }
    open(event, true);
    event.scrollIntoView({ block: "start" });
    linkOf(event).focus({ preventScroll: true });
  };
  const asked = () => {
    const target = find(decodeURIComponent(location.hash.slice(1)).replace(/^d-/, ""));
    if (target && target.tagName === "TBODY") show(target);
  };
  addEventListener("hashchange", asked);
  table.addEventListener("click", (e) => {
    const summary = e.target.closest("tr.summary");
    if (!summary || e.ctrlKey || e.metaKey || String(getSelection())) return;
    e.preventDefault();
    open(summary.parentElement, !isOpen(summary.parentElement));
  });
  table.addEventListener("beforematch", (e) => open(e.target.closest("tbody"), true));
  table.addEventListener("keydown", (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || !e.target.matches("a.open")) return;
    const links = [...table.querySelectorAll("tbody:not([hidden]) a.open")];
    const next = links[links.indexOf(e.target) + step];
    if (next) { e.preventDefault(); next.focus(); }
  });
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[href^='#evt']");
    if (!link || link.classList.contains("pin")) return;
    // The address may be there already, and then nothing would change.
    if (link.getAttribute("href") === location.hash) { e.preventDefault(); asked(); }
  });
  const all = find("open-all");
  all.addEventListener("click", () => {
    const wanted = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", String(wanted));
    for (const event of events) open(event, wanted);
  });

  const closed = [];
  addEventListener("beforeprint", () => {
    for (const event of events) if (!event.hidden) fill(event);
    for (const details of document.querySelectorAll("details:not([open])")) { details.open = true; closed.push(details); }
  });
  addEventListener("afterprint", () => { for (const details of closed.splice(0)) details.open = false; });

  const map = find("map");
  if (map) {
    const ground = find("ground"), marks = [...map.querySelectorAll(".at")], scale = find("scale");
    const length = scale.nextElementSibling, km = parseFloat(length.textContent.replace(",", ""));
    const width = parseFloat(scale.getAttribute("x2"));
    const exact = new Set(pins.filter((pin) => pin.classList.contains("exact")).map((pin) => pin.dataset.k));
    let zoom = 1, x = 50, y = 50, wantedX = 50, wantedY = 50;
    // The first step closer goes to where most of the events are.
    const crowd = () => names.filter((name) => !name.classList.contains("out"))
      .reduce((most, name) => (+name.querySelector("tspan").textContent > +most.querySelector("tspan").textContent ? name : most), names[0]);
    const clamp = (at) => Math.max(50 / zoom, Math.min(100 - 50 / zoom, at));
    const label = () => {
      const taken = [], frame = map.getBoundingClientRect();
      const number = (name) => +name.querySelector("tspan").textContent;
      const rank = (name) => (exact.has(name.dataset.k) ? 1e6 : 0) + number(name);
      for (const name of [...names].sort((a, b) => rank(b) - rank(a))) {
        name.classList.remove("wide");
        name.classList.add("narrow");
        const box = name.firstElementChild.getBoundingClientRect();
        const free = box.width && box.right < frame.right && box.left > frame.left && !taken.some((t) => t.left < box.right
          && box.left < t.right && t.top < box.bottom && box.top < t.bottom);
        name.classList.toggle("narrow", Boolean(free));
        if (free) taken.push(box);
      }
    };
    const draw = () => {
      x = clamp(wantedX); y = clamp(wantedY);
      const left = x - 50 / zoom, top = y - 50 / zoom;
      ground.setAttribute("viewBox", `${left * 10} ${top * 6.4} ${1000 / zoom} ${640 / zoom}`);
      for (const mark of marks) {
        mark.setAttribute("x", `${(mark.dataset.x - left) * zoom}%`);
        mark.setAttribute("y", `${(mark.dataset.y - top) * zoom}%`);
      }
      const fits = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((n) => n <= (km / width) * 20 / zoom);
      const round = fits.length ? fits[fits.length - 1] : (km / width) * 20 / zoom;
      scale.setAttribute("x2", `${round * width / km * zoom}%`);
      length.textContent = `${round.toLocaleString("en", { maximumFractionDigits: 1 })} km`;
      map.classList.toggle("zoomed", zoom > 1);
      label();
    };
    document.querySelector(".zoom").addEventListener("click", (e) => {
      const step = e.target.dataset.zoom;
      if (step === undefined) return;
      if (zoom === 1 && step === "1") [wantedX, wantedY] = [+crowd().dataset.x, +crowd().dataset.y];
      zoom = step === "0" ? 1 : Math.max(1, Math.min(64, step === "1" ? zoom * 2 : zoom / 2));
      draw();
    });
    let held = null;
    map.addEventListener("pointerdown", (e) => { if (zoom > 1) held = [e.clientX, e.clientY, false]; });
    addEventListener("pointermove", (e) => {
      if (!held) return;
      const box = map.getBoundingClientRect();
      if (Math.hypot(e.clientX - held[0], e.clientY - held[1]) < (held[2] ? 0 : 5)) return;
      wantedX = clamp(x - (e.clientX - held[0]) / box.width * 100 / zoom);
      wantedY = clamp(y - (e.clientY - held[1]) / box.height * 100 / zoom);
      held = [e.clientX, e.clientY, true];
      draw();
    });
    let dragged = false;
    addEventListener("pointerup", () => { dragged = Boolean(held && held[2]); held = null; });
    map.addEventListener("dragstart", (e) => e.preventDefault());
    const nameOf = new Map(names.map((name) => [name.dataset.k, name]));
    for (const pin of pins) {
      pin.addEventListener("click", (e) => {
        e.preventDefault();
        if (dragged) { dragged = false; return; }
        const chosen = find("f-place"), same = chosen.value === pin.dataset.place;
        chosen.value = same ? "" : pin.dataset.place;
        filter();
      });
      const name = nameOf.get(pin.dataset.k);
      for (const kind of ["focus", "pointerenter"]) pin.addEventListener(kind, () => name.classList.add("lit"));
      for (const kind of ["blur", "pointerleave"]) pin.addEventListener(kind, () => name.classList.remove("lit"));
      pin.addEventListener("focus", () => {
        const at = pin.querySelector(".at").dataset;
        if (zoom > 1 && pin.matches(":focus-visible")) { wantedX = +at.x; wantedY = +at.y; draw(); }
      });
    }
  }
  // Some browsers put old choices back into the form when a page is loaded again.
  if ([...form.elements].some((one) => one.matches("input, select") && one.value && one.value !== "0")) filter();
  if (location.hash) asked();

  // So that the browser's own search finds words in closed dossiers; beyond this many it would be felt.
  const SEARCHABLE = 500;
  const idle = window.requestIdleCallback || ((run) => setTimeout(() => run({ timeRemaining: () => 5 }), 50));
  const waitingOnes = events.length <= SEARCHABLE ? [...events] : [];
  const fillSome = (deadline) => {
    while (waitingOnes.length && deadline.timeRemaining() > 3) fill(waitingOnes.shift());
    if (waitingOnes.length) idle(fillSome);
  };
  idle(fillSome);
})();
