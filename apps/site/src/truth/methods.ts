import { Expr, sigmoid, softplus } from '@chainrule/core';
import { gradient as byDifferences } from '@chainrule/numeric';
import { compile as compileFormula, gradient as byRules } from '@chainrule/symbolic';
import { compile, grad, tensor, type Tensor } from '@chainrule/tensor';

/** What one way to a gradient costs and how right it is. */
export interface Measured {
  readonly parameters: number;
  readonly method: 'symbolic' | 'automatic' | 'numeric';
  /** Milliseconds before the first gradient: rules applied, programs compiled. */
  readonly preparation: number;
  /** Microseconds for a gradient. */
  readonly time: number;
  /** The largest error, relative to the largest entry. */
  readonly error: number;
}

/**
 * The logistic loss of one row, L(w) = log(1 + exp(−w·x)): its gradient −σ(−w·x)·x is known, and each method finds it in its own way.
 * As `chainrule compare` does, but for the backend: the plain one, which weighs half as much.
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

  const ways: Readonly<Record<Measured['method'], () => () => ArrayLike<number>>> = {
    symbolic: () => {
      const slopes = compileFormula(byRules(loss, names), names);
      return () => slopes(...w);
    },
    automatic: () => {
      const inputs = tensor(x);
      const weights = tensor(w);
      const slopes = compile(grad((each: Tensor) => each.mul(inputs).sum().neg().apply(softplus)));
      return () => slopes(weights).dataSync();
    },
    numeric: () => {
      const value = compileFormula(loss, names);
      return () => byDifferences((at) => value(...at), w).value;
    },
  };
  return Object.entries(ways).map(([method, prepare]) => {
    const start = performance.now();
    const run = prepare();
    const found = run();
    const preparation = performance.now() - start;
    return { parameters, method: method as Measured['method'], preparation, time: microseconds(run), error: errorOf(found) };
  });
}

/** The least of five measurements of at least 3 ms each: what else the machine does makes a time longer, never shorter. */
function microseconds(run: () => unknown): number {
  const least = (count: number): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = performance.now();
        for (let i = 0; i < count; i++) run();
        return performance.now() - start;
      }),
    );
  for (let count = 1; ; count *= 4) {
    const time = least(count);
    if (time >= 3 || count > 1e6) return (1000 * time) / count;
  }
}
