import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/* The commit hook, the installation without a repository, the CI workflows, and the words of code and screens. */

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

const tracked = run(root, 'git ls-files').stdout.trim().split('\n');

/** Names, and parts of names, that were replaced by the usual terms. */
const oldNames =
  /^(said|saidOf|plainly|told|typed|heard|tell|news|desk|heap|getRights|callCommand|(hides)?[sS]towaway|standingOf|work(Refunds|Webhooks|One)|limitThatBars|orNowhere|isMeantElsewhere|useView|ask_once|watch_money|judge_payment|end_order|finish_if_gone|is_over|has_room|mark_order|order_answer|logged_facts|mint_access_token|regretting|shopkeeping|till|plants|weather|strangers)$/;
const oldParts = /^(said|told|plainly|mails?|pieces)$/i;
const oldFiles =
  /(^|[-/])(said|plainly|told|stowaway|desk|heap|mails?|pieces|regretting|shopkeeping|till|plants|weather|strangers)[-.]|staff-(happenings|standing|views|rights)|gentle-refresh|claim-keeper|queue-clock|no-lines|nothing-queued|not-printed|order-fold|put-file|renew-stock|own-path/;

/** Names that match, but stay: other programs, deployments or packages know them. */
const stableNames = new Set([
  // columns of `orders` and keys of SQL answers
  ...['pieces', 'pieces_shipped', 'pieces_cancelled', 'must_open_mail'],
  // reasons of refusals, and a check of the doctor
  ...['confirm_by_mail', 'payout_by_mail', 'visitors_are_told_apart'],
  // an environment variable of every deployment
  'MAIL_FROM',
  // an icon of lucide, and a scheme
  ...['Mail', 'mailto'],
]);

/** The names in a file, without comments and strings; in a message file, only the keys. */
const names = (file: string, source: string) => {
  if (file.endsWith('.json')) return new Set([...source.matchAll(/"(\w+)":/g)].map(([, key = '']) => key));
  const bare = file.endsWith('.sql')
    ? source.replace(/--.*|'[^']*'/g, ' ')
    : source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*| \/\/ .*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm, ' ');
  return new Set(bare.match(/(?<![\w$#-])[A-Za-z_]\w*(?![\w-])/g));
};

test('names in code are not among those that were replaced', () => {
  const isOld = (name: string) =>
    !stableNames.has(name) &&
    (oldNames.test(name) || (name.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []).some((part) => oldParts.test(part)));
  const found = tracked
    .filter(
      (file) =>
        /\.(tsx?|sql)$|^lib\/messages\/.*json$/.test(file) &&
        !/database\.types\.ts$|seed\.sql$|habits\.test\.ts$/.test(file),
    )
    .flatMap((file) => {
      const source = fs.readFileSync(path.join(root, file), 'utf8');
      return [...names(file, source)].filter(isOld).map((name) => `${file}: ${name}`);
    });
  expect(found).toEqual([]);
  const files = tracked.filter((file) => oldFiles.test(file) && !file.startsWith('docs/decisions/'));
  expect(files).toEqual([]);
});

const oldPhrases = [
  /\b(a|this|the|every|no|all) mails?\b|\be-mail|your pieces|\bby (itself|themselves)\b|\b(somebody|nobody) was faster/i,
  /"Everything"|[SL]ee everything|Shop everything|Look around|Find your way|Favourites|Goes well with it|At your door/,
  /Pay your way|A person answers|One step left|Show us the proof|"(What happened|Where it goes|What you bought)"/,
  /went back to you|As you wished|was not taken|could not be handed over|private key to this|That did not work/,
  /There is nothing here|front page|a little too often|No way of paying|Give money back|Take pieces off|stock is owed/,
  /Open questions|For you to decide|What is to be done|Holds money for nothing|goods are gone|Nothing is to be done/,
  /owe the goods|Work on it again|was known already|Take it over|Write down what|"Put aside"|want a look|"These fit"/,
  /names no order, and|Show me first|Alone in a tab|All that wait|No parcel of theirs|Ways of being paid/,
  /Time and trust|At most so many|No more cash after so many|accepts each order first|clock of the shop/,
  /What an order got back|Credits of the bank are|is being told|As a goodwill|We get it ready|Look again/,
];

test('screens and emails contain no phrase that was replaced', () => {
  const shown = /^(lib\/messages\/.*\.json|supabase\/templates\/.*|scripts\/(mailbox|simulator)\/[^.]*\.ts)$/;
  const found = tracked
    .filter((file) => shown.test(file))
    .flatMap((file) =>
      fs
        .readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .filter((line) => oldPhrases.some((phrase) => phrase.test(line)))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
