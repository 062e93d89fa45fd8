import { acos, cbrt, cos, evaluate, Expr, pi, Rational, sqrt } from '@chainrule/core';
import type { Polynomial } from '../algebra/polynomial.js';

const rational = (n: bigint, d = 1n): Expr => Expr.number(Rational.of(n, d));

/** All real roots of a polynomial without multiple ones: formulas up to degree 4 if it is irreducible, beyond where they are rational; else numbers. */
export function realRoots(f: Polynomial): { roots: Expr[]; exact: boolean } {
  const numeric = numericRoots(f.map(Number));
  const formulas = f.length <= 5 ? exactRoots(f) : [];
  const values = formulas.map((root) => evaluate(root));
  // A formula is kept only if it agrees with the roots found by bisection, one by one.
  const matched = numeric.map(
    (root) => formulas[values.findIndex((value) => Math.abs(value - root) <= 1e-7 * Math.max(1, Math.abs(root)))] ?? rationalRoot(f, root),
  );
  const exact = matched.every((root) => root !== undefined);
  return { roots: numeric.map((root, i) => (exact || matched[i]?.kind === 'number' ? matched[i]! : Expr.number(root))), exact };
}

/** The rational root near a number, whose denominator divides the leading coefficient. */
function rationalRoot(f: Polynomial, near: number): Expr | undefined {
  const d = Number(f[f.length - 1]);
  const n = Math.round(near * d);
  if (!Number.isSafeInteger(d) || !Number.isSafeInteger(n)) return undefined;
  const root = Rational.of(n, d);
  const value = f.reduceRight((sum, a) => sum.times(root).plus(Rational.of(a)), Rational.of(0));
  return value.isZero ? Expr.number(root) : undefined;
}

function exactRoots(f: Polynomial): Expr[] {
  const [e, d, c, b, a] = [...f, ...new Array<bigint>(5 - f.length).fill(0n)] as [bigint, bigint, bigint, bigint, bigint];
  if (f.length === 2) return [rational(-e, d)];
  if (f.length === 3) return quadratic(c, d, e);
  if (f.length === 4) return cubic(Rational.of(c, b), Rational.of(d, b), Rational.of(e, b));
  return quartic(Rational.of(b, a), Rational.of(c, a), Rational.of(d, a), Rational.of(e, a));
}

function quadratic(a: bigint, b: bigint, c: bigint): Expr[] {
  const discriminant = b * b - 4n * a * c;
  if (discriminant < 0n) return [];
  const root = sqrt.of(rational(discriminant));
  return [-1, 1].map((side) =>
    rational(-b)
      .plus(side < 0 ? root.negated() : root)
      .over(rational(2n * a)),
  );
}

/** x³ + ax² + bx + c: Cardano's formula where one root is real, Viète's with a cosine where three are. */
function cubic(a: Rational, b: Rational, c: Rational): Expr[] {
  const of = (n: number, d = 1): Rational => Rational.of(n, d);
  const shift = a.over(of(-3));
  const p = b.minus(a.times(a).over(of(3)));
  const q = a
    .power(3)
    .times(of(2, 27))
    .minus(a.times(b).over(of(3)))
    .plus(c);
  const inner = q
    .times(q)
    .over(of(4))
    .plus(p.power(3).over(of(27)));
  const back = (root: Expr): Expr => (shift.isZero ? root : root.plus(Expr.number(shift)));
  if (inner.sign >= 0) {
    const root = sqrt.of(Expr.number(inner));
    const half = Expr.number(q.over(of(-2)));
    return [back(cbrt.of(half.plus(root)).plus(cbrt.of(half.minus(root))))];
  }
  const size = sqrt.of(Expr.number(p.over(of(-3)))).times(2);
  const cosine = Expr.number(q.times(of(3)).over(p.times(of(2)))).times(sqrt.of(Expr.number(of(-3).over(p))));
  return [0, 1, 2].map((k) =>
    back(
      size.times(
        cos.of(
          acos
            .of(cosine)
            .over(3)
            .minus(pi.of().times(Expr.number(of(2 * k, 3)))),
        ),
      ),
    ),
  );
}

/** x⁴ + ax³ + bx² + cx + d by Ferrari's method. */
function quartic(a: Rational, b: Rational, c: Rational, d: Rational): Expr[] {
  const of = (n: number, over = 1): Rational => Rational.of(n, over);
  const [a2, number] = [a.times(a), Expr.number];
  const p = b.minus(a2.times(of(3, 8)));
  const q = a
    .power(3)
    .over(of(8))
    .minus(a.times(b).over(of(2)))
    .plus(c);
  const r = d
    .minus(a.times(c).over(of(4)))
    .plus(a2.times(b).over(of(16)))
    .minus(a2.times(a2).times(of(3, 256)));
  const back = (y: Expr): Expr => (a.isZero ? y : y.minus(number(a.over(of(4)))));
  const both = (radicand: Expr): Expr[] => (evaluate(radicand) < 0 ? [] : [sqrt.of(radicand), sqrt.of(radicand).negated()]);
  if (q.isZero) {
    const discriminant = p.times(p).minus(r.times(of(4)));
    if (discriminant.sign < 0) return [];
    const root = sqrt.of(number(discriminant));
    return [root, root.negated()].flatMap((s) => both(number(p.negated()).plus(s).over(2))).map(back);
  }
  // m³ + pm² + (p²/4 − r)m − q²/8 = 0 has a positive root.
  const resolvent = cubic(p, p.times(p).over(of(4)).minus(r), q.times(q).over(of(-8)));
  const m = resolvent.reduce((best, root) => (evaluate(root) > evaluate(best) ? root : best));
  const root = sqrt.of(m.times(2));
  return [1, -1].flatMap((side) => {
    const radicand = number(p.times(of(2)))
      .plus(m.times(2))
      .plus(number(q.times(of(2 * side))).over(root))
      .negated();
    return both(radicand).map((s) => back((side > 0 ? root : root.negated()).plus(s).over(2)));
  });
}

/** All real roots of a polynomial by bisection between the roots of its derivative. */
export function numericRoots(f: readonly number[]): number[] {
  const n = f.length - 1;
  if (n < 1) return [];
  if (n === 1) return [-f[0]! / f[1]!];
  const at = (x: number): number => f.reduceRight((sum, a) => sum * x + a, 0);
  const bound = 1 + Math.max(...f.slice(0, n).map((a) => Math.abs(a / f[n]!)));
  const turning = numericRoots(f.slice(1).map((a, i) => a * (i + 1)));
  const stops = [-bound, ...turning, bound];
  const roots: number[] = [];
  for (let i = 1; i < stops.length; i++) {
    let [low, high] = [stops[i - 1]!, stops[i]!];
    if (Math.sign(at(low)) === Math.sign(at(high)) && at(high) !== 0) continue;
    const rising = at(high) > at(low);
    for (let step = 0; step < 200 && low < high; step++) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (at(middle) > 0 === rising) high = middle;
      else low = middle;
    }
    const root = Math.abs(at(low)) < Math.abs(at(high)) ? low : high;
    if (roots.length === 0 || Math.abs(root - roots[roots.length - 1]!) > 1e-12 * bound) roots.push(root);
  }
  return roots;
}
