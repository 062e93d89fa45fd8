import { elementwise, Rational, type Elementwise } from '@chainrule/core';
import type { Algebra } from '../simplify/algebra.js';
import type { Term } from '../simplify/term.js';
import type { Expansion } from './asymptotic.js';
import type { Expander } from './expansion.js';

/** The most poles from 0 downwards that are stepped over. */
const mostSteps = 40;

/** Γ(u) = Γ(u + n)/(u(u + 1)…(u + n − 1)) where u comes to the pole 1 − n, and what follows for its logarithm and its logarithm's derivative. */
export function atPoleOfGamma(algebra: Algebra, fn: Elementwise, u: Term, limit: Term): Term | undefined {
  if (!/^(gamma|loggamma|digamma)$/.test(fn.name) || limit.kind !== 'number' || typeof limit.value === 'number') return undefined;
  const n = 1 - Number(limit.value);
  if (!limit.value.isInteger || n < 1 || n > mostSteps) return undefined;
  const steps = Array.from({ length: n }, (_, k) => algebra.plus(u, algebra.number(k)));
  const regular = algebra.apply(fn, [algebra.plus(u, algebra.number(n))]);
  if (fn === elementwise.gamma) return algebra.over(regular, algebra.times(...steps));
  const { log, abs } = elementwise;
  const each = steps.map((step) =>
    fn === elementwise.digamma ? algebra.power(step, -1) : algebra.apply(log, [algebra.apply(abs, [step])]),
  );
  return algebra.minus(regular, algebra.plus(...each));
}

/** Stirling's series of ln Γ(u), and its derivative, beyond their logarithms: coefficients of u^−1, u^−3 …, and of u^−1, u^−2, u^−4 …. NIST DLMF 5.11. */
const loggamma: readonly (readonly [power: number, coefficient: Rational])[] = /* @__PURE__ */ (() => [
  [-1, Rational.of(1, 12)], [-3, Rational.of(-1, 360)], [-5, Rational.of(1, 1260)], [-7, Rational.of(-1, 1680)], [-9, Rational.of(1, 1188)],
])(); // prettier-ignore
const digamma: typeof loggamma = /* @__PURE__ */ (() => [
  [-1, Rational.of(-1, 2)], [-2, Rational.of(-1, 12)], [-4, Rational.of(1, 120)], [-6, Rational.of(-1, 252)], [-8, Rational.of(1, 240)],
])(); // prettier-ignore

/** The function of an argument that grows beyond bounds like a power of 1/h. */
export function gammaAtInfinity(expander: Expander, fn: Elementwise, a: Term): Expansion | undefined {
  const { algebra } = expander;
  if (fn === elementwise.gamma) return expander.expand(algebra.power(algebra.base, algebra.apply(elementwise.loggamma, [a])));
  const lead = expander.expand(a).terms[0]!.power;
  if (lead.sign >= 0 || (fn !== elementwise.loggamma && fn !== elementwise.digamma)) return undefined;
  const log = algebra.apply(elementwise.log, [a]);
  const isLogarithm = fn === elementwise.loggamma;
  const series = isLogarithm ? loggamma : digamma;
  const main = isLogarithm
    ? algebra.plus(
        algebra.times(algebra.minus(a, algebra.half), log),
        algebra.negated(a),
        algebra.times(algebra.half, algebra.apply(elementwise.log, [algebra.scale(Rational.of(2), algebra.call(elementwise.pi, []))])),
      )
    : log;
  const terms = series.map(([power, coefficient]) => algebra.scale(coefficient, algebra.power(a, power)));
  return expander.brokenOff(expander.expand(algebra.plus(main, ...terms)), lead.times(Rational.of(isLogarithm ? -11 : -10)));
}
