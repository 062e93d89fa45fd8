import { describe, expect, test } from 'vitest';
import { parse } from '../parse/parse.js';
import { objective } from './objective.js';

describe('objective', () => {
  test('has the value, the gradient and the curvature, in the kind of point it is given', () => {
    const f = objective<number[] | Float64Array | { x: number; y: number }>('x^2*y + exp(y)', ['x', 'y']);
    expect(f.value([2, 1])).toBe(4 + Math.E);
    expect(f.gradient([2, 1])).toEqual([4, 4 + Math.E]);
    expect(f.gradient(Float64Array.of(2, 1))).toEqual(Float64Array.of(4, 4 + Math.E));
    expect(f.gradient({ x: 2, y: 1 })).toEqual({ x: 4, y: 4 + Math.E });
    // [[2y, 2x], [2x, eʸ]] times (1, 10)
    expect(f.hessianProduct({ x: 2, y: 1 }, { x: 1, y: 10 })).toEqual({ x: 42, y: 4 + 10 * Math.E });
  });

  test('refuses other variables and other points', () => {
    expect(() => objective(parse('x + y'), ['x'])).toThrow('variable "y"');
    const f = objective<number[] | Record<string, number>>('x + y', ['x', 'y']);
    expect(() => f.value([1])).toThrow('a point of 1 numbers for 2 variables');
    expect(() => f.gradient({ x: 1 })).toThrow('the point has no number for y');
  });
});
