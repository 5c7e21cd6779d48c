import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/* The Markdown pages refer only to things that exist. */

const root = import.meta.dirname;
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
// neither installed, built nor left behind by tests
const isSource = (file: string) => !/(^|\/)(node_modules|test-results|playwright-report|\.[^/]*)$/.test(file);
const pages = globSync('**/*.md', { cwd: root, exclude: (file) => !isSource(file) });
const flatMapPages = <T>(find: (page: string, text: string) => T[]) =>
  pages.flatMap((page) => find(page, read(page)));

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function targetExists(page: string, link: string): boolean {
  const [file = '', anchor] = decodeURIComponent(link).split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(root, target))) return false;
  return (
    !anchor ||
    read(target)
      .split('\n')
      .some((line) => /^#+ /.test(line) && anchorOf(line.replace(/^#+ /, '')) === anchor)
  );
}

test('every link to a file, heading or picture has a target', () => {
  const links = flatMapPages((page, text) =>
    [...text.matchAll(/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g)].flatMap(([, link = '']) =>
      /^[a-z]+:/.test(link) ? [] : [{ page, link }],
    ),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ page, link }) => !targetExists(page, link))).toEqual([]);
});

test('every npm command on a page exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const commands = flatMapPages((page, text) =>
    [...text.matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, name = '']) => ({ page, name })),
  );
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('the map gives each question one existing path', () => {
  const rows = read('docs/map.md')
    .split('\n')
    .filter((line) => /^\| .*\? \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows.length).toBeGreaterThan(30);
  // links are tested above
  const unlinked = rows.flatMap(([question, path = '']) =>
    path.startsWith('[') ? [] : [{ question, path }],
  );
  expect(
    unlinked.filter(({ path: cell }) => globSync(cell.replaceAll('`', ''), { cwd: root }).length !== 1),
  ).toEqual([]);
});

test('each rule in the model is defined in the file named beside it', () => {
  const [, table = ''] = read('docs/model.md').split('## Where each rule stands');
  const rows = (table.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('.sql'));
  expect(rows.length).toBeGreaterThan(10);
  const missing = rows.flatMap((row) => {
    const [, , names = '', files = ''] = row.split('|');
    const sources = [...files.matchAll(/`(\*\w+\.sql)`/g)].flatMap(([, file = '']) =>
      globSync(`supabase/migrations/${file}`, { cwd: root }).map(read),
    );
    return [...names.matchAll(/`([\w.]+)`/g)]
      .map(([, name = '']) => name)
      .filter(
        (name) =>
          !sources.some((sql) =>
            new RegExp(
              `create (function|table) (public\\.|private\\.)?${name.replace('private.', '')}\\b`,
            ).test(sql),
          ),
      );
  });
  expect(missing).toEqual([]);
});

test('every decision has a unique number, a date and an entry in the list', () => {
  const files = readdirSync(path.join(root, 'docs/decisions')).filter((file) => file !== 'README.md');
  const lines = files.map((file) => {
    const [title, , date] = read(`docs/decisions/${file}`).split('\n');
    return `| [${file.slice(0, 3)}](${file}) | ${title?.slice(2)} | ${date} |`;
  });
  expect(
    read('docs/decisions/README.md')
      .split('\n')
      .filter((line) => /^\| \[/.test(line)),
  ).toEqual(lines);
  expect(lines.filter((line) => !/^\| \[\d{3}\].* \d{4}-\d\d-\d\d \|$/.test(line))).toEqual([]);
  expect(new Set(files.map((file) => file.slice(0, 3))).size).toBe(files.length);
});
