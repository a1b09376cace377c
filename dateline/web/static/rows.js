// Going through the rows of a table by key. The row that has the focus lends its actions (data-row-act, data-row-key)
// to the keys; without a focus the first row has them.
import { relabel } from "/static/keys.js";

const table = document.querySelector("[data-rows]");
const rows = table ? [...table.querySelectorAll("tr[id]")] : [];
const current = () => rows.find((row) => row.contains(document.activeElement));

const lend = () => {
  const chosen = current() || rows[0];
  for (const one of table?.querySelectorAll("[data-row-act]") || []) {
    const mine = chosen?.contains(one);
    if (mine) Object.assign(one.dataset, { act: one.dataset.rowAct, key: one.dataset.rowKey });
    else { delete one.dataset.act; delete one.dataset.key; one.removeAttribute("aria-keyshortcuts"); }
  }
  relabel();
};

const step = (by) => {
  const at = rows.indexOf(current());
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.querySelector("a.open")?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

for (const button of document.querySelectorAll("[data-step]")) {
  const by = button.dataset.key === "j" ? 1 : -1;
  button.addEventListener("act", () => step(by));
  button.addEventListener("click", () => step(by));
}
table?.addEventListener("focusin", lend);
lend();
