import { expect, test } from 'vitest';
import { answerField, answersOf, nameWithAnswers } from './fields';

const answer = (label: string, value: string) => ({ field_id: label, label, value });

test('reads the answers of a form by their question', () => {
  const values = { variant_id: 'v', [answerField('a')]: 'Ada', [answerField('b')]: '' };
  expect(answersOf(values)).toEqual({ a: 'Ada', b: '' });
});

test('names a line by its answers, and shortens long ones', () => {
  expect(nameWithAnswers('Ring', [])).toBe('Ring');
  expect(nameWithAnswers('Ring', [answer('Engraving', 'Ada'), answer('Width', '4')])).toBe(
    'Ring, Engraving: Ada, Width: 4',
  );
  expect(nameWithAnswers('Ring', [answer('Text', `One\n${'x'.repeat(50)}`)], ' · ')).toBe(
    `Ring · Text: One ${'x'.repeat(36)}…`,
  );
});
