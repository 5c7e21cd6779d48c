import { expect, test } from 'vitest';
import { contactWarnings } from './contact';

const right = { email: 'ada@gmail.com', phone: '+2348031234567', country: 'NG' };
const wrong = { email: 'ada@gmial.com', phone: '+233241234567', country: 'NG' };

test('a mistyped address and a foreign number are asked about, once each', () => {
  expect(contactWarnings(right, {})).toEqual({});
  const warnings = contactWarnings(wrong, {});
  expect(warnings.email).toContain('Did you mean ada@gmail.com?');
  expect(warnings.phone).toContain('+233 (Ghana)');
  expect(contactWarnings(wrong, { asked_email: wrong.email, asked_phone: wrong.phone })).toEqual({});
});

test('a yes to one address or number is none to another', () => {
  const asked = { asked_email: 'ada@gmal.com', asked_phone: '+233241234568' };
  expect(Object.keys(contactWarnings(wrong, asked))).toEqual(['email', 'phone']);
  expect(Object.keys(contactWarnings(wrong, { ...asked, asked_email: wrong.email }))).toEqual(['phone']);
});
