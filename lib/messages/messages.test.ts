import fs from 'node:fs';
import path from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { everywhere, ofProducts, ofVisitors } from './client-keys';
import { messages, translatorFor } from './messages';

const root = path.join(import.meta.dirname, '..', '..');

test('the compiler checks keys, and a missing argument throws', () => {
  const t = translatorFor('en', 'email.frame');
  expect(t('order', { number: 'K-1' })).toBe('Order K-1');
  expect(() => t('order')).toThrow('number');
  // @ts-expect-error: there is no such key
  expect(() => t('none')).toThrow('email.frame.none');
});

/** Names of keys, headers and the like, which look like the start of a sentence. */
const NO_WORDS = new Set([
  ...['Enter', 'Escape', 'Home', 'End', 'Tab', 'Plus', 'Accept', 'Referer'],
  ...['Bearer ', 'Disallow: ', 'Sitemap: ', 'Times New Roman'],
]);

test('no component contains text for people', () => {
  const files = sources(['components', 'app']);
  expect(files.length).toBeGreaterThan(300);
  expect(
    files.flatMap(({ file, source }) => wordsOf({ file, source }).map((word) => `${file}: ${word}`)),
  ).toEqual([]);
});

test('no module in lib contains a sentence for people', () => {
  const files = sources(['lib']);
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap((each) => sentencesOf(each).map((sentence) => `${each.file}: ${sentence}`))).toEqual(
    [],
  );
});

test('finds sentences in strings and templates, but not in errors', () => {
  const source = `const a = text.min(1, 'Enter a note.').max(max, \`Keep this to \${max} characters or fewer.\`);
    const b = { title: 'Choose a reason, or write one…' } as const;
    throw new Error('The environment is not complete.'); const banks = ['First Bank', 'a word.'];`;
  expect(sentencesOf({ file: 'x.ts', source })).toEqual([
    'Enter a note.',
    'Keep this to {} characters or fewer.',
    'Choose a reason, or write one…',
  ]);
});

test('finds text wherever it stands', () => {
  const source = `const a = <p title="Your cart">{open ? 'Sold out' : \`Only \${left} left\`} it <b aria-label="close it">·</b></p>;
    const b = <p className="Not words" id="x">{t('Key')}{a === 'Enter'}</p>;`;
  expect(wordsOf({ file: 'x.tsx', source })).toEqual(['Your cart', 'Sold out', 'Only ', 'it', 'close it']);
});

type Node = { type: string; [key: string]: unknown };

/** Text between tags and in attributes that are read aloud; and strings that start like a sentence. */
function wordsOf({ file, source }: { file: string; source: string }): string[] {
  const found: string[] = [];
  const visit = (node: unknown, isRead = false) => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (!isNode(node)) return;
    const { type } = node;
    if (/^(Import|Export(All|Named))|^TS/.test(type) && !('declaration' in node && node.declaration)) return;
    if (type === 'JSXText' && /\p{L}{2}/u.test(String(node.value))) found.push(String(node.value).trim());
    if (type === 'JSXAttribute') {
      const name = isNode(node.name) ? String(node.name.name) : '';
      if (name === 'className') return;
      return visit(
        node.value,
        /^(aria-label|aria-description|alt|title|placeholder|label|.+Label)$/.test(name),
      );
    }
    if (type === 'CallExpression' && calleeOf(node) === 't') return;
    const text =
      type === 'Literal' && typeof node.value === 'string'
        ? node.value
        : type === 'TemplateElement'
          ? String((node.value as { raw: string }).raw)
          : '';
    const isSentence = /^\s*\p{Lu}\p{Ll}[\p{Ll}’]*([\s.,:?!…]|$)/u.test(text) && !NO_WORDS.has(text);
    if (isSentence || (isRead && /\p{L}{2}/u.test(text))) found.push(text);
    for (const value of Object.values(node)) visit(value, isRead && type === 'JSXExpressionContainer');
  };
  visit(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}

/** Strings that begin and end like a sentence, except error messages, which only go to the log. */
function sentencesOf({ file, source }: { file: string; source: string }): string[] {
  const found: string[] = [];
  walk(
    parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }),
    (node) => {
      const quasis = node.type === 'TemplateLiteral' ? (node.quasis as Node[]) : [];
      const text =
        node.type === 'Literal'
          ? String(node.value)
          : quasis.map(({ value }) => (value as { raw: string }).raw).join('{}');
      if (/^\s*\p{Lu}.*\s.*[.!?…]\s*$/su.test(text)) found.push(text);
    },
    (node) => node.type !== 'NewExpression',
  );
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** `t` of `t('key')` and `t.rich('key')`. */
function calleeOf({ callee }: Node): string | null {
  if (!isNode(callee)) return null;
  if (callee.type === 'MemberExpression') return calleeOf({ type: '', callee: callee.object });
  return callee.type === 'Identifier' ? String(callee.name) : null;
}

