import type { Elementwise } from '../../expression/expr.js';
import type { Samples } from '../samples.js';
import { conventions, differences, partials, secondDerivatives } from './derivatives.js';
import { closed, names, words } from './description.js';
import { jumps, kinks } from './discontinuities.js';
import type { Fault } from './fault.js';
import type { Recorded } from './recorded.js';
import { definition, domain, flags, specialValues, values } from './values.js';

/** What an entry is checked against. */
export interface Evidence {
  readonly name: string;
  readonly samples: Samples;
  readonly recorded: Recorded;
  readonly table: Readonly<Record<string, Elementwise>>;
}

/** Every fault of one entry of the table, found one by one: the first of a generator is cheap. */
export function* faults(fn: Elementwise, { name, samples, recorded, table }: Evidence): Generator<Fault> {
  yield* names(fn, { ...samples, name }, recorded);
  yield* words(fn);
  yield* closed(fn, table);
  yield* values(fn, samples, recorded);
  yield* specialValues(fn, samples, recorded);
  yield* flags(fn, samples, recorded);
  yield* definition(fn, samples, recorded);
  yield* domain(fn, samples, recorded);
  yield* partials(fn, samples, recorded);
  yield* conventions(fn, samples);
  yield* kinks(fn, samples);
  yield* jumps(fn);
  yield* differences(fn, samples, recorded);
  yield* secondDerivatives(fn, samples, recorded);
}

/** Every fault of one entry of the table. */
export const checkEntry = (fn: Elementwise, evidence: Evidence): Fault[] => [...faults(fn, evidence)];
