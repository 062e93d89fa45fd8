import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chainrule, inFolder } from '../test-support/run-in-test.js';

// Plugins by name on the commands that take parts by name. They import our packages, so they stand where these are found.
const folder = new URL(`../../.generated/parts-${process.pid}/`, import.meta.url);
vi.setConfig({ testTimeout: 120_000 });
let leave: () => Promise<void>;
beforeAll(async () => {
  leave = await inFolder();
  await mkdir(folder, { recursive: true });
  for (const [kind, name] of [
    ['optimizer', 'crawling'],
    ['schedule', 'halving'],
    ['activation', 'bump'],
    ['elementwise', 'bell'],
  ] as const) {
    await chainrule('plugin', 'new', kind, name);
    await cp(`chainrule-${name}/index.js`, new URL(`${name}.mjs`, folder));
  }
  await writeFile(
    'package.json',
    JSON.stringify({
      chainrule: { plugins: ['crawling', 'halving', 'bump', 'bell'].map((name) => new URL(`${name}.mjs`, folder).pathname) },
    }),
  );
}, 120_000);
afterAll(async () => {
  await leave();
  await rm(folder, { recursive: true });
});

interface Runs {
  readonly result: { readonly runs: readonly { readonly name: string; readonly point: readonly number[] }[] };
}

test('descend takes optimizers', async () => {
  const { code, out, notes } = await chainrule('descend', 'x^2', '--optimizers', 'crawling,sgd', '--rates', '0.2', '--json');
  expect(code, notes).toBe(0);
  const [crawling, sgd] = (JSON.parse(out) as Runs).result.runs;
  expect([crawling!.name, crawling!.point]).toEqual(['crawling', sgd!.point]);
  expect((await chainrule('descend', 'x^2', '--optimizers', 'crawing')).notes).toContain('did you mean "crawling"?');
});

test('descend takes schedules, alone and for optimizers', async () => {
  const falling = await chainrule('descend', 'x^2', '--schedule', 'halving', '--set', 'from=0.05', '--steps', '2', '--json');
  expect((JSON.parse(falling.out) as Runs).result.runs[0]!.point[0]).toBeCloseTo(0.81, 12);
  const both = await chainrule(
    'descend',
    'x^2',
    '--optimizers',
    'sgd',
    '--schedule',
    'halving',
    '--set',
    'from=0.05',
    '--steps',
    '2',
    '--json',
  );
  expect((JSON.parse(both.out) as Runs).result.runs[0]!.point[0]).toBeCloseTo(0.81, 12);
  for (const [args, says] of [
    [['--schedule', 'cosine'], 'from is missing'],
    [['--schedule', 'halvin'], 'did you mean "halving"?'],
    [['--schedule', 'halving', '--rates', '1'], 'a schedule gives the rates'],
  ] as const)
    expect(await chainrule('descend', 'x^2', ...args)).toMatchObject({ code: 2, notes: expect.stringContaining(says) as string });
});

test('plot takes activations, elementwise functions and schedules', async () => {
  const { out, notes } = await chainrule('plot', '--activation', 'bump,bell', '--x', '-1,1', '--points', '3', '--format', 'csv');
  expect(notes).toBe('');
  expect(out.split('\n').slice(0, 2)).toEqual([
    'x,bump(x),bump(x)′,bell(x),bell(x)′',
    expect.stringMatching(/^-1,0\.3678\d+,0\.7357\d+,0\.3678\d+,0\.7357\d+$/) as string,
  ]);
  const rates = await chainrule('plot', '--schedule', 'halving', '--set', 'from=1', '--x', '0,10', '--format', 'csv');
  expect(rates.out.split('\n').slice(-2)).toEqual(['9,1', '10,0.5']);
  expect((await chainrule('plot', '--activation', 'bmp')).notes).toContain('did you mean "bump"?');
});

test('their TypeScript imports them', async () => {
  for (const [args, name] of [
    [['descend', 'x^2', '--optimizers', 'crawling', '--rates', '0.2'], 'crawling({ learningRate: 0.2 })'],
    [['plot', '--activation', 'bump'], "bump.fn.of(Expr.variable('x'))"],
    [['plot', '--schedule', 'halving', '--set', 'from=1'], 'halving({ from: 1 })'],
  ] as const) {
    const { out } = await chainrule(...args, '--code', 'ts');
    expect(out).toContain(name);
    expect(out).toMatch(/^import \{ (crawling|bump|halving) \} from '\/.*\.mjs';$/m);
  }
});
