import { afterEach, expect, test, vi } from 'vitest';
import { currencies } from '@/lib/currencies';

/** Servers and browsers differ in how many decimals they give rupiah, forint, pesos and others: ICU changes them now and then. */
const own = Intl.NumberFormat;

/** Makes this an engine that gives every currency so many decimals, unless it is told how many. */
function changeEngine(digits: number) {
  vi.resetModules();
  Intl.NumberFormat = new Proxy(own, {
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
  Intl.NumberFormat = own;
});

/** What pages, forms and statements make of money, by modules that no other engine has seen. */
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

test('rupiah are the same money on the server, in the browser and after an update of either', async () => {
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

test('and so is the money of every other currency', async () => {
  const answers = [];
  for (const digits of [0, 2, 3]) {
    changeEngine(digits);
    answers.push(await Promise.all([...currencies.keys()].map((currency) => answersOf(currency, 'en'))));
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
}, 30_000);
