import postgres from 'postgres';

/**
 * The state diagram and the table of moves in docs/model.md, as the database has them: what stands between the two marks of
 * each is replaced. Throws when a mark is missing.
 */
export async function describeTransitions(url: string, page: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const moves = await sql<Move[]>`
      select from_state, to_state, command, permission, by_shopper, by_system, (
        select string_agg(role::text, ', ' order by role) from role_permissions as roles
        where roles.permission = moves.permission) as roles
      from order_transitions as moves order by command::text, from_state, to_state`;
    const states = await sql<{ state: string }[]>`
      select unnest(enum_range(null::order_state))::text as state`;
    const withDiagram = between(page, 'diagram', diagram(moves));
    return between(
      withDiagram,
      'moves',
      table(
        moves,
        states.map(({ state }) => state),
      ),
    );
  } finally {
    await sql.end();
  }
}

type Move = {
  from_state: string;
  to_state: string;
  command: string;
  permission: string | null;
  roles: string | null;
  by_shopper: boolean;
  by_system: boolean;
};

function between(page: string, mark: string, text: string): string {
  const [open, close] = [`<!-- ${mark}: npm run db:types -->`, `<!-- /${mark} -->`];
  const [before, rest] = page.split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/model.md has no ${open} … ${close}`);
  return `${before}${open}\n${text}\n${close}${after}`;
}

/** Arrows between states; one for each pair, with its commands. */
function diagram(moves: Move[]): string {
  const arrows = Map.groupBy(
    moves.filter(({ from_state, to_state }) => from_state !== to_state),
    ({ from_state, to_state }) => `${from_state} --> ${to_state}`,
  );
  const lines = [...arrows].map(([arrow, commands]) => {
    return `  ${arrow}: ${commands.map(({ command }) => command).join(', ')}`;
  });
  const begins = ['requested', 'pending_payment', 'confirmed'].map(
    (state) => `  [*] --> ${state}: create_order`,
  );
  return ['```mermaid', 'stateDiagram-v2', ...begins, ...lines, '```'].join('\n');
}

/** A row a command and whoever may give it: from where to where. */
function table(moves: Move[], states: string[]): string {
  const rows = Map.groupBy(
    moves,
    (move) => `${move.command} ${move.permission} ${move.by_shopper} ${move.by_system}`,
  );
  const lines = [...rows.values()].map((same) => {
    const [{ command, permission, roles, by_shopper, by_system }] = same as [Move];
    const ways = states.flatMap((from) => {
      const to = same.filter(({ from_state }) => from_state === from).map(({ to_state }) => to_state);
      const targets = to.map((state) => (state === from ? 'stays' : `→ ${state}`)).join(', ');
      return to.length > 0 ? [`${from} ${targets}`] : [];
    });
    const isMark = same.every(({ from_state, to_state }) => from_state === to_state);
    const words = isMark ? same.map(({ from_state }) => from_state).join(', ') : ways.join('; ');
    const who = [
      permission && `\`${permission}\` (${roles})`,
      by_shopper && 'shopper',
      by_system && 'system',
    ].filter(Boolean);
    return `| \`${command}\` | ${isMark ? 'in ' : ''}${words} | ${who.join('; ')} |`;
  });
  return ['| command | moves | who |', '|---|---|---|', ...lines].join('\n');
}
