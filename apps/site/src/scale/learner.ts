import type { StepWork } from '@chainrule/example-networks';
import type { Trainer } from '../learning/trainer.js';

/** A loss to compare with: what can be known without learning, or what no model gets below. */
export interface Mark {
  readonly name: string;
  readonly loss: number;
}

/** A network that is being trained, and what is counted of it. */
export interface Learner {
  readonly trainer: Trainer<unknown>;
  readonly work: StepWork;
  /** Examples that are learned from, and those of the test. */
  readonly rows: readonly [train: number, test: number];
  readonly marks: readonly Mark[];
  /** How well it does now, as a reader wants it. */
  figure(): string;
}
