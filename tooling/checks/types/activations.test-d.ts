import { expectTypeOf } from 'vitest';
import { activations, leakyRelu, relu, softmax, type Activation } from '@chainrule/activations';
import type { Value } from '@chainrule/core';

// An activation keeps its name and the names of its parameters
expectTypeOf(relu.key).toEqualTypeOf<'relu'>();
expectTypeOf(leakyRelu.with({ slope: 0.2 }).parameters.slope).toEqualTypeOf<number>();
// @ts-expect-error no such parameter
leakyRelu.with({ alpha: 0.2 });
expectTypeOf(activations.gelu).toExtend<Activation>();
expectTypeOf(softmax).toBeCallableWith({} as Value, 0);
