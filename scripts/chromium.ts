import fs from 'node:fs';

/** The computer's own Chromium where there is one, else the one that npm brings, with the libraries it needs. */
export async function chromiumPath(): Promise<string> {
  const own = OWN.find((file) => file !== undefined && fs.existsSync(file));
  if (own) return own;
  // Set before the import: it makes the package unpack its libraries, too, and point LD_LIBRARY_PATH to them.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

const OWN = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No sandbox, because Chromium has none for root. It visits nothing but the shop under test. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
];
