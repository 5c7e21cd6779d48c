/** Goes on as soon as the payment does. A browser without scripts reloads the page instead. */
const { next, status } = document.querySelector('script[data-next]').dataset;

setInterval(async () => {
  const answer = await fetch(`${location.pathname}/status`);
  if (answer.ok && (await answer.json()).status !== status) location.replace(next);
}, 1_000);
