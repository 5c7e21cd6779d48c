import fs from 'node:fs';

/** The computer's own Chromium if there is one, otherwise the npm package's, with the libraries it needs. */
export async function chromiumPath(): Promise<string> {
  const installed = INSTALLED.find((file) => file !== undefined && fs.existsSync(file));
  if (installed) return installed;
  // Must be set before the import: it makes the package also unpack its libraries and set LD_LIBRARY_PATH.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

const INSTALLED = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No sandbox: Chromium cannot use one as root. It only visits the shop under test. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
];
