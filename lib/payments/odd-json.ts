import fc from 'fast-check';

/** For tests: hostile JSON values that a gateway might send, of all types, including what cannot be stored. */

/** Any code units: NUL, lone surrogates, and sometimes very long text. */
export const oddText = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom('\0', 'cut \ud83d', '\udc00', '', ' ', `x${'\u{1f600}'.repeat(2_000)}`, 'x'.repeat(5_000)),
);

const nested = (depth: number) => JSON.parse(`${'[{"log":'.repeat(depth)}0${'}]'.repeat(depth)}`) as unknown;

/** `undefined` stands for a missing value. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constant(undefined),
  fc.constantFrom(null, true, -1, 0.5, 1e30, 2 ** 53, 9e15, 10 ** 15, [], {}, nested(40), nested(400)),
  fc.constantFrom('infinity', 'now', '-infinity', '294276-12-31', '0001-01-01 BC', 'NGN', '12', '1e5', '{}'),
  fc.jsonValue(),
  fc.dictionary(oddText, fc.oneof(oddText, fc.double()), { maxKeys: 3 }),
);

/** Matches `JSON.stringify` output that Postgres cannot store: an escaped NUL or lone surrogate. */
export const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;
