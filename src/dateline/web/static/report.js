// Ties the words of a text to the rows that rest on them: one is pointed at, the other lights up.
// Without this, the same links lead from words to rows and from rows to sentences.

const pieces = new Map();
for (const piece of document.querySelectorAll("[data-rows]")) {
  for (const row of piece.dataset.rows.split(" ")) {
    if (!pieces.has(row)) pieces.set(row, []);
    pieces.get(row).push(piece);
  }
}

function light(row, on) {
  for (const piece of pieces.get(row) ?? []) piece.classList.toggle("lit", on);
  document.getElementById(`row${row}`)?.classList.toggle("lit", on);
}

for (const item of document.querySelectorAll("[data-row-of]")) {
  const row = item.dataset.rowOf;
  for (const [start, end] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
    item.addEventListener(start, () => light(row, true));
    item.addEventListener(end, () => light(row, false));
  }
}

for (const piece of document.querySelectorAll("a[data-rows]")) {
  const rows = piece.dataset.rows.split(" ");
  for (const [start, end] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
    piece.addEventListener(start, () => rows.forEach((row) => light(row, true)));
    piece.addEventListener(end, () => rows.forEach((row) => light(row, false)));
  }
}
