import { isChainruleError, isFloat } from '@chainrule/core';
import { compile, jvp, stack, type Tensor, vjp, vmap } from '@chainrule/tensor';
import { requireGradient, score, waves } from '../gradient.js';
import { casesOf, claim, type Promises, type TestCase } from '../test-case.js';
import { numbersIn, requireNear, requireNearNumbers, typesOf } from '../trees.js';

/** What `testPrimitive` looks at. */
export interface PrimitiveTestOptions {
  /** Inputs in float64 or whole numbers, nowhere at a kink; made anew at every call. */
  readonly inputs: () => readonly Tensor[];
  /** What it must give, computed some other way. */
  readonly reference?: (...inputs: Tensor[]) => Tensor;
}

interface PrimitiveSubject extends PrimitiveTestOptions {
  readonly f: (...inputs: Tensor[]) => Tensor;
}

/** The function of its real inputs alone, and those. */
function moving({ f, inputs }: PrimitiveSubject): { readonly g: (...x: Tensor[]) => Tensor; readonly at: Tensor[] } {
  const all = inputs();
  const places = all.flatMap((x, i) => (isFloat(x.dtype) ? [i] : []));
  return {
    at: places.map((i) => all[i]!),
    g: (...x) => f(...all.map((input, i) => (places.includes(i) ? x[places.indexOf(i)]! : input))),
  };
}

const inner = (a: unknown, b: unknown): number => {
  const other = numbersIn(b);
  return numbersIn(a).reduce((sum, x, i) => sum + x * other[i]!, 0);
};

/** A custom vjp has no forward mode, and says so. */
function forwardOf<R>(forward: () => R): R | undefined {
  try {
    return forward();
  } catch (error) {
    if (isChainruleError(error) && error.code === 'not-differentiable') return undefined;
    throw error;
  }
}

/** What every differentiable operation promises. */
const promises: Promises<PrimitiveSubject> = {
  'its value is the reference': ({ f, inputs, reference }) => {
    if (reference) requireNear(f(...inputs()), reference(...inputs()), 1e-10, 'the value');
  },
  'the type that a program is told is the type that comes': ({ f, inputs }) => {
    const told: string[] = [];
    const compiled = compile((...x: Tensor[]) => {
      const y = f(...x);
      told.push(`${y.dtype} [${y.shape.join()}]`);
      return y;
    })(...inputs());
    claim(`: ${told[0]!}` === typesOf(compiled), () => `a program is told ${told[0]!}, and it is${typesOf(compiled)}`);
    requireNear(compiled, f(...inputs()), 1e-12, 'compiled');
  },
  'its gradient is what differences measure': (subject) => {
    const { g, at } = moving(subject);
    if (at.length > 0) requireGradient((x: Tensor[]) => score(g(...x)), at);
  },
  'its second derivative is what differences of the first measure': (subject) => {
    const { g, at } = moving(subject);
    if (at.length === 0) return;
    const first = (x: Tensor[]): Tensor => {
      const [y, back] = vjp((...z: Tensor[]) => g(...z), ...x);
      return back(waves(y.shape)).reduce((sum, part) => sum.add(score(part)), x[0]!.sum().mul(0));
    };
    requireGradient(first, at);
  },
  '⟨J v, u⟩ = ⟨v, Jᵀ u⟩': (subject) => {
    const { g, at } = moving(subject);
    if (at.length === 0) return;
    const v = at.map((x, i) => waves(x.shape, 'float64', i));
    const forward = forwardOf(() => jvp((...x: Tensor[]) => g(...x), at, v));
    if (forward === undefined) return;
    const [y, tangent] = forward;
    const u = waves(y.shape, 'float64', 5);
    const [, back] = vjp((...x: Tensor[]) => g(...x), ...at);
    requireNearNumbers([inner(tangent, u)], [inner(v, back(u))], 1e-9, 'one side');
  },
  'a batch is a loop': ({ f, inputs }) => {
    const rows = [inputs(), inputs().map((x) => (isFloat(x.dtype) ? x.mul(1.1).add(0.01) : x))];
    const stacked = rows[0]!.map((_, i) => stack(rows.map((row) => row[i]!)));
    const mapped = vmap((...x: Tensor[]) => f(...x))(...stacked);
    requireNearNumbers(numbersIn(mapped), rows.flatMap((row) => numbersIn(f(...row))), 1e-10, 'a batch of two'); // prettier-ignore
  },
};

/**
 * What every differentiable operation must do, as named tests: of our own, made by `customDerivative`, or any function of tensors.
 * Its value is the reference, its gradient what differences measure (twice), jvp and vjp are adjoint, a batch is a loop, and a program is
 * told the type that comes.
 *
 * @example
 * ```ts
 * import { customDerivative, tensor, type Tensor } from '@chainrule/tensor';
 * import { testPrimitive } from '@chainrule/testing';
 * const square = customDerivative({
 *   value: (x: Tensor) => x.mul(x),
 *   jvp: ([x], [dx]: readonly [Tensor]) => x.mul(2).mul(dx),
 * });
 * const inputs = (): Tensor[] => [tensor([1, -2], { dtype: 'float64' })];
 * for (const { run } of testPrimitive(square, { inputs, reference: (x) => x.pow(2) })) run();
 * ```
 */
export const testPrimitive = (f: (...inputs: never[]) => Tensor, options: PrimitiveTestOptions): TestCase[] =>
  casesOf(promises, { f: f as PrimitiveSubject['f'], ...options });
