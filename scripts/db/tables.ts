import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';
import { root } from '../part.ts';
import { mermaid, sorted } from './sections.ts';

type Link = { from: string; to: string; columns: string[]; is_optional: boolean; is_unique: boolean };

/**
 * Draws the data model from the foreign keys: one diagram of which area references which, then one per area with its tables and
 * the tables they reference. A table's area is the migration that creates it. References to shops are left out: every row has one.
 */
export async function describeTables(sql: Sql): Promise<string> {
  const links = await sql<Link[]>`
    select keys.conrelid::regclass::text as from, keys.confrelid::regclass::text as to, columns.names as columns,
      columns.is_optional, exists (
        select from pg_index as indexes
        where indexes.indrelid = keys.conrelid and indexes.indisunique and indexes.indpred is null
          and indexes.indkey::int2[] <@ keys.conkey) as is_unique
    from pg_constraint as keys cross join lateral (
      select array_agg(attributes.attname::text order by attributes.attname) filter (where attributes.attname <> 'shop_id') as names,
        bool_or(not attributes.attnotnull) as is_optional
      from pg_attribute as attributes
      where attributes.attrelid = keys.conrelid and attributes.attnum = any (keys.conkey)
    ) as columns
    where keys.contype = 'f' and keys.connamespace in ('public'::regnamespace, 'private'::regnamespace)
      and columns.names is not null
    order by 1, 2, 3`;
  const areas = areasOf(readMigrations());
  const areaOf = new Map(
    [...areas].flatMap(([area, tables]) => tables.map((table) => [table, area] as const)),
  );
  const between = sorted(
    links.flatMap(({ from, to }) => {
      const [here, there] = [areaOf.get(from), areaOf.get(to)];
      return here && there && here !== there ? [`  ${here} --> ${there}`] : [];
    }),
  );
  const diagrams = [...areas].map(([area, tables]) => {
    const own = links.filter(({ from }) => tables.includes(from));
    const unlinked = tables.filter((table) => !own.some(({ from, to }) => from === table || to === table));
    const lines = [...own.map(arrow), ...unlinked.map((table) => `  ${entity(table)}`)];
    return `### ${area.replaceAll('_', ' ')}\n\n${mermaid('erDiagram', ...lines)}`;
  });
  return [mermaid('flowchart LR', ...between), ...diagrams].join('\n\n');
}

/** The database was made from these files, so each of its tables is created in one of them. */
const readMigrations = () =>
  globSync('supabase/migrations/*.sql', { cwd: root })
    .sort()
    .map((file) => ({
      area: path.basename(file, '.sql').replace(/^\d+_/, ''),
      source: readFileSync(path.join(root, file), 'utf8'),
    }));

function areasOf(migrations: { area: string; source: string }[]): Map<string, string[]> {
  const areas = migrations.map(({ area, source }) => {
    const created = [...source.matchAll(/^create table (public|private)\.(\w+)/gm)];
    return [
      area,
      created.map(([, schema, name]) => (schema === 'public' ? `${name}` : `private.${name}`)),
    ] as const;
  });
  return new Map(
    areas.filter(([, tables]) => tables.length > 0).map(([area, tables]) => [area, [...tables]]),
  );
}

/** `orders ||--o{ order_items : order_id`: an order has any number of items, and each item belongs to one order. */
function arrow({ from, to, columns, is_optional, is_unique }: Link): string {
  const ends = `${is_optional ? '|o' : '||'}--${is_unique ? 'o|' : 'o{'}`;
  return `  ${entity(to)} ${ends} ${entity(from)} : "${columns.join(', ')}"`;
}

const entity = (table: string) => (table.includes('.') ? `"${table}"` : table);
