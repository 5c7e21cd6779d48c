import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Command } from './admin/orders/command';
import { exampleEnv } from './example-env';
import { fieldErrors, fieldMessage } from './field-messages';
import { translatorFor } from './messages/messages';
import { invalid, UNSEEN_FIELDS } from './refusals';

/*
 * Rules for every form: its schema accepts only text that the database can store, and each error shows where a person sees it. New
 * schemas are found by file name, new actions and routes by folder.
 */

// a request without headers of the proxy: the default language
vi.mock('next/headers', () => ({ headers: async () => new Headers() }));
Object.assign(process.env, exampleEnv);

const t = translatorFor('en', 'refusals');
const root = new URL('../', import.meta.url);
const sources = ['app', 'components', 'lib']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
  .concat('proxy.ts');
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

const readsInput = (file: string) =>
  /schema\.ts$|actions?\.ts$|cash-limits\.ts$|orders\/commands\.ts$|^(app|lib\/proxy)\/|^proxy\.ts$/.test(
    file,
  ) && !/^lib\/payments\//.test(file);
/** Files that parse trusted answers (database, gateway, this server), or an address or cookie that is only shown. */
const parsesAnswers = (file: string) =>
  /^components\/|queries\.ts$|^lib\/(payments\/|(text|hidden-fields|env|shops\/theme|products\/(details|answers)|carts\/cart)\.ts$)/.test(
    file,
  ) ||
  /^lib\/(supabase\/rpc|orders\/order(-money)?|proofs\/proof|admin\/(fulfilment\/queue|verifications\/(queue|words|claims)|media\/media|statements\/lines))\.ts$/.test(
    file,
  ) ||
  /^lib\/(store\/payout-details\/)?flash\.ts$|^lib\/notifications\/(send|owner-email)\.tsx?$/.test(file);

