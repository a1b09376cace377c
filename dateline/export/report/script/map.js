// The map: zoom, drag, names where there is room, and pins that filter by place.
if (report.find("map")) {
  const { find, fields, filter } = report;
  const map = find("map"), ground = find("ground"), marks = [...map.querySelectorAll(".at")], scale = find("scale");
  const pins = [...map.querySelectorAll(".pin")], areas = [...map.querySelectorAll(".area")];
  const names = [...map.querySelectorAll("svg.name")];
  const nameOf = new Map(names.map((name) => [name.dataset.k, name]));
  const areaOf = new Map(areas.map((area) => [area.dataset.k, area]));
  const number = (name) => +name.querySelector("tspan").textContent;
  const exact = new Set(pins.filter((pin) => pin.classList.contains("exact")).map((pin) => pin.dataset.k));
  const length = scale.nextElementSibling, km = parseFloat(length.textContent.replace(",", ""));
  const kmPerPercent = km / parseFloat(scale.getAttribute("x2"));
  const view = { zoom: 1, x: 50, y: 50 };
  const clamp = (at) => Math.max(50 / view.zoom, Math.min(100 - 50 / view.zoom, at));

  report.onFilter((shown) => {
    const perPin = new Map();
    for (const { dataset } of shown) perPin.set(dataset.k, (perPin.get(dataset.k) || 0) + 1);
    for (const mark of [...pins, ...areas, ...names]) {
      const n = perPin.get(mark.dataset.k) || 0;
      mark.classList.toggle("out", !n);
      const label = mark.querySelector("tspan");
      if (label) label.textContent = n;
    }
  });

  // As labels.py, but from the widths that the names really have.
  const sides = { right: [0, -0.5], left: [-1, -0.5], below: [-0.5, 0], above: [-0.5, -1] };
  const label = () => {
    const frame = map.getBoundingClientRect(), taken = [], written = new Set();
    const rows = names.filter((name) => !name.classList.contains("out")).map((name) => {
      name.classList.add("narrow");
      const text = name.firstElementChild, r = +name.dataset.r;
      const x = (parseFloat(name.getAttribute("x")) / 100) * frame.width, y = (parseFloat(name.getAttribute("y")) / 100) * frame.height;
      return { name, text, r, x, y, rank: (exact.has(name.dataset.k) ? 1e6 : 0) + number(name) };
    });
    for (const row of rows) row.wide = row.text.getComputedTextLength();
    const dots = rows.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    const apart = (a, b) => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
    for (const row of [...rows].sort((a, b) => b.rank - a.rank)) {
      const { name, text, r, x, y, wide } = row, key = text.firstChild.data, own = dots[rows.indexOf(row)];
      const free = !written.has(key) && Object.entries(sides).find(([side, [across, down]]) => {
        const gap = side === "right" ? r + 4 : side === "left" ? -r - 4 : 0, fall = side === "below" ? r + 1 : side === "above" ? -r - 1 : 0;
        const box = [x + gap + across * wide, y + fall + down * 15, x + gap + (across + 1) * wide, y + fall + (down + 1) * 15];
        const fits = box[0] >= 0 && box[1] >= 0 && box[2] <= frame.width && box[3] <= frame.height
          && taken.every((other) => apart(box, other)) && dots.every((dot) => dot === own || apart(box, dot));
        if (fits) {
          taken.push(box);
          text.setAttribute("class", side);
          text.setAttribute("x", gap);
          text.setAttribute("y", side === "below" ? r + 12 : side === "above" ? -r - 5 : 4);
        }
        return fits;
      });
      name.classList.remove("wide");
      name.classList.toggle("narrow", Boolean(free));
      if (free) written.add(key);
    }
  };
  const draw = () => {
    const { zoom } = view;
    view.x = clamp(view.x);
    view.y = clamp(view.y);
    const left = view.x - 50 / zoom, top = view.y - 50 / zoom;
    ground.setAttribute("viewBox", `${left * 10} ${top * 6.4} ${1000 / zoom} ${640 / zoom}`);
    for (const mark of marks) {
      mark.setAttribute("x", `${(mark.dataset.x - left) * zoom}%`);
      mark.setAttribute("y", `${(mark.dataset.y - top) * zoom}%`);
    }
    const most = (kmPerPercent * 20) / zoom;
    const round = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2].find((n) => n <= most) || most;
    scale.setAttribute("x2", `${(round / kmPerPercent) * zoom}%`);
    length.textContent = `${round.toLocaleString("en", { maximumFractionDigits: 1 })} km`;
    map.classList.toggle("zoomed", zoom > 1);
    label();
  };
  // The first step closer goes to where most of the events are.
  const crowd = () => names.filter((name) => !name.classList.contains("out"))
    .reduce((most, name) => (number(name) > number(most) ? name : most), names[0]);
  document.querySelector(".zoom").addEventListener("click", (e) => {
    const step = e.target.dataset.zoom;
    if (step === undefined) return;
    if (view.zoom === 1 && step === "1") Object.assign(view, { x: +crowd().dataset.x, y: +crowd().dataset.y });
    view.zoom = step === "0" ? 1 : Math.max(1, Math.min(64, step === "1" ? view.zoom * 2 : view.zoom / 2));
    draw();
  });

  let held = null, dragged = false;
  map.addEventListener("pointerdown", (e) => { if (view.zoom > 1) held = { x: e.clientX, y: e.clientY, moved: false }; });
  addEventListener("pointermove", (e) => {
    if (!held || (!held.moved && Math.hypot(e.clientX - held.x, e.clientY - held.y) < 5)) return;
    const box = map.getBoundingClientRect();
    view.x -= ((e.clientX - held.x) / box.width) * (100 / view.zoom);
    view.y -= ((e.clientY - held.y) / box.height) * (100 / view.zoom);
    held = { x: e.clientX, y: e.clientY, moved: true };
    draw();
  });
  addEventListener("pointerup", () => { dragged = Boolean(held && held.moved); held = null; });
  map.addEventListener("dragstart", (e) => e.preventDefault());

  for (const pin of pins) {
    pin.addEventListener("click", (e) => {
      e.preventDefault();
      if (dragged) { dragged = false; return; }
      const option = [...fields.place.options].find((one) => one.dataset.key === pin.dataset.place);
      fields.place.value = fields.place.value === option.value ? "" : option.value;
      filter();
      report.keep();
    });
    const lit = [nameOf.get(pin.dataset.k), areaOf.get(pin.dataset.k)].filter(Boolean);
    const light = (on) => () => { for (const one of lit) one.classList.toggle("lit", on); };
    for (const kind of ["focus", "pointerenter"]) pin.addEventListener(kind, light(true));
    for (const kind of ["blur", "pointerleave"]) pin.addEventListener(kind, light(false));
    pin.addEventListener("focus", () => {
      const at = pin.querySelector(".at").dataset;
      if (view.zoom > 1 && pin.matches(":focus-visible")) { Object.assign(view, { x: +at.x, y: +at.y }); draw(); }
    });
  }
}
