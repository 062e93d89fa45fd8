/**
 * Points spread over positive, negative, small and large values, the same ones each time: irrational-looking, so that no accident of
 * whole numbers makes different formulas agree.
 */
export function* samples(names: readonly string[], count = 64): Iterable<Record<string, number>> {
  if (names.length === 0) {
    yield {};
    return;
  }
  const scales = [1, 0.3, 2.5, 0.9, 8, 0.05];
  for (let i = 0; i < count; i++) {
    const point: Record<string, number> = {};
    names.forEach((name, j) => {
      // Kronecker's sequence with the golden ratio's relatives (Roberts 2018) covers the cube evenly.
      const u = (0.5 + (i + 1) * (0.6180339887498949 / (1 + 0.7 * j)) + 0.317 * j) % 1;
      const scale = scales[(i >> 2) % scales.length]!;
      // Half of the points have positive coordinates only, for roots and logarithms.
      point[name] = i % 2 === 0 ? scale * (u + 0.013) : scale * (2 * u - 1.0007);
    });
    yield point;
  }
}
