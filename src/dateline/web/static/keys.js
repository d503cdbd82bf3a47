// Keys that lead to the pages: "g" and a letter, "/" to search, "?" for the list, j and k through a list; and
// those that a page names itself by "aria-keyshortcuts", which press what bears them, or put the cursor there.
// Everything that they do can be done by links and buttons too.

const WAIT = 1200; // milliseconds within which the letter after "g" counts

let waiting = 0;
let leaving = false; // a form or link is under way: what is pressed now was meant for the page that is shown

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

function press(own) {
  if (isTyping(own)) own.focus();
  else own.click();
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

document.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (leaving) return;
  if (Date.now() < waiting) {
    waiting = 0;
    follow(`nav a[data-key="${CSS.escape(event.key)}"]`);
    return;
  }
  const own = document.querySelector(`[aria-keyshortcuts~="${CSS.escape(event.key)}"]`);
  if (own) {
    event.preventDefault();
    press(own);
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
