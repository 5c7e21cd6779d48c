/** Refreshes the lists, but not while the reader uses them. The page works without it. */
const live = document.querySelector('#live');

async function refresh() {
  if (document.hidden || live.contains(document.activeElement)) return;
  const answer = await fetch('/live');
  const markup = await answer.text();
  if (!answer.ok || live.dataset.shown === markup) return;
  const open = [...live.querySelectorAll('details[open]')].map((details) => details.id);
  live.innerHTML = markup;
  live.dataset.shown = markup;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
}

setInterval(() => refresh().catch(() => {}), 1_000);

/** Groups of settings stay open after a save. */
for (const group of document.querySelectorAll('details.group')) {
  const stored = sessionStorage.getItem(group.id);
  if (stored) group.open = stored === 'open';
  group.addEventListener('toggle', () => sessionStorage.setItem(group.id, group.open ? 'open' : 'closed'));
}
