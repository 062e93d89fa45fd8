import { ChainruleError } from '@chainrule/core';
import { degree, divide, leading, multiply, primitive, squareFree, trimmed, type Polynomial } from './polynomial.js';

const mostDegree = 80;
/** Of so many primes the one with the fewest factors is taken. */
const primes = 4;
/** So many factors modulo a prime are put together in all ways. */
const mostModular = 14;

/** The irreducible factors over the rationals of a primitive polynomial, each primitive, with their multiplicities. */
export function factorPolynomial(f: Polynomial): { factor: Polynomial; multiplicity: number }[] {
  if (degree(f) > mostDegree)
    throw new ChainruleError('limit', `a polynomial of degree ${degree(f)} is more than the ${mostDegree} that are factored`, {
      operation: 'factor',
    });
  return squareFree(primitive(f)).flatMap(({ factor, multiplicity }) => irreducible(factor).map((one) => ({ factor: one, multiplicity })));
}

/**
 * The factors of a square-free primitive polynomial: factored modulo one prime so large that the factors' coefficients can be read
 * off their remainders (Zassenhaus without lifting; bound by Mignotte 1974), then put together in groups that divide.
 */
function irreducible(f: Polynomial): Polynomial[] {
  if (degree(f) <= 1) return [f];
  let p = suitablePrime(f, 0n);
  let modular = factorModulo(f, p);
  for (let i = 1, q = p; i < primes && modular.length > 2; i++) {
    q = suitablePrime(f, q);
    const other = factorModulo(f, q);
    if (other.length < modular.length) [p, modular] = [q, other];
  }
  if (modular.length > mostModular)
    throw new ChainruleError('limit', 'too many factors modulo a prime to be put together', { operation: 'factor' });
  const result: Polynomial[] = [];
  let rest = f;
  for (let size = 1; 2 * size <= modular.length;) {
    const found = subsets(modular.length, size).find((chosen) => {
      const product = chosen.reduce<Polynomial>((a, i) => reduce(multiply(a, modular[i]!), p), [leading(rest)]);
      const candidate = primitive(product.map((a) => symmetric(((a % p) + p) % p, p)));
      const left = divide(rest, candidate);
      if (left === undefined) return false;
      result.push(candidate);
      rest = primitive(left);
      modular = modular.filter((_, i) => !chosen.includes(i));
      return true;
    });
    if (found === undefined) size++;
  }
  return degree(rest) > 0 ? [...result, rest] : result;
}

const symmetric = (a: bigint, p: bigint): bigint => (2n * a > p ? a - p : a);

/** All choices of so many of the numbers below n. */
export function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  return n < size ? [] : [...subsets(n - 1, size - 1).map((rest) => [...rest, n - 1]), ...subsets(n - 1, size)];
}

// Arithmetic modulo p

const reduce = (f: Polynomial, p: bigint): Polynomial => trimmed(f.map((a) => ((a % p) + p) % p));

function power(a: bigint, n: bigint, p: bigint): bigint {
  let result = 1n;
  for (let base = ((a % p) + p) % p; n > 0n; n >>= 1n, base = (base * base) % p) if (n & 1n) result = (result * base) % p;
  return result;
}
const monic = (f: Polynomial, p: bigint): Polynomial => {
  const inverse = power(leading(f), p - 2n, p);
  return f.map((a) => (a * inverse) % p);
};
function divideModulo(f: Polynomial, g: Polynomial, p: bigint): { quotient: Polynomial; rest: Polynomial } {
  const rest = [...f];
  const inverse = power(leading(g), p - 2n, p);
  const quotient = new Array<bigint>(Math.max(0, f.length - g.length + 1)).fill(0n);
  for (let i = f.length - g.length; i >= 0; i--) {
    const q = (quotient[i] = (rest[i + g.length - 1]! * inverse) % p);
    if (q !== 0n) g.forEach((b, j) => (rest[i + j] = (((rest[i + j]! - q * b) % p) + p) % p));
  }
  return { quotient: trimmed(quotient), rest: trimmed(rest) };
}
function gcdModulo(f: Polynomial, g: Polynomial, p: bigint): Polynomial {
  let [a, b] = [f, g];
  while (b.length > 0) [a, b] = [b, divideModulo(a, b, p).rest];
  return a.length > 0 ? monic(a, p) : a;
}
function powerModulo(f: Polynomial, n: bigint, modulus: Polynomial, p: bigint): Polynomial {
  let result: Polynomial = [1n];
  for (let base = divideModulo(f, modulus, p).rest; n > 0n; n >>= 1n) {
    if (n & 1n) result = divideModulo(reduce(multiply(result, base), p), modulus, p).rest;
    if (n > 1n) base = divideModulo(reduce(multiply(base, base), p), modulus, p).rest;
  }
  return result;
}
const minus = (f: Polynomial, g: Polynomial, p: bigint): Polynomial =>
  reduce(
    Array.from({ length: Math.max(f.length, g.length) }, (_, i) => (f[i] ?? 0n) - (g[i] ?? 0n)),
    p,
  );

