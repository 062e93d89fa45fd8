import { describe, expect, test } from 'vitest';
// The command is loaded when it is used; here at once, so that no single test waits for all of its packages.
import './fit.js';
import { chainrule, withFolder } from '../test-support/run-in-test.js';

interface FitResult {
  readonly rows: { readonly train: number; readonly test?: number };
  readonly gradientDigits: { readonly agreement: number };
  readonly parameters: readonly { readonly name: string; readonly fitted: number; readonly closedForm: number }[];
  readonly trainError: { readonly fitted: number; readonly closedForm: number };
  readonly testError: { readonly fitted: number; readonly closedForm: number };
  readonly verdict: string;
  readonly largestSafeRate: number;
  readonly report?: string;
}

const resultOf = (out: string): FitResult => {
  const answer = JSON.parse(out) as { schema: string; ok: boolean; result: FitResult };
  expect(answer).toMatchObject({ schema: 'chainrule.fit/1', ok: true });
  return answer.result;
};

const houses = (rows: number, price: (i: number) => number | string = (i) => 100 + 2.5 * i + (i % 7)): string =>
  `size,rooms,price\n${Array.from({ length: rows }, (_, i) => `${i},${(i * i) % 11},${price(i)}`).join('\n')}\n`;

describe('the line', { timeout: 60_000 }, () => {
  test('comes near the closed form, and the gradient agrees three ways', async () => {
    const { code, out } = await chainrule('fit', '--no-report', '--json');
    expect(code).toBe(0);
    const { parameters, gradientDigits, rows, trainError } = resultOf(out);
    expect(rows).toEqual({ train: 100 });
    expect(gradientDigits.agreement).toBeGreaterThan(9);
    for (const { fitted, closedForm } of parameters) expect(fitted).toBeCloseTo(closedForm, 1);
    expect(parameters[0]!.closedForm).toBeCloseTo(3, 0);
    expect(trainError.fitted).toBeGreaterThanOrEqual(trainError.closedForm);
  });

  test('that diverges says so, says the largest safe rate, and writes nothing', async () => {
    await withFolder(async ({ path, files }) => {
      const { code, notes } = await chainrule('fit', '--learning-rate', '1', '--report', path('report.html'));
      expect(code).toBe(5);
      expect(notes).toMatch(
        /It diverged.*the learning rate 1 is above the largest safe one.*largest safe learning rate is 2\/\d\.\d+ = 0\.\d+/,
      );
      expect(await files()).toEqual([]);
    });
  });
});

describe('diabetes', { timeout: 60_000 }, () => {
  test('reaches least squares nearly, on training and test rows', async () => {
    const { code, out } = await chainrule('fit', '--data', 'diabetes', '--no-report', '--epochs', '100', '--json');
    expect(code).toBe(0);
    const { rows, gradientDigits, trainError, testError, parameters } = resultOf(out);
    expect(rows).toEqual({ train: 353, test: 89 });
    expect(gradientDigits.agreement).toBeGreaterThan(8);
    expect(testError.closedForm).toBeCloseTo(2775.93, 2);
    expect(trainError.fitted).toBeGreaterThan(trainError.closedForm);
    expect(trainError.fitted).toBeLessThan(1.05 * trainError.closedForm);
    expect(parameters.map(({ name }) => name)).toEqual(['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6', 'intercept']);
  });

  test('that diverges names the rate, the largest safe one and one to try', async () => {
    const { code, notes } = await chainrule('fit', '--data', 'diabetes', '--learning-rate', '2', '--no-report');
    expect(code).toBe(5);
    expect(notes).toMatch(
      /training diverged: after 1 epoch the loss is .*\n {2}hint: the learning rate is 2; the largest safe one is 0\.241, .*Try --learning-rate 0\.024/,
    );
  });
});

