import { gt, where } from '@chainrule/core';
import { expect, test } from 'vitest';
import { formula, inputVariable } from './formula.js';
import { withoutNoise } from './identities.js';

const x = inputVariable(0);
const typeOf = (expr: Parameters<typeof formula.types>[1]['formula'], dtype: 'float32' | 'float64' | 'bool' | 'int32') =>
  formula.types([{ dtype, shape: [2] }], { formula: expr })[0]!.dtype;

test('one of two numbers has the element type of what it is chosen by, and is no truth value', () => {
  expect(typeOf(where.of(gt.of(x, 0), 1, 0), 'float64')).toBe('float64');
  expect(typeOf(where.of(gt.of(x, 0), 1, 0), 'int32')).toBe('int32');
  expect(typeOf(where.of(x, 1, 0), 'bool')).toBe('float32');
});
test('a comparison is a truth value, arithmetic keeps the element type', () => {
  expect(typeOf(gt.of(x, 0), 'float64')).toBe('bool');
  expect(typeOf(x.times(2).plus(1), 'float32')).toBe('float32');
});

test('a number chosen beside a float32 array is a float32 number, decided early or late', () => {
  const expr = where.of(0, x, 1).plus(Math.sin(3.7));
  const value = (made: typeof expr): number =>
    formula.value([{ dtype: 'float32', shape: [], data: Float32Array.of(0) }], { formula: made }, [{ dtype: 'float32', shape: [] }])[0]!
      .data[0]!;
  expect(value(withoutNoise(expr))).toBe(value(expr));
});
