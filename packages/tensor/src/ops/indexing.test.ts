import { ChainruleError } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import {
  arange,
  argmax,
  argsort,
  compile,
  dynamicSlice,
  dynamicUpdateSlice,
  gather,
  grad,
  oneHot,
  scatter,
  scatterAdd,
  sort,
  takeAlong,
  tensor,
  topK,
  vmap,
  zeros,
  type Tensor,
} from '../index.js';

const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
const integers = (data: number[] | number[][]): Tensor<'int32'> => tensor(data, { dtype: 'int32' });
const codeOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof ChainruleError) return error.code;
  }
  return 'nothing refused';
};

describe('an index out of range', () => {
  const x = arange(4);
  it.each<[string, () => Tensor]>([
    ['take', () => x.take(integers([4]))],
    ['take of a negative one', () => x.take(integers([-1]))],
    ['gather', () => gather(x, [7])],
    ['takeAlong', () => takeAlong(x, integers([4]), 0)],
    ['scatterAdd', () => scatterAdd(x, [4], tensor([1]))],
    ['scatter', () => scatter(x, [0, -2], tensor([1, 2]))],
    ['dynamicSlice', () => dynamicSlice(x, [3], [2])],
    ['dynamicUpdateSlice', () => dynamicUpdateSlice(x, tensor([1, 2]), [-1])],
    ['oneHot', () => oneHot([4], 4)],
    [
      'take in a batch, where the next table would hold the row',
      () => vmap((table: Tensor, i: Tensor) => table.take(i))(arange(8).reshape([2, 4]), integers([[4], [0]])),
    ],
    ['in a compiled function', () => compile((t: Tensor, i: Tensor) => t.take(i))(x, integers([9]))],
    ['in a gradient', () => grad((t: Tensor) => gather(t, [9]).sum())(x)],
  ])('%s', (_, f) => {
    expect(codeOf(() => f().dataSync())).toBe('index');
  });
});

describe('gather and scatter', () => {
  it('are adjoint along any axis', () => {
    const [x, u] = [arange(24).reshape([2, 3, 4]).sin(), arange(20).reshape([2, 5, 2, 1]).cos().broadcastTo([2, 5, 2, 4])];
    const indices = integers([
      [0, 2],
      [1, 1],
      [2, 2],
      [0, 0],
      [1, 2],
    ]);
    const left = gather(x, indices, 1).mul(u).sum().item();
    const right = scatterAdd(zeros([2, 3, 4]), indices, u, 1)
      .mul(x)
      .sum()
      .item();
    expect(left).toBeCloseTo(right, 4);
  });

  it('keep the last of several updates, and give only it a gradient', () => {
    const f = (x: Tensor, u: Tensor): Tensor =>
      scatter(x, [1, 3, 1], u)
        .mul(tensor([1, 10, 100, 1000]))
        .sum();
    expect(numbers(scatter(zeros([4]), [1, 3, 1], tensor([5, 6, 7])))).toEqual([0, 7, 0, 6]);
    const [gx, gu] = grad(f, { argnums: [0, 1] })(zeros([4]), tensor([5, 6, 7]));
    expect(numbers(gx)).toEqual([1, 0, 100, 0]);
    expect(numbers(gu)).toEqual([0, 1000, 10]);
  });

  it('refuse updates that do not fit', () => {
    expect(() => scatterAdd(zeros([4, 2]), [0, 1], zeros([3, 2]))).toThrow('do not broadcast');
    expect(() => scatterAdd(zeros([4]), [0], tensor([1], { dtype: 'int32' }))).toThrow('updates of int32 for a tensor of float32');
  });

  it('embeddings have gradients, also compiled and batched', () => {
    const loss = (table: Tensor, i: Tensor): Tensor => table.take(i).pow(2).sum();
    const table = arange(6).reshape([3, 2]);
    const rows = integers([2, 0, 2]);
    const expected = [0, 2, 0, 0, 16, 20];
    expect(numbers(grad(loss)(table, rows))).toEqual(expected);
    expect(numbers(compile(grad(loss))(table, rows))).toEqual(expected);
    const each = vmap(grad(loss), { inAxes: [null, 0] })(table, integers([[0], [2]]));
    expect(numbers(each)).toEqual([0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 8, 10]);
  });
});

describe('orders', () => {
  it('keep equal elements in place and put not-a-number last', () => {
    const x = tensor([2, NaN, 1, 2, 1]);
    expect(numbers(argsort(x))).toEqual([2, 4, 0, 3, 1]);
    expect(numbers(argsort(x, 0, { descending: true }))).toEqual([0, 3, 2, 4, 1]);
    expect(
      numbers(
        sort(
          tensor([
            [3, 1],
            [2, 5],
          ]),
          0,
        ),
      ),
    ).toEqual([2, 1, 3, 5]);
    expect(argmax(x).item()).toBe(1);
    const { values, indices } = topK(tensor([1, 4, 4, 0]), 3);
    expect([numbers(values), numbers(indices)]).toEqual([
      [4, 4, 1],
      [1, 2, 0],
    ]);
  });
});
