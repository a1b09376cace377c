// Filters with a name, kept in this browser, each for its case. A filter is nothing but an address.
const KEPT = "dateline.filters";
const all = () => JSON.parse(localStorage.getItem(KEPT) || "[]");
const keep = (list) => localStorage.setItem(KEPT, JSON.stringify(list));
let ofCase = "";

const address = () => {
  const query = new URLSearchParams(location.search);
  for (const name of ["cursor", "from", "token"]) query.delete(name);
  return query.size ? `${location.pathname}?${query}` : location.pathname;
};

const list = () => {
  const mine = all().filter((one) => one.case === ofCase);
  document.getElementById("saved-list").replaceChildren(...mine.map((one) => {
    const item = document.createElement("li"), link = document.createElement("a"), away = document.createElement("button");
    link.href = one.address.startsWith("/explore") ? one.address : "/explore";
    link.textContent = one.name;
    link.dir = "auto";
    away.type = "button";
    away.textContent = "Remove";
    away.setAttribute("aria-label", `Remove ${one.name}`);
    away.addEventListener("click", () => {
      keep(all().filter((other) => other.case !== ofCase || other.name !== one.name));
      list();
      document.getElementById("saved-name").focus();
    });
    item.append(link, away);
    return item;
  }));
};

const tended = new WeakSet();
export const tendSaved = (name) => {
  ofCase = name;
  const form = document.getElementById("saved-form");
  document.getElementById("saved").hidden = false;
  list();
  if (tended.has(form)) return;
  tended.add(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = document.getElementById("saved-name"), name = field.value.trim();
    if (!name) return;
    keep([...all().filter((one) => one.case !== ofCase || one.name !== name), { case: ofCase, name, address: address() }]);
    field.value = "";
    list();
  });
  const copy = document.getElementById("copy-link");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.origin + address());
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy a link to this filter"; }, 2000);
  });
};
