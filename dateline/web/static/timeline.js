// The timeline: bars of what is known to the unit, and under them the spans of what happened some time within.
const NS = "http://www.w3.org/2000/svg";
const BARS = 92, HEAD = 16, LANE = 7, MOST_LANES = 9, AXIS = 18;
const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const element = (name, given, words) => {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
  if (words) made.append(words);
  return made;
};
// A unit as a whole number: days since 1970, months since year 0, years.
const numberOf = (text, unit) => unit === "day" ? Date.parse(`${text.slice(0, 10)}T00:00Z`) / DAY
  : unit === "month" ? Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1 : Number(text.slice(0, 4));
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const pad = (year) => String(year).padStart(4, "0");
const firstDay = (n, unit) => unit === "day" ? iso(n)
  : unit === "month" ? `${pad(Math.floor(n / 12))}-${String(n % 12 + 1).padStart(2, "0")}-01` : `${pad(n)}-01-01`;
const lastDay = (n, unit) => unit === "day" ? iso(n)
  : iso(Date.parse(`${firstDay(n + 1, unit)}T00:00Z`) / DAY - 1);
const words = (n, unit) => {
  const day = firstDay(n, unit), month = MONTHS[Number(day.slice(5, 7)) - 1];
  return unit === "day" ? `${Number(day.slice(8))} ${month} ${day.slice(0, 4)}`
    : unit === "month" ? `${month} ${day.slice(0, 4)}` : day.slice(0, 4);
};
const tickWords = (n, unit, year) => {
  const day = firstDay(n, unit), month = MONTHS[Number(day.slice(5, 7)) - 1];
  const said = unit === "day" ? `${Number(day.slice(8))} ${month}` : unit === "month" ? month : "";
  return year ? `${said} ${day.slice(0, 4)}`.trim() : said || day.slice(0, 4);
};

