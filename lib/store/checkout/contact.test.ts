import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { contactWarnings } from './contact';

const t = translatorFor('en', 'store.checkout');
const right = { email: 'ada@gmail.com', phone: '+2348031234567', country: 'NG', locale: 'en' };
const wrong = { email: 'ada@gmial.com', phone: '+233241234567', country: 'NG', locale: 'en' };

test('asks about a mistyped email and a foreign number, once each', () => {
  expect(contactWarnings(t, right, {})).toEqual({});
  const warnings = contactWarnings(t, wrong, {});
  expect(warnings.email).toContain('Did you mean ada@gmail.com?');
  expect(warnings.phone).toContain('+233 (Ghana)');
  expect(contactWarnings(t, wrong, { asked_email: wrong.email, asked_phone: wrong.phone })).toEqual({});
});

test('asks again when the email or number changes', () => {
  const asked = { asked_email: 'ada@gmal.com', asked_phone: '+233241234568' };
  expect(Object.keys(contactWarnings(t, wrong, asked))).toEqual(['email', 'phone']);
  expect(Object.keys(contactWarnings(t, wrong, { ...asked, asked_email: wrong.email }))).toEqual(['phone']);
});
