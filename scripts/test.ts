import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from './part.ts';

/**
 * npm test runs everything; npm run check runs the quick part (types, lint and unit tests). The last line is
 * `N passed, N failed`, which counts the Vitest and Playwright tests; a step that fails without a failed test counts as one.
 */
const results = path.join(root, '.local', 'test');

type Step = { command: string[]; report?: string };
type Count = { passed: number; failed: number; failures: string[] };

const NOTHING: Count = { passed: 0, failed: 0, failures: [] };

const STEPS: Record<string, Step[]> = {
  types: [{ command: ['next', 'typegen'] }, { command: ['tsc', '--noEmit'] }],
  lint: [{ command: ['biome', 'check', '.'] }],
  unit: [vitest('unit')],
  database: [vitest('database', 'capacity')],
  e2e: [{ command: ['playwright', 'test'], report: path.join(results, 'e2e.json') }],
};

function vitest(...projects: string[]): Step {
  const report = path.join(results, `${projects[0]}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    command: ['vitest', 'run', ...projects.flatMap((name) => ['--project', name]), ...reporters],
    report,
  };
}

const vitestReport = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
      }),
    ),
  })
  .transform(({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    failures: testResults
      .filter((file) => file.status === 'failed')
      .flatMap(({ name, assertionResults }) => {
        const tests = assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => test.fullName);
        return (tests.length > 0 ? tests : ['the file itself']).map(
          (test) => `${path.relative(root, name)}: ${test}`,
        );
      }),
  }));

type Suite = { file: string; specs: { title: string; ok: boolean }[]; suites?: Suite[] };
const suite: z.ZodType<Suite> = z.object({
  file: z.string(),
  specs: z.array(z.object({ title: z.string(), ok: z.boolean() })),
  suites: z.lazy(() => z.array(suite)).optional(),
});
const failedSpecs = ({ file, specs, suites = [] }: Suite): string[] => [
  ...specs.filter((spec) => !spec.ok).map((spec) => `${file}: ${spec.title}`),
  ...suites.flatMap(failedSpecs),
];
const playwrightReport = z
  .object({
    stats: z.object({ expected: z.int(), flaky: z.int(), unexpected: z.int() }),
    suites: z.array(suite),
  })
  .transform(({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: suites.flatMap(failedSpecs),
  }));

async function main(names: string[]) {
  const total: Count = { passed: 0, failed: 0, failures: [] };
  for (const name of names) {
    for (const step of STEPS[name] ?? []) {
      const startedAt = Date.now();
      console.log(`\n── ${name}: ${step.command.slice(0, 4).join(' ')}`);
      const { passed, failed, failures } = await run(step);
      total.passed += passed;
      total.failed += failed;
      total.failures.push(
        ...failures,
        ...(failed > 0 && failures.length === 0 ? [step.command.join(' ')] : []),
      );
      console.log(
        `── ${name}: ${failed === 0 ? 'passed' : 'failed'} after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
      );
    }
  }
  // Repeated at the end, because a reader of a long log sees its last lines.
  for (const failure of total.failures) console.log(`✗ ${failure}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}

async function run({ command: [program = '', ...args], report }: Step): Promise<Count> {
  if (report) fs.rmSync(report, { force: true });
  const bin = path.join(root, 'node_modules', '.bin');
  const child = spawn(path.join(bin, program), args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PATH: `${bin}${path.delimiter}${process.env.PATH}` },
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(1));
  });
  const count = report ? read(report) : NOTHING;
  // The step itself failed, although none of its tests did.
  return { ...count, failed: code !== 0 && count.failed === 0 ? 1 : count.failed };
}

function read(report: string): Count {
  if (!fs.existsSync(report)) return NOTHING;
  return vitestReport.or(playwrightReport).parse(JSON.parse(fs.readFileSync(report, 'utf8')));
}

const chosen = process.argv.slice(2);
await main(chosen.length > 0 ? chosen : Object.keys(STEPS));