/** A file's statements with a plain text schema, except those that parse database answers. */
function bareTexts(file: string): string[] {
  const source = read(file);
  return source.split(/^(?=(?:export )?(?:const|async|function) )/m).filter((statement) => {
    const name = /^(?:export )?const (\w+)/.exec(statement)?.[1];
    const isAnswer =
      name && new RegExp(`\\b${name}\\.parse\\(data\\)|\\brpc\\([^;]*[ (]${name}\\)`).test(source);
    return /z\s*\.(string|email|url)\(/.test(statement) && !isAnswer;
  });
}

test('submitted text is parsed only by the shared types (lib/text.ts)', () => {
  expect(sources.filter(readsInput).length).toBeGreaterThan(50);
  expect(sources.filter(readsInput).flatMap(bareTexts)).toEqual([]);
  const others = sources.filter((file) => !readsInput(file) && !parsesAnswers(file));
  expect(others.filter((file) => /z\s*\.(string|email|url)\(/.test(read(file)))).toEqual([]);
});

test('no form names its shop: proxy.ts does (lib/shops/current.ts)', () => {
  const namesShop = /name="shop"|formValue\(form, 'shop'\)|\.set\('shop'/;
  expect(sources.filter((file) => namesShop.test(read(file)))).toEqual([]);
  expect(leaves.filter(({ field }) => field === 'shop').map(({ at }) => at)).toEqual([]);
});

test('form data is read in one place, except files and passwords', () => {
  const raw = sources
    .filter((file) => !/^components\/|^lib\/(text|store\/proofs\/send)\.ts$/.test(file))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) =>
          /\b(form|fields|formData|data)\.(get|getAll|entries)\(|fromEntries\(form\)|\[\.\.\.form\]/.test(
            line,
          ),
        ),
    );
  expect(raw.filter((line) => !/form\.get\('(file|qr|password)'\)/.test(line))).toEqual([]);
});

const shop = { currency: 'NGN', country: 'NG', locale: 'en-NG' };

/** Arguments of the schemas that depend on a shop or a day. */
const samples: Record<string, unknown[]> = {
  shopSettingsSchema: [shop],
  buyerLimitsSchema: [shop],
  proofSchema: ['2026-01-01'],
  cashLimitsSchema: [shop],
  productSchema: [{ ...shop, time_zone: 'Africa/Lagos' }],
  collectionSchema: [{ ...shop, time_zone: 'Africa/Lagos' }],
  ruleSchema: [shop],
};

/** Every schema of submitted data. */
async function schemas(): Promise<[string, z.core.$ZodType][]> {
  const files = sources.filter((file) =>
    /schema\.ts$|cash-limits\.ts$|statements\/lines\.ts$|orders\/commands\.ts$/.test(file),
  );
  const modules = await Promise.all(
    files.map(async (file) => [file, (await import(new URL(file, root).href)) as object] as const),
  );
  return modules.flatMap(([file, module]) =>
    Object.entries(module).flatMap(([name, value]): [string, z.core.$ZodType][] => {
      if (name === 'commands') {
        return Object.entries(value as Record<string, Command>).map(([command, { fields }]) => [
          `${file} ${command}`,
          fields,
        ]);
      }
      const made = samples[name] ? value(...samples[name]) : value;
      // results of `list_statement_lines` and `list_line_candidates`
      const isAnswer = name === 'listedLine' || name === 'candidate';
      return made instanceof z.ZodType && !isAnswer ? [[`${file} ${name}`, made]] : [];
    }),
  );
}

type Leaf = { field: string; at: string; schema: z.core.$ZodType };

/** A schema's leaves (neither objects nor lists), each with the field that it belongs to. */
function leavesOf(schema: z.core.$ZodType, at: string, field = ''): Leaf[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, part]) => leavesOf(part, `${at}.${key}`, field || key));
    case 'array':
      return leavesOf(def.element, `${at}[]`, field);
    case 'union':
      return def.options.flatMap((option, index) => leavesOf(option, `${at}|${index}`, field));
    case 'intersection':
      return [def.left, def.right].flatMap((side) => leavesOf(side, at, field));
    case 'pipe': {
      const parts = leavesOf(def.in, at, field);
      // a text with a transform is checked as a whole
      return parts.length === 1 && parts[0]?.at === at ? [{ field, at, schema }] : parts;
    }
    case 'optional':
    case 'nullable':
    case 'default':
      return leavesOf(def.innerType, at, field);
    default:
      return [{ field, at, schema }];
  }
}

const leaves = (await schemas()).flatMap(([name, schema]) => leavesOf(schema, name));
const parse = ({ schema }: Leaf, value: string) => z.safeParse(schema, value);

test('no field accepts text that the database cannot store', () => {
  expect(leaves.length).toBeGreaterThan(100);
  const passed = leaves.filter((leaf) =>
    ['Ada\0Oko', 'x\ud800', '\0', '7K3M-Q2XD\0', 'ada@example.com\0', '080\x192345678'].some((input) => {
      const { data } = parse(leaf, input);
      return data !== undefined && /\\u0000|\\ud800/.test(JSON.stringify(data));
    }),
  );
  // another schema parses these texts as numbers
  expect(passed.map(({ at }) => at.replace(/\|\d+/, ''))).toEqual([
    'lib/admin/orders/commands.ts refund.amount_minor',
    'lib/admin/orders/schema.ts refundForm.amount_minor',
  ]);
});

