// Where the keyboard is after a part of the page was exchanged: on what the new part names with data-focus, else on
// the element with the same id as the one that had it, else on the part itself; never back at the top of the page.
let held = "";
document.addEventListener("htmx:before:swap", () => { held = document.activeElement?.id || ""; });
document.addEventListener("htmx:after:swap", () => {
  const named = document.querySelector("[data-focus]");
  if (named) {
    named.removeAttribute("data-focus");
    named.focus({ preventScroll: named.hasAttribute("data-still") });
  } else if (document.activeElement === document.body && held) {
    (document.getElementById(held) || document.getElementById("main")).focus({ preventScroll: true });
  }
});
