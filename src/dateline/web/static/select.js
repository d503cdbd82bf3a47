// Words that are selected in the text of a report can be added as a row, put into the article or left out.
// Each piece of the text names its place there (data-start), counted in characters as the server counts them:
// what JavaScript counts as two (beyond the Basic Multilingual Plane) is one. Without this, the + behind a
// paragraph leads to the same page.

const KINDS = [
  ["event-mention", "event"], ["attribution", "quote"], ["figure", "figure"], ["position", "position"],
  ["block", "in or out of the article"],
];
const LONGEST = 250; // characters of the words that are sent along, to be compared

const text = document.querySelector(".text[data-add]");
let menu = null;

const characters = (words) => [...words].length;

// The characters of a piece before a boundary of the selection.
function before(piece, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  return characters(range.toString());
}

// The place of a selection in the text of the report, and its words; null where no words of it are selected.
function placeOf(range) {
  const pieces = [...text.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const [first, last] = [pieces[0], pieces.at(-1)];
  const [from, to] = [Number(first.dataset.start), Number(last.dataset.start)];
  const start = first.contains(range.startContainer) ? from + before(first, range.startContainer, range.startOffset) : from;
  const end = to + (last.contains(range.endContainer) ? before(last, range.endContainer, range.endOffset) : characters(last.textContent));
  const words = pieces.map((piece) => piece.textContent).join(" ");
  const inside = [...words].slice(start - from);
  const tail = characters(last.textContent) - (end - to);
  const selected = inside.slice(0, inside.length - tail).join("");
  return selected.trim() ? { start, end, words: selected } : null;
}

function close() {
  menu?.remove();
  menu = null;
}

function open(place, box) {
  close();
  menu = document.createElement("div");
  menu.className = "selecting";
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", "Add the selected words as");
  const words = [...place.words.replace(/\s+/g, " ")].slice(0, LONGEST).join("");
  for (const [kind, name] of KINDS) {
    const link = document.createElement("a");
    link.href = `${text.dataset.add}?${new URLSearchParams({ kind, start: place.start, end: place.end, words })}`;
    link.textContent = name;
    menu.append(link);
  }
  document.body.append(menu);
  const left = Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth - 8);
  menu.style.left = `${window.scrollX + Math.max(8, left)}px`;
  menu.style.top = `${window.scrollY + box.bottom + 6}px`;
}

function look() {
  const selection = document.getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return close();
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return close();
  const place = placeOf(range);
  if (place) open(place, range.getBoundingClientRect());
  else close();
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 200);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
