import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as special from './index.js';

/** [arguments, correctly rounded value, (exact − value) in ulps, what the ulp is taken of when not of the value]. */
type Row = [given: string[], value: string, residual: number, scale?: string];

/**
 * The largest error allowed, in units in the last place of the exact value; beside the zeros of an oscillating function
 * (negative arguments of the gamma family included) in those of its envelope or largest summand, which the row then gives.
 */
const bounds: Record<string, number> = {
  erf: 1,
  erfc: 1,
  erfcx: 1,
  gamma: 2,
  logGamma: 1.5,
  digamma: 3,
  polygamma: 6,
  portableExp: 0.8,
  portableLog: 0.6,
  portableCos: 0.75,
  portableSin: 0.75,
  zeta: 3,
  zetaDerivative: 8,
  sineIntegral: 2,
  cosineIntegral: 5,
  exponentialIntegral: 6,
  besselJ: 12,
  lambertW: 4,
  airyAi: 6,
  airyAiPrime: 8,
  sinc: 1.5,
  sincDerivative: 2,
};

const folder = new URL('../../../../tooling/reference/special/', import.meta.url);

const unitInTheLastPlace = (x: number): number => {
  const size = Math.abs(x);
  if (size < 2 ** -1021) return 2 ** -1074;
  const unit = 2 ** (Math.floor(Math.log2(size)) - 52);
  return size < unit * 2 ** 52 ? unit / 2 : size >= unit * 2 ** 53 ? unit * 2 : unit;
};

const errorIn = (value: number, [, expected, residual, scale]: Row): number => {
  const exact = Number(expected);
  if (Object.is(value, exact)) return Math.abs(residual);
  if (!Number.isFinite(value) || !Number.isFinite(exact)) return Infinity;
  return Math.abs((value - exact) / unitInTheLastPlace(Number(scale ?? expected)) - residual);
};

const worst = (name: string): { error: number; at: string } => {
  const rows = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Row[];
  const f = (special as unknown as Record<string, (...given: number[]) => number>)[name]!;
  let result = { error: 0, at: '' };
  for (const row of rows) {
    const value = f(...row[0].map(Number));
    const error = errorIn(value, row);
    if (!(error <= result.error)) result = { error, at: `${row[0].join(', ')}: ${value}, not ${row[1]}` };
  }
  return result;
};

describe('special functions against exact values', () => {
  it('has a bound for every recorded function', () => {
    const recorded = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(recorded.map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(bounds).sort());
  });

  it.each(Object.entries(bounds))('%s is within %d ulp', (name, bound) => {
    const { error, at } = worst(name);
    if (process.env['SHOW_ULP']) console.log(`${name}: ${error.toFixed(2)} ulp at ${at}`);
    expect(error, at).toBeLessThanOrEqual(bound);
  });
});
