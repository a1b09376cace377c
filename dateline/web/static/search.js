// Going through the hits by key.
const hits = [...document.querySelectorAll(".hits a.open")];
const step = (by) => {
  const at = hits.indexOf(document.activeElement);
  hits[at < 0 ? 0 : Math.max(0, Math.min(hits.length - 1, at + by))]?.focus();
};
for (const button of document.querySelectorAll("[data-step]")) {
  for (const kind of ["act", "click"]) button.addEventListener(kind, () => step(Number(button.dataset.step)));
}
