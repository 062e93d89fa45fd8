/**
 * x = n·π/2 + r with |r| ≤ π/4, r as a pair. Up to |n| = 2²⁰ three parts of π/2 of 33 bits each make n times them exact
 * (Cody & Waite); beyond, the fraction of x·2/π is taken with 1200 bits of 2/π in integers (Payne & Hanek). Then polynomials in r².
 */
import { biasedExponent, powerOfTwo } from './bits.js';
import { exactProduct, exactSum, multiplyPairs } from './double-double.js';
import type { Pair } from './double-double.js';
import { polynomial } from './polynomial.js';

const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32];
export const PI: Pair = [3.141592653589793, 1.2246467991473532e-16];
// (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ in r²
const SIN = [-0.16666666666666666, 0.008333333333330948, -0.0001984126983675857, 2.7557316102552e-6, -2.5051131845e-8, 1.59181293e-10];
const COS = [0.041666666666666664, -0.0013888888888887398, 2.48015872987657e-5, -2.755731727173e-7, 2.087614627e-9, -1.13826324e-11];
// ⌊2/π · 2¹²⁰⁰⌋
const TWO_OVER_PI =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7bn;

const sine = (pair: Pair): number => {
  const r = pair[0];
  const z = r * r;
  return r + (r * z * polynomial(SIN, z) + pair[1] * (1 - z / 2));
};

const cosine = (pair: Pair): number => {
  const r = pair[0];
  const z = r * r;
  const leading = 1 - z / 2;
  return leading + (1 - leading - z / 2 + (z * z * polynomial(COS, z) - r * pair[1]));
};

interface Reduced {
  quadrant: number;
  rest: Pair;
}

const reduceHuge = (x: number): Reduced => {
  const exponent = biasedExponent(x) - 1075;
  const product = BigInt(x * powerOfTwo(-exponent)) * TWO_OVER_PI;
  const places = BigInt(1200 - exponent);
  const n = (product + (1n << (places - 1n))) >> places;
  const fraction = (product - (n << places)) >> (places - 128n);
  const high = Number(fraction);
  const low = Number(fraction - BigInt(high));
  const scale = powerOfTwo(-128);
  return {
    quadrant: Number(n & 3n),
    rest: multiplyPairs([high * scale, low * scale], [PI[0] / 2, PI[1] / 2]),
  };
};

const reduce = (x: number): Reduced => {
  if (Math.abs(x) > 1048576) return reduceHuge(x);
  const n = Math.floor(x / (PI[0] / 2) + 0.5);
  const first = exactSum(x - n * HALF_PI[0]!, -n * HALF_PI[1]!);
  const second = exactSum(first[0], -n * HALF_PI[2]!);
  return { quadrant: n, rest: exactSum(second[0], first[1] + second[1] - n * HALF_PI[3]!) };
};

/** sin(x + low + turns·π/2) for finite x, |low| ≪ 1 and integer turns. */
export const sineOf = (x: number, low = 0, turns = 0): number => {
  const { quadrant, rest } = reduce(x);
  const q = (quadrant + turns) & 3;
  const pair = exactSum(rest[0], rest[1] + low);
  const value = q & 1 ? cosine(pair) : sine(pair);
  return q & 2 ? -value : value;
};

const scaledByPi = (r: number): Pair => {
  const product = exactProduct(r, PI[0]);
  return [product[0], product[1] + r * PI[1]];
};

/** sin πx and cos πx, exact reduction: x − round(x) has no rounding. */
export const sinePi = (x: number): number => {
  const n = Math.floor(x + 0.5);
  const r = x - n;
  const value = Math.abs(r) <= 0.25 ? sine(scaledByPi(r)) : Math.sign(r) * cosine(scaledByPi(0.5 - Math.abs(r)));
  return n % 2 ? -value : value;
};

/** cot πx, ±∞ never: callers exclude integers. */
export const cotangentPi = (x: number): number => {
  const r = x - Math.floor(x + 0.5);
  const a = Math.abs(r);
  const quotient = a <= 0.25 ? cosine(scaledByPi(a)) / sine(scaledByPi(a)) : sine(scaledByPi(0.5 - a)) / cosine(scaledByPi(0.5 - a));
  return Math.sign(r) * quotient;
};
