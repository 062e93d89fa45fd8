import { cos, elementwise, exp, Expr, expm1, log, log1p, sigmoid, sin, tanh, type Elementwise } from '@chainrule/core';
import { formula, readArray, type Operations } from '@chainrule/program';
import { describe, expect, test } from 'vitest';
import { wasm } from '../wasm.js';

const backend = wasm();
const operations: Operations = new Map([[formula.name, formula]]);

/** A function of one variable on many numbers, by the backend. */
function valuesOf(fn: Elementwise, x: Float32Array | Float64Array): ArrayLike<number> {
  const type = { dtype: x instanceof Float32Array ? 'float32' : 'float64', shape: [x.length] } as const;
  const program = {
    types: [type, type],
    inputs: [0],
    constants: [],
    instructions: [{ operation: formula.name, inputs: [0], outputs: [1], parameters: { formula: fn.of(Expr.variable('#0')) } }],
    outputs: [1],
  };
  return readArray(backend.compile(program, operations).run([{ ...type, data: x }])[0]!).data;
}

/** How many numbers of the type lie between two of them; 0 for two that are no numbers. Zeros of other sign are one apart. */
const steps = (dtype: 'float32' | 'float64') => {
  const floats = dtype === 'float32' ? new Float32Array(1) : new Float64Array(1);
  const view = dtype === 'float32' ? new Int32Array(floats.buffer) : new BigInt64Array(floats.buffer);
  const order = (x: number): bigint => {
    floats[0] = x;
    const pattern = BigInt(view[0]!);
    const smallest = dtype === 'float32' ? -(2n ** 31n) : -(2n ** 63n);
    return pattern < 0n ? smallest - pattern - 1n : pattern;
  };
  return (a: number, b: number): number =>
    Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))
      ? 0
      : Number.isNaN(a) || Number.isNaN(b)
        ? Infinity
        : Math.abs(Number(order(a) - order(b)));
};

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  Infinity,
  -Infinity,
  NaN,
  2 ** -149,
  -(2 ** -149),
  2 ** -126,
  2 ** -127,
  5e-324,
  -5e-324,
  2 ** -1022,
  2 ** -1030,
  3.4e38,
  -3.4e38,
  1.7e308,
  88.7,
  88.73,
  -87.4,
  -103,
  -104,
  -150,
  709.7,
  709.8,
  -708.5,
  -745,
  -746,
  20,
  -20,
  9.1,
  1e-8,
  -1e-8,
  1e-20,
  0.34657359,
  -0.34657359,
  0.70710678,
  1.41421356,
  1 - 2 ** -24,
  1 + 2 ** -23,
  1 - 2 ** -53,
  1 + 2 ** -52,
];
/** Angles near to multiples of π/2, where most digits cancel. */
const angles = Array.from({ length: 400 }, (_, k) => (k * Math.PI) / 2);

/** Numbers of all sizes, evenly over their bit patterns, and evenly over ordinary intervals. */
function single(count: number): Float32Array {
  const bits = Uint32Array.from({ length: count }, (_, i) => Math.floor((i + 0.37) * (2 ** 32 / count)));
  return Float32Array.from([
    ...new Float32Array(bits.buffer),
    ...special,
    ...angles,
    ...Array.from({ length: count }, (_, i) => (i / count - 0.5) * 40),
    ...Array.from({ length: count }, (_, i) => (i / count - 0.5) * 220),
  ]);
}
function double(count: number): Float64Array {
  const bits = BigUint64Array.from({ length: count }, (_, i) => BigInt(i) * (2n ** 64n / BigInt(count)) + 123456789123n * BigInt(i));
  return Float64Array.from([
    ...new Float64Array(bits.buffer),
    ...special,
    ...angles,
    ...Array.from({ length: count }, (_, i) => (i / count - 0.5) * 40),
    ...Array.from({ length: count }, (_, i) => (i / count - 0.5) * 1500),
  ]);
}

function worst(fn: Elementwise, x: Float32Array | Float64Array): { at: number; steps: number; got: number; exact: number } {
  const dtype = x instanceof Float32Array ? 'float32' : 'float64';
  const [distance, got] = [steps(dtype), valuesOf(fn, x)];
  let found = { at: NaN, steps: 0, got: NaN, exact: NaN };
  x.forEach((at, i) => {
    const exact = dtype === 'float32' ? Math.fround(fn.value(at)) : fn.value(at);
    const away = distance(got[i]!, exact);
    if (away > found.steps) found = { at, steps: away, got: got[i]!, exact };
  });
  return found;
}

const expectWithin = (found: ReturnType<typeof worst>, bound: number): void =>
  expect(found.steps, JSON.stringify(found)).toBeLessThanOrEqual(bound);

describe.each([exp, expm1, log, log1p, tanh, sigmoid, sin, cos].map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
  test('is within 2 units in the last place in single precision', () => {
    expectWithin(worst(fn, single(60_000)), 2);
  });
  test('is within 2 units in the last place in double precision', () => {
    expectWithin(worst(fn, double(20_000)), 2);
  });
});

describe('every other function of one variable', () => {
  const unary = Object.values(elementwise).filter((fn) => fn.arity === 1 && !fn.isCondition);
  test.each(unary.map((fn) => [fn.name, fn] as const))('%s is within 4 units of its reference value', (_, fn) => {
    const x = Float32Array.from([...special, ...Array.from({ length: 500 }, (_, i) => (i - 250) / 20)]);
    expectWithin(worst(fn, x), 4);
  });
});
