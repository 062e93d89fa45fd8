import type { Primitive } from '../../graph/primitive.js';
import type { Sample } from './sample.js';

/** What must hold for every application of every primitive. Throws where it does not. */
export interface Law {
  readonly name: string;
  readonly check: (primitive: Primitive, sample: Sample) => void;
}