/** Fields that show their own error. */
const seen = new Set([
  ...[
    'email',
    'password',
    'phone',
    'name',
    'line1',
    'line2',
    'landmark',
    'city',
    'region',
    'postcode',
    'country',
  ],
  ...[
    'shipping_rate_id',
    'payment_method',
    'note',
    'quantity',
    'lines',
    'reason',
    'words',
    'decision',
    'outcome',
    'resolution',
  ],
  ...[
    'amount_minor',
    'counted_minor',
    'bank',
    'bank_reference',
    'transaction_id',
    'paid_on',
    'received_at',
    'reference',
    'number',
  ],
  ...[
    'carrier',
    'tracking_number',
    'tracking_url',
    'courier',
    'account_name',
    'account_number',
    'instructions',
    'qr',
    'qr_label',
    'reserve_share',
    'reserve_units',
    'max_unpaid_orders',
    'cash_link_above_minor',
    'search',
  ],
  ...['on_hand', 'level', 'low_stock_at'],
  ...[
    'position',
    'payment_window',
    'verification_window',
    'short_refund_after',
    'complete_after',
    'stock_policy',
    'lock_for',
  ],
  ...['slug', 'summary', 'description', 'details', 'category_id', 'tags', 'seo_title', 'seo_description'],
  ...['publish_at', 'options', 'variants', 'fields', 'related', 'images', 'alt', 'file'],
  ...['parent_id', 'image_src', 'image_alt', 'from_path', 'to_path'],
  ...['rule', 'conditions', 'product_ids'],
  ...['tag', 'collection_id', 'price_percent', 'round_to_minor'],
  ...['refund_approval_above_minor', 'max_total_minor', 'regions', 'max_open_orders', 'max_refusals'],
]);

test('shows errors of hidden fields above the form', async () => {
  const unsorted = leaves.filter((leaf) => {
    const issues = ['', '\u0001?', 'x'.repeat(9999)].flatMap(
      (input) => parse(leaf, input).error?.issues ?? [],
    );
    const isHidden = issues.every(({ message }) => message === 'reasons.invalid_form');
    return leaf.field && !isHidden && !seen.has(leaf.field) && !UNSEEN_FIELDS.has(leaf.field);
  });
  // the statement mapping has its own error texts (lib/admin/statements/choice.ts)
  expect(unsorted.map(({ at }) => at).filter((at) => !at.includes('mappingSchema'))).toEqual([]);

  const hidden = z.object({ id: z.uuid(fieldMessage('reasons.invalid_form')), note: z.string().min(1) });
  const refused = hidden.safeParse({ id: 'ng', note: '' });
  expect(refused.error && (await invalid(refused.error))).toEqual({
    ok: false,
    reason: 'invalid_form',
    message: t('reasons.invalid_form'),
  });
});

test('every text field has a message for each kind of invalid input', () => {
  const isChosen = /\.(item_id|restock|decision|stock_policy)$|mappingSchema/;
  const textFields = leaves.filter(({ field, at }) => seen.has(field) && !isChosen.test(at));
  expect(textFields.length).toBeGreaterThan(70);
  const inputs = ['', '\u0001?', '0', '-1', '12,50', '2999-01-01', '1000-01-01', '9999999', 'x'.repeat(9999)];
  const missing = textFields.flatMap((leaf) =>
    inputs.flatMap((input) => {
      const { error } = parse(leaf, input);
      const messages = error ? Object.values(fieldErrors(t, error)) : [];
      return messages.includes(t('fields.invalid')) ? [`${leaf.at}: ${error?.issues[0]?.message}`] : [];
    }),
  );
  expect(missing).toEqual([]);
});

test('every field that the database names shows its error, at the field or above the form', () => {
  const sql = readdirSync(new URL('supabase/migrations/', root))
    .map((file) => read(`supabase/migrations/${file}`))
    .join('\n');
  const named = [...sql.matchAll(/private\.refuse\(\s*\d{3},[^;]*?(?:field => |, )'([a-z_]+)'\s*\);/g)];
  const fields = new Set(
    named.map(([call, field = '']) => (/\d{3},\s*'[a-z_]+'\s*\);/.test(call) ? '' : field)),
  );
  fields.delete('');
  expect(fields.size).toBeGreaterThan(25);
  expect([...fields].filter((field) => !seen.has(field) && !UNSEEN_FIELDS.has(field))).toEqual([]);
});
