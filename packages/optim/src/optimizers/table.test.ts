import { key, ndarray, normal, type NdArray, type Tree, type Value } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../optimizer.js';
import { advance, begin, type Run } from '../run.js';
import { resumeRun, saveRun } from '../saved-run.js';
import { optimizers, type OptimizerName } from './table.js';

/** A learning rate with which each optimizer descends on all three problems; a new optimizer without one does not compile. */
const rates: Record<OptimizerName, number> = {
  sgd: 0.0005,
  adam: 0.02,
  adamw: 0.02,
  adamax: 0.02,
  nadam: 0.02,
  radam: 0.002,
  adagrad: 0.1,
  adadelta: 1,
  rmsprop: 0.005,
  rprop: 0.01,
  asgd: 0.0005,
  lbfgs: 1,
  lion: 0.005,
  adabelief: 0.01,
  yogi: 0.02,
  lamb: 0.01,
  adan: 0.02,
  novograd: 0.002,
  muon: 0.01,
  scheduleFree: 0.02,
  prodigy: 1,
  sam: 0.0005,
  lookahead: 0.0005,
};
/** They evaluate the loss themselves. */
const hostDriven: readonly OptimizerName[] = ['lbfgs', 'sam'];

const make = (name: OptimizerName, learningRate: number): Optimizer =>
  (optimizers[name] as unknown as (options: object) => Optimizer)({
    learningRate,
    ...(name === 'lbfgs' && { lineSearch: 'strong-wolfe' }),
  });

interface Params {
  readonly layers: readonly { readonly w: NdArray; readonly b: NdArray }[];
}
interface Problem {
  readonly start: Params;
  readonly steps: number;
  /** What the loss must come down to, as a part of where it began. */
  readonly part: number;
  readonly loss: (params: Params) => number;
  /** At a step: only noise depends on it. */
  readonly gradient: (params: Params, step: number) => Params;
}
const one = (w: NdArray, b: NdArray): Params => ({ layers: [{ w, b }] });

const inputs = normal(key(1), [40, 2]).cast('float64');
const outputs = inputs.matmul(ndarray([[2], [-1]])).add(0.5);
const residual = ({ layers: [layer] }: Params): NdArray => inputs.matmul(layer!.w.transpose()).add(layer!.b).sub(outputs);
const rosenbrock = ({ layers: [layer] }: Params): [number, number] => [layer!.w.data[0]!, layer!.b.data[0]!];

const problems: Readonly<Record<string, Problem>> = {
  quadratic: {
    start: one(ndarray([[1.5, -2]]), ndarray([0.5])),
    steps: 1000,
    part: 0.7,
    loss: ({ layers: [layer] }) =>
      layer!.w
        .mul(layer!.w)
        .mul(ndarray([1, 10]))
        .sum()
        .item() + layer!.b.sub(3).pow(2).sum().item(),
    gradient: ({ layers: [layer] }) => one(layer!.w.mul(ndarray([2, 20])), layer!.b.sub(3).mul(2)),
  },
  Rosenbrock: {
    start: one(ndarray([[-1.2]]), ndarray([1])),
    steps: 2000,
    part: 0.3,
    loss: (params) => {
      const [x, y] = rosenbrock(params);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    },
    gradient: (params) => {
      const [x, y] = rosenbrock(params);
      return one(ndarray([[-2 * (1 - x) - 400 * x * (y - x * x)]]), ndarray([200 * (y - x * x)]));
    },
  },
  'noisy least squares': {
    start: one(ndarray([[0.1, 0.1]]), ndarray([0])),
    steps: 1000,
    part: 0.5,
    loss: (params) => residual(params).pow(2).mean().item(),
    gradient: (params, step) => {
      const r = residual(params).add(
        normal(key(1000 + step), [40, 1])
          .cast('float64')
          .mul(0.2),
      );
      return one(
        r
          .transpose()
          .matmul(inputs)
          .mul(2 / 40),
        r.mean().reshape([1]).mul(2),
      );
    },
  },
};

function takeStep(run: Run<Params>, { loss, gradient }: Problem): Run<Params> {
  const valueAndGrad = (p: Tree<Value>) => [loss(p as Params), gradient(p as Params, run.step)] as const;
  return advance(run, gradient(run.params, run.step), { value: loss(run.params), valueAndGrad });
}
const text = (run: Run<Params>): string => JSON.stringify(saveRun(run));

