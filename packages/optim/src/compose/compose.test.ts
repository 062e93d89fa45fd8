import { readFileSync } from 'node:fs';
import { flatten, ndarray, type NdArray, type Nested, type Tree, type Value } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { adam } from '../optimizers/adam.js';
import { adamw } from '../optimizers/adamw.js';
import { lbfgs } from '../optimizers/lbfgs.js';
import { sgd } from '../optimizers/sgd.js';
import { problems, type ProblemData } from '../test-support/problems.js';
import { advance, begin } from '../run.js';
import { resumeRun, saveRun } from '../saved-run.js';
import { cosine } from '../schedules/cosine.js';
import { step } from '../schedules/step.js';
import type { Optimizer } from '../optimizer.js';
import { accumulate } from './accumulate.js';
import { adaptiveClip } from './adaptive-clip.js';
import { averaging, ema } from './averaging.js';
import { backtracking } from './backtracking.js';
import { chain } from './chain.js';
import { clipByGlobalNorm, clipByNorm, clipByValue } from './clip.js';
import { decoupledDecay } from './decoupled-decay.js';
import { masked } from './masked.js';
import { partition } from './partition.js';
import { skipNonFinite } from './skip-non-finite.js';

const numbersIn = (tree: Tree<Value>): number[] => flatten<NdArray>(tree).leaves.flatMap((leaf) => [...leaf.data]);
/** What a part of a chain makes of gradients. */
const through = (part: Optimizer, grads: Tree<Value>, params: Tree<Value> = grads): number[] =>
  numbersIn(part.update(grads, part.init(params), params, { step: 0, hyper: part.hyper?.(0) ?? {} }).updates);

interface Extra {
  readonly kind: string;
  readonly max: number;
  readonly normType: number;
  readonly grads: readonly Nested[];
  readonly clipped: readonly Nested[];
  readonly schedule: string;
  readonly params: readonly (readonly number[])[];
  readonly averaged: readonly (readonly number[])[];
  readonly decay: number | null;
}
const { extras, meta } = JSON.parse(
  readFileSync(new URL('../../../../tooling/reference/optim/trajectories.json', import.meta.url), 'utf8'),
) as { readonly extras: readonly Extra[]; readonly meta: { readonly problems: ProblemData } };
const solved = problems(meta.problems);
const ofKind = (kind: string): Extra[] => extras.filter((extra) => extra.kind === kind);

function expectPath(optimizer: Optimizer, problem: string, params: readonly (readonly number[])[], tolerance: number): void {
  const { start, gradient } = solved[problem]!;
  let run = begin<readonly NdArray[], unknown>(optimizer, start);
  params.forEach((wanted, k) => {
    if (k > 0) run = advance(run, gradient(run.params));
    numbersIn(run.params).forEach((x, j) => expect(Math.abs(x - wanted[j]!)).toBeLessThanOrEqual(tolerance));
  });
}

describe('as PyTorch', () => {
  test.each(ofKind('clip_norm'))('clipByGlobalNorm to $max, order $normType', ({ max, normType, grads, clipped }) => {
    const given = through(
      clipByGlobalNorm({ max, epsilon: 1e-6, order: normType }),
      grads.map((g) => ndarray(g)),
    );
    given.forEach((x, i) => expect(x).toBeCloseTo(numbersIn(clipped.map((g) => ndarray(g)))[i]!, 14));
  });
  test('clipByValue', () => {
    const [{ max, grads, clipped }] = ofKind('clip_value') as [Extra];
    expect(
      through(
        clipByValue({ max }),
        grads.map((g) => ndarray(g)),
      ),
    ).toEqual(numbersIn(clipped.map((g) => ndarray(g))));
  });
  test('an optimizer with a schedule', () => {
    const [first, second] = ofKind('optimizer+schedule') as [Extra, Extra];
    expectPath(sgd({ learningRate: step({ from: 0.001, every: 10, factor: 0.5 }), momentum: 0.9 }), 'rosenbrock', first.params, 1e-12);
    expectPath(adam({ learningRate: cosine({ from: 0.1, steps: 50 }) }), 'rosenbrock', second.params, 1e-12);
  });
  test('groups of parameters', () => {
    const [{ params }] = ofKind('param_groups') as [Extra];
    const groups = { w: adamw({ learningRate: 0.02, weightDecay: 0.1 }), b: adamw({ learningRate: 0.1, weightDecay: 0 }) };
    expectPath(
      partition(groups, (path) => (path === '0' ? 'w' : 'b')),
      'logreg',
      [numbersIn(solved['logreg']!.start), ...params],
      1e-12,
    );
  });
  test.each(ofKind('weight_averaging'))('averages of parameters, decay $decay', ({ decay, averaged }) => {
    const { start, gradient } = solved['logreg']!;
    const base = sgd({ learningRate: 0.5 });
    const optimizer = (decay === null ? averaging(base) : ema(base, { decay })) as Optimizer;
    let run = begin<readonly NdArray[], unknown>(optimizer, start);
    averaged.slice(averaged.length > 50 ? 1 : 0).forEach((wanted) => {
      run = advance(run, gradient(run.params));
      numbersIn(optimizer.evalParams!(run.state, run.params)).forEach((x, j) =>
        expect(Math.abs(x - wanted[j]!)).toBeLessThanOrEqual(1e-12),
      );
    });
  });
});

