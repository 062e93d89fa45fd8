import { readFileSync } from 'node:fs';
import { flatten, ndarray, type NdArray, type Tree, type Value } from '@chainrule/core';
import { applyUpdates, advance, begin, optimizers, type Optimizer, type OptimizerName, type Run } from '@chainrule/optim';
import { reference, type Backend } from '@chainrule/program';
import { compile, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { describe, expect, test } from 'vitest';
import { isRecordedOurs, makeRecorded } from '../../../packages/optim/src/test-support/makers.js';
import { problems, type ProblemData } from '../../../packages/optim/src/test-support/problems.js';

interface RecordedRun {
  readonly optimizer: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly problem: string;
}
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../reference/optim/${name}`, import.meta.url), 'utf8')) as T;
const torch = read<{ meta: { problems: ProblemData }; trajectories: RecordedRun[] }>('trajectories.json');
const modern = read<{ trajectories: RecordedRun[] }>('trajectories-modern.json');

const onTensors = (array: NdArray): Tensor => tensor(array);
const plain = problems(torch.meta.problems);
const tensors = problems(torch.meta.problems, onTensors);
const hostDriven: readonly OptimizerName[] = ['lbfgs', 'sam'];

type Params = readonly Tensor[];
const numbersIn = (params: Tree<Value>): number[] =>
  flatten<NdArray | Tensor>(params).leaves.flatMap((leaf) => Array.from('dataSync' in leaf ? leaf.dataSync() : leaf.data));

/** A run on plain arrays with gradients by hand: what package tests compare with the recorded numbers. */
function onArrays({ optimizer, options, problem }: RecordedRun, steps: number): number[] {
  const { start, loss, gradient } = plain[problem]!;
  const valueAndGrad = (p: Tree<Value>) => [loss(p as Value[]), gradient(p as Value[])] as const;
  let run: Run<readonly NdArray[]> = begin(makeRecorded(optimizer, options), start);
  for (let i = 0; i < steps; i++) run = advance(run, gradient(run.params), { value: loss(run.params), valueAndGrad });
  return numbersIn(run.params);
}

const slope = (problem: string): ((params: Params) => [Tensor, Params]) =>
  valueAndGrad(tensors[problem]!.loss as unknown as (params: Params) => Tensor);

/** The same on tensors with gradients by automatic differentiation. */
function automatic({ optimizer, options, problem }: RecordedRun, steps: number): number[] {
  const at = slope(problem);
  let run: Run<Params> = begin(makeRecorded(optimizer, options), plain[problem]!.start.map(onTensors));
  for (let i = 0; i < steps; i++) {
    const [value, gradient] = at(run.params);
    run = advance(run, gradient, { value, valueAndGrad: (p) => at(p as Params) });
  }
  return numbersIn(run.params);
}

/** The whole step, loss, gradient and optimizer, as one program, compiled once; rates and corrections come from the host. */
function compiled({ optimizer, options, problem }: RecordedRun, steps: number, backend: Backend): number[] {
  const at = slope(problem);
  const rule: Optimizer = makeRecorded(optimizer, options);
  const step = compile(
    (params: Params, state: unknown, hyper: Readonly<Record<string, number>>) => {
      const [, gradient] = at(params);
      const result = rule.update(gradient, state, params, { step: NaN, hyper });
      return { params: applyUpdates(params, result.updates), state: result.state };
    },
    { backend },
  );
  let now: { params: Params; state: unknown } = { params: plain[problem]!.start.map(onTensors), state: undefined };
  now = { ...now, state: rule.init(now.params) };
  for (let i = 0; i < steps; i++) now = step(now.params, now.state, rule.hyper?.(i) ?? {});
  return numbersIn(now.params);
}

function expectSame(given: readonly number[], wanted: readonly number[]): void {
  wanted.forEach((x, j) => {
    if (Number.isFinite(x))
      expect(Math.abs(given[j]! - x), `coordinate ${j}: ${given[j]!} for ${x}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(x)));
    else expect(given[j]).toBe(x);
  });
}

const runs = [...torch.trajectories, ...modern.trajectories].filter(({ optimizer }) => isRecordedOurs(optimizer));
const steps = 6;
const backends = [
  { name: 'the reference', backend: reference },
  { name: 'wasm', backend: wasm() },
];

describe.each(Object.keys(optimizers) as OptimizerName[])('%s', (name) => {
  const own = runs.filter(({ optimizer }) => optimizer.toLowerCase() === name.toLowerCase());
  test('on tensors goes where it goes on plain arrays', () => {
    expect(own.length).toBeGreaterThan(0);
    // Quasi-Newton steps divide differences of gradients, which amplifies how those are rounded.
    const upTo = name === 'lbfgs' ? 3 : steps;
    for (const run of own) expectSame(automatic(run, upTo), onArrays(run, upTo));
  });
  if (!hostDriven.includes(name))
    test.each(backends)('compiled by $name goes where it goes on plain arrays', ({ backend }) => {
      for (const run of own) expectSame(compiled(run, steps, backend), onArrays(run, steps));
    });
});

test('nothing is frozen: a compiled step follows its schedule', () => {
  const rule = optimizers.sgd({ learningRate: (step) => step + 1 });
  const step = compile((x: Tensor, hyper: Readonly<Record<string, number>>) =>
    applyUpdates(x, rule.update(x.fill(1), {}, x, { step: 0, hyper }).updates),
  );
  let x: Tensor = tensor(ndarray([0]));
  for (let i = 0; i < 3; i++) x = step(x, rule.hyper!(i));
  expect(x.item()).toBe(-6);
});
