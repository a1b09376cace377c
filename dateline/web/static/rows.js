// Going through the rows of a table by key. The row that has the focus lends its actions (data-row-act, data-row-key)
// to the keys; without a focus the first row has them. After a build in the background the page is drawn again.
import { relabel } from "/static/keys.js";

const table = () => document.querySelector("[data-rows]");
const rows = () => [...(table()?.querySelectorAll("tr[id]") || [])];
const current = () => rows().find((row) => row.contains(document.activeElement));

const lend = () => {
  const chosen = current() || rows()[0];
  for (const one of table()?.querySelectorAll("[data-row-act]") || []) {
    const mine = chosen?.contains(one);
    if (mine) Object.assign(one.dataset, { act: one.dataset.rowAct, key: one.dataset.rowKey });
    else { delete one.dataset.act; delete one.dataset.key; one.removeAttribute("aria-keyshortcuts"); }
  }
  relabel();
};

const step = (by) => {
  const all = rows(), at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.querySelector("a.open")?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

const stepped = (event) => {
  const button = event.target.closest?.("[data-step]");
  if (button) step(button.dataset.key === "j" ? 1 : -1);
};
document.addEventListener("act", stepped);
document.addEventListener("click", stepped);
document.addEventListener("focusin", (event) => { if (table()?.contains(event.target)) lend(); });
document.addEventListener("htmx:after:swap", lend);
document.addEventListener("rebuilt", () => {
  // What is being typed is left alone.
  if (document.activeElement?.matches("input, select, textarea")) return;
  htmx.ajax("GET", location.pathname + location.search, { target: "#main", swap: "innerMorph" });
});
lend();
