import { isFloat } from '@chainrule/core';
import type { Backend } from '@chainrule/program';
import { valueAndGrad, type Tensor } from '@chainrule/tensor';
import type { TestCase } from '../test-case.js';
import { applications, type Application } from './applications.js';
import { requireSame, type Results } from './compare.js';
import { elementwiseCases } from './elementwise-cases.js';
import { promises } from './promises.js';
import { randomProgram } from './random-program.js';

/** What `testBackend` looks at. */
export interface BackendTestOptions {
  /** How many random programs are tried in each element type. Default 60. */
  readonly programs?: number;
}

/**
 * What every backend must do, as named tests: every operation and every elementwise function on samples, values and gradients, in both
 * real element types, equal to the reference within what another order of summation may change; random programs; and the promises about
 * memory: inputs stay, results keep their numbers, what is handed over is gone, a refused call leaves everything as it was.
 *
 * A case throws `plugin`, which says what was expected.
 *
 * @example
 * ```ts
 * import { reference } from '@chainrule/program';
 * import { testBackend } from '@chainrule/testing';
 * for (const { run } of testBackend(reference, { programs: 1 }).slice(0, 10)) run();
 * ```
 */
export function testBackend(backend: Backend, { programs = 60 }: BackendTestOptions = {}): TestCase[] {
  const types = ['float32', 'float64'] as const;
  return [
    ...applications().flatMap((application) =>
      types.map((dtype) => ({
        name: `${application.name}, ${dtype}`,
        run: () =>
          requireSame(
            backend,
            withGradient(application),
            application.inputs.map((input, i) => input(dtype, i)),
          ),
      })),
    ),
    ...elementwiseCases(backend),
    ...promises(backend),
    ...types.flatMap((dtype) =>
      Array.from({ length: programs }, (_, seed) => ({
        name: `random program ${seed}, ${dtype}`,
        run: () => {
          const { f, inputs } = randomProgram(seed, dtype);
          requireSame(backend, f, inputs);
        },
      })),
    ),
  ];
}

/** The application's results, and the gradients of a scalar made of them by all real inputs. */
function withGradient({ f, gradient }: Application): (...inputs: Tensor[]) => Results {
  return (...inputs) => {
    const results = [f(...inputs)].flat();
    const moving = inputs.flatMap((x, i) => (isFloat(x.dtype) ? [i] : []));
    if (!gradient || moving.length === 0) return results;
    const scalar = (...x: Tensor[]): Tensor =>
      [f(...x)].flat().reduce<Tensor>(
        (sum, y) =>
          sum.add(
            y
              .sin()
              .mul(y.add(0.3))
              .sum()
              .cast(sum.dtype as 'float64'),
          ),
        inputs[moving[0]!]!.sum().mul(0),
      );
    const [, slopes] = valueAndGrad(scalar, { argnums: moving })(...inputs);
    return [...results, ...slopes];
  };
}
