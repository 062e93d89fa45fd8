import { createRegistry, flatten, ndarray, type NdArray, type Tree } from '@chainrule/core';
import {
  advance,
  applyUpdates,
  begin,
  chain,
  clipByGlobalNorm,
  descend,
  ema,
  optimizers,
  partition,
  resumeRun,
  saveRun,
  skipNonFinite,
} from '@chainrule/optim';
import { compile, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { signDescent } from './sign-descent.js';

const gradient = ({ w, b }: { w: NdArray; b: NdArray }) => ({ w: w.sub(1), b: b.add(2) });
const start = { w: ndarray([3, -1]), b: ndarray(0) };
const numbers = (params: Tree<NdArray>): number[] => flatten<NdArray>(params).leaves.flatMap((leaf) => [...leaf.data]);
const expectThere = (given: readonly number[]): void => {
  [1, 1, -2].forEach((x, i) => expect(Math.abs(given[i]! - x)).toBeLessThan(0.03));
};

test('on plain arrays', () => {
  let run = begin(signDescent(), start);
  for (let i = 0; i < 200; i++) run = advance(run, gradient(run.params));
  expectThere(numbers(run.params));
});

test('on tensors, and compiled into a step', () => {
  const loss = ({ w, b }: { w: Tensor; b: Tensor }): Tensor => w.sub(1).pow(2).sum().add(b.add(2).pow(2));
  const rule = signDescent();
  const step = compile((params: { w: Tensor; b: Tensor }, hyper: Readonly<Record<string, number>>) => {
    const [, slope] = valueAndGrad(loss)(params);
    return applyUpdates(params, rule.update(slope, {}, params, { step: 0, hyper }).updates);
  });
  const onTensors = (): { w: Tensor; b: Tensor } => ({ w: tensor([3, -1]), b: tensor(0) });
  let compiled = onTensors();
  let run = begin(rule, onTensors());
  for (let i = 0; i < 200; i++) {
    run = advance(run, valueAndGrad(loss)(run.params)[1]);
    compiled = step(compiled, rule.hyper!(i));
  }
  expectThere([...run.params.w.dataSync(), run.params.b.item()]);
  expectThere([...compiled.w.dataSync(), compiled.b.item()]);
});

test('wherever the built-in ones are: in chains, groups, averages, descend, saved runs and registries', () => {
  const groups = { mine: ema(signDescent()), theirs: skipNonFinite(optimizers.adam({ learningRate: 0.1 })) };
  const rule = chain(
    clipByGlobalNorm({ max: 5 }),
    partition(groups, (path) => (path === 'w' ? 'mine' : 'theirs')),
  );
  let run = begin<typeof start, unknown>(rule, start);
  for (let i = 0; i < 200; i++) run = advance(run, gradient(run.params));
  expectThere(numbers(run.params));

  const trace = descend((x: number) => x * x - 6 * x + 5, {
    from: 15,
    optimizer: signDescent({ learningRate: 1, factor: 0.95 }),
    steps: 200,
  });
  expect(Math.abs(trace.point - 3)).toBeLessThan(0.2);

  const saved = JSON.parse(JSON.stringify(saveRun(begin(signDescent(), start)))) as unknown;
  expect(numbers(resumeRun(signDescent(), saved).params)).toEqual(numbers(start));
  expect(() => resumeRun(optimizers.adam(), saved)).toThrow('saved with the optimizer "signDescent"');
  expect(createRegistry(signDescent(), optimizers.adam()).get('optimizer', 'signDescent').init(start)).toEqual({});
});