export class Timeline {
  constructor(box, { say, chosen, over }) {
    Object.assign(this, { box, say, chosen, over, found: null, cursor: null, anchor: null, drag: null });
    new ResizeObserver(() => this.found && this.draw(this.found)).observe(box);
    box.addEventListener("pointerdown", (event) => this.begin(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    box.addEventListener("pointerup", (event) => this.end(event));
    box.addEventListener("pointerleave", () => { if (this.drag === null) { this.mark(null); this.over(null); } });
    box.addEventListener("keydown", (event) => this.key(event));
  }

  // The axis leaves out the outermost fortieth of the events at each end where it would press the rest together.
  axis(intervals) {
    const firsts = intervals.map((one) => one.first), lasts = intervals.map((one) => one.last);
    let first = Math.min(...firsts), last = Math.max(...lasts);
    const total = intervals.reduce((sum, one) => sum + one.count, 0);
    const inner = (list, down) => {
      let seen = 0;
      for (const one of list) {
        seen += one.count;
        if (seen > total / 40) return down ? one.last : one.first;
      }
      return down ? last : first;
    };
    const from = inner([...intervals].sort((a, b) => a.first - b.first), false);
    const to = inner([...intervals].sort((a, b) => b.last - a.last), true);
    if (total > 20 && last - first > 3 * Math.max(1, to - from)) { first = from; last = to; }
    const margin = Math.max(1, Math.round((last - first) / 50));
    return { first: first - margin, last: last + 1 + margin };
  }

  draw(found) {
    this.found = found;
    this.box.replaceChildren();
    if (!found.intervals.length) {
      this.box.textContent = found.total ? "None of these events has a date." : "";
      this.range = null;
      return;
    }
    const all = found.intervals.map(([first, last, count]) => ({
      first: numberOf(first, found.unit), last: numberOf(last, found.unit), count }));
    const range = this.range = this.axis(all), width = this.width = Math.max(200, this.box.clientWidth - 2);
    const units = range.last - range.first;
    // Bars narrower than two pixels would blur: units are taken together.
    const bin = Math.max(1, Math.ceil(units / (width / 3)));
    const sure = new Map();
    const spans = [];
    for (const one of all) {
      if (one.last < range.first || one.first >= range.last) continue;
      const at = Math.floor((one.first - range.first) / bin);
      if (at === Math.floor((one.last - range.first) / bin)) sure.set(at, (sure.get(at) || 0) + one.count);
      else spans.push(one);
    }
    const top = Math.max(1, ...sure.values());
    const { lanes, left } = this.lanes(spans);
    const height = BARS + AXIS + lanes.length * LANE + 4;
    const svg = element("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    this.ticks(svg, height);
    for (const [at, count] of sure) {
      const x = this.x(range.first + at * bin), wide = Math.max(2, this.x(range.first + (at + 1) * bin) - x - (units / bin < width / 6 ? 1 : 0));
      const high = Math.max(2, (BARS - HEAD) * count / top);
      svg.append(element("rect", { class: "sure", x, y: BARS - high, width: wide, height: high }));
    }
    lanes.forEach((lane, n) => lane.forEach((one) => {
      const x = Math.max(0, this.x(one.first)), end = Math.min(width, this.x(one.last + 1));
      svg.append(element("rect", { class: "spread", x, y: BARS + AXIS + n * LANE, width: Math.max(3, end - x), height: LANE - 3, rx: 2,
        opacity: (0.7 + 0.3 * Math.min(1, Math.log10(one.count + 1) / 2)).toFixed(2) }));
    }));
    svg.append(element("text", { class: "top", x: 5, y: 12 }, `${top.toLocaleString("en")} at most in a ${bin > 1 ? `bar of ${bin} ${found.unit}s` : found.unit}`));
    this.lit = element("g", {});
    this.brush = element("rect", { class: "brush", y: 0, height, width: 0, x: 0 });
    svg.append(this.lit, this.brush);
    this.height = height;
    this.box.append(svg);
    if (left.count) {
      const said = document.createElement("p");
      said.className = "fine";
      said.textContent = `${left.count.toLocaleString("en")} more events lie somewhere within ${left.spans.toLocaleString("en")} other spans that have no room here.`;
      this.box.append(said);
    }
    const outside = all.filter((one) => one.first < range.first || one.last >= range.last).reduce((sum, one) => sum + one.count, 0);
    if (outside) {
      const said = document.createElement("p");
      said.className = "fine";
      said.textContent = `${outside.toLocaleString("en")} begin or end beyond what is drawn.`;
      this.box.append(said);
    }
  }

  // Spans side by side in as few rows as they need; those of most events first where not all have room.
  lanes(spans) {
    const lanes = [], left = { count: 0, spans: 0 };
    for (const one of spans.sort((a, b) => b.count - a.count || a.first - b.first || a.last - b.last)) {
      let lane = lanes.find((row) => row.every((other) => other.last < one.first || one.last < other.first));
      if (!lane && lanes.length < MOST_LANES) lanes.push(lane = []);
      if (lane) lane.push(one); else { left.count += one.count; left.spans += 1; }
    }
    return { lanes, left };
  }

  ticks(svg, height) {
    const { first, last } = this.range, unit = this.found.unit;
    const most = Math.max(2, Math.floor(this.width / 76));
    const steps = unit === "day" ? [1, 2, 3, 7, 14, 28, 56] : unit === "month" ? [1, 2, 3, 6, 12, 24, 60, 120] : [1, 2, 5, 10, 20, 50, 100, 200, 500];
    const step = steps.find((one) => (last - first) / one <= most) || steps.at(-1);
    let year = "";
    for (let n = Math.ceil(first / step) * step; n < last; n += step) {
      const x = this.x(n), now = firstDay(n, unit).slice(0, 4);
      if (x > this.width - 44) break;
      svg.append(element("line", { class: "tick", x1: x, x2: x, y1: 0, y2: height }),
        element("text", { class: "tick-words", x: x + 3, y: BARS + 13 }, tickWords(n, unit, now !== year)));
      year = now;
    }
  }

  x(n) { return Math.round((n - this.range.first) / (this.range.last - this.range.first) * this.width * 10) / 10; }

  unitAt(event) {
    const x = event.clientX - this.box.querySelector("svg").getBoundingClientRect().left;
    const { first, last } = this.range;
    return Math.max(first, Math.min(last - 1, Math.floor(first + x / this.width * (last - first))));
  }

  // A band over some units, and what it means.
  mark(from, to = from) {
    if (!this.range || !this.brush) return;
    const x = from === null ? 0 : this.x(Math.min(from, to)), end = from === null ? 0 : this.x(Math.max(from, to) + 1);
    this.brush.setAttribute("x", x);
    this.brush.setAttribute("width", Math.max(0, end - x));
  }

  light(days) {
    if (!this.range) return;
    this.lit.replaceChildren();
    const [since, until] = days.split(" ");
    if (!until) return;
    const { first, last } = this.range, unit = this.found.unit;
    const from = numberOf(since, unit), to = numberOf(until, unit) + 1;
    if (to <= first || from >= last) return;
    const x = Math.max(0, this.x(from)), end = Math.min(this.width, this.x(to));
    this.lit.append(element("rect", { class: "lit", x, width: Math.max(3, end - x), y: 0, height: this.height }));
  }

  begin(event) {
    if (!this.range || event.button) return;
    this.drag = this.unitAt(event);
    this.box.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.range) return;
    const now = this.unitAt(event);
    this.mark(this.drag ?? now, now);
    if (this.drag === null) this.over(firstDay(now, this.found.unit), lastDay(now, this.found.unit));
  }

  end(event) {
    if (this.drag === null) return;
    const from = this.drag, to = this.unitAt(event);
    this.drag = null;
    this.choose(from, to);
  }

  choose(from, to) {
    const unit = this.found.unit;
    this.chosen(firstDay(Math.min(from, to), unit), lastDay(Math.max(from, to), unit));
  }

  key(event) {
    if (!this.range || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key], { first, last } = this.range, unit = this.found.unit;
    if (by) {
      const middle = Math.floor((first + last) / 2);
      this.cursor = this.cursor === null ? middle : Math.max(first, Math.min(last - 1, this.cursor + by));
      if (!event.shiftKey || this.anchor === null) this.anchor = this.cursor;
      this.mark(this.anchor, this.cursor);
      const [from, to] = [Math.min(this.anchor, this.cursor), Math.max(this.anchor, this.cursor)];
      this.over(firstDay(from, unit), lastDay(to, unit));
      this.say(from === to ? words(from, unit) : `${words(from, unit)} to ${words(to, unit)}`);
    } else if (event.key === "Enter" && this.cursor !== null) this.choose(this.anchor, this.cursor);
    else if (event.key === "Escape") { this.cursor = this.anchor = null; this.mark(null); this.over(null); }
    else return;
    event.preventDefault();
  }
}
