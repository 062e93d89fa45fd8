// A backward pass written by hand, with the commonest slip in it: the slope of tanh was forgotten. The check finds it, and says where.
import { checkGradient } from '@chainrule/numeric';

type Network = { readonly w: number[]; readonly v: number[] };
const [x, y] = [0.8, 0.3];
const hidden = ({ w }: Network): number[] => w.map((weight) => Math.tanh(weight * x));
const output = (p: Network): number => hidden(p).reduce((sum, h, i) => sum + p.v[i]! * h, 0);

const gradient =
  (slope: (h: number) => number) =>
  (p: Network): Network => {
    const error = 2 * (output(p) - y);
    return { w: hidden(p).map((h, i) => error * p.v[i]! * slope(h) * x), v: hidden(p).map((h) => error * h) };
  };
const value = (p: Network): number => (output(p) - y) ** 2;
const at: Network = { w: [0.5, -1, 1.5], v: [1, 0.5, -0.7] };

const forgotten = checkGradient({ value, gradient: gradient(() => 1) }, at);
console.log(String(forgotten));
// → gradient check: wrong (1 of 2 parameters) · full · 114 evaluations
//
// parameter     analytic        numeric ± bound  relative error    step    noise  evaluations  verdict
// ─────────  ───────────  ─────────────────────  ──────────────  ──────  ───────  ───────────  ───────────────────────────────
// w[2]       0.935902966  0.285469119 ± 1.3e-14          6.9e-1  1.0e+0  8.6e-17           64  wrong: off by a factor of 3.278
// v[1]        1.10977497   1.10977497 ± 1.2e-15         4.0e-16  5.0e-1  4.7e-17           48  ok
const mended = checkGradient({ value, gradient: gradient((h) => 1 - h * h) }, at);
console.log(String(mended));
// → gradient check: ok · full · 114 evaluations
//
// parameter     analytic        numeric ± bound  relative error    step    noise  evaluations  verdict
// ─────────  ───────────  ─────────────────────  ──────────────  ──────  ───────  ───────────  ───────
// w[2]       0.285469119  0.285469119 ± 1.3e-14         1.5e-14  1.0e+0  8.6e-17           64  ok
// v[1]        1.10977497   1.10977497 ± 1.2e-15         4.0e-16  5.0e-1  4.7e-17           48  ok
