import { expectTypeOf } from 'vitest';
import { ndarray, type NdArray, type Objective, type Plugin } from '@chainrule/core';
import { adam, advance, applyUpdates, begin, descend, exponential, sgd } from '@chainrule/optim';
import type { Optimizer, Trace } from '@chainrule/optim';

// Optimizers are plugins with literal names; options are PyTorch's, in full words
expectTypeOf(sgd({ learningRate: 0.1 })).toExtend<Optimizer>();
expectTypeOf(sgd({ learningRate: 0.1 })).toExtend<Plugin<'optimizer', 'sgd'>>();
adam({ learningRate: exponential({ from: 0.1, factor: 0.9 }), beta1: 0.8, epsilon: 1e-9 });
// @ts-expect-error gradient descent needs a rate
sgd({});
// @ts-expect-error no such option
sgd({ learningRate: 0.1, momentm: 0.9 });
// @ts-expect-error a rate is a number or a schedule
sgd({ learningRate: '0.1' });

// Parameters keep their structure
const params = { layers: [{ weight: ndarray([1, 2]) }] };
expectTypeOf(applyUpdates(params, params)).toEqualTypeOf<{ layers: { weight: NdArray }[] }>();
expectTypeOf(advance(begin(sgd({ learningRate: 0.1 }), params), params).params).toEqualTypeOf<{ layers: { weight: NdArray }[] }>();

// A descent starts from what the function takes
expectTypeOf(descend((x: number) => x * x, { from: 1, learningRate: 0.1, steps: 3 })).toEqualTypeOf<Trace<number>>();
declare const objective: Objective<{ w: number[] }>;
expectTypeOf(descend(objective, { from: { w: [1] }, optimizer: adam({ learningRate: 0.1 }), steps: 3 }).point).toEqualTypeOf<{
  w: number[];
}>();
// @ts-expect-error the function takes numbers
descend((x: number) => x * x, { from: 'here', learningRate: 0.1, steps: 3 });
// @ts-expect-error a rate or an optimizer, not both
descend((x: number) => x * x, { from: 1, learningRate: 0.1, optimizer: adam({ learningRate: 0.1 }), steps: 3 });
// @ts-expect-error one of the two
descend((x: number) => x * x, { from: 1, steps: 3 });
