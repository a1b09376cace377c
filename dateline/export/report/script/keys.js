// Keys: / search, j k or arrows through the events, Enter opens (it is a link), Esc closes, ? the list of keys.
{
  const { find, fields, inOrder, linkOf, isOpen, toggle } = report;
  const help = find("keys"), bar = find("filters");
  find("keys-open").addEventListener("click", () => help.showModal());
  const below = () => {
    const edge = Math.max(0, bar.getBoundingClientRect().bottom) - 2;
    return (event) => event.getBoundingClientRect().top >= edge;
  };
  const step = (by) => {
    const all = inOrder(), here = document.activeElement.closest("#table > tbody");
    const at = here ? all.indexOf(here) : -1;
    const next = at >= 0 ? all[at + by] : all.find(below()) || all[0];
    if (!next) return;
    linkOf(next).focus({ preventScroll: true });
    next.rows[0].scrollIntoView({ block: "nearest" });
  };
  const leave = (target) => {
    if (target === fields.q) {
      if (target.value) { target.value = ""; target.dispatchEvent(new Event("input", { bubbles: true })); } else target.blur();
      return;
    }
    const event = target.closest("#table > tbody");
    if (event && isOpen(event)) { toggle(event); linkOf(event).focus(); }
  };
  const acts = {
    "/": () => { fields.q.focus(); fields.q.select(); },
    j: () => step(1), k: () => step(-1), "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || help.open) return;
    if (e.key === "Escape") { leave(e.target); return; }
    if (e.target.matches("input, select, textarea, [contenteditable]")) return;
    const arrow = e.target.matches("a.open") && { ArrowDown: () => step(1), ArrowUp: () => step(-1) }[e.key];
    const act = arrow || acts[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
}
