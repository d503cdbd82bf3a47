// Beside each link to a citation, a button that copies the plain one.
// Without this, the link leads to the citation in all styles, to be selected or saved.

const SHOWN = 2000; // milliseconds
const told = document.createElement("p");
told.className = "unseen";
told.setAttribute("role", "status");
document.getElementById("main").append(told);

async function copy(link, button) {
  const answer = await fetch(link.dataset.cite);
  if (!answer.ok) throw new Error(answer.statusText);
  await navigator.clipboard.writeText((await answer.text()).trim());
  told.textContent = "";
  button.textContent = "copied";
  setTimeout(() => { told.textContent = `Citation copied: ${link.dataset.label}`; }, 0);
  setTimeout(() => { button.textContent = "copy citation"; }, SHOWN);
}

for (const link of document.querySelectorAll("a[data-cite]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = "copy citation";
  // A browser that does not let us write there shows the page instead.
  button.addEventListener("click", () => copy(link, button).catch(() => { location.href = link.href; }));
  link.before(button, " ");
}
