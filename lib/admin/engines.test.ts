import { afterEach, expect, test, vi } from 'vitest';
import { currencies } from '@/lib/currencies';

/**
 * Servers and browsers disagree on the decimals of rupiah, forint, pesos and others, because ICU changes them from
 * time to time.
 */
const original = Intl.NumberFormat;

/** Simulates an engine that formats every currency with `digits` decimals unless the call sets its own. */
function changeEngine(digits: number) {
  vi.resetModules();
  Intl.NumberFormat = new Proxy(original, {
    construct: (target, [locale, options]) =>
      new target(
        locale,
        options?.style === 'currency'
          ? { minimumFractionDigits: digits, maximumFractionDigits: digits, ...options }
          : options,
      ),
  });
}

afterEach(() => {
  Intl.NumberFormat = original;
});

/** How pages, forms and statements format and parse money, with modules loaded under the current engine. */
async function answersOf(currency: string, locale: string) {
  const { formatMoney, decimal } = await import('@/lib/money');
  const { readAmount, amountInput } = await import('@/lib/amount');
  const { amountReader } = await import('./statements/amount');
  return [
    formatMoney(1250000, currency, locale),
    formatMoney(1250050, currency, locale),
    decimal(1250000, currency),
    readAmount('1500000', currency, locale),
    amountInput(1250000, currency, locale),
    amountReader(currency, '.')('1500000'),
  ];
}

test("formats and parses rupiah the same, regardless of the engine's decimals", async () => {
  for (const digits of [0, 2]) {
    changeEngine(digits);
    expect(await answersOf('IDR', 'id-ID'), `an engine with ${digits} decimals`).toEqual([
      'Rp\u00a012.500',
      'Rp\u00a012.500,50',
      '12500.00',
      150_000_000,
      '12500,00',
      { minor: 150_000_000, direction: null },
    ]);
  }
});

test("formats and parses every other currency the same, regardless of the engine's decimals", async () => {
  const answers = [];
  for (const digits of [0, 2, 3]) {
    changeEngine(digits);
    answers.push(await Promise.all([...currencies.keys()].map((currency) => answersOf(currency, 'en'))));
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
}, 30_000);
