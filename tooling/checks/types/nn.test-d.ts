import { definePlugin, key, relu } from '@chainrule/core';
import { crossEntropy, linear, mse, sequential, type Initialised, type Nothing, type ParamsOf } from '@chainrule/nn';
import { zeros, type Tensor } from '@chainrule/tensor';
import { expectTypeOf } from 'vitest';

const net = sequential({ hidden: linear(4, 8), relu, head: linear(8, 3, { bias: false }) });
const { params, state } = net.init(key(0));
expectTypeOf(params.hidden.weight).toEqualTypeOf<Tensor>();
expectTypeOf(params.hidden.bias).toEqualTypeOf<Tensor>();
expectTypeOf(params.head).toEqualTypeOf<{ readonly weight: Tensor }>();
// @ts-expect-error -- there is no such layer
params.tail satisfies object;

const listed = sequential(linear(4, 8), relu, linear(8, 3)).init(key(0));
expectTypeOf(listed.params[2].weight).toEqualTypeOf<Tensor>();
expectTypeOf(listed.params[1]).toEqualTypeOf<Nothing>();

expectTypeOf(net.apply(params, state, zeros([1, 4]), { mode: 'train' }).y).toEqualTypeOf<Tensor>();
// @ts-expect-error -- the mode is said each time
net.apply(params, state, zeros([1, 4]));

expectTypeOf(crossEntropy.with({ labelSmoothing: 0.1 }).apply(zeros([1, 3]), zeros([1]))).toEqualTypeOf<Tensor>();
// @ts-expect-error -- no such option
mse.with({ labelSmoothing: 0.1 });

const double = definePlugin('layer', 'double', {
  options: {},
  init: (): Initialised<Nothing, Nothing> => ({ params: {}, state: {} }),
  apply: (_params: Nothing, state: Nothing, x: Tensor) => ({ y: x.mul(2), state }),
});
expectTypeOf<ParamsOf<typeof double>>().toEqualTypeOf<Nothing>();
sequential(double, linear(1, 1));
