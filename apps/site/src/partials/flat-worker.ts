import { evaluate } from '@chainrule/core';
import { criticalPoints, toMathML, type CriticalPoint } from '@chainrule/symbolic';
import { answer } from '../engine/answer.js';
import { curvatureAt, read } from '../engine/formula.js';

export interface FlatPoint {
  readonly x: number;
  readonly y: number;
  readonly kind: CriticalPoint['kind'];
  /** The coordinates and the value as formulas. */
  readonly maths: readonly [x: string, y: string, value: string];
  /** ∂²f/∂x², and the Hessian's determinant. */
  readonly fxx: number;
  readonly determinant: number;
}

export interface FlatPoints {
  readonly points: readonly FlatPoint[];
  /** Whether there are no further ones. */
  readonly complete: boolean;
}

export const answers = {
  /** Where the gradient is zero, and what the second derivatives say of each place. */
  async find({ f }: { readonly f: string }): Promise<FlatPoints> {
    const expr = await read(f, ['x', 'y']);
    const { points, complete } = criticalPoints(expr, ['x', 'y']);
    return {
      complete,
      points: points.map(({ point, value, kind }) => {
        const at = { x: evaluate(point['x']!), y: evaluate(point['y']!) };
        const [fxx, fxy, fyy] = [
          curvatureAt(expr, at, { x: 1 }, { x: 1 }),
          curvatureAt(expr, at, { x: 1 }, { y: 1 }),
          curvatureAt(expr, at, { y: 1 }, { y: 1 }),
        ];
        return {
          ...at,
          kind,
          maths: [toMathML(point['x']!), toMathML(point['y']!), toMathML(value)],
          fxx,
          determinant: fxx * fyy - fxy ** 2,
        };
      }),
    };
  },
};

answer(answers);
