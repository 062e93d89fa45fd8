import { readFileSync } from 'node:fs';
import { ndarray, type NdArray, type Tree, type Value } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { advance, begin } from '../run.js';
import type { Optimizer } from '../optimizer.js';
import { optimizers, type OptimizerName } from './table.js';

type Options = Readonly<Record<string, number | boolean>>;
const make = optimizers as unknown as Readonly<Record<OptimizerName, (options: Options) => Optimizer>>;
const fileOf = (name: string): string => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** What some must be told, beside the option looked at. */
const needed: Readonly<Record<string, Options>> = {
  sgd: { learningRate: 0.1, momentum: 0.5 },
  sam: { learningRate: 0.1 },
  lookahead: { learningRate: 0.1 },
};
/** Limits that forty steps do not come to, and what has no place beside the others. */
const notFelt = new Set([
  ...[
    'asgd.t0',
    'rprop.stepMin',
    'rprop.stepMax',
    'sgd.nesterov',
    'muon.epsilon',
    'prodigy.distanceFactor',
    'lbfgs.historySize',
    'lbfgs.maxIterations',
    'lbfgs.toleranceChange',
  ],
  'lbfgs.toleranceGradient',
]);

/** The defaults that docstrings of an optimizer's options state, where they are numbers or truths. */
function documented(name: string): [option: string, value: number | boolean][] {
  const source = readFileSync(new URL(fileOf(name), import.meta.url), 'utf8');
  return [...source.matchAll(/Default (true|false|\d[\d.]*(?:e-?\d+)?)(?=[.;](?:\s| ))[^/]*\*\/\s+readonly (\w+)\?/g)].map(
    ([, value, option]) => [option!, JSON.parse(value!) as number | boolean],
  );
}

const otherThan = (value: number | boolean): number | boolean =>
  typeof value === 'boolean' ? !value : value === 0 ? 0.01 : value > 1 ? value + 1 : 0.5 * value;

interface Params {
  readonly w: NdArray;
  readonly b: NdArray;
}
/** Σ (x⁴ + x²)/1000 and its gradient: steep and flat places, and small enough that an ε is felt. */
const bowl = (tree: Tree<Value>): readonly [Value, Params] => {
  const { w, b } = tree as unknown as Params;
  const [loss, slope] = [(x: NdArray) => x.pow(4).add(x.pow(2)).sum().mul(1e-3), (x: NdArray) => x.pow(3).mul(4).add(x.mul(2)).mul(1e-3)];
  return [loss(w).add(loss(b)), { w: slope(w), b: slope(b) }];
};
/** Where an optimizer goes in forty steps, by gradients that change their size and sign. */
function path(optimizer: Optimizer): readonly number[] {
  let run = begin(optimizer, { w: ndarray([[1, -2], [0.5, 3]]), b: ndarray([0.1, -0.2]) }); // prettier-ignore
  for (let i = 0; i < 40; i++) {
    const { w, b } = bowl(run.params)[1];
    run = advance(run, { w: w.mul(Math.cos(2 * i)), b: b.mul(Math.cos(3 * i)) }, { valueAndGrad: bowl });
  }
  return [...run.params.w.data, ...run.params.b.data];
}

describe.each(Object.keys(optimizers) as OptimizerName[])('%s', (name) => {
  const started = (options: Options = {}): readonly number[] => path(make[name]({ ...needed[name], ...options }));

  test.each(documented(name).filter(([option]) => !(option in (needed[name] ?? {}))))(
    'its %s is %s where nothing is said',
    (option, value) => {
      expect(started({ [option]: value })).toEqual(started());
    },
  );
  test.each(documented(name).filter(([option]) => !notFelt.has(`${name}.${option}`)))(
    'its %s, if not %s, is felt here',
    (option, value) => {
      expect(started({ [option]: otherThan(value) })).not.toEqual(started());
    },
  );
});
