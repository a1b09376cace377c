// Explore: ties the table, the map and the timeline to one selection, which is the address of the page.
import { say } from "./keys.js";
import { Timeline } from "./timeline.js";
import { tendSaved } from "./saved.js";

const part = (id) => document.getElementById(id);
const rows = () => [...document.querySelectorAll("#events tbody tr")];
const asked = (path, more = {}) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["cursor", "from", "token"]) query.delete(name);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return `${path}?${query}`;
};
const fetched = async (path, more, signal) => {
  const answer = await fetch(asked(path, more), { signal });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

// The form is sent without what is empty, so that addresses stay short.
document.addEventListener("htmx:config:request", (event) => {
  const body = event.detail.ctx.request.body;
  if (!(body instanceof FormData)) return;
  for (const name of new Set(body.keys())) {
    const kept = body.getAll(name).filter((value) => value !== "");
    body.delete(name);
    for (const value of kept) body.append(name, value);
  }
});

// What a reader has opened stays open when a part of the page is exchanged.
let opened = new Map();
document.addEventListener("htmx:before:swap", () => {
  opened = new Map([...document.querySelectorAll("#explore details[id]")].map((one) => [one.id, one.open]));
});

const setFilter = (values) => {
  const form = part("filters");
  for (const [id, value] of Object.entries(values)) {
    part(id).disabled = false;
    part(id).value = value;
  }
  form.requestSubmit();
};

// Rows, the map and the timeline light up together.
let map = null;
const light = (row) => {
  for (const one of rows()) one.classList.toggle("lit", one === row);
  map?.light(row?.dataset.spot || "");
  timeline.light(row?.dataset.days || "");
};
const lightRows = (test) => { for (const one of rows()) one.classList.toggle("lit", Boolean(test) && test(one)); };
const ofRow = (event) => event.target.closest?.("#events tbody tr");
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => {
  const row = ofRow(event);
  if (row && !row.classList.contains("lit")) light(row);
});
for (const kind of ["pointerout", "focusout"]) document.addEventListener(kind, (event) => {
  const row = ofRow(event);
  if (row && !row.contains(event.relatedTarget)) light(rows().find((one) => one.contains(document.activeElement)) || null);
});

const timeline = new Timeline(part("timeline"), {
  say,
  chosen: (since, until) => setFilter({ "f-since": since, "f-until": until }),
  over: (first, last) => lightRows(first && ((row) => {
    const [since, until] = row.dataset.days.split(" ");
    return until && since <= last && until >= first;
  })),
});

const step = (by) => {
  const all = rows(), now = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by];
  next?.querySelector("a.open").focus();
  next?.scrollIntoView({ block: "nearest" });
};
const tend = () => {
  for (const [id, open] of opened) if (part(id)?.tagName === "DETAILS") part(id).open = open;
  opened = new Map();
  // The fields say what the address says, not what was in them before.
  const active = document.activeElement, typed = active?.matches("#filters input[type=search], #filters input:not([type])") ? active.value : null;
  part("filters").reset();
  if (typed !== null) active.value = typed;
  tendSaved(part("explore").dataset.case);
};
const stepped = (event) => {
  const button = event.target.closest?.("[data-step]");
  if (button) step(Number(button.dataset.step));
};
document.addEventListener("act", stepped);
document.addEventListener("click", (event) => {
  stepped(event);
  const jump = event.target.closest?.(".jump a");
  if (jump) {
    event.preventDefault();
    const name = jump.hash.slice(1);
    const place = name === "table" ? document.querySelector("#events a.open") || part("table")
      : name === "map" ? part("map").querySelector("canvas") || part("map") : part(name);
    place.scrollIntoView({ block: "nearest" });
    place.focus({ preventScroll: true });
  } else if (event.target.closest?.("#boxed")) setFilter({ "f-bbox": map.bounds() });
});

let asking = new AbortController();
const draw = async () => {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const found = await fetched("/explore/timeline.json", {}, signal);
    timeline.draw(found);
    part("unit").textContent = found.unit;
    part("when-said").textContent = found.undated ? `${found.undated.toLocaleString("en")} without a date` : "";
    await map?.show();
  } catch (error) {
    if (error.name !== "AbortError") say(`Map and timeline could not be brought up to date: ${error.message}`);
  }
};
// In a case of very many events the choices of the filters come after the table.
const count = () => {
  const address = part("explore").dataset.facets;
  if (!address) return;
  part("facets").ariaBusy = "true";
  htmx.ajax("GET", address, { target: "#facets", swap: "outerMorph" });
};
document.addEventListener("htmx:after:swap", (event) => {
  if (!part("explore")) return;
  tend();
  if (event.detail.ctx.target?.id === "facets") return;
  count();
  say(`${Number(part("explore").dataset.found).toLocaleString("en")} events`);
  draw();
});
// Going back asks for the page's part only: the map stays.
document.addEventListener("htmx:before:history:restore", (event) => {
  event.preventDefault();
  htmx.ajax("GET", location.pathname + location.search, {
    target: "#explore", swap: "outerMorph", request: { headers: { "HX-History-Restore-Request": "true" } },
  });
});

tend();
count();
draw();
// The map is a megabyte of script: it comes after the first paint.
requestAnimationFrame(() => setTimeout(async () => {
  const { EventMap } = await import("./map.js");
  try {
    map = new EventMap(part("map"), part("picked"), {
      fetched,
      over: (test) => lightRows(test && ((row) => row.dataset.spot && test(...row.dataset.spot.split(" ").map(Number)))),
      only: (box) => setFilter({ "f-bbox": box }),
    });
    await map.show();
    part("boxed").hidden = !Number(part("explore").dataset.found);
  } catch (error) {
    part("map").textContent = `The map cannot be drawn here (${error.message}); the table holds the same events.`;
  }
}));
