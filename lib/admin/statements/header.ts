/** What a column holds. `direction`: `CR` or `DR` for the amount next to it. */
export type Role =
  | 'date'
  | 'description'
  | 'reference'
  | 'amount'
  | 'credit'
  | 'debit'
  | 'balance'
  | 'direction';

/**
 * Column names that banks use, in English, Malay, Indonesian and Afrikaans. The first matching role wins, so the
 * order matters: "Value Date" is a date, "Credit Amount" a credit, "Credit Reference" a reference.
 */
const roles: [Role, RegExp][] = [
  ['balance', /\b(balance|bal|baki|saldo)\b/],
  ['date', /date\b|\b(tarikh|tanggal|tgl|datum|completion time|transaction time)\b/],
  [
    'reference',
    /\b(ref|reference|receipt|cheque|chq|trans(action)? id|session id|rrn|rujukan|referensi|no transaksi)\b/,
  ],
  ['credit', /\b(credits?|cr|kredit|paid in|(money|amount) ?in|deposits?|lodge?ments?|received|masuk)\b/],
  [
    'debit',
    /\b(debits?|debet|dr|db|paid out|(money|amount) ?out|withdrawn|withdrawals?|keluar)\b|^payments$/,
  ],
  ['amount', /\b(amount|amt|amaun|jumlah|nominal|mutasi|nilai|bedrag)\b/],
  [
    'description',
    /\b(description|desc|details?|narration|narrative|particulars|remarks?|memo|other party|payer|sender|keterangan|butiran|uraian|rincian|deskripsi|penerangan|catatan|berita|pengirim|beskrywing)\b|^(transaction|transaksi)$/,
  ],
];

export function roleOf(name: string): Role | null {
  if (name.length > 60) return null;
  const words = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const matching = new Set(roles.flatMap(([role, pattern]) => (pattern.test(words) ? [role] : [])));
  const both = matching.has('credit') && matching.has('debit');
  if ((both && !matching.has('balance')) || words === 'd k' || words === 'd c') return 'direction';
  return matching.values().next().value ?? null;
}

/** The header among some records, and how many roles it names; null if there is none. */
export function findHeader(records: string[][]): { index: number; roles: number } | null {
  const candidates = records.map((cells, index) => ({ index, roles: isHeader(cells) ? rolesOf(cells) : 0 }));
  // A summary above may have its own header ("Opening Balance, Total Credit"), but without a date or with fewer roles.
  const best = candidates.reduce((a, b) => (b.roles > a.roles ? b : a), { index: -1, roles: 1 });
  return best.index >= 0 ? best : headerAboveData(records);
}

const isHeader = (cells: string[]) =>
  cells.length <= 100 && cells.filter(Boolean).length >= 2 && !cells.some(looksLikeData);

function rolesOf(cells: string[]): number {
  const named = new Set(cells.map(roleOf).filter((role) => role !== null));
  return named.has('date') ? named.size : 0;
}

/** For languages missing in `roles`: the last header-like record above the first line with a date and an amount. */
function headerAboveData(records: string[][]): { index: number; roles: number } | null {
  const data = records.findIndex(
    (cells) => cells.length >= 3 && cells.some(looksLikeDate) && cells.some(looksLikeAmount),
  );
  const index = records.findLastIndex((cells, at) => at < data && isHeader(cells));
  return index >= 0 ? { index, roles: 0 } : null;
}

const looksLikeDate = (cell: string) => /^(\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2}|\d{1,2}[- ]\p{L}{3})/u.test(cell);
const looksLikeAmount = (cell: string) => /\d[.,]\d{2}(?!\d)/.test(cell) && !looksLikeDate(cell);
const looksLikeData = (cell: string) =>
  (/\d/.test(cell) && !/\p{L}/u.test(cell)) || looksLikeDate(cell) || looksLikeAmount(cell);
