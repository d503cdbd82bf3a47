// Keys that lead to the pages: "g" and a letter, "/" to search, "?" for the list, j and k through a list.
// Everything that they do can be done by links too.

const WAIT = 1200; // milliseconds within which the letter after "g" counts

let waiting = 0;

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  const place = next.matches("a, button") ? next : next.querySelector("a, button");
  if (place) place.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (Date.now() < waiting) {
    waiting = 0;
    follow(`nav a[data-key="${CSS.escape(event.key)}"]`);
    return;
  }
  const actions = {
    g: () => { waiting = Date.now() + WAIT; },
    "/": () => document.getElementById("find").focus(),
    "?": () => { location.href = "/keys"; },
    j: () => step(1),
    k: () => step(-1),
    n: () => follow("a[rel=next]"),
    p: () => follow("a[rel=prev]"),
  };
  if (Object.hasOwn(actions, event.key)) {
    event.preventDefault();
    actions[event.key]();
  }
});
