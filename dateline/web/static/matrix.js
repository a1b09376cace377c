// Arrow keys in a matrix go from cell to cell, over empty ones; Enter opens as in any link.
const table = document.querySelector("[data-matrix]");
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

table?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key], at = event.target.closest("td, th");
  if (!step || !at || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...table.tBodies[0].rows];
  let row = rows.indexOf(at.parentElement) + step[0], column = at.cellIndex + step[1];
  while (row >= 0 && row < rows.length && column >= 0 && column < rows[row].cells.length) {
    const link = rows[row].cells[column].querySelector("a");
    if (link) {
      link.focus();
      event.preventDefault();
      return;
    }
    row += step[0];
    column += step[1];
  }
});
