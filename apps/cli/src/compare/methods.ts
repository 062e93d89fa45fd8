import { Expr, sigmoid, softplus } from '@chainrule/core';
import { gradient as measure } from '@chainrule/numeric';
import { compile as compileFormula, gradient as byRules } from '@chainrule/symbolic';
import { compile, grad, tensor, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';

/** What one way to a gradient costs and how right it is. */
export interface Measured {
  readonly parameters: number;
  readonly method: 'symbolic' | 'automatic' | 'numeric';
  /** Milliseconds before the first gradient: rules applied, programs compiled. */
  readonly preparation: number;
  /** Microseconds for a gradient. */
  readonly time: number;
  /** How often the loss is computed for a gradient, or what costs as much. */
  readonly evaluations: number;
  /** The largest error, relative to the largest entry. */
  readonly error: number;
}

/**
 * The logistic loss of one row, L(w) = log(1 + exp(−w·x)), with n weights: its gradient −σ(−w·x)·x is known exactly,
 * and each of the three methods finds it in its own way.
 */
export function measureMethods(parameters: number): Measured[] {
  const x = Float64Array.from({ length: parameters }, (_, i) => Math.sin(i + 1));
  const w = Float64Array.from({ length: parameters }, (_, i) => Math.cos(3 * i) / Math.sqrt(parameters));
  const inner = w.reduce((sum, weight, i) => sum + weight * x[i]!, 0);
  const exact = x.map((each) => -sigmoid.value(-inner) * each);
  const errorOf = (found: ArrayLike<number>): number =>
    Math.max(...exact.map((each, i) => Math.abs(each - found[i]!))) / Math.max(...exact.map(Math.abs));

  const names = Array.from({ length: parameters }, (_, i) => `w${i}`);
  const product = names.map((name, i) => Expr.variable(name).times(x[i]!)).reduce((sum, term) => sum.plus(term));
  const loss = softplus.of(product.negated());

  return [
    timed('symbolic', () => {
      const slopes = compileFormula(byRules(loss, names), names);
      return { run: () => slopes(...w), evaluations: 1 };
    }),
    timed('automatic', () => {
      const inputs = tensor(x);
      const weights = tensor(w);
      const slopes = compile(
        grad((each: Tensor) => each.mul(inputs).sum().neg().apply(softplus)),
        { backend: wasm() },
      );
      return { run: () => slopes(weights).dataSync(), evaluations: 1 };
    }),
    timed('numeric', () => {
      const value = compileFormula(loss, names);
      const run = (): { value: Float64Array; evaluations: number } => measure((at) => value(...at), w);
      return { run: () => run().value, evaluations: run().evaluations };
    }),
  ];

  function timed(method: Measured['method'], prepare: () => { run: () => ArrayLike<number>; evaluations: number }): Measured {
    const start = performance.now();
    const { run, evaluations } = prepare();
    const found = run();
    const preparation = performance.now() - start;
    return { parameters, method, preparation, time: microseconds(run), evaluations, error: errorOf(found) };
  }
}

/** The least of five measurements of at least 8 ms each: what else the machine does makes a time longer, never shorter. */
function microseconds(run: () => unknown): number {
  let count = 1;
  const once = (): number => {
    const start = performance.now();
    for (let i = 0; i < count; i++) run();
    return performance.now() - start;
  };
  while (once() < 8 && count < 1e6) count *= 2;
  return (1000 * Math.min(...Array.from({ length: 5 }, once))) / count;
}
