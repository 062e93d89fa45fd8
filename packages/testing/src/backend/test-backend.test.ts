import { kernels, type ArrayData } from '@chainrule/core';
import { printProgram, reference, type Backend, type Operation } from '@chainrule/program';
import { expect, test } from 'vitest';
import { testBackend } from './test-backend.js';

/** The names of the cases that a backend does not pass, among those whose names begin with one of these. */
const failing = (backend: Backend, ...beginnings: string[]): string[] =>
  testBackend(backend, { programs: 12 }).flatMap(({ name, run }) => {
    if (!beginnings.some((beginning) => name.startsWith(beginning))) return [];
    try {
      run();
      return [];
    } catch {
      return [name];
    }
  });

test.each(testBackend(reference).map(({ name, run }) => [name, run] as const))('reference: %s', (_, run) => {
  run();
});

/** The reference, with one operation computed wrongly. */
const wrong = (name: string, mistake: (right: readonly ArrayData[], inputs: readonly ArrayData[]) => readonly ArrayData[]): Backend => ({
  ...reference,
  compile: (program, operations) =>
    reference.compile(
      program,
      new Map(
        [...operations].map(([key, operation]): [string, Operation] => [
          key,
          key === name
            ? { ...operation, value: (inputs, parameters, types) => mistake(operation.value(inputs, parameters, types), inputs) }
            : operation,
        ]),
      ),
    ),
});
const changed =
  (f: (x: number, i: number) => number) =>
  (results: readonly ArrayData[]): ArrayData[] =>
    results.map((result) => ({ ...result, data: result.data.map(f) }));

test.each([
  ['matmul', 'matmul'],
  ['convolution', 'convolution'],
  ['sum', 'sum'],
  ['product', 'product'],
  ['extreme', 'extreme'],
  ['take', 'take and addRows'],
  ['addRows', 'take and addRows'],
  ['takeAlong', 'takeAlong and addAlong'],
  ['addAlong', 'takeAlong and addAlong'],
  ['oneHot', 'oneHot'],
  ['cumulativeSum', 'cumulativeSum'],
  ['cumulativeProduct', 'cumulativeProduct'],
  ['recurrence', 'cumulativeProduct'],
  ['argsort', 'argsort'],
  ['argExtreme', 'argExtreme'],
  ['windowArgmax', 'windowArgmax (maximum pooling)'],
  ['embed', 'embed (pad)'],
  ['slice', 'slice'],
  ['concatenate', 'concatenate'],
  ['dynamicSlice', 'dynamicSlice and dynamicUpdateSlice'],
  ['randomBits', 'randomBits'],
  ['randomNormal', 'randomNormal'],
  ['splitKeys', 'splitKeys and foldInKeys'],
  ['scan', 'scan'],
  ['cond', 'cond'],
  ['while', 'while'],
  ['checkpoint', 'checkpoint and barrier'],
  ['cholesky', 'cholesky'],
  ['fourier', 'fourier'],
])('a backend whose %s is wrong in one number is caught by name', (operation, name) => {
  const found = failing(
    wrong(
      operation,
      changed((x, i) => (i === 0 ? x + 1 : x)),
    ),
    name,
  );
  expect(found).toContain(`${name}, float64`);
  expect(found).toContain(`${name}, float32`);
});

test('a backend with one wrong function is caught by its name', () => {
  const { compile } = reference;
  const found = failing(
    {
      ...reference,
      compile: (program, operations) => {
        const uses = printProgram(program, operations).includes('tanh(#0)');
        return uses
          ? wrong(
              'formula',
              changed((x) => x * (1 + 1e-4)),
            ).compile(program, operations)
          : compile(program, operations);
      },
    },
    'function tanh',
    'function exp',
  );
  expect(found).toContain('function tanh, float64');
  expect(found).not.toContain('function exp, float64');
});

test.each<[string, string, Backend]>([
  [
    'writes over its inputs',
    'inputs stay as they are',
    wrong('formula', (results, [input]) => {
      input?.data.fill(9);
      return results;
    }),
  ],
  [
    'sums in single precision',
    'sum, float64',
    wrong('sum', (results) => results.map((result) => kernels.cast(kernels.cast(result, 'float32'), result.dtype))),
  ],
  [
    'takes whatever it is given',
    'inputs of another type are refused',
    { ...reference, compile: () => ({ run: (inputs) => inputs, explain: () => '' }) },
  ],
  [
    'gives other numbers every time',
    'the same bits every time',
    (() => {
      let runs = 0;
      return wrong('sum', (results) => changed((x) => x * (1 + 1e-7 * ++runs))(results));
    })(),
  ],
])('a backend that %s is caught', (_, name, backend) => {
  expect(failing(backend, name)).toContain(name);
});

test('random programs find a wrong operation too', () => {
  expect(
    failing(
      wrong(
        'matmul',
        changed((x) => x * 1.001),
      ),
      'random program',
    ),
  ).not.toEqual([]);
});