/** A translator call: the messages that it may mean, any of its namespace if the key is in a variable; its arguments, null if unknown. */
type Call = { file: string; names: string[]; args: string[] | null; isAny: boolean };

/** The calls of all source files; parsing takes seconds, so it is done once. */
let read: Call[] | undefined;
const allCalls = () => (read ??= sources(['components', 'app', 'lib']).flatMap(callsOf));

test('every translator call passes all arguments of its message', () => {
  const calls = allCalls();
  expect(calls.length).toBeGreaterThan(300);
  const missing = calls.flatMap(({ file, names, args }) =>
    names.flatMap((name) => {
      const lacking = argumentsOf(english[name] ?? '').filter((one) => args && !args.includes(one));
      return lacking.map((one) => `${file}: ${name} lacks ${one}`);
    }),
  );
  expect(missing).toEqual([]);
});

test('every message is used', () => {
  const used = new Set(allCalls().flatMap(({ names }) => names));
  // the last-resort error page reads its messages without a translator
  const names = Object.keys(english).filter((name) => !name.startsWith('ui.error.'));
  expect(names.filter((name) => !used.has(name))).toEqual([]);
});

test.each([
  ['components/store/shop-document.tsx', everywhere],
  ['app/[shop]/[locale]/(store)/error.tsx', everywhere],
  ['components/store/products/product-view.tsx', ofProducts],
  ['app/[shop]/[locale]/(visitor)', ofVisitors],
])('the browser gets the messages of all client components of %s', (start, keys) => {
  const clientFiles = clientFilesOf(start);
  expect(clientFiles.size).toBeGreaterThan(1);
  const used = allCalls().flatMap(({ file, names, isAny }) => (clientFiles.has(file) && !isAny ? names : []));
  const isSent = (name: string) => keys.some((key) => name === key || name.startsWith(`${key}.`));
  expect(used.filter((name) => !isSent(name))).toEqual([]);
});

/** The client components among these files and their imports, except a product's, which has messages of its own. */
function clientFilesOf(start: string): Set<string> {
  const all = new Map(sources(['components', 'app', 'lib']).map(({ file, source }) => [file, source]));
  const found = { server: new Set<string>(), client: new Set<string>() };
  const visit = (file: string, isBelowClient: boolean) => {
    const source = all.get(file);
    const side = isBelowClient || source?.startsWith("'use client'") ? 'client' : 'server';
    if (source === undefined || source.startsWith("'use server'") || found[side].has(file)) return;
    if (file.endsWith('product-view.tsx') && file !== start) return;
    found[side].add(file);
    for (const [, name = ''] of source
      .replace(/import type [^;]+;/g, '')
      .matchAll(/(?:from|import\() ?'((?:@\/|\.)[^']+)'/g)) {
      const target = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(file), name);
      for (const end of ['.ts', '.tsx']) visit(target + end, side === 'client');
    }
  };
  for (const file of all.keys()) if (file.startsWith(start)) visit(file, false);
  return found.client;
}

test('reads the arguments of a call, also if it may mean several messages', () => {
  const source = `const t = useTranslations('ui'); t('error.digest', { digest }); t(\`error.\${kind}\`);
    async function f(words: Translator<'email'>) { (await getTranslations({ locale, namespace: 'ui' })).x; words('frame.order'); }`;
  const [digest, several, order] = callsOf({ file: 'x.tsx', source });
  expect(digest).toEqual({ file: 'x.tsx', names: ['ui.error.digest'], args: ['digest'], isAny: false });
  expect(several?.names).toContain('ui.error.title');
  expect(order).toEqual({ file: 'x.tsx', names: ['email.frame.order'], args: [], isAny: false });
});

/** All English messages by full name. */
const english = flat(messages.en);

function flat(tree: object, above = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[above + key, value]] : Object.entries(flat(value, `${above}${key}.`)),
    ),
  );
}

const bySpace = new Map<string, string[]>();

function namesIn(space: string): string[] {
  const known = bySpace.get(space);
  if (known) return known;
  const names = Object.keys(english).filter((name) => name.startsWith(`${space}.`));
  bySpace.set(space, names);
  return names;
}

