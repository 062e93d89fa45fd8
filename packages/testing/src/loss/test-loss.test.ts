import { defineElementLoss, defineLoss, mse } from '@chainrule/nn';
import { customDerivative, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { waves } from '../gradient.js';
import { failing, type Breach } from '../test-support/failing.js';
import { testLoss, type LossTestOptions } from './test-loss.js';

const prediction = (): Tensor => waves([2, 3]);
const target = (): Tensor => waves([2, 3], 'float64', 1);
const samples: LossTestOptions = { prediction, target, best: target };
/** The derivative a hundredth too large. */
const steeper = customDerivative({ value: (y: Tensor) => y.mul(1), jvp: (_, [dy]: readonly [Tensor]) => dy.mul(1.01) });
let calls = 0;

const of = (value: (p: Tensor, t: Tensor) => Tensor): object => defineElementLoss('mine', {}, (p, t) => value(p, t));
const whole = (value: (p: Tensor, t: Tensor, options: { readonly reduction: string }) => Tensor): object =>
  defineLoss('mine', { reduction: 'mean' }, value);

const breaches: readonly Breach<object>[] = [
  {
    breach: 'is written for a newer contract',
    caughtBy: 'it says that it is a loss of contract 1, and its options',
    broken: { ...mse, '~chainrule': { kind: 'loss', spec: 2, name: 'next' } },
  },
  { breach: 'gives all losses', caughtBy: 'it is a finite number', broken: whole((p, t) => p.sub(t).pow(2)) },
  { breach: 'takes the logarithm of what is negative', caughtBy: 'it is a finite number', broken: of((p, t) => p.sub(t).log()) },
  {
    breach: 'counts its calls',
    caughtBy: 'the same inputs give the same bits, and stay as they are',
    broken: of((p, t) => p.sub(t).pow(2).add(++calls)),
  },
  {
    breach: 'leaves single precision',
    caughtBy: 'it keeps the element type of the prediction',
    broken: of((p, t) => p.sub(t).pow(2).cast('float64')),
  },
  { breach: 'has a wrong gradient', caughtBy: 'the gradient is what differences measure', broken: of((p, t) => steeper(p).sub(t).pow(2)) },
  { breach: 'is least elsewhere', caughtBy: 'it is least where it says', broken: of((p, t) => p.sub(t.mul(0.9)).pow(2)) },
  {
    breach: 'sums the mean',
    caughtBy: 'reductions agree: the sum is the sum of all',
    broken: whole((p, t, { reduction }) => (reduction === 'none' ? p.sub(t).pow(2) : p.sub(t).pow(2).mean())),
  },
  {
    breach: 'does not take its options',
    caughtBy: 'with other options it is another loss, and itself as before',
    broken: { ...mse, with: () => mse },
  },
  {
    breach: 'broadcasts the target',
    caughtBy: 'a prediction that does not fit the target is refused',
    broken: whole((p, t, { reduction }) => {
      const each = p.reshape([-1, 1, 3]).sub(t).pow(2);
      return reduction === 'none' ? each : reduction === 'sum' ? each.sum() : each.mean();
    }),
  },
  {
    breach: 'looks at the numbers to choose a branch',
    caughtBy: 'compiled it is the same, and so is its gradient',
    broken: of((p, t) => (p.sum().item() > 1e9 ? p : p.sub(t).pow(2))),
  },
];

test.each(breaches.map((one) => [one.breach, one] as const))('a loss that %s is caught by name', (_, { broken, caughtBy }) => {
  expect(failing(testLoss(broken, samples))).toContain(caughtBy);
});

test('every promise is broken by one of them, and a right loss keeps them all', () => {
  const names = testLoss(mse, samples).map(({ name }) => name);
  expect([...new Set(breaches.map(({ caughtBy }) => caughtBy))].sort()).toEqual(names.sort());
  expect(failing(testLoss(mse, samples))).toEqual([]);
});
