import { ChainruleError } from '@chainrule/core';
import { kindOf } from './checked.js';
import type { Estimate, RealFunction } from './estimate.js';

import { collect, type VectorEstimate } from './vector.js';

/** A function of many points at once: one value for each. */
export type ManyFunction = (points: readonly Float64Array[]) => ArrayLike<number>;

/** Thrown to leave a differentiation that asks for a value not yet known; never leaves this file. */
class Wanted extends ChainruleError {
  constructor() {
    super('limit', 'a value is not known yet', { operation: 'gradient' });
  }
}

/**
 * Differentiates along every coordinate with the calls of f gathered: each coordinate runs until it asks for a value that is not known,
 * all wanted points go to f in one call, and each coordinate is run again from its start on the values it has.
 */
export function lockstep(f: ManyFunction, x: Float64Array, differentiate: (line: RealFunction, i: number) => Estimate): VectorEstimate {
  const known = Array.from(x, () => new Map<number, number>());
  const done: Estimate[] = [];
  let evaluations = 0;
  const ask = (points: readonly Float64Array[]): ArrayLike<number> => {
    const values: unknown = f(points);
    evaluations += points.length;
    if (typeof values === 'object' && values !== null && (values as ArrayLike<number>).length === points.length)
      return values as ArrayLike<number>;
    const given = typeof values === 'object' && values !== null ? `${(values as ArrayLike<number>).length} of them` : kindOf(values);
    throw new ChainruleError('shape', `f must return ${points.length} values for ${points.length} points, not ${given}`, {
      operation: 'gradient',
    });
  };
  const centre = ask([x.slice()])[0]!;
  known.forEach((values, i) => values.set(x[i]!, centre));
  for (;;) {
    const wanted: { readonly i: number; readonly t: number }[] = [];
    for (let i = 0; i < x.length; i++) {
      if (done[i] !== undefined) continue;
      const line = (t: number): number => {
        const y = known[i]!.get(t);
        if (y !== undefined) return y;
        wanted.push({ i, t });
        throw new Wanted();
      };
      try {
        done[i] = differentiate(line, i);
      } catch (thrown) {
        if (!(thrown instanceof Wanted)) throw thrown;
      }
    }
    if (wanted.length === 0) return collect(done, evaluations);
    const values = ask(wanted.map(({ i, t }) => x.slice().fill(t, i, i + 1)));
    wanted.forEach(({ i, t }, k) => known[i]!.set(t, values[k]!));
  }
}
