// The screen of an event: a field lights its characters, lists are filtered by typing, Esc closes the form, what was
// done is said, and the page is drawn again when a rebuild is done.
import { say } from "./keys.js";

const review = () => document.getElementById("review");
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;

const seen = (one, box) => {
  const a = one.getBoundingClientRect(), b = box.getBoundingClientRect();
  return a.top >= Math.max(b.top, 0) + 90 && a.bottom <= Math.min(b.bottom, innerHeight) - 20;
};

// The characters of a field, outlined; the first of them is brought into view.
export const light = (field) => {
  for (const one of document.querySelectorAll("#paper mark.lit")) one.classList.remove("lit");
  for (const one of document.querySelectorAll(".line.on")) one.classList.remove("on");
  if (!field) return;
  document.querySelector(`.line[data-field="${CSS.escape(field)}"]`)?.classList.add("on");
  document.querySelector(".line.on")?.scrollIntoView({ block: "nearest" });
  const found = [...document.querySelectorAll(`#paper mark.f-${CSS.escape(field)}`)];
  for (const one of found) one.classList.add("lit");
  const box = document.getElementById("text");
  if (found[0] && innerWidth > 640 && !seen(found[0], box)) {
    found[0].scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
  }
};

let quiet = 0;
// What was done, in the live region for a while; the address does not keep it.
const tell = () => {
  const place = document.querySelector("[data-said]");
  const words = place?.dataset.said;
  if (!words) return;
  say(words);
  clearTimeout(quiet);
  quiet = setTimeout(() => say(""), 8000);
  place.dataset.said = "";
  const address = new URL(location.href);
  if (address.searchParams.has("said")) {
    address.searchParams.delete("said");
    history.replaceState(history.state, "", address);
  }
};

const filter = (input) => {
  const sought = input.value.trim().toLocaleLowerCase(), list = document.getElementById(input.dataset.filters);
  if (!list) return;
  list.classList.toggle("sought", Boolean(sought));
  const by = input.form.dataset.by;
  const rank = (one) => {
    const said = one.querySelector(".value").textContent.toLocaleLowerCase();
    if (!sought || said === sought) return 0;
    // A number or a day that only begins so is another one.
    if (by !== "words") return by === "when" && said.startsWith(`${sought} `) ? 1 : 8;
    if (said.startsWith(sought)) return 1;
    if (said.split(/[\s-]+/).some((word) => word.startsWith(sought))) return 2;
    return said.includes(sought) ? 3 : 9;
  };
  const items = [...list.children];
  let best = null, least = 8;
  for (const one of items) {
    const now = rank(one);
    one.hidden = now === 9;
    one.classList.remove("best");
    if (sought && now < least) { least = now; best = one; }
  }
  best?.classList.add("best");
};

const chosen = (input) => document.querySelector(`#${input.dataset.filters} li.best :is(button, input)`);

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filters]")) filter(event.target);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.key === "Escape") { close(event); return; }
  if (!input.matches?.("[data-filters]") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const form = input.form, several = form.dataset.choosing === "several", empty = !input.value;
  if (event.key === "Enter") {
    const best = chosen(input);
    if (best) {
      event.preventDefault();
      best.click();
      if (several) { input.value = ""; filter(input); }
    } else if (empty && !several) {
      // Enter on an empty field keeps what holds.
      event.preventDefault();
      (form.querySelector("[aria-current]") || document.querySelector("#panel [data-close]"))?.click();
    }
  } else if (empty && /^[1-9-]$/.test(event.key) && list(form)) {
    const one = form.querySelector(`[data-key="${event.key}"]`);
    if (one) { event.preventDefault(); one.click(); }
  }
});

// In a list that is searched by letters a digit chooses at once.
const list = (form) => form.querySelector("#typed[data-focus], #typed:not([data-key])");

const close = (event) => {
  const link = document.querySelector("#panel:not([hidden]) [data-close]");
  if (!link || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const field = review()?.dataset.field;
  history.replaceState(history.state, "", link.href);
  const panel = document.getElementById("panel");
  panel.replaceChildren();
  panel.hidden = true;
  review().classList.remove("asking");
  document.getElementById(field ? `field-${field}` : "main")?.focus({ preventScroll: true });
  if (waits) { waits = false; again(); }
};

document.addEventListener("click", (event) => {
  const line = event.target.closest(".line[data-field]");
  if (line) {
    review().dataset.field = line.dataset.field;
    light(line.dataset.field);
  }
  if (event.target.closest("[data-close]")) close(event);
});

document.addEventListener("focusin", (event) => {
  const line = event.target.closest?.(".line[data-field]");
  if (line && event.target.matches(":focus-visible")) light(line.dataset.field);
});

// After a build the parts are drawn again where they stand; an open form is left alone until it is closed.
let waits = false;
const again = () => htmx.ajax("GET", location.pathname + location.search, { target: "#main", swap: "innerMorph" });
document.addEventListener("rebuilt", () => {
  if (document.querySelector("#panel:not([hidden])")) waits = true;
  else again();
});

let drawn = review()?.dataset.event;
const settle = () => {
  const now = review();
  if (now && drawn !== now.dataset.event) {
    drawn = now.dataset.event;
    for (const one of document.querySelectorAll(".column")) one.scrollTop = 0;
    if (innerWidth <= 1000) scrollTo(0, 0);
  }
  const panel = document.getElementById("panel");
  if (panel && innerWidth <= 1000) panel.scrollIntoView({ block: "nearest" });
  light(now?.dataset.field || panel?.querySelector("[name=field]")?.value);
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
  tell();
};
document.addEventListener("htmx:after:swap", settle);
settle();

// Keys that are pressed while an answer is on its way wait for it, so that a quick hand never types into the last form.
let going = 0;
const queued = [];
const busy = () => document.getElementById("main").setAttribute("aria-busy", String(going > 0 || queued.length > 0));
const replay = () => {
  while (queued.length && !going) {
    const key = queued.shift(), target = document.activeElement || document.body;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    if (!target.dispatchEvent(event)) continue;
    if (key === "Enter" && target.matches("button, a")) target.click();
    else if (key === "Enter" && target.form) target.form.requestSubmit();
    else if (key.length === 1 && target.matches("input[type=search], input:not([type]), textarea")) {
      target.setRangeText(key, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
};
document.addEventListener("htmx:before:request", (event) => {
  if (event.detail.ctx.sourceElement?.id !== "rebuild") going += 1;
  busy();
});
document.addEventListener("htmx:finally:request", (event) => {
  if (event.detail.ctx.sourceElement?.id === "rebuild") return;
  going = Math.max(0, going - 1);
  setTimeout(() => { replay(); busy(); });
});
document.addEventListener("keydown", (event) => {
  // Those that wait go first, also when the answer is there already.
  if (!(going || queued.length) || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length > 1 && event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  queued.push(event.key);
}, true);
