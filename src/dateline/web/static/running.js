// While reports are being read: how far that is, asked for every few seconds; at its end the page is new.
// Without this, the page loads itself again.

const EVERY = 2000; // milliseconds

async function look() {
  const shown = document.getElementById("running");
  const answer = await fetch(shown.dataset.refresh);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("running");
  if (now) shown.replaceWith(now);
  else location.reload();
}

setInterval(() => look().catch(() => {}), EVERY);
