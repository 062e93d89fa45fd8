import type { Activation, Saturation } from '@chainrule/activations';
import { evaluate, Expr, instantiate, formulas, isChainruleError, ndarray } from '@chainrule/core';
import { compile, grad, tensor, type Tensor } from '@chainrule/tensor';
import { requireIdentity } from '../identity.js';
import { claim, type Promises } from '../test-case.js';
import { requireNearNumbers } from '../trees.js';
import { differenceOf, everywhere, near, points, smoothPoints } from './points.js';

const requireAt = (what: string, x: number, got: number, wanted: number, tolerance: number): void => {
  claim(near(got, wanted, tolerance), () => `${what} at ${x} is ${got} instead of ${wanted}`);
};
const total = (a: Activation) => (x: Tensor): Tensor => a.apply(x).sum(); // prettier-ignore
const parametersOf = ({ parameters }: Activation): readonly number[] => Object.values(parameters);

/** What every activation promises. */
export const promises: Promises<Activation> = /* @__PURE__ */ (() => ({
  'it says that it is an activation of contract 1': (a) => {
    const { name } = requireIdentity(a, 'activation');
    claim(a.key === name, () => `its key is "${a.key}" and its name "${name}"`);
  },
  'every number has a value, and what is not a number has none': (a) => {
    for (const x of everywhere) claim(!Number.isNaN(a.value(x)), () => `the value at ${x} is not a number`);
    claim(Number.isNaN(a.value(NaN)), () => `the value of what is not a number is ${a.value(NaN)}`);
  },
  'the derivative is the slope of the value': (a) => {
    for (const x of smoothPoints(a))
      requireAt(
        'the derivative',
        x,
        a.derivative(x),
        differenceOf((t) => a.value(t), x),
        1e-7,
      );
  },
  'it bends where it says, and nowhere else': (a) => {
    const h = 1e-6;
    const side = (at: number, s: number): number => (a.value(at + 2 * s * h) - a.value(at + s * h)) / (s * h);
    for (const { at, left, right } of a.kinks) {
      requireAt('the slope left of the kink', at, side(at, -1), left, 1e-4);
      requireAt('the slope right of the kink', at, side(at, 1), right, 1e-4);
    }
    for (let x = -10 + 1e-4; x < 10; x += 0.01)
      if (a.kinks.every(({ at }) => Math.abs(x - at) > 0.012))
        claim(
          Math.abs(a.derivative(x + 5e-3) - a.derivative(x - 5e-3)) < 0.05,
          () => `the slope jumps near ${x.toFixed(3)}, where no kink is named`,
        );
  },
  'the range is what it says': (a) => {
    const [lowest, highest] = a.range;
    const values = everywhere.map((x) => a.value(x));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    claim(least >= lowest - 1e-12, () => `a value is ${least}, and the range begins at ${lowest}`);
    claim(most <= highest + 1e-12, () => `a value is ${most}, and the range ends at ${highest}`);
    claim(
      Number.isFinite(lowest) ? least - lowest < 0.01 * Math.max(1, Math.abs(lowest)) : least < -1e3,
      () => `the range begins at ${lowest}, and the least value is ${least}`,
    );
    claim(
      Number.isFinite(highest) ? highest - most < 0.01 * Math.max(1, Math.abs(highest)) : most > 1e3,
      () => `the range ends at ${highest}, and the largest value is ${most}`,
    );
  },
  'it saturates where it says': (a) => {
    const dies = (x: number): boolean => Math.abs(a.derivative(x)) < 1e-9;
    const found: Saturation = dies(-1e6) ? (dies(1e6) ? 'both' : 'left') : dies(1e6) ? 'right' : 'none';
    claim(found === a.saturates, () => `it says that it saturates "${a.saturates}", and the slope dies out: ${found}`);
  },
  'it gives advice': (a) => {
    claim(typeof a.advice === 'string' && a.advice.length > 10, () => `its advice is "${a.advice}"`);
  },
  'in a formula it is the same function, with the same derivative': (a) => {
    const constants = parametersOf(a).map((p) => Expr.number(p));
    const x = Expr.variable('x');
    const formula = a.fn.of(x, ...constants);
    const slope = instantiate(a.fn.partials[0]!, a.fn, formulas, [x, ...constants], formula);
    for (const at of smoothPoints(a)) {
      requireAt('the value of the formula', at, evaluate(formula, { x: at }), a.value(at), 1e-12);
      requireAt('the textbook derivative', at, evaluate(slope, { x: at }), a.derivative(at), 1e-9);
    }
  },
  'of an array it is the value of every number': (a) => {
    requireNearNumbers(Array.from(a.apply(ndarray(points)).data), points.map((x) => a.value(x)), 1e-14, 'of an array'); // prettier-ignore
  },
  ...Object.fromEntries(
    (['float32', 'float64'] as const).map((dtype) => [
      `of a tensor it keeps the element type, and is the value of every number, ${dtype}`,
      (a: Activation) => {
        const y = a.apply(tensor(points, { dtype }));
        claim(y.dtype === dtype, () => `of ${dtype} it is ${y.dtype}`);
        requireNearNumbers(Array.from(y.dataSync()), points.map((x) => a.value(x)), dtype === 'float32' ? 2e-6 : 1e-13, dtype); // prettier-ignore
      },
    ]),
  ),
  'the gradient of a tensor is the derivative': (a) => {
    const at = smoothPoints(a);
    const slopes = grad(total(a))(tensor(at, { dtype: 'float64' })).dataSync();
    requireNearNumbers(Array.from(slopes), at.map((x) => a.derivative(x)), 1e-12, 'the gradient'); // prettier-ignore
  },
  'the second derivative is the slope of the first': (a) => {
    const at = smoothPoints(a);
    const second = grad((x: Tensor) => grad(total(a))(x).sum())(tensor(at, { dtype: 'float64' })).dataSync();
    at.forEach((x, i) => {
      requireAt(
        'the second derivative',
        x,
        second[i]!,
        differenceOf((t) => a.derivative(t), x),
        1e-6,
      );
    });
  },
  'compiled it is the same, and so is its gradient': (a) => {
    const x = tensor(points, { dtype: 'float64' });
    const both = (t: Tensor): Tensor[] => [a.apply(t), grad(total(a))(t)];
    const [plain, compiled] = [both(x), compile(both)(x)];
    compiled.forEach((y, i) => {
      requireNearNumbers(Array.from(y.dataSync()), Array.from(plain[i]!.dataSync()), 1e-13, i === 0 ? 'the value' : 'the gradient');
    });
  },
  'with other parameters it is another; a name it does not have is refused': (a) => {
    let refused: unknown;
    try {
      a.with({ noSuchParameter: 1 });
    } catch (error) {
      refused = error;
    }
    claim(isChainruleError(refused), () => 'a parameter that it does not have is not refused by a ChainruleError');
    const before = JSON.stringify(a.parameters);
    for (const [name, value] of Object.entries(a.parameters)) {
      const other = a.with({ [name]: value + 0.5 });
      claim(other.parameters[name] === value + 0.5, () => `with ${name} = ${value + 0.5} it has ${other.parameters[name]!}`);
      claim(points.some((x) => other.value(x) !== a.value(x)), () => `its values do not depend on ${name}`); // prettier-ignore
    }
    claim(JSON.stringify(a.parameters) === before, () => 'its own parameters changed');
  },
}))();
