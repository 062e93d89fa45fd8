import type { Activation } from '@chainrule/activations';

/** Ordinary points, on both sides of where functions bend. */
export const points = [-7.3, -4.1, -2.1, -0.83, -0.31, 0.27, 0.71, 1.9, 4.7, 8.2];

/** Points from far left to far right. */
export const everywhere = /* @__PURE__ */ (() => [
  -1e300,
  -1e6,
  -1e3,
  ...Array.from({ length: 1601 }, (_, i) => (i - 800) / 20),
  1e3,
  1e6,
  1e300,
])();

/** The ordinary points that are not at a kink. */
export const smoothPoints = ({ kinks }: Activation): number[] => points.filter((x) => kinks.every(({ at }) => Math.abs(x - at) > 0.05));

/** The slope by differences of fourth order. */
export const differenceOf = (f: (x: number) => number, x: number, h = 1e-3): number =>
  (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);

/** Two numbers that are one, up to a part of the larger. */
export const near = (a: number, b: number, tolerance: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
