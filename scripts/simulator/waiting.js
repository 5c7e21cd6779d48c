/** Continues as soon as the payment's status changes. Without JavaScript the page reloads instead. */
const { next, status } = document.querySelector('script[data-next]').dataset;

setInterval(async () => {
  const answer = await fetch(`${location.pathname}/status`);
  if (answer.ok && (await answer.json()).status !== status) location.replace(next);
}, 1_000);
