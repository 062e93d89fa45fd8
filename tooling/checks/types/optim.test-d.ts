import type { NdArray, Tree, Value } from '@chainrule/core';
import { key, ndarray } from '@chainrule/core';
import { diabetes } from '@chainrule/data';
import type { Optimizer, Schedule, Trace, Verdict } from '@chainrule/optim';
import {
  accumulate,
  adam,
  advance,
  applyUpdates,
  batches,
  begin,
  cosine,
  descend,
  lbfgs,
  masked,
  optimizers,
  partition,
  reduceOnPlateau,
  saveRun,
  sgd,
} from '@chainrule/optim';
import { expectTypeOf } from 'vitest';

interface Params {
  w: NdArray;
  layers: { b: NdArray }[];
}
const params: Params = { w: ndarray([1]), layers: [{ b: ndarray(0) }] };

expectTypeOf(applyUpdates(params, params)).toEqualTypeOf<Params>();
expectTypeOf(advance(begin(sgd({ learningRate: 0.1 }), params), params).params).toEqualTypeOf<Params>();
expectTypeOf(sgd({ learningRate: 0.1 })['~chainrule'].name).toEqualTypeOf<'sgd'>();
expectTypeOf(adam()).toExtend<Optimizer<{ mean: Tree<Value> }>>();
expectTypeOf(cosine({ from: 1, steps: 3 })).toExtend<Schedule>();
adam({ learningRate: cosine({ from: 1, steps: 3 }) });
expectTypeOf(batches(diabetes(), { size: 5, key: key(0), epoch: 0 })).toEqualTypeOf<Iterable<ReturnType<typeof diabetes>>>();
// @ts-expect-error gradient descent has no usual learning rate
sgd({ momentum: 0.9 });
// @ts-expect-error options are full words
adam({ lr: 0.1 });

expectTypeOf(descend((x: number) => x * x, { from: 1, learningRate: 0.1, steps: 3 })).toEqualTypeOf<Trace<number>>();
expectTypeOf<Verdict>().toEqualTypeOf<'converged' | 'converging' | 'swinging' | 'diverged' | 'stalled' | 'unknown'>();
descend({ value: ({ a }: { a: Float64Array }) => a[0]! }, { from: { a: new Float64Array(1) }, optimizer: adam(), steps: 3 });
// @ts-expect-error either a rate or an optimizer
descend((x: number) => x * x, { from: 1, learningRate: 0.1, optimizer: adam(), steps: 3 });
// @ts-expect-error the start is what the function takes
descend((x: number) => x * x, { from: [1], learningRate: 0.1, steps: 3 });

// Every optimizer by name, with its own options
expectTypeOf(optimizers.lion({ learningRate: 0.1 })['~chainrule'].name).toEqualTypeOf<'lion'>();
// @ts-expect-error no such optimizer
expectTypeOf(optimizers.lions).toBeFunction();
// @ts-expect-error there is one line search
lbfgs({ lineSearch: 'golden' });
// @ts-expect-error the groups are those that are given
partition({ a: adam(), b: adam() }, () => 'c');
// @ts-expect-error what becomes of the other parameters must be said
masked(adam(), { where: () => true });
expectTypeOf(accumulate(adam(), { every: 2 })['~chainrule'].name).toEqualTypeOf<'accumulate'>();
expectTypeOf(reduceOnPlateau({ from: 1 })).toExtend<Schedule>();
expectTypeOf(saveRun(begin(adam(), params)).step).toEqualTypeOf<number>();
