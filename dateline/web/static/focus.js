// Where the keyboard is after a part of the page was exchanged: on what the new part names with data-focus, else on
// the element with the same id as the one that had it, else on the part itself; never back at the top of the page.
let held = null;
document.addEventListener("htmx:before:swap", () => {
  const active = document.activeElement;
  held = !active || active === document.body ? null : active.id;
});
document.addEventListener("htmx:after:swap", () => {
  const named = document.querySelector("[data-focus]");
  if (named) {
    named.removeAttribute("data-focus");
    named.focus({ preventScroll: named.hasAttribute("data-still") });
  } else if (document.activeElement === document.body && held !== null) {
    (document.getElementById(held) || document.getElementById("main")).focus({ preventScroll: true });
  }
});
