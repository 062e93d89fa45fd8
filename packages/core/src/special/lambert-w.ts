/**
 * Below −1/4, w = −1 + d with d·eᵈ − (eᵈ − 1) = e·x + 1, whose right side is taken with −1/e as a pair: Newton's method from the series
 * in p = √(2(e·x + 1)). Above, w ← w/(1 + w)·(1 + log(x/w)) (Iacono & Boyd 2017), which doubles the digits and loses none.
 */
const MINUS_INVERSE_E = [-0.36787944117144233, 1.2428753672788363e-17];

/** The principal branch of w·eʷ = x: −1 at the double nearest to −1/e, NaN below. */
export const lambertW = (x: number): number => {
  if (x === 0 || x === Infinity) return x;
  if (x < -0.25) {
    const distance = x - MINUS_INVERSE_E[0]!;
    if (distance < 0) return NaN;
    const q = Math.E * Math.max(0, distance - MINUS_INVERSE_E[1]!);
    const p = Math.sqrt(2 * q);
    let d = p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540))));
    for (let i = 0; i < 4 && p > 1e-4; i++) {
      const power = d * Math.exp(d);
      d -= (power - Math.expm1(d) - q) / power;
    }
    return d - 1;
  }
  const logarithm = Math.log1p(x);
  let w = logarithm * (1 - Math.log1p(logarithm) / (2 + logarithm));
  for (let i = 0; i < 4; i++) w = (w / (1 + w)) * (1 + Math.log(x / w));
  return w;
};