const gradients = { a: ndarray([3, -4]), b: ndarray([[0, 12]]) };

test('clipping leaves what is small as it is, and zeros at zero', () => {
  for (const clip of [clipByValue({ max: 20 }), clipByNorm({ max: 20 }), clipByGlobalNorm({ max: 20 })])
    expect(through(clip, gradients)).toEqual([3, -4, 0, 12]);
  const zeros = { a: ndarray([0, 0]) };
  for (const clip of [clipByValue({ max: 0 }), clipByNorm({ max: 0 }), clipByGlobalNorm({ max: 0 }), adaptiveClip()])
    expect(through(clip, zeros).map(Math.abs)).toEqual([0, 0]);
});
test('norms are each array’s own, or of all together', () => {
  expect(through(clipByNorm({ max: 6 }), gradients)).toEqual([3, -4, 0, 6]);
  expect(through(clipByGlobalNorm({ max: 6.5 }), gradients)).toEqual([1.5, -2, 0, 6]);
  expect(through(clipByGlobalNorm({ max: 6, order: Infinity }), gradients)).toEqual([1.5, -2, 0, 6]);
});
test('adaptive clipping goes by unit: rows of matrices, whole vectors', () => {
  const params = {
    w: ndarray([
      [3, 4],
      [0, 0],
    ]),
    b: ndarray([0, 2]),
  };
  const grads = {
    w: ndarray([
      [30, 40],
      [3, 4],
    ]),
    b: ndarray([0, -8]),
  };
  const given = through(adaptiveClip({ clipping: 0.1, epsilon: 0.5 }), grads, params);
  [0.3, 0.4, 0.03, 0.04, 0, -0.2].forEach((x, i) => expect(given[i]).toBeCloseTo(x, 14));
});

test('accumulated batches step as one, and schedules count steps', () => {
  const rates: number[] = [];
  const inner = adam({ learningRate: (at) => (rates.push(at), 0.1) });
  let [small, large] = [begin(accumulate(inner, { every: 3 }), ndarray([1, 2])), begin(adam({ learningRate: 0.1 }), ndarray([1, 2]))];
  for (let i = 0; i < 12; i++) small = advance(small, ndarray([i % 3, 1]));
  for (let i = 0; i < 4; i++) large = advance(large, ndarray([1, 1]));
  numbersIn(small.params).forEach((x, i) => expect(x).toBeCloseTo(numbersIn(large.params)[i]!, 14));
  expect(new Set(rates)).toEqual(new Set([0, 1, 2, 3]));
});

test('a step with NaN or infinity is left out whole', () => {
  const clean = begin(skipNonFinite(adam({ learningRate: 0.1 })), { a: ndarray([1, 2]), b: ndarray(3) });
  const good = { a: ndarray([1, -1]), b: ndarray(2) };
  const one = advance(clean, good);
  for (const bad of [NaN, Infinity, -Infinity]) {
    const after = advance(one, { a: ndarray([0, 0]), b: ndarray(bad) });
    expect(numbersIn(after.params)).toEqual(numbersIn(one.params));
    expect(numbersIn(after.state.inner as Tree<Value>)).toEqual(numbersIn(one.state.inner as Tree<Value>));
    expect(numbersIn([after.state.skipped, after.state.inARow])).toEqual([1, 1]);
    expect(numbersIn(advance(after, good).state.inARow)).toEqual([0]);
  }
});

test('masked trains what is chosen; the others stay, or are passed on', () => {
  const params = { body: ndarray([1, 1]), head: ndarray([1]) };
  const grads = { body: ndarray([5, 5]), head: ndarray([5]) };
  const where = (path: string) => path === 'head';
  expect(numbersIn(advance(begin(masked(sgd({ learningRate: 0.1 }), { where, others: 'frozen' }), params), grads).params)).toEqual([
    1, 1, 0.5,
  ]);
  const clip = masked(clipByValue({ max: 1 }), { where, others: 'passed' });
  expect(numbersIn(advance(begin(chain(clip, sgd({ learningRate: 0.1 })), params), grads).params)).toEqual([0.5, 0.5, 0.9]);
  const saved = saveRun(begin(masked(adam(), { where, others: 'frozen' }), params));
  expect(Object.keys((saved.state as { mean: object }).mean)).toEqual(['head']);
});

