// Runs before commands such as `npm run shop` and `npm test` and installs the packages, so that a fresh clone needs no other command.
// It works with any Node from 20 on; the commands after it run with the Node from the packages.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Kedai needs Node.js 20 or newer; this is ${process.version}.`);
  process.exit(1);
}
if (!isInstalled()) {
  const what = existsSync(path.join(root, 'node_modules'))
    ? 'Update the packages'
    : 'Install the packages (once, about a minute)';
  await step(what, install).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}

/** Whether every package of the lock file is installed in its version; those for other platforms may be missing. */
function isInstalled() {
  if (!existsSync(path.join(root, 'node_modules/node/bin/node'))) return false;
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) => folder === '' || optional || installed[folder]?.version === version,
  );
}

function packagesOf(lockFile) {
  const file = path.join(root, lockFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** Shows npm's output only when it fails: its warnings do not matter here. */
async function install() {
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((resolve) => npm.once('close', resolve).once('error', resolve));
  if (code !== 0) throw new Error(`The packages could not be installed.\n${output}`);
  if (!isInstalled())
    throw new Error('npm did not install everything. Does it run install scripts (ignore-scripts)?');
}
