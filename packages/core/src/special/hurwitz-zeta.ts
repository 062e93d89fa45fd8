/**
 * ζ(s, a) = Σ (a + k)^(−s): terms are added until a + k passes 12 + 1.3 s, where nine terms of Euler and Maclaurin's formula
 * for the rest reach double precision.
 */

// B₂ₖ/(2k)!
export const BERNOULLI = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8, -5.284190138687493e-10,
  1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
];

/** Hurwitz's zeta function for s > 1 and a > 0. */
export const hurwitzZeta = (s: number, a: number): number => {
  if (a === Infinity) return 0;
  let total = 0;
  let y = a;
  for (; y < 12 + 1.3 * s; y++) {
    const term = y ** -s;
    total += term;
    if (term * y < 1e-17 * total) return total;
  }
  let factor = s / y;
  let rest = 0.5;
  for (let k = 0; k < BERNOULLI.length; k++) {
    rest += BERNOULLI[k]! * factor;
    factor *= ((s + 2 * k + 1) / y) * ((s + 2 * k + 2) / y);
  }
  return total + y ** -s * (y / (s - 1) + rest);
};