/** A prime beyond twice the coefficients of any factor times the leading coefficient, modulo which the polynomial stays square-free. */
function suitablePrime(f: Polynomial, after: bigint): bigint {
  const size = f.reduce((sum, a) => sum + (a < 0n ? -a : a), 0n);
  const lead = leading(f) < 0n ? -leading(f) : leading(f);
  for (let p = after > 0n ? after + 2n : 2n * lead * size * 2n ** BigInt(degree(f)) + 1n; ; p += 2n) {
    if (!isPrime(p) || leading(f) % p === 0n) continue;
    const g = reduce(f, p);
    if (degree(gcdModulo(g, trimmed(g.slice(1).map((a, i) => (a * BigInt(i + 1)) % p)), p)) === 0) return p;
  }
}

/** Miller and Rabin's test to fixed bases; a composite that passes would only lose factors, never give wrong ones. */
function isPrime(n: bigint): boolean {
  const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];
  if (bases.includes(n)) return true;
  if (n < 2n || bases.some((a) => n % a === 0n)) return false;
  let [odd, twos] = [n - 1n, 0];
  while (odd % 2n === 0n) [odd, twos] = [odd / 2n, twos + 1];
  return bases.every((a) => {
    let x = power(a, odd, n);
    if (x === 1n || x === n - 1n) return true;
    for (let i = 1; i < twos; i++) if ((x = (x * x) % n) === n - 1n) return true;
    return false;
  });
}

/** The monic irreducible factors modulo p of a square-free polynomial (Cantor and Zassenhaus 1981, with fixed trial elements). */
function factorModulo(f: Polynomial, p: bigint): Polynomial[] {
  const result: Polynomial[] = [];
  let rest = monic(reduce(f, p), p);
  const x: Polynomial = [0n, 1n];
  let frobenius = x;
  for (let d = 1; degree(rest) >= 2 * d; d++) {
    frobenius = powerModulo(frobenius, p, rest, p);
    const product = gcdModulo(rest, minus(frobenius, x, p), p);
    if (degree(product) <= 0) continue;
    result.push(...equalDegree(product, d, p));
    rest = divideModulo(rest, product, p).quotient;
    frobenius = divideModulo(frobenius, rest, p).rest;
  }
  return degree(rest) > 0 ? [...result, rest] : result;
}

function equalDegree(f: Polynomial, d: number, p: bigint): Polynomial[] {
  if (degree(f) === d) return [f];
  for (let trial = 0n; ; trial++) {
    // x + t, then x² + x + t, …: half of all elements split f.
    const element: Polynomial =
      trial < 40n ? [trial, 1n] : [trial, 1n, ...Array.from({ length: d }, (_, i) => (trial * 7919n + BigInt(i * 104729)) % p), 1n];
    const half = minus(powerModulo(element, (p ** BigInt(d) - 1n) / 2n, f, p), [1n], p);
    const part = gcdModulo(f, half, p);
    if (degree(part) > 0 && degree(part) < degree(f))
      return [...equalDegree(part, d, p), ...equalDegree(divideModulo(f, part, p).quotient, d, p)];
  }
}
