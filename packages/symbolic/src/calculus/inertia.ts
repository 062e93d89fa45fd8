/** How many eigenvalues of a symmetric matrix are positive, negative, and 0 up to rounding (Jacobi's rotations). */
export function inertia(matrix: readonly (readonly number[])[]): { positive: number; negative: number; zero: number } {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  const size = Math.max(1e-300, ...a.flat().map(Math.abs));
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-15 * size) continue;
        const theta = Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!) / 2;
        const [c, s] = [Math.cos(theta), Math.sin(theta)];
        for (let k = 0; k < n; k++) [a[k]![p], a[k]![q]] = [c * a[k]![p]! - s * a[k]![q]!, s * a[k]![p]! + c * a[k]![q]!];
        for (let k = 0; k < n; k++) [a[p]![k], a[q]![k]] = [c * a[p]![k]! - s * a[q]![k]!, s * a[p]![k]! + c * a[q]![k]!];
      }
  const signs = a.map((row, i) => (Math.abs(row[i]!) <= 1e-9 * size || Number.isNaN(row[i]!) ? 0 : Math.sign(row[i]!)));
  const count = (sign: number): number => signs.filter((s) => s === sign).length;
  return { positive: count(1), negative: count(-1), zero: count(0) };
}