test('a group that is not there is named with the parameter', () => {
  const groups = { fast: sgd({ learningRate: 1 }) };
  expect(() =>
    begin(
      partition(groups, () => 'fats' as 'fast'),
      { w: ndarray(1) },
    ),
  ).toThrow('the parameter "w" is to go by the group "fats", which is not there (did you mean "fast"?)');
});

test('optimizers that evaluate the loss do so inside a group', () => {
  const loss = ({ x, y }: { x: NdArray; y: NdArray }): number => (x.item() - 1) ** 2 + (y.item() - 2) ** 2;
  const gradient = ({ x, y }: { x: NdArray; y: NdArray }) => ({ x: x.sub(1).mul(2), y: y.sub(2).mul(2) });
  const groups = { newton: lbfgs({ lineSearch: 'strong-wolfe' }), plain: sgd({ learningRate: 0.25 }) };
  let run = begin(
    partition(groups, (path) => (path === 'x' ? 'newton' : 'plain')),
    { x: ndarray(9), y: ndarray(0) },
  );
  const valueAndGrad = (p: Tree<Value>) => [loss(p as { x: NdArray; y: NdArray }), gradient(p as { x: NdArray; y: NdArray })] as const;
  run = advance(run, gradient(run.params), { valueAndGrad });
  expect(run.params.x.item()).toBeCloseTo(1, 6);
  expect(run.params.y.item()).toBe(1);
});

test('decoupled decay makes AdamW of Adam', () => {
  let [ours, theirs] = [
    begin(decoupledDecay(adam({ learningRate: 0.1 }), { learningRate: 0.1, weightDecay: 0.3 }), ndarray([4, -2])),
    begin(adamw({ learningRate: 0.1, weightDecay: 0.3 }), ndarray([4, -2])),
  ];
  for (let i = 0; i < 20; i++) [ours, theirs] = [advance(ours, ours.params.sub(1)), advance(theirs, theirs.params.sub(1))];
  numbersIn(ours.params).forEach((x, i) => expect(x).toBeCloseTo(numbersIn(theirs.params)[i]!, 13));
});

test('backtracking lowers the loss at any rate, or stays', () => {
  const loss = (x: NdArray): number => x.pow(4).sum().item();
  const valueAndGrad = (x: Tree<Value>) => [loss(x as NdArray), (x as NdArray).pow(3).mul(4)] as const;
  let run = begin(backtracking(sgd({ learningRate: 1000 })), ndarray([1.5, -1]));
  for (let i = 0; i < 30; i++) {
    const before = loss(run.params);
    run = advance(run, valueAndGrad(run.params)[1], { valueAndGrad });
    expect(loss(run.params)).toBeLessThanOrEqual(before);
  }
  expect(loss(run.params)).toBeLessThan(0.01);
});

test('what is composed goes on from where it was saved, to the same bits', () => {
  const make = () =>
    chain(
      clipByGlobalNorm({ max: 1 }),
      partition({ a: ema(accumulate(adam(), { every: 2 })), b: skipNonFinite(sgd({ learningRate: 0.1, momentum: 0.9 })) }, (path) =>
        path === 'a' ? 'a' : 'b',
      ),
    );
  const gradient = (i: number) => ({ a: ndarray([i, 1]), b: ndarray([[1, -i]]) });
  let run = begin<Tree<Value>, unknown>(make(), gradients);
  for (let i = 0; i < 5; i++) run = advance(run, gradient(i));
  let resumed: typeof run = resumeRun(make(), JSON.parse(JSON.stringify(saveRun(run))));
  for (let i = 5; i < 12; i++) [run, resumed] = [advance(run, gradient(i)), advance(resumed, gradient(i))];
  expect(JSON.stringify(saveRun(resumed))).toBe(JSON.stringify(saveRun(run)));
});

test.each([
  ['an empty chain', () => chain(), 'nothing to chain'],
  ['a norm of another order', () => clipByGlobalNorm({ max: 1, order: 3 }), 'the order of the norm is 3'],
  ['a negative maximum', () => clipByValue({ max: -1 }), 'max is -1'],
  ['NaN for a norm', () => clipByNorm({ max: NaN }), 'max is NaN'],
  ['no batches', () => accumulate(adam(), { every: 0 }), 'every is 0'],
  ['a decay of 1', () => ema(adam(), { decay: 1 }), 'decay is 1'],
])('%s is refused', (_, make, says) => {
  expect(make).toThrow(says);
});
