import { elementwise, isFloat, type ArrayData, type Elementwise, type FloatDType } from '@chainrule/core';
import { reference, type Backend } from '@chainrule/program';
import { compile, grad, tensor, type Tensor } from '@chainrule/tensor';
import type { TestCase } from '../test-case.js';
import { read, requireClose, requireEach } from './compare.js';

const ordinary = [-3.7, -2.3, -1.2, -0.6, -0.3, 0.2, 0.3, 0.7, 0.95, 1.4, 2.6, 4.1, 9.5];
const special = [0, -0, 1, -1, 0.5, 20, -20, 88.7, -87.4, 103.9, -103.9, 1e-8, -1e-20, 1e30, -1e30, Infinity, -Infinity, NaN];

/** A part of the number that values and slopes may be off by. */
const tolerance: Readonly<Record<FloatDType, readonly [value: number, slope: number]>> = { float32: [1e-6, 2e-5], float64: [1e-13, 1e-11] };

/** Every function of core's table by itself: values where it matters and at special numbers, slopes at ordinary ones. */
export function elementwiseCases(backend: Backend): TestCase[] {
  return Object.values(elementwise)
    .filter(({ arity }) => arity > 0)
    .flatMap((fn: Elementwise) =>
      (['float32', 'float64'] as const).map((dtype) => ({
        name: `function ${fn.name}, ${dtype}`,
        run: () => {
          const points = argumentsOf(fn, [...ordinary, ...special], dtype);
          const f = (...x: Tensor[]): Tensor => x[0]!.apply(fn, ...x.slice(1));
          const values = (one: Backend): ArrayData => read(compile(f, { backend: one })(...points));
          requireEach(
            values(backend),
            values(reference),
            tolerance[dtype][0],
            (i) => `${fn.name}(${points.map((x) => x.dataSync()[i]).join(', ')})`,
          );
          const at = argumentsOf(fn, ordinary, dtype);
          const argnums = at.flatMap((x, i) => (isFloat(x.dtype) && fn.partials[i] !== null ? [i] : []));
          if (fn.isCondition || argnums.length === 0) return;
          const slopes = (one: Backend): Tensor[] =>
            compile(
              grad((...x: Tensor[]) => f(...x).sum(), { argnums }),
              { backend: one },
            )(...at);
          const [mine, theirs] = [slopes(backend), slopes(reference)];
          theirs.forEach((slope, k) =>
            requireClose(read(mine[k]!), read(slope), `the slope by argument ${argnums[k]! + 1}`, tolerance[dtype][1]),
          );
        },
      })),
    );
}

/** Arguments: the points, and for what takes several the same points in other orders. */
function argumentsOf({ arity, name }: Elementwise, points: readonly number[], dtype: FloatDType): Tensor[] {
  const turned = (by: number): Tensor =>
    tensor(
      Float64Array.from(points, (_, i) => points[(i + by) % points.length]!),
      { dtype },
    );
  const logical = name === 'and' || name === 'or' || name === 'not';
  return Array.from({ length: arity }, (_, k) => {
    const numbers = turned(5 * k);
    return logical || (name === 'where' && k === 0) ? numbers.greater(0) : numbers;
  });
}
