const number = new Intl.NumberFormat('en');

/** Shows how much is done, at which speed and how long the rest will take: on one line in a terminal, else every ten seconds. */
export function progressLine(write = (text: string) => process.stdout.write(text)) {
  let what = '';
  let startedAt = 0;
  let first = 0;
  let shownAt = 0;
  return (name: string, done: number, total: number) => {
    const now = performance.now();
    if (name !== what) [what, startedAt, first, shownAt] = [name, now, done, 0];
    const isLast = done >= total;
    if (!isLast && !process.stdout.isTTY && now - shownAt < 10_000) return;
    shownAt = now;
    const perSecond = (done - first) / Math.max(0.001, (now - startedAt) / 1000);
    const rest =
      perSecond > 0
        ? ` · ${number.format(Math.round(perSecond))}/s, ${timeLeft((total - done) / perSecond)} left`
        : '';
    const line = `${name.padEnd(9)} ${number.format(done)} of ${number.format(total)} (${Math.floor((100 * done) / total)} %)${isLast ? '' : rest}`;
    write(process.stdout.isTTY ? `\r\u001b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

const timeLeft = (seconds: number) =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
