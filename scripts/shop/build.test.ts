import { expect, test } from 'vitest';
import { IRRELEVANT } from './build.ts';

test('a build depends on the files that it reads', () => {
  const files = ['.env', '.env.local', 'app', 'lib/env.ts', '.git', '.local', 'docs', 'lib/env.test.ts'];
  expect(files.filter((file) => !IRRELEVANT.test(file))).toEqual(['.env', '.env.local', 'app', 'lib/env.ts']);
});
