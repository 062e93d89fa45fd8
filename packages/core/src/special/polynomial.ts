/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
export const polynomial = (coefficients: readonly number[], x: number): number => {
  let total = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) total = total * x + coefficients[i]!;
  return total;
};

/** c₀ + c₁T₁(t) + c₂T₂(t) + … for |t| ≤ 1, by Clenshaw's recurrence. */
export const chebyshev = (coefficients: readonly number[], t: number): number => {
  let next = 0;
  let current = 0;
  for (let i = coefficients.length - 1; i > 0; i--) {
    const previous = 2 * t * current - next + coefficients[i]!;
    next = current;
    current = previous;
  }
  return t * current - next + coefficients[0]!;
};
