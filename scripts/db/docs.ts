import fs from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { root } from '../part.ts';
import { readButtons } from './buttons.ts';
import { readFunctions } from './functions.ts';
import { describeImports } from './imports.ts';
import { describePermissions, listRoles } from './permissions.ts';
import { withSection } from './sections.ts';
import { describeTables } from './tables.ts';
import { drawMoves, listMoves, readMoves } from './transitions.ts';

/** The pages of docs/ with their generated sections up to date with the database and the code, keyed by file. */
export async function describe(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const functions = await readFunctions(sql);
    const moves = await readMoves(sql);
    const states = await sql<{ state: string }[]>`
      select unnest(enum_range(null::order_state))::text as state`;
    return {
      ...fill('model.md', {
        diagram: drawMoves(moves),
        moves: listMoves(
          moves,
          states.map(({ state }) => state),
          functions,
          await readButtons(),
        ),
        roles: await listRoles(sql),
        permissions: await describePermissions(sql, functions),
      }),
      ...fill('diagrams.md', { imports: describeImports(), tables: await describeTables(sql) }),
    };
  } finally {
    await sql.end();
  }
}

function fill(name: string, sections: Record<string, string>): Record<string, string> {
  const file = path.join(root, 'docs', name);
  const page = Object.entries(sections).reduce(
    (text, [section, content]) => withSection(text, section, content),
    fs.readFileSync(file, 'utf8'),
  );
  return { [file]: page };
}
