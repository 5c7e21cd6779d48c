import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhone } from '@/lib/checkout/phone';
import {
  asciiHost,
  cleanText,
  day,
  email,
  exactText,
  formList,
  formValue,
  formValues,
  isSlug,
  moment,
  paramText,
  phone,
  text,
} from './text';

const isStorable = (input: string) => input.isWellFormed() && !input.includes('\0');
const anything = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '\u200b')),
});

describe('text', () => {
  test.each([
    ['Ada\0Oko', 'AdaOko'],
    ['cut \ud83d', 'cut '],
    ['\u2068Ada\u2069\u200b\ufeff', 'Ada'],
    ['a\tb\r\nc', 'a\tb\r\nc'],
    ['مي\u200cخواهم', 'مي\u200cخواهم'],
    ['👨\u200d👩\u200d👧 ❤️', '👨\u200d👩\u200d👧 ❤️'],
    ['Adébáyọ̀', 'Adébáyọ̀'],
  ])('cleans %j to %j', (input, stored) => {
    expect(cleanText(input)).toBe(stored);
  });

  test('always returns storable text, and the same text when applied again', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const stored = text.parse(input);
        expect(isStorable(stored)).toBe(true);
        expect(text.parse(stored)).toBe(stored);
      }),
    );
  });

  test('refuses a name of only invisible characters', () => {
    expect(text.min(1).safeParse('\u200b\0\u2068 ').success).toBe(false);
  });

  test('never changes a password, and refuses one that cannot be stored', () => {
    expect(exactText().parse(' pass\u200bword ')).toBe(' pass\u200bword ');
    expect(exactText().safeParse('pass\0word').success).toBe(false);
    expect(exactText().safeParse('pass\ud800').success).toBe(false);
  });
});

describe('email', () => {
  test.each([
    ['a&b@example.com', 'a&b@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['Ada+Shop@Example.COM', 'Ada+Shop@Example.COM'],
    ['ada@xn--e1afmkfd.xn--p1ai', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    [' \u202aada@example.com\u202c', 'ada@example.com'],
  ])('reads %j as %j', (input, stored) => {
    expect(email.parse(input)).toBe(stored);
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'a b@example.com',
    'ada@exa mple.com',
    'a@b@c.de',
  ])('refuses %j with a message', (input) => {
    expect(email.safeParse(input).error?.issues[0]?.message).toBe('reasons.invalid_email');
  });

  test('converts the host in a search, and leaves other text unchanged', () => {
    expect(asciiHost('ada@bücher.example')).toBe('ada@xn--bcher-kva.example');
    for (const input of ['Bücher', 'ada@1.2', 'Adé @ Lagos', 'ada@bü/cher.example', ''])
      expect(asciiHost(input)).toBe(input);
  });
});

describe('phone number', () => {
  const pasted = [
    '\u202a0803 123 4567\u202c',
    '\u20680803 123 4567\u2069',
    '\u200e+2348031234567',
    '\u200b08031234567',
    '0803\u00a0123\u202f4567',
    '(080) 3123 4567',
    '(+234) 803 123 4567',
    '0803–123–4567',
    '0803‑123‑4567',
    '0803\u2212123\u22124567',
    '０８０３１２３４５６７',
    '（＋２３４）８０３ １２３ ４５６７',
    '0803\t123\n4567',
    '0803\u200d1234567',
    '0803.123.4567',
  ];
  test.each(pasted)('reads %j as +2348031234567', (input) => {
    expect(readPhone(phone.parse(input), 'NG')).toBe('+2348031234567');
    expect(readPhone(input, 'NG'), 'without the schema').toBe('+2348031234567');
  });

  test('refuses two numbers', () => {
    expect(phone.safeParse('08031234567 / 08021234567').success).toBe(false);
    expect(readPhone('08031234567 / 08021234567', 'NG')).toBeNull();
  });

  test.each(['', 'call me', '0803 12', '0803 123 4567 or 0802', '0803 123 4567 ext 5', '0803;123;4567'])(
    'refuses %j with a message',
    (input) => {
      expect(phone.safeParse(input).error?.issues[0]?.message).toBe('reasons.invalid_phone');
    },
  );
});

describe('form data', () => {
  const form = new FormData();
  form.append('name', 'Ada\0Oko');
  form.append('picks', 'a\0');
  form.append('picks', 'b');
  form.append('$ACTION_ID_1', '');
  form.append('file', new File(['x'], 'x\0.png'));

  test("is read without unstorable characters, files and React's own fields", () => {
    expect(formValues(form)).toEqual({ name: 'AdaOko', picks: 'b' });
    expect(formValue(form, 'name')).toBe('AdaOko');
    expect(formList(form, 'picks')).toEqual(['a', 'b']);
    expect([formValue(form, 'file'), formValue(form, 'absent')]).toEqual(['', '']);
  });
});

describe('URL parameters', () => {
  test('replace unstorable characters, so that nothing is found', () => {
    expect(paramText('KDI\0-1 ')).toBe('KDI\u{fffd}-1');
    expect(paramText('\ud800')).toBe('\u{fffd}');
    expect([paramText(undefined), paramText(['a', 'b'])]).toEqual(['', '']);
    fc.assert(
      fc.property(anything, (input) => {
        expect(isStorable(paramText(input))).toBe(true);
      }),
    );
  });

  test("accept the database's slugs", () => {
    expect(['itanna', 'shea-day-cream', '2-go'].every(isSlug)).toBe(true);
    for (const segment of ['', '-', 'a--b', 'A', 'a\0', '%00', 'a.png', 'a\n', 'a'.repeat(81)])
      expect(isSlug(segment), JSON.stringify(segment)).toBe(false);
  });

  test("accept times and dates in the database's format, and none that it cannot parse", () => {
    for (const at of ['2026-11-21T08:00:00.405857+00:00', '2026-11-21T08:00:00Z'])
      expect(moment.safeParse(at).success).toBe(true);
    for (const at of ['0000-01-01T00:00:00Z', '2026-11-21T08:00:00+23:59', 'now'])
      expect(moment.safeParse(at).success, at).toBe(false);
    expect(['2026-11-21', '0000-01-01'].map((one) => day.safeParse(one).success)).toEqual([true, false]);
  });
});
