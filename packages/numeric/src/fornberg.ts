/**
 * Weights wₖ with f⁽ⁿ⁾(0) ≈ Σ wₖ f(offsetₖ), exact for polynomials of degree below the number of offsets.
 *
 * Offsets may lie anywhere as long as no two are equal; there must be more of them than `order`. Each weight is n! times the coefficient
 * of tⁿ in the Lagrange polynomial of its offset.
 *
 * @example
 * ```ts
 * import { fornbergWeights } from '@chainrule/numeric';
 * [...fornbergWeights([-1, 0, 1], 2)]; // → [1, -2, 1]
 * ```
 *
 * Source: B. Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids", Math. Comp. 51 (1988).
 */
export function fornbergWeights(offsets: readonly number[], order: number): Float64Array {
  const coefficients = new Float64Array(order + 1);
  let factorial = 1;
  for (let k = 2; k <= order; k++) factorial *= k;
  return Float64Array.from(offsets, (here) => {
    coefficients.fill(0);
    coefficients[0] = 1;
    for (const other of offsets) {
      if (other === here) continue;
      const gap = here - other;
      for (let k = order; k >= 0; k--) coefficients[k] = ((k > 0 ? coefficients[k - 1]! : 0) - other * coefficients[k]!) / gap;
    }
    return factorial * coefficients[order]!;
  });
}
