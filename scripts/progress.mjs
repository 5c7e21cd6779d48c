// Plain JavaScript: a fresh clone runs this first, with any version of Node.

const isTerminal = process.stdout.isTTY === true && !process.env.CI;
const colour = (code, text) =>
  isTerminal && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = (/** @type {string} */ text) => colour(1, text);
export const dim = (/** @type {string} */ text) => colour(2, text);
export const underline = (/** @type {string} */ text) => colour(4, text);

/**
 * Shows the step's name while `work` runs, then its duration.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const stop = isTerminal ? spin(what, seconds) : say(`  ${what} …`);
  try {
    const answer = await work();
    stop();
    console.log(`${colour(32, '✓')} ${what.padEnd(44)} ${dim(seconds().padStart(7))}`);
    return answer;
  } catch (error) {
    stop();
    console.log(`${colour(31, '✗')} ${what.padEnd(44)} ${dim(seconds().padStart(7))}`);
    throw error;
  }
}

function spin(what, seconds) {
  let turn = 0;
  const draw = () => {
    turn = (turn + 1) % FRAMES.length;
    process.stdout.write(
      `\r\u001b[K${colour(36, FRAMES[turn])} ${what.padEnd(44)} ${dim(seconds().padStart(7))}`,
    );
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\u001b[K');
  };
}

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

function say(line) {
  console.log(line);
  return () => {};
}
