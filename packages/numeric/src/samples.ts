import { checked } from './checked.js';
import type { Domain, RealFunction } from './estimate.js';

/** f evaluated inside its domain only, never twice at one place, and counted. Outside of the domain the value is NaN. */
export interface Samples {
  readonly at: RealFunction;
  /** Calls of f so far. */
  readonly count: () => number;
  readonly domain: Domain;
}

export function sample(f: RealFunction, domain: Domain): Samples {
  const evaluate = checked(f, 'derivative');
  const known = new Map<number, number>();
  const at = (x: number): number => {
    if (!(x >= domain[0] && x <= domain[1])) return NaN;
    let y = known.get(x);
    if (y === undefined) known.set(x, (y = evaluate(x)));
    return y;
  };
  return { at, count: () => known.size, domain };
}
