import { expect, test } from 'vitest';
import { suggestEmail } from './email';

test.each([
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gmail.con', 'ada@gmail.com'],
  ['ada@gmail.co', 'ada@gmail.com'],
  ['ada@gmai.com', 'ada@gmail.com'],
  ['ada.obi+kedai@yaho.com', 'ada.obi+kedai@yahoo.com'],
  ['ada@yahoo.con', 'ada@yahoo.com'],
  ['ada@hotmial.com', 'ada@hotmail.com'],
  ['ada@outlok.com', 'ada@outlook.com'],
  ['ada@icloud.co', 'ada@icloud.com'],
])('suggests a correction for %s: %s', (input, meant) => {
  expect(suggestEmail(input)).toBe(meant);
});

test.each([
  ...[
    'ada@gmail.com',
    'Ada@Gmail.com',
    'ada@yahoo.com',
    'ada@yahoo.co.uk',
    'ada@live.co.uk',
    'ada@ymail.com',
  ],
  ...['ada@proton.me', 'ada@gmx.net', 'ada@mail.com', 'ada@email.com', 'ada@me.com', 'ada@aol.com'],
  ...['ada@itanna.ng', 'ada@unilag.edu.ng', 'ada@company.com.ng', 'ada@mtn.com', 'ada@gtbank.com'],
  ...['siti@maybank.com.my', 'siti@example.com', 'siti@shop.test', 'ada@xn--bcher-kva.example', 'ada@', ''],
])('suggests nothing for %j', (input) => {
  expect(suggestEmail(input)).toBeNull();
});