describe.each(Object.keys(optimizers) as OptimizerName[])('%s', (name) => {
  test.each(Object.entries(problems))('descends on %s', (_, problem) => {
    let run: Run<Params> = begin(make(name, rates[name]), problem.start);
    for (let i = 0; i < (name === 'lbfgs' ? 20 : problem.steps); i++) run = takeStep(run, problem);
    const judged = (run.optimizer.evalParams?.(run.state, run.params) ?? run.params) as Params;
    expect(problem.loss(judged)).toBeLessThan(problem.part * problem.loss(problem.start));
  });

  test('takes gradients in any order of keys', () => {
    const problem = problems['quadratic']!;
    const run: Run<Params> = begin(make(name, rates[name]), problem.start);
    const after = takeStep(run, problem);
    const turned: Problem = { ...problem, gradient: (p) => ({ layers: problem.gradient(p, 0).layers.map(({ w, b }) => ({ b, w })) }) };
    expect(text(takeStep(run, turned))).toBe(text(after));
  });

  test('does not move where all gradients are zero, and makes no NaN', () => {
    const zero: Problem = { ...problems['quadratic']!, gradient: ({ layers: [l] }) => one(l!.w.fill(0), l!.b.fill(0)) };
    let run: Run<Params> = begin(make(name, 1e-4), zero.start);
    for (let i = 0; i < 12; i++) run = takeStep(run, zero);
    const moved = run.params.layers[0]!.w.sub(zero.start.layers[0]!.w).abs().max().item();
    expect(moved).toBeLessThan(0.01); // weight decay and Yogi's initial accumulator move a little
  });

  test.each([NaN, -0.1, Infinity])('refuses a learning rate of %d', (learningRate) => {
    expect(() => make(name, learningRate)).toThrow(`learningRate is ${learningRate}`);
  });

  const { start } = problems['quadratic']!;
  const [{ w, b }] = start.layers as [{ w: NdArray; b: NdArray }];
  test.each([
    ['a missing gradient', { layers: [{ w }] }, 'nothing is given for the parameter "layers.0.b"'],
    ['a misspelt one', { layers: [{ W: w, b }] }, 'the parameter "layers.0.w" (did you mean "layers.0.W"?)'],
    ['one too many', { layers: [{ w, b, c: b }] }, 'there is no parameter for "layers.0.c"'],
    ['one of another shape', { layers: [{ w: b, b }] }, 'the gradient of "layers.0.w" has shape [1], the parameter [1, 2]'],
    ['a bare number', { layers: [{ w, b: 3 }] }, 'the gradient of "layers.0.b" is a number, not an array'],
  ])('refuses %s', (_, wrong, says) => {
    const valueAndGrad = () => [0, start] as const;
    expect(() => advance(begin(make(name, rates[name]), start), wrong, { value: 0, valueAndGrad })).toThrow(says);
  });

  test('refuses the state of another optimizer', () => {
    const other = { velocity: start, momentumOfAnother: start };
    const valueAndGrad = () => [0, start] as const;
    const context = { step: 0, hyper: make(name, 0.1).hyper?.(0) ?? {}, value: 0, valueAndGrad };
    expect(() => make(name, 0.1).update(start, other, start, context)).toThrow(
      /this is not a state of \w+: it holds velocity, momentumOfAnother/,
    );
  });

  if (hostDriven.includes(name))
    test('says that it must evaluate the loss', () => {
      expect(() => advance(begin(make(name, 0.1), start), start)).toThrow('pass valueAndGrad');
    });
});

test('a saved run says what is wrong with it', () => {
  const saved = saveRun(begin(optimizers.adam(), ndarray([1, -0, NaN])));
  expect(Object.is((resumeRun(optimizers.adam(), JSON.parse(JSON.stringify(saved))).params as NdArray).data[1], -0)).toBe(true);
  expect(() => resumeRun(optimizers.sgd({ learningRate: 1 }), saved)).toThrow('saved with the optimizer "adam", this is "sgd"');
  expect(() => resumeRun(optimizers.adam(), { step: 1 })).toThrow('not a saved run');
  const array = (change: object) => ({ ...saved, params: { '~array': 'float64', shape: [2], data: [1, 2], ...change } });
  expect(() => resumeRun(optimizers.adam(), array({ shape: [3] }))).toThrow('2 numbers do not fill shape [3]');
  expect(() => resumeRun(optimizers.adam(), array({ '~array': 'float16' }))).toThrow('no element type "float16"');
  expect(() => resumeRun(optimizers.adam(), array({ data: [1, 'x'] }))).toThrow('"x" is not a number');
  expect(() => resumeRun(optimizers.adam(), { ...saved, step: -1 })).toThrow('the step is -1');
});
