// Which events are shown, and in which order.
{
  const { find, events, textOf, folded } = report;
  const form = find("filters"), table = find("table");
  const fields = {};
  for (const [name, id] of Object.entries({
    q: "text", type: "family", place: "place", status: "status", sure: "sure", institutions: "institutions", from: "from", to: "to",
  })) fields[name] = find(`f-${id}`);
  const keyOf = (select) => select.selectedOptions[0]?.dataset.key;
  const wanted = () => {
    const words = folded(fields.q.value).split(/\s+/).filter(Boolean);
    const type = fields.type.value, place = keyOf(fields.place), status = fields.status.value, sure = fields.sure.value;
    const grade = keyOf(fields.sure), least = +fields.institutions.value, from = fields.from.value, to = fields.to.value;
    return (event) => {
      const d = event.dataset;
      return (!type || d.f === type) && (place === undefined || d.p === place) && +d.i >= least
        && (!status || (status === "counted" ? !event.classList.contains("uncounted") : d.s === status))
        && (!sure || (sure === "denied" ? d.c : sure === "disagree" ? d.q : d.g === grade))
        && (!from || (d.e || d.t) >= from) && (!to || Boolean(d.t || d.e) && (d.t || d.e) <= to)
        && (!words.length || words.every((word) => textOf(event).includes(word)));
    };
  };
  const sayFilter = (number) => {
    const said = [];
    for (const field of Object.values(fields)) {
      field.classList.toggle("set", Boolean(field.value));
      if (!field.value) continue;
      const label = field.labels[0].firstChild.textContent.trim();
      said.push(`${label}: ${field.selectedOptions ? field.selectedOptions[0].textContent.replace(/ \([\d,]+\)$/, "") : field.value}`);
    }
    const shown = `${number.toLocaleString("en")} of ${events.length.toLocaleString("en")} events`;
    find("shown").textContent = shown;
    find("filtered").textContent = said.length ? `${said.join("; ")}. ${shown}.` : "";
    find("none").hidden = number > 0 || !events.length;
  };
  const listeners = [];
  const filter = () => {
    const passes = wanted(), shown = [];
    for (const event of events) {
      event.hidden = !passes(event);
      if (!event.hidden) shown.push(event);
    }
    sayFilter(shown.length);
    for (const tell of listeners) tell(shown);
  };
  const isSet = () => Object.values(fields).some((field) => field.value);
  const clear = () => {
    for (const field of Object.values(fields)) field.value = "";
    filter();
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter(); report.keep(); }, 120);
  });
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", (e) => { e.preventDefault(); clear(); report.keep(); });
  find("none-clear").addEventListener("click", () => { clear(); report.keep(); fields.q.focus(); });
  const more = find("f-more");
  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("all")));
  });

  const keys = {
    t: (d) => d.t || d.e || "~", f: (d, event) => d.f + report.linkOf(event).textContent, p: (d) => (d.p === "" ? 1e9 : +d.p),
    n: (d) => -d.n, g: (d) => +d.g,
  };
  const heads = [...table.tHead.querySelectorAll("th[data-sort]")], select = find("sort");
  const order = { by: "t", turned: false };
  const sort = (by, turned) => {
    if (!keys[by]) return;
    Object.assign(order, { by, turned });
    const rows = events.map((event, i) => [keys[by](event.dataset, event), i, event]);
    const sign = turned ? -1 : 1;
    rows.sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1] - b[1]));
    const all = document.createDocumentFragment();
    for (const row of rows) all.append(row[2]);
    table.append(all);
    for (const head of heads) {
      // Most claimants come first, and that is what a reader calls descending.
      const rising = turned === (by === "n");
      if (head.dataset.sort === by) head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    select.value = by;
  };
  for (const head of heads) {
    head.firstElementChild.addEventListener("click", () => {
      sort(head.dataset.sort, head.dataset.sort === order.by && !order.turned);
      report.keep();
    });
  }
  select.addEventListener("change", () => { sort(select.value, false); report.keep(); });
  // Which events are in view, in the order of the table.
  const inOrder = () => [...table.tBodies].filter((event) => !event.hidden);
  Object.assign(report, { fields, filter, clear, isSet, sort, order, inOrder, onFilter: (tell) => listeners.push(tell) });
}
