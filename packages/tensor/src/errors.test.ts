import { ndarray } from '@chainrule/core';
import { expect, test } from 'vitest';
import { compile, grad, jvp, scan, tensor, type Tensor, vmap, whileLoop } from './index.js';

const message = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};
const [a, b] = [
  tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]),
  tensor([
    [1, 2],
    [3, 4],
  ]),
];

// The commonest mistakes; a person must see the operation, both shapes, and the way out.
test('shapes that do not multiply', () => {
  expect(message(() => a.matmul(b))).toMatchInlineSnapshot(`
    "[matmul] cannot multiply [2, 3] by [2, 2]: the last axis of the first (3) must equal the second-to-last of the second (2)
      hint: transpose the first"
  `);
  expect(message(() => a.matmul(tensor([1, 2, 3])))).toMatchInlineSnapshot(`
    "[matmul] cannot multiply [2, 3] by [3]: both need at least two axes
      hint: reshape a vector to [n, 1] or [1, n]"
  `);
});
test('shapes that do not broadcast', () => {
  expect(message(() => a.add(b))).toMatchInlineSnapshot(`
    "[add] shapes [2, 3] and [2, 2] do not broadcast
      hint: axis -1 has sizes 3 and 2: they must be equal, or one of them 1"
  `);
});
test('element types that do not mix', () => {
  // The compiler refuses this too, where it knows the element types.
  const double: Tensor = tensor(1, { dtype: 'float64' });
  expect(message(() => a.mul(double))).toMatchInlineSnapshot(`
    "[mul] element types float32 and float64 do not mix
      hint: cast one of them: .cast('float64')"
  `);
  expect(message(() => tensor([1, 2], { dtype: 'int32' }).exp())).toMatchInlineSnapshot(`
    "[exp] exp of int32 is not an integer
      hint: cast it first: .cast('float32')"
  `);
});
test('a gradient of something that is no scalar', () => {
  expect(message(() => grad((x: Tensor) => x.mul(2))(a))).toMatchInlineSnapshot(`
    "[grad] the function gives f32[2, 3], a gradient needs one floating-point number
      hint: add .sum() or .mean() at its end, or ask for the jacobian"
  `);
});
test('a gradient by integers', () => {
  expect(message(() => grad((x: { n: Tensor }) => x.n.sum())({ n: tensor([1], { dtype: 'int32' }) }))).toMatchInlineSnapshot(`
    "[grad] argument n is i32[1], which has no derivative
      hint: cast it to float32, or differentiate by another argument with argnums"
  `);
});
test('a decision on a traced value', () => {
  expect(message(() => compile((x: Tensor) => (x.item() > 0 ? x : x.neg()))(tensor(1)))).toMatchInlineSnapshot(`
    "[value] a value of f32[] is asked for while the function is being traced, when it has none yet
      hint: inside compile, vmap and scan use where(condition, yes, no) or cond instead of if; grad, jvp and vjp do allow if (x.item() > 0)"
  `);
});
test('an index out of range', () => {
  expect(message(() => a.take(tensor([0, 2], { dtype: 'int32' })).dataSync())).toMatchInlineSnapshot(
    `"[take] index 2 is out of range for 2 rows"`,
  );
});
test('an axis that is not there', () => {
  expect(message(() => a.sum(2))).toMatchInlineSnapshot(`
    "[sum] axis 2 of a value with 2 axes
      hint: axes go from 0 to 1, or from −2 to −1"
  `);
});
test('a reshape that does not fit', () => {
  expect(message(() => a.reshape([4]))).toMatchInlineSnapshot(`"[reshape] [2, 3] (6 elements) does not reshape to [4]"`);
});
test('ragged rows', () => {
  expect(message(() => tensor([[1, 2], [3]]))).toMatchInlineSnapshot(`"[ndarray] row 1 has shape [1], the rows before it [2]"`);
});
test('one number of many', () => {
  expect(message(() => a.item())).toMatchInlineSnapshot(`
    "[item] f32[2, 3] is not one number
      hint: reduce it first, with sum() or mean(), or read data()"
  `);
});
test('a tangent of another shape', () => {
  expect(message(() => jvp((x: Tensor) => x, [a], [b]))).toMatchInlineSnapshot(`"[jvp] argument 0 is f32[2, 3], its tangent f32[2, 2]"`);
});
test('batches of different sizes', () => {
  expect(message(() => vmap((x: Tensor, y: Tensor) => x.sum().add(y.sum()))(a, tensor([1, 2, 3])))).toMatchInlineSnapshot(
    `"[vmap] argument 1 has 3 examples along axis 0, the ones before it 2"`,
  );
});
test('a carry that changes its shape', () => {
  expect(message(() => scan((c: Tensor, x: Tensor) => [c.add(x), c], tensor(0), a))).toMatchInlineSnapshot(`
    "[scan] the carry goes in as f32[] and comes out as f32[3]
      hint: a carry keeps its shapes and element types; cast or reshape it at the end of the body"
  `);
});
test('reverse mode through a loop of unknown length', () => {
  expect(
    message(() =>
      grad((x: Tensor) =>
        whileLoop(
          (v: Tensor) => v.less(10),
          (v: Tensor) => v.mul(2),
          x,
        ),
      )(tensor(1)),
    ),
  ).toMatchInlineSnapshot(`
    "[grad of whileLoop] a loop of unknown length has no reverse mode: what its rounds computed is not kept
      hint: use scan with a fixed number of rounds, or forward mode (jvp)"
  `);
});
test('a plain array where a tensor is', () => {
  expect(message(() => ndarray([1]).add(tensor(1)))).toMatchInlineSnapshot(`
    "[add] a plain array and a tensor do not mix
      hint: make a tensor of the array with tensor(array)"
  `);
});
