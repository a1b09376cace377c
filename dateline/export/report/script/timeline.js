// The timeline follows the filter, and so do the lists of what it and the map leave out.
{
  const { find, events } = report;
  const barOf = new Map([...document.querySelectorAll(".bars > li")].map((bar) => [events[+bar.dataset.i], bar]));
  const chart = find("bins");
  const day = (iso) => (/^\d{4}-\d\d-\d\d/.test(iso) ? Date.parse(`${iso.slice(0, 10)}T00:00Z`) / 864e5 : NaN);
  // As `bins` in timeline.py: an event lies wholly within a bin, or its share is spread over the days that it may be on.
  const count = (shown) => {
    const bins = [...chart.children], first = +chart.dataset.first, step = +chart.dataset.step;
    const known = bins.map(() => 0), spread = bins.map(() => 0);
    for (const event of shown) {
      const d = event.dataset, start = day(d.t || d.e), end = day(d.e || d.t) + 1;
      const from = Math.floor((start - first) / step), to = Math.floor((end - 1 - first) / step);
      for (let n = Math.max(0, from); n <= Math.min(bins.length - 1, to); n += 1) {
        const at = first + n * step;
        if (from === to) known[n] += 1;
        else spread[n] += (Math.min(end, at + step) - Math.max(start, at)) / (end - start);
      }
    }
    const top = Math.max(1, ...bins.map((_, n) => known[n] + spread[n]));
    bins.forEach((bin, n) => {
      const heights = [spread[n], known[n]], tops = [known[n] + spread[n], known[n]];
      [...bin.children].forEach((bar, i) => {
        bar.setAttribute("y", `${100 - (100 * tops[i]) / top}%`);
        bar.setAttribute("height", `${(100 * heights[i]) / top}%`);
      });
    });
  };
  report.onFilter((shown) => {
    for (const [event, bar] of barOf) bar.hidden = event.hidden;
    if (chart) count(shown);
  });

  const lists = [...document.querySelectorAll(".more")];
  const eventOf = (item) => find(item.firstElementChild.getAttribute("href").slice(1));
  const said = (n) => `${n.toLocaleString("en")} ${n === 1 ? "event" : "events"}`;
  report.onFilter(() => {
    for (const list of lists) {
      for (const item of list.querySelectorAll("li")) item.hidden = eventOf(item).hidden;
      for (const part of [list, ...list.querySelectorAll("section")]) {
        const number = part.querySelectorAll("li:not([hidden])").length;
        part.querySelector(".n").textContent = said(number);
        if (part !== list) part.hidden = number === 0;
      }
    }
  });
}