test("a file of one's own: the same, in words, with a report that needs nothing beside it", { timeout: 60_000 }, async () => {
  await withFolder(async ({ write, read, path, files }) => {
    const file = await write('houses.csv', houses(60));
    const { code, out, notes } = await chainrule('fit', file, '--target', 'price', '--report', path('r.html'), '--epochs', '40');
    expect(code, notes).toBe(0);
    for (const says of [
      '60 rows, 2 features, target "price"',
      'Model: price ≈ b + w₁·size + w₂·rooms',
      'agrees to',
      'least squares',
      'Mean squared error',
      `Report: ${path('r.html')}`,
    ])
      expect(out).toContain(says);
    expect(notes.split('\n')).toHaveLength(10);
    expect(notes).toMatch(/^epoch 4\/40 {2}loss /);
    const report = await read('r.html');
    expect(report.match(/<figure>/g)).toHaveLength(4);
    // Nothing is fetched: no address but the name of SVG's own language.
    expect(/https?:|src=|@import|url\((?!#)/.exec(report.replaceAll('http://www.w3.org/2000/svg', ''))).toBeNull();
    expect(/NaN|undefined|Infinity/.exec(report.replace(/<script>[^]*?<\/script>/g, ''))).toBeNull();
    expect((await files()).sort()).toEqual(['houses.csv', 'r.html']);
  });
});

test('the same seed gives the same fit, another another', { timeout: 60_000 }, async () => {
  await withFolder(async ({ write }) => {
    const file = await write('houses.csv', houses(60));
    const fitted = async (seed: string): Promise<unknown> =>
      resultOf((await chainrule('fit', file, '--no-report', '--epochs', '3', '--json', '--seed', seed)).out).parameters;
    expect(await fitted('1')).toEqual(await fitted('1'));
    expect(await fitted('1')).not.toEqual(await fitted('2'));
  });
});

const broken: readonly [name: string, content: string, code: number, says: string][] = [
  ['an empty file', '', 4, 'data.csv is empty'],
  ['a header alone', 'a,b\n', 4, 'has a header but no rows'],
  ['a ragged row', 'a,b\n1,2\n3\n', 4, 'line 3 of data.csv has 1 cell, the header 2: nothing for column 2 "b"'],
  ['text in a numeric column', houses(9, (i) => (i === 4 ? 'cheap' : i)), 4, 'line 6 of data.csv, column "price": "cheap" is not a number'],
  ['NaN', houses(9, (i) => (i === 4 ? 'NaN' : i)), 4, 'line 6 of data.csv, column "price": "NaN" is not a finite number'],
  ['an empty cell', houses(9, (i) => (i === 4 ? '' : i)), 4, 'line 6 of data.csv, column "price": the cell is empty'],
  ['one row', houses(1), 4, 'data.csv has one row'],
  [
    'a constant column',
    `size,rooms,price\n${'1,2,3\n2,2,4\n3,2,6\n'.repeat(5)}`,
    4,
    'column "rooms" of data.csv is the same in every training row',
  ],
  ['fewer rows than parameters', houses(3), 4, 'rows do not determine'],
  [
    'a column that repeats another',
    `a,b,y\n${Array.from({ length: 20 }, (_, i) => `${i},${2 * i},${i * i}`).join('\n')}`,
    5,
    'feature 1 is constant, or a combination of the features before it',
  ],
  ['one column', 'a\n1\n2\n', 4, 'has only the column "a"'],
];

describe('bad input', { timeout: 60_000 }, () => {
  test.each(broken)('%s', async (_, content, code, says) => {
    await withFolder(async ({ write, path, files }) => {
      const file = await write('data.csv', content);
      const ran = await chainrule('fit', file, '--report', path('report.html'));
      expect(ran.code, ran.notes).toBe(code);
      expect(ran.notes.replaceAll(file, 'data.csv')).toContain(says);
      expect(ran.notes).not.toMatch(/\n {4}at |TypeError/);
      expect(await files(), 'nothing half-done').toEqual(['data.csv']);
      const asJson = await chainrule('fit', file, '--report', path('report.html'), '--json');
      expect(asJson.code).toBe(code);
      expect(asJson.notes).toBe('');
      expect(JSON.parse(asJson.out)).toMatchObject({ schema: 'chainrule.fit/1', ok: false });
    });
  });

  test.each<[name: string, args: string[], code: number, says: string]>([
    ['a missing file', ['missing.csv'], 4, 'cannot read missing.csv: there is no such file or folder'],
    ['a folder', ['/'], 4, 'cannot read /: it is a folder'],
    ['an unknown data set', ['--data', 'diabetis'], 2, 'there is no built-in data set "diabetis" (did you mean "diabetes"?)'],
    ['a data set named like a property', ['--data', 'constructor'], 2, 'there is no built-in data set "constructor"'],
    ['a file and a data set', ['a.csv', '--data', 'iris'], 2, 'a file and a built-in data set at once'],
    ['a target without data', ['--target', 'price'], 2, '--target without data'],
    ['a learning rate that is no number', ['--learning-rate', 'fast'], 2, "argument 'fast' is invalid. It is to be a positive number"],
    ['a learning rate of NaN', ['--learning-rate', 'NaN'], 2, "argument 'NaN' is invalid"],
    ['a negative learning rate', ['--data', 'iris', '--learning-rate', '-1'], 2, "argument '-1' is invalid"],
    ['a negative batch size', ['--data', 'iris', '--batch-size', '-1'], 2, "argument '-1' is invalid. It is to be a positive whole number"],
    ['no epochs', ['--data', 'iris', '--epochs', '0'], 2, "argument '0' is invalid"],
    ['half an epoch', ['--epochs', '0.5'], 2, "argument '0.5' is invalid"],
    ['a seed that is none', ['--seed', 'x'], 2, "argument 'x' is invalid. It is to be a whole number"],
    ['a report nowhere', ['--report', '/no/such/folder/r.html'], 4, 'cannot write /no/such/folder/r.html: there is no such file or folder'],
    ['an unknown option', ['--lerning-rate', '1'], 2, 'fit has no option --lerning-rate (did you mean "--learning-rate"?)'],
  ])('%s', async (_, args, code, says) => {
    const ran = await chainrule('fit', ...(args.includes('--report') ? args : [...args, '--no-report']));
    expect(ran.code, ran.notes).toBe(code);
    expect(ran.notes).toContain(says);
    expect(ran.notes).not.toMatch(/\n {4}at |TypeError/);
  });

  test('a target that is not a column is refused with the nearest', async () => {
    await withFolder(async ({ write }) => {
      const { code, notes } = await chainrule('fit', await write('houses.csv', houses(9)), '--target', 'prise', '--no-report');
      expect(code).toBe(4);
      expect(notes).toContain('the target "prise" is not a column (did you mean "price"?)');
      expect(notes).toContain('the columns are size, rooms, price');
    });
  });

  test('a report that cannot take its place leaves nothing behind', async () => {
    await withFolder(async ({ write, path, files }) => {
      const file = await write('houses.csv', houses(30));
      const { mkdir } = await import('node:fs/promises');
      await mkdir(path('report.html'));
      const { code, notes } = await chainrule('fit', file, '--epochs', '2', '--report', path('report.html'));
      expect(code).toBe(4);
      expect(notes).toContain(`cannot write ${path('report.html')}`);
      expect((await files()).sort()).toEqual(['houses.csv', 'report.html']);
    });
  });
});