function callsOf({ file, source }: { file: string; source: string }): Call[] {
  if (!/Translat(ions|or)/.test(source) && !source.includes('translatorFor')) return [];
  const tree = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  const spaces = namespacesOf(tree);
  const calls: Call[] = [];
  walk(tree, (node) => {
    const name = node.type === 'CallExpression' && calleeOf(node);
    const within = name ? spaces.get(name) : undefined;
    if (!within) return;
    const [key, given] = node.arguments as (Node | undefined)[];
    const pattern = key && patternOf(key);
    if (!pattern) return;
    const names = within.flatMap((space) => namesIn(space).filter((one) => pattern(space, one)));
    const properties = (given?.properties ?? []) as Node[];
    const isPlain =
      // a key in a variable may be any key of its namespace
      key.type !== 'Identifier' &&
      (!given || (given.type === 'ObjectExpression' && properties.every(({ type }) => type === 'Property')));
    calls.push({
      file,
      names,
      isAny: !['Literal', 'ConditionalExpression', 'TemplateLiteral'].includes(key.type),
      args: isPlain ? properties.map(({ key }) => String((key as Node).name)) : null,
    });
  });
  return calls;
}

/** The translators of a file with their namespaces. */
function namespacesOf(tree: unknown): Map<string, string[]> {
  const aliases = new Map<string, string>();
  const spaces = new Map<string, string[]>();
  const spaceIn = (text: string) =>
    /(?:seTranslations|etTranslations|translatorFor|Translator)\b[^']*'([\w.]+)'/.exec(text)?.[1] ??
    aliases.get(text);
  const note = (name: unknown, value: unknown) => {
    const space = spaceIn(print(value));
    if (typeof name === 'string' && space) spaces.set(name, [...(spaces.get(name) ?? []), space]);
  };
  walk(tree, ({ type, id, typeAnnotation }) => {
    const space = type === 'TSTypeAliasDeclaration' && spaceIn(print(typeAnnotation));
    if (space && isNode(id)) aliases.set(String(id.name), space);
  });
  walk(tree, ({ type, id, init, name, key, typeAnnotation }) => {
    if (type === 'VariableDeclarator' && isNode(id) && id.type === 'ArrayPattern') {
      // const [order, t] = await Promise.all([…, getTranslations('…')])
      const values = literalArray(init);
      for (const [at, one] of (id.elements as (Node | null)[]).entries()) note(one?.name, values[at]);
    } else if (type === 'VariableDeclarator' && isNode(id)) note(id.name, init);
    if (type === 'Identifier') note(name, typeAnnotation);
    if (type === 'TSPropertySignature' && isNode(key)) note(key.name, typeAnnotation);
  });
  return spaces;
}

function literalArray(tree: unknown): Node[] {
  const found: Node[][] = [];
  walk(tree, ({ type, elements }) => {
    if (type === 'ArrayExpression') found.push(elements as Node[]);
  });
  return found[0] ?? [];
}

/** The names and literals of a tree, in order. */
function print(tree: unknown): string {
  const parts: string[] = [];
  walk(tree, ({ type, name, value }) => {
    if (type === 'Identifier') parts.push(String(name));
    if (type === 'Literal') parts.push(`'${value}'`);
  });
  return parts.join(' ');
}

/** The messages that a key may mean: itself, all matches of a template, or both sides of a conditional. */
function patternOf(key: Node): ((space: string, name: string) => boolean) | null {
  if (key.type === 'Literal') return (space, name) => name === `${space}.${key.value}`;
  if (key.type === 'ConditionalExpression') {
    const sides = [key.consequent, key.alternate].map((side) => patternOf(side as Node));
    return (space, name) => sides.some((side) => side?.(space, name));
  }
  if (key.type !== 'TemplateLiteral') return (space, name) => name.startsWith(`${space}.`);
  const quasis = (key.quasis as Node[]).map(({ value }) => (value as { cooked: string }).cooked);
  const shape = new RegExp(`^${quasis.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`);
  return (space, name) => name.startsWith(`${space}.`) && shape.test(name.slice(space.length + 1));
}

/** The arguments and tags of a message. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if ('children' in element) visit(element.children);
      if ('options' in element) for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(parse(message));
  return [...names];
}

function walk(node: unknown, visit: (node: Node) => void, enters = (_: Node) => true) {
  if (Array.isArray(node)) for (const each of node) walk(each, visit, enters);
  if (!isNode(node) || !enters(node)) return;
  visit(node);
  for (const value of Object.values(node)) walk(value, visit, enters);
}

function sources(folders: string[]): { file: string; source: string }[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$/.test(file))
      .map((file) => ({
        file: path.join(folder, file),
        source: fs.readFileSync(path.join(root, folder, file), 'utf8'),
      })),
  );
}
