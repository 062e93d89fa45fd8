/** A·V with orthogonal columns by rotations of pairs of columns (one-sided Jacobi, Hestenes 1958): slow and as accurate as can be. */
export function decompose(a: Float64Array, m: number, n: number): [u: Float64Array, s: Float64Array, vt: Float64Array] {
  if (m < n) {
    const [u, s, vt] = decompose(flipped(a, m, n), n, m);
    return [flipped(vt, m, m), s, flipped(u, n, m)];
  }
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from({ length: m }, (_, i) => a[i * n + j]!));
  const basis = Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (_, i) => Number(i === j)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const [x, y] = [columns[p]!, columns[q]!];
        const [alpha, beta, gamma] = [dot(x, x), dot(y, y), dot(x, y)];
        if (!(Math.abs(gamma) > 2 ** -53 * Math.sqrt(alpha) * Math.sqrt(beta))) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        turn(x, y, c, c * t);
        turn(basis[p]!, basis[q]!, c, c * t);
      }
    if (!turned) break;
  }
  const sizes = columns.map((column) => Math.sqrt(dot(column, column)));
  const order = sizes.map((_, j) => j).sort((i, j) => sizes[j]! - sizes[i]! || i - j);
  const s = Float64Array.from(order, (j) => sizes[j]!);
  const left = order.map((j, k) => (s[k]! > 1e-30 * s[0]! ? columns[j]!.map((x) => x / s[k]!) : undefined));
  complete(left, m);
  const [u, vt] = [new Float64Array(m * n), new Float64Array(n * n)];
  order.forEach((j, k) => {
    for (let i = 0; i < m; i++) u[i * n + k] = left[k]![i]!;
    vt.set(basis[j]!, k * n);
  });
  return [u, s, vt];
}

/** Unit vectors orthogonal to the others in place of those that are missing. */
function complete(vectors: (Float64Array | undefined)[], m: number): void {
  vectors.forEach((vector, k) => {
    if (vector !== undefined) return;
    for (let axis = 0; axis < m; axis++) {
      const candidate = Float64Array.from({ length: m }, (_, i) => Number(i === axis));
      for (let again = 0; again < 2; again++)
        for (const other of vectors) {
          if (other === undefined) continue;
          const part = dot(candidate, other);
          candidate.forEach((_, i) => (candidate[i]! -= part * other[i]!));
        }
      const size = Math.sqrt(dot(candidate, candidate));
      if (size > 0.5 / Math.sqrt(m)) {
        vectors[k] = candidate.map((x) => x / size);
        return;
      }
    }
    vectors[k] = new Float64Array(m).fill(NaN);
  });
}

/** Two vectors turned in their plane: x ← c·x − s·y, y ← s·x + c·y. */
export function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

const flipped = (a: Float64Array, rows: number, columns: number): Float64Array =>
  Float64Array.from(a, (_, at) => a[(at % rows) * columns + Math.floor(at / rows)]!);
