import { activations, defineActivation, elu, tanh, type Activation } from '@chainrule/activations';
import { defineElementwise, definePlugin, Expr, exp, tanh as tanhFn } from '@chainrule/core';
import { customDerivative, type Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { failing, type Breach } from '../test-support/failing.js';
import { testActivation } from './test-activation.js';

describe.each(Object.entries(activations))('%s', (_, activation) => {
  test.each(testActivation(activation as never).map((each) => [each.name, each.run] as const))('%s', (__, run) => {
    run();
  });
});

const facts = { range: [-1, 1], saturates: 'both', advice: 'Xavier initialisation.' } as const;
/** tanh with one part replaced by a broken one. */
const broken = (change: Partial<Record<keyof Activation, unknown>>): Activation =>
  definePlugin('activation', 'tanh', { ...tanh, ...change }) as unknown as Activation;
const claiming = (change: object): Activation => defineActivation('tanh', tanhFn, { ...facts, ...change });
/** tanh with a rule that is wrong by a part. */
const ruled = (derivative: (x: Expr, y: Expr) => Expr, stable?: (x: Expr, y: Expr) => Expr): Activation =>
  defineActivation(
    'tanh',
    defineElementwise('tanh', { value: (x) => Math.tanh(x), derivative: derivative, ...(stable && { stable: stable }), rule: 'tanh', latex: 't' }), // prettier-ignore
    facts,
  );
const slope = (_: Expr, y: Expr): Expr => Expr.number(1).minus(y.squared());
/** The right value and the right first derivative on tensors, and a second that is wrong. */
const frozenSlope = customDerivative({ value: (x: Tensor) => x.tanh(), jvp: ([x], [dx]: readonly [Tensor]) => customSlope(x).mul(dx) });
const customSlope = customDerivative({ value: (x: Tensor) => x.tanh().pow(2).neg().add(1), jvp: (_, [dx]: readonly [Tensor]) => dx });
const bump = defineElementwise('tanh', { value: (x) => Math.tanh(x) + 0.2 * Math.max(0, x - 1), derivative: (x, y) => slope(x, y), rule: 't', latex: 't' }); // prettier-ignore

const breaches: readonly Breach<Activation>[] = [
  { breach: 'is written for a newer contract', caughtBy: 'it says that it is an activation of contract 1', broken: { ...tanh, '~chainrule': { kind: 'activation', spec: 2, name: 'tanh' } } as never }, // prettier-ignore
  { breach: 'has a key that is not its name', caughtBy: 'it says that it is an activation of contract 1', broken: broken({ key: 'tan' }) },
  { breach: 'overflows far out', caughtBy: 'every number has a value, and what is not a number has none', broken: broken({ value: (x: number) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)) }) }, // prettier-ignore
  { breach: 'hides what is not a number', caughtBy: 'every number has a value, and what is not a number has none', broken: broken({ value: (x: number) => Math.tanh(x) || 0 }) }, // prettier-ignore
  {
    breach: 'has a wrong derivative',
    caughtBy: 'the derivative is the slope of the value',
    broken: ruled((_, y) => Expr.number(1).minus(y)),
  },
  { breach: 'does not name its kink', caughtBy: 'it bends where it says, and nowhere else', broken: { ...activations.relu, kinks: [] } }, // prettier-ignore
  { breach: 'names a kink that is none', caughtBy: 'it bends where it says, and nowhere else', broken: claiming({ kinks: () => [{ at: 0, left: 0, right: 1 }] }) }, // prettier-ignore
  { breach: 'leaves its range', caughtBy: 'the range is what it says', broken: claiming({ range: [0, 1] }) },
  { breach: 'does not fill its range', caughtBy: 'the range is what it says', broken: claiming({ range: [-1, 2] }) },
  { breach: 'does not say that it saturates', caughtBy: 'it saturates where it says', broken: claiming({ saturates: 'none' }) },
  { breach: 'gives no advice', caughtBy: 'it gives advice', broken: claiming({ advice: '' }) },
  { breach: 'has a textbook derivative that is not the stable one', caughtBy: 'in a formula it is the same function, with the same derivative', broken: ruled((_, y) => Expr.number(1).minus(y), slope) }, // prettier-ignore
  { breach: 'is another function of arrays', caughtBy: 'of an array it is the value of every number', broken: broken({ apply: (x: Tensor) => x.mul(0.5).tanh() }) }, // prettier-ignore
  { breach: 'loses digits on the way', caughtBy: 'of a tensor it keeps the element type, and is the value of every number, float64', broken: broken({ apply: (x: Tensor) => x.cast('float32').tanh().cast('float64') }) }, // prettier-ignore
  { breach: 'leaves float32', caughtBy: 'of a tensor it keeps the element type, and is the value of every number, float32', broken: broken({ apply: (x: Tensor) => x.cast('float64').tanh() }) }, // prettier-ignore
  { breach: 'lets no gradient pass', caughtBy: 'the gradient of a tensor is the derivative', broken: broken({ apply: (x: Tensor) => x.tanh().mul(1).sub(x.mul(0)).add(x.greater(0).cast(x.dtype as 'float64').mul(0)).tanh() }) }, // prettier-ignore
  { breach: 'has a wrong second derivative', caughtBy: 'the second derivative is the slope of the first', broken: broken({ apply: frozenSlope }) }, // prettier-ignore
  { breach: 'looks at the numbers to choose a branch', caughtBy: 'compiled it is the same, and so is its gradient', broken: broken({ apply: (x: Tensor) => (x.sum().item() > 1e9 ? x : x.tanh()) }) }, // prettier-ignore
  { breach: 'takes any parameter', caughtBy: 'with other parameters it is another; a name it does not have is refused', broken: broken({ with: () => tanh }) }, // prettier-ignore
  { breach: 'has a parameter without effect', caughtBy: 'with other parameters it is another; a name it does not have is refused', broken: defineActivation('idle', defineElementwise('idle', { value: (x) => Math.exp(x), derivative: [(x) => exp.of(x), () => 0], parameters: ['x', 'alpha'], rule: 'i', latex: 'i' }), { parameters: { alpha: 1 }, range: [0, Infinity], saturates: 'left', advice: 'none at all' }) }, // prettier-ignore
];

test.each(breaches.map((one) => [one.breach, one] as const))(
  'an activation that %s is caught by name',
  (_, { broken: subject, caughtBy }) => {
    expect(failing(testActivation(subject))).toContain(caughtBy);
  },
);

test('every promise is broken by one of them, and variants keep them all', () => {
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(testActivation(tanh).map(({ name }) => name).sort()); // prettier-ignore
  expect(failing(testActivation(elu.with({ alpha: 1.7 })))).toEqual([]);
  expect(failing(testActivation(defineActivation('bump', bump, facts)))).toContain('the derivative is the slope of the value');
});
