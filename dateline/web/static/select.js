// Selecting characters of the text, with the mouse or word by word with the arrow keys. Offsets are counted in code
// points of the rendition: each line says where it begins (data-at), and its text is the rendition's, unchanged.
import { say } from "./keys.js";

const paper = () => document.getElementById("paper");
const lines = () => [...(paper()?.querySelectorAll("[data-at]") || [])].filter((one) => one.checkVisibility());
const cut = new Intl.Segmenter(undefined, { granularity: "word" });
let mode = false, from = null, to = null, taken = null;

const lineOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-at]");
const points = (text) => [...text].length;

const offset = (line, node, at) => {
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, at);
  return Number(line.dataset.at) + points(range.toString());
};

// The selected characters: document, start, end; null where nothing of the text is selected.
const selected = () => {
  const now = getSelection();
  if (!now.rangeCount || now.isCollapsed || !paper()) return null;
  const range = now.getRangeAt(0), first = lineOf(range.startContainer), last = lineOf(range.endContainer);
  if (!first || !paper().contains(first)) return null;
  let start = offset(first, range.startContainer, range.startOffset), text = now.toString();
  let end = last && paper().contains(last)
    ? offset(last, range.endContainer, range.endOffset)
    : Number(first.dataset.at) + points(first.textContent);
  const lead = points(text) - points(text.trimStart()), tail = points(text) - points(text.trimEnd());
  if (last === first) { start += lead; end -= tail; }
  return start < end ? { document: paper().dataset.document, start, end, text: text.trim() } : null;
};

// What is taken stays to be seen while a form is open, where the browser's own selection goes with the focus.
const keep = () => {
  if (!CSS.highlights) return;
  if (taken) CSS.highlights.set("taken", new Highlight(getSelection().getRangeAt(0).cloneRange()));
  else if (!document.querySelector("#panel:not([hidden])")) CSS.highlights.delete("taken");
};

const show = () => {
  taken = selected();
  keep();
  const place = document.getElementById("selected");
  if (!place) return;
  place.hidden = !taken;
  if (taken) place.firstElementChild.textContent = taken.text.length > 120 ? `${taken.text.slice(0, 117)}…` : taken.text;
};
document.addEventListener("selectionchange", show);

const words = (line) => [...cut.segment(line.textContent)].filter((one) => one.isWordLike)
  .map((one) => [one.index, one.index + one.segment.length]);

const spot = (line, at) => {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = at, node = walk.nextNode(), last = node;
  while (node && left > node.length) { left -= node.length; last = node; node = walk.nextNode(); }
  return node ? [node, left] : [last, last.length];
};

// A place of the cursor: number of the line, number of the word in it.
const mark = () => {
  const [a, b] = from[0] < to[0] || (from[0] === to[0] && from[1] <= to[1]) ? [from, to] : [to, from];
  const all = lines(), first = words(all[a[0]])[a[1]], last = words(all[b[0]])[b[1]];
  getSelection().setBaseAndExtent(...spot(all[a[0]], first[0]), ...spot(all[b[0]], last[1]));
  show();
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const view = document.getElementById("text").getBoundingClientRect();
  if (box.top < Math.max(view.top, 0) + 100 || box.bottom > Math.min(view.bottom, innerHeight) - 30) {
    all[to[0]].scrollIntoView({ block: "center" });
  }
};

const moved = (place, by) => {
  const all = lines();
  let [line, word] = place;
  word += by;
  while (word < 0 && line > 0) { line -= 1; word += words(all[line]).length; }
  while (line < all.length - 1 && word >= words(all[line]).length) { word -= words(all[line]).length; line += 1; }
  return [line, Math.max(0, Math.min(word, words(all[line]).length - 1))];
};

const jumped = (place, by) => {
  const all = lines();
  let line = place[0] + by;
  while (all[line] && !words(all[line]).length) line += by;
  return all[line] ? [line, 0] : place;
};

const begin = () => {
  const all = lines(), lit = paper()?.querySelector("mark.lit, mark.clause");
  const line = Math.max(0, lit ? all.indexOf(lineOf(lit)) : all.findIndex((one) => words(one).length));
  const before = lit ? offset(all[line], lit, 0) - Number(all[line].dataset.at) : 0;
  const word = words(all[line]).findIndex(([start]) => points(all[line].textContent.slice(0, start)) >= before);
  from = to = [line, Math.max(0, word)];
  mark();
};

const turn = (on) => {
  mode = on;
  document.getElementById("words")?.setAttribute("aria-pressed", String(on));
  if (on) {
    begin();
    say("Arrow keys move by words, with Shift they select; up and down by lines");
  } else getSelection().removeAllRanges();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.id === "find") { seek(event); return; }
  if (event.target.matches("input, select, textarea")) return;
  if (event.key === "Escape" && (mode || taken) && !document.querySelector("#panel:not([hidden])")) turn(false);
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!mode || !step || !paper()) return;
  event.preventDefault();
  const turned = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const right = turned && getComputedStyle(lines()[to[0]]).direction === "rtl";
  to = turned ? moved(to, right ? -step : step) : jumped(to, step);
  if (!event.shiftKey) from = to;
  mark();
});

// Find: the words typed are selected, whole, from where the last ones were found on.
const seek = (event) => {
  if (event.key !== "Enter" || !event.target.value.trim()) return;
  event.preventDefault();
  const sought = event.target.value.trim().toLocaleLowerCase(), all = lines(), start = from && mode ? to : [0, -1];
  for (let step = 0; step <= all.length; step += 1) {
    const line = (start[0] + step) % all.length, text = all[line].textContent.toLocaleLowerCase();
    const after = step === 0 && start[1] >= 0 ? words(all[line])[start[1]][1] : 0;
    const at = text.indexOf(sought, after);
    if (at < 0) continue;
    const found = words(all[line]), inside = (one) => one[1] > at && one[0] < at + sought.length;
    const first = found.findIndex(inside), last = found.findLastIndex(inside);
    if (first < 0) continue;
    mode = true;
    document.getElementById("words")?.setAttribute("aria-pressed", "true");
    from = [line, first];
    to = [line, last];
    event.target.blur();
    mark();
    return;
  }
  say(`“${event.target.value.trim()}” is not in the text`);
};

const query = (address, given) => {
  const made = new URL(address, location.href);
  for (const name of ["document", "start", "end"]) made.searchParams.set(name, given[name]);
  return made.pathname + made.search;
};

// A field's key takes what is selected; so does adding what was missed.
document.addEventListener("htmx:config:request", (event) => {
  const context = event.detail.ctx, one = context.sourceElement;
  if (!one?.matches?.("[data-edits], #add")) return;
  if (taken) context.request.action = query(context.request.action, taken);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#words")) turn(!mode);
  if (event.target.closest("#add-too")) document.getElementById("add").dispatchEvent(new CustomEvent("act"));
});
document.addEventListener("act", (event) => {
  if (event.target.id !== "add") return;
  show();
  if (taken) htmx.trigger(event.target, "add-missed");
  else say("Select the words that tell of it first: with the mouse, with v and the arrow keys, or with f");
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#add") && event.isTrusted) event.target.closest("#add").dispatchEvent(new CustomEvent("act", { bubbles: true }));
});
document.addEventListener("htmx:after:swap", () => {
  if (!document.getElementById("words")) return;
  if (!lines()[to?.[0]]) { mode = false; from = to = null; }
  show();
});
