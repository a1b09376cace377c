// The address says what is shown: `#q=market&sure=denied&sort=-n&e=evt-1`, or only `#evt-1` or a passage `#evt-1.2f3.840`.
{
  const { find, events, fields, filter, clear, isSet, sort, order, open, isOpen, linkOf } = report;
  const byId = new Map(events.map((event) => [event.id, event]));
  const eventOf = (id) => byId.get(id.split(".")[0]);
  let current = "";

  const written = () => {
    const asked = [];
    for (const [name, field] of Object.entries(fields)) {
      if (field.value) asked.push(`${name}=${encodeURIComponent(field.value)}`);
    }
    if (order.by !== "t" || order.turned) asked.push(`sort=${order.turned ? "-" : ""}${order.by}`);
    if (current && !asked.length) return current;
    if (current) asked.push(`e=${current}`);
    return asked.join("&");
  };
  const keep = () => history.replaceState(null, "", `#${written()}`);

  const mark = (passage) => {
    for (const old of document.querySelectorAll(".cited")) old.classList.remove("cited");
    if (passage) passage.classList.add("cited");
  };
  const show = (id) => {
    const event = eventOf(id);
    if (!event) return;
    if (event.hidden) clear();
    current = id;
    open(event, true);
    const passage = id.includes(".") ? find(id) : null;
    mark(passage);
    const target = passage || event;
    target.scrollIntoView({ block: "start" });
    // Rows on the way get their true height only now, and would push the target away.
    requestAnimationFrame(() => target.scrollIntoView({ block: "start" }));
    linkOf(event).focus({ preventScroll: true });
  };
  const apply = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) {
      const id = hash.replace(/^d-/, "");
      if (eventOf(id)) show(id);
      return;
    }
    const asked = new URLSearchParams(hash);
    for (const [name, field] of Object.entries(fields)) {
      field.value = asked.get(name) || "";
      if (field.selectedIndex === -1) field.value = "";
    }
    const by = asked.get("sort") || "t";
    sort(by.replace("-", ""), by.startsWith("-"));
    filter();
    current = "";
    if (asked.get("e")) show(asked.get("e"));
  };
  addEventListener("hashchange", apply);

  const toggle = (event) => {
    const wanted = !isOpen(event);
    open(event, wanted);
    if (wanted) current = event.id;
    else if (eventOf(current) === event) current = "";
    mark(null);
    keep();
  };
  find("table").addEventListener("click", (e) => {
    const summary = e.target.closest("tr.summary");
    if (!summary || e.ctrlKey || e.metaKey || e.shiftKey || String(getSelection())) return;
    e.preventDefault();
    toggle(summary.parentElement);
  });
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[href^='#evt']");
    if (!link || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    current = link.getAttribute("href").slice(1);
    if (eventOf(current)?.hidden) clear();
    history.pushState(null, "", `#${written()}`);
    show(current);
  });
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a.state");
    if (!link || e.defaultPrevented) return;
    // The address may be there already, and then nothing would change.
    if (link.getAttribute("href") === location.hash) apply();
    find("events").scrollIntoView({ block: "start" });
  });
  Object.assign(report, { keep, toggle, eventOf });

  // Some browsers put old choices back into the form when a page is loaded again.
  if (location.hash) apply();
  // A browser goes to the place that the address names once more when all is loaded, and takes the focus along.
  addEventListener("load", () => setTimeout(() => { if (current) show(current); }));
  if (isSet()) filter();
}
