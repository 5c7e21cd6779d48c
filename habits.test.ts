import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/* The commit hook, the installation without a repository, and the CI workflows. */

const root = import.meta.dirname;
const bin = path.join(root, 'node_modules', '.bin');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

function emptyFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-habits-')));
  folders.push(folder);
  return folder;
}

/** Runs a command without the user's own git settings. */
function run(cwd: string, command: string, PATH = `${bin}${path.delimiter}${process.env.PATH}`) {
  const env = {
    NODE_ENV: process.env.NODE_ENV,
    PATH,
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  return spawnSync('/bin/sh', ['-c', command], { cwd, encoding: 'utf8', env });
}

const { prepare } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
const hooksPath = (folder: string) => run(folder, 'git config --get core.hooksPath').stdout.trim();

test('the commit hook refuses a file that breaks a lint rule and accepts the corrected file', () => {
  const clone = emptyFolder();
  for (const file of ['biome.jsonc', 'tsconfig.json', 'package.json', '.gitignore', '.husky/pre-commit'])
    fs.cpSync(path.join(root, file), path.join(clone, file));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
  expect(run(clone, `git init -q && ${prepare}`).status).toBe(0);
  expect(hooksPath(clone)).toBe('.husky/_');

  fs.writeFileSync(path.join(clone, 'order.json'), '{"number":   "A1"}');
  const refused = run(clone, 'git add order.json && git commit -qm Order');
  expect(refused.stdout + refused.stderr).toContain('order.json');
  expect(refused.status).not.toBe(0);

  fs.writeFileSync(path.join(clone, 'order.json'), '{ "number": "A1" }\n');
  expect(run(clone, 'git add order.json && git commit -qm Order')).toMatchObject({ status: 0 });
});

test('installing a copy without git history installs no hooks, not even in a surrounding repository', () => {
  const outer = emptyFolder();
  const copy = path.join(outer, 'kedai');
  fs.mkdirSync(copy);
  run(outer, 'git init -q');
  expect(run(copy, prepare).status).toBe(0);
  expect(hooksPath(outer)).toBe('');
});

test('installing without development tools succeeds', () => {
  expect(run(emptyFolder(), prepare, '/usr/bin:/bin').status).toBe(0);
});

test('every workflow action is pinned to a commit, and a workflow runs .ci/run', () => {
  const folder = path.join(root, '.github', 'workflows');
  const lines = fs
    .readdirSync(folder)
    .flatMap((file) => fs.readFileSync(path.join(folder, file), 'utf8').split('\n'));
  const uses = lines.filter((line) => /\buses:/.test(line));
  expect(uses.length).toBeGreaterThan(3);
  expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)+$/.test(line))).toEqual([]);
  expect(lines.some((line) => /run: bash \.ci\/run$/.test(line))).toBe(true);
});
