import { defineActivation, gallery } from '@chainrule/activations';
import { defineElementwise, Expr } from '@chainrule/core';
import { key, ndarray } from '@chainrule/core';
import { linear, mse, sequential } from '@chainrule/nn';
import { derivative, evaluate } from '@chainrule/symbolic';
import { compile, grad, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { expect, test } from 'vitest';

// What a third party writes: five lines.
const squareplusFn = defineElementwise('squareplus', {
  ...{ value: (x) => (x + Math.sqrt(x * x + 4)) / 2, rule: 'squareplus', latex: '\\operatorname{squareplus}' },
  derivative: (x) => x.over(x.squared().plus(4).power(0.5)).plus(1).over(2),
});
const squareplus = defineActivation('squareplus', squareplusFn, { range: [0, Infinity], saturates: 'left', advice: 'He initialisation.' });

const slope = (1 + 1.5 / 2.5) / 2; // at 1.5

test("an activation of one's own: in formulas, on arrays and tensors, in a compiled step, in the gallery", () => {
  expect(evaluate(derivative(squareplus.fn.of(Expr.variable('x')), 'x'), { x: 1.5 })).toBeCloseTo(slope, 14);
  expect(squareplus.apply(ndarray([0, 1.5])).data).toEqual(Float64Array.of(1, 2));
  const g = grad((x: Tensor) => squareplus.apply(x).sum());
  expect(g(tensor(1.5, { dtype: 'float64' })).item()).toBeCloseTo(slope, 14);
  expect(compile(g, { backend: wasm() })(tensor(1.5, { dtype: 'float64' })).item()).toBeCloseTo(slope, 14);
  expect(gallery([squareplus], { from: 1.5, to: 1.5, count: 1 })[0]!.derivative[0]).toBeCloseTo(slope, 14);
});

test('and between the layers of a network', () => {
  const net = sequential(linear(2, 8), squareplus, linear(8, 1));
  const { params, state } = net.init(key(0));
  const loss = (p: typeof params): Tensor => mse.apply(net.apply(p, state, tensor([[1, 2]]), { mode: 'train' }).y, tensor([[3]]));
  const [plain, compiled] = [grad(loss)(params), compile(grad(loss), { backend: wasm() })(params)];
  const [a, b] = [plain[0].weight.dataSync(), compiled[0].weight.dataSync()];
  a.forEach((x, i) => expect(Math.abs(x - b[i]!)).toBeLessThan(1e-5));
  expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(0);
});
