import { expectTypeOf } from 'vitest';
import type { Value } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import { grad, jvp, tensor, valueAndGrad, vjp } from '@chainrule/tensor';

// A tensor is a value, and knows its element type
expectTypeOf<Tensor>().toExtend<Value>();
expectTypeOf(tensor([1, 2])).toEqualTypeOf<Tensor<'float32'>>();
expectTypeOf(tensor([1, 2], { dtype: 'float64' }).add(1).dtype).toEqualTypeOf<'float64'>();
// @ts-expect-error no such element type
tensor([1, 2], { dtype: 'float16' });
// @ts-expect-error text is no number
tensor(['1']);

// A gradient has the structure of what it is taken by
interface Params {
  readonly w: Tensor;
  readonly layers: readonly { readonly b: Tensor }[];
}
const loss = (params: Params, x: Tensor): Tensor => params.w.mul(x).add(params.layers[0]!.b).sum();
declare const params: Params;
declare const x: Tensor;
expectTypeOf(grad(loss)(params, x)).toEqualTypeOf<Params>();
expectTypeOf(grad(loss, { argnums: 1 })(params, x)).toEqualTypeOf<Tensor>();
expectTypeOf(valueAndGrad(loss)(params, x)).toEqualTypeOf<[Tensor, Params]>();
// @ts-expect-error the same arguments as the function
grad(loss)(params);
// @ts-expect-error a gradient of a gradient takes what the function takes
grad(grad((p: Tensor) => p.mul(p)))('1');

// Forward mode: a tangent for every argument
const product = (a: Tensor, b: Tensor): Tensor => a.mul(b);
expectTypeOf(jvp(product, [x, x], [x, x])).toEqualTypeOf<[Tensor, Tensor]>();
// @ts-expect-error one tangent is missing
jvp(product, [x, x], [x]);
expectTypeOf(vjp(product, x, x)[1](x)).toEqualTypeOf<[a: Tensor, b: Tensor]>();

// Element types that are known to differ do not mix; one that is not known may be either
const half = tensor([0.5]);
const double = tensor([0.5], { dtype: 'float64' });
expectTypeOf(half.add(half)).toEqualTypeOf<Tensor<'float32'>>();
half.add(x);
x.add(half);
half.mul(double.cast('float32'));
// @ts-expect-error cast one of them
half.add(double);
// @ts-expect-error cast one of them
half.matmul(double);
// @ts-expect-error cast one of them
double.greater(half);

// What has no derivative cannot be differentiated by
const rows = (indices: Tensor<'int32'>, table: Tensor): Tensor => table.take(indices).sum();
grad(rows, { argnums: 1 });
declare const indices: Tensor<'int32'>;
// @ts-expect-error integers have no derivative
grad(rows)(indices, x);
// @ts-expect-error a gradient is of a tensor
grad((t: Tensor) => t.item());
