// Single keys. An element with data-act (what it does) and data-key (`a`, or `g r` for one key after another) is
// clicked by its key outside of text fields; with data-step instead of a click its event `act` is sent. A person may
// choose other keys, kept in this browser. Everything is shown: on the element (in its <kbd>) and in the dialog `?`.
const KEPT = "dateline.keys";
const dialog = document.getElementById("keys");
const chosen = () => JSON.parse(localStorage.getItem(KEPT) || "{}");
const keyOf = (one) => chosen()[one.dataset.act] || one.dataset.key;
const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled;
const acts = () => [...document.querySelectorAll("[data-act][data-key]")];
let first = "", waiting = 0, asking = null;

export const say = (words) => { document.getElementById("says").textContent = words; };

export const relabel = () => {
  for (const one of acts()) {
    const key = keyOf(one), shown = one.querySelector("kbd");
    one.setAttribute("aria-keyshortcuts", key.split(" ").join(" "));
    if (shown) shown.textContent = key;
  }
};

const rows = () => {
  const listed = new Map();
  for (const one of acts()) if (seen(one) || one.closest("nav")) listed.set(one.dataset.act, one);
  const body = dialog.querySelector("tbody");
  body.replaceChildren(...[...listed].map(([act, one]) => {
    const row = document.createElement("tr"), what = row.insertCell(), how = row.insertCell();
    what.textContent = act;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = keyOf(one);
    button.setAttribute("aria-label", `Key for ${act}: ${keyOf(one)}. Choose another`);
    button.addEventListener("click", () => { asking = { act, button }; button.textContent = "press a key"; });
    how.append(button);
    return row;
  }));
};

const keep = (key) => {
  const { act, button } = asking;
  asking = null;
  const other = acts().find((one) => one.dataset.act !== act && keyOf(one) === key);
  if (other) {
    button.textContent = `${key} is for ${other.dataset.act}`;
    return;
  }
  localStorage.setItem(KEPT, JSON.stringify({ ...chosen(), [act]: key }));
  relabel();
  rows();
};

const run = (key) => {
  const sought = first ? `${first} ${key}` : key;
  const found = acts().filter((one) => keyOf(one) === sought && seen(one));
  // What was put on the page last is nearest to the reader: an open form goes before the page beneath it.
  const one = found.at(-1);
  const begins = !first && acts().some((other) => keyOf(other).startsWith(`${key} `));
  first = "";
  clearTimeout(waiting);
  if (one) {
    if (one.hasAttribute("data-step")) one.dispatchEvent(new CustomEvent("act", { bubbles: true }));
    else if (one.matches("input:not([type=checkbox],[type=radio]), select, textarea")) one.focus();
    else one.click();
  } else if (begins) {
    first = key;
    waiting = setTimeout(() => { first = ""; }, 1500);
  }
  return Boolean(one) || begins;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (asking) {
    if (event.key === "Escape") { asking = null; rows(); } else if (event.key.length === 1) keep(event.key);
    event.preventDefault();
    return;
  }
  const open = document.querySelector("dialog[open]");
  if (open === dialog || event.key.length > 1 && event.key !== "Enter") return;
  if (event.target.matches("input, select, textarea, [contenteditable]")) return;
  if (event.key === "Enter") return;
  if (run(event.key)) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input, select, textarea")) event.target.blur();
});

document.getElementById("keys-open").addEventListener("click", () => { rows(); dialog.showModal(); });
document.getElementById("keys-reset").addEventListener("click", () => { localStorage.removeItem(KEPT); relabel(); rows(); });
document.addEventListener("htmx:after:swap", relabel);
relabel();
