import { evaluate, fold, type Expr } from '@chainrule/core';
import { derivative as numericDerivative } from '@chainrule/numeric';
import { derivative as symbolicDerivative, parse } from '@chainrule/symbolic';
import { grad, tensor, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';

/** A formula with a tensor for its variable x. */
const onTensors = (formula: Expr, x: Tensor): Tensor =>
  fold<Tensor>(formula, {
    number: (value) => x.fill(Number(value)),
    variable: () => x,
    apply: (fn, [first, ...rest]) => first!.apply(fn, ...rest),
  });

const formulas = [
  '(3x^2 + 5)^4',
  'sin(x)^2 * exp(-x)',
  'x / (1 + x^2)',
  'log(1 + exp(x))',
  'sqrt(x^2 + 1) - cbrt(x)',
  'tanh(3x) * sigmoid(x - 1)',
  'atan2(x, 2) + hypot(x, 3)',
  'x^x',
  'erf(x) + softplus(x) * cos(x)',
  'max(x, 0.3) * abs(x - 4)',
];

// The three ways share core's table and nothing else: each differentiates by its own means.
test.each(formulas)('symbolic, numeric and automatic derivative of %s agree', (text) => {
  const formula = parse(text);
  const slope = symbolicDerivative(formula, 'x');
  for (const at of [0.5, 1.25, 2.75]) {
    const symbolic = evaluate(slope, { x: at });
    const numeric = numericDerivative((x) => evaluate(formula, { x }), at);
    const automatic = grad((x: Tensor) => onTensors(formula, x))(tensor(at, { dtype: 'float64' })).item();
    const size = Math.max(1, Math.abs(symbolic));
    expect(Math.abs(automatic - symbolic) / size, `automatic ${automatic} and symbolic ${symbolic} at ${at}`).toBeLessThan(1e-13);
    expect(Math.abs(numeric.value - symbolic), `numeric ${numeric.value} and symbolic ${symbolic} at ${at}`).toBeLessThanOrEqual(
      numeric.errorBound + 1e-15 * size,
    );
  }
});
