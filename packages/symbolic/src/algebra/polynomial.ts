import { gcd } from '../simplify/constant.js';

/** A polynomial in one variable with whole coefficients, lowest power first, the last not 0; 0 is the empty list. */
export type Polynomial = readonly bigint[];

export const degree = (f: Polynomial): number => f.length - 1;
export const leading = (f: Polynomial): bigint => f[f.length - 1] ?? 0n;

export function trimmed(f: bigint[]): Polynomial {
  while (f.length > 0 && f[f.length - 1] === 0n) f.pop();
  return f;
}
export function multiply(f: Polynomial, g: Polynomial): Polynomial {
  const result = new Array<bigint>(Math.max(0, f.length + g.length - 1)).fill(0n);
  f.forEach((a, i) => g.forEach((b, j) => (result[i + j]! += a * b)));
  return trimmed(result);
}
export const slope = (f: Polynomial): Polynomial => trimmed(f.slice(1).map((a, i) => a * BigInt(i + 1)));

/** The polynomial without the common divisor of its coefficients, its leading coefficient positive. */
export function primitive(f: Polynomial): Polynomial {
  let divisor = 0n;
  for (const a of f) divisor = gcd(divisor, a);
  if (divisor === 0n) return f;
  if (leading(f) < 0n) divisor = -divisor;
  return f.map((a) => a / divisor);
}

/** f/g where g divides f with whole coefficients, else `undefined`. */
export function divide(f: Polynomial, g: Polynomial): Polynomial | undefined {
  const rest = [...f];
  const quotient = new Array<bigint>(Math.max(0, f.length - g.length + 1)).fill(0n);
  for (let i = f.length - g.length; i >= 0; i--) {
    const top = rest[i + g.length - 1]!;
    if (top % leading(g) !== 0n) return undefined;
    const q = (quotient[i] = top / leading(g));
    g.forEach((b, j) => (rest[i + j]! -= q * b));
  }
  return rest.every((a) => a === 0n) ? trimmed(quotient) : undefined;
}

/** The greatest common divisor, primitive, by pseudo-remainders. */
export function commonDivisor(f: Polynomial, g: Polynomial): Polynomial {
  let [a, b] = [primitive(f), primitive(g)];
  while (b.length > 0) {
    const rest = [...a];
    while (rest.length >= b.length) {
      const [top, shift] = [rest[rest.length - 1]!, rest.length - b.length];
      for (let i = 0; i < rest.length; i++) rest[i]! *= leading(b);
      b.forEach((c, j) => (rest[shift + j]! -= top * c));
      trimmed(rest);
    }
    [a, b] = [b, primitive(rest)];
  }
  return a;
}

/** f as Π fᵢ^i with fᵢ without repeated factors (Yun's algorithm); f primitive. */
export function squareFree(f: Polynomial): { factor: Polynomial; multiplicity: number }[] {
  const result: { factor: Polynomial; multiplicity: number }[] = [];
  let repeated = commonDivisor(f, slope(f));
  let rest = divide(f, repeated)!;
  for (let multiplicity = 1; degree(rest) > 0; multiplicity++) {
    const next = commonDivisor(rest, repeated);
    const factor = divide(rest, next)!;
    if (degree(factor) > 0) result.push({ factor: primitive(factor), multiplicity });
    [rest, repeated] = [next, divide(repeated, next)!];
  }
  return result;
}
