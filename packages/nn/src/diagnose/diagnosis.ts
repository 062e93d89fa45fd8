import type { Layer } from '../layer.js';
import type { Judgement, RemedyKind } from './judge.js';
import type { StageStatistics } from './measure.js';

/** What `diagnose` found, layer by layer, with its cause and remedy. */
export interface Diagnosis extends Judgement {
  readonly loss: number;
  /** One for every layer with weights, with what follows it. */
  readonly layers: readonly StageStatistics[];
  /** The network after the remedy, and both diagnoses: the remedy named, or those that suit the cause in turn until one makes it healthy. */
  apply(kind?: RemedyKind): Remedied;
  toString(): string;
}

/** A network after a remedy, with the diagnoses before and after it. */
export interface Remedied {
  /** What was done; undefined when nothing suits or nothing had to be done. */
  readonly kind: RemedyKind | undefined;
  /** A `sequential` of all layers in a row; parameters and state fit it. */
  readonly model: Layer;
  readonly params: unknown;
  readonly state: unknown;
  readonly learningRate: number | undefined;
  /** The largest global norm of the gradient, where that is the remedy. */
  readonly clip: number | undefined;
  readonly before: Diagnosis;
  readonly after: Diagnosis;
}
