import type { DataSet } from '@chainrule/data';
import type { GradientCheck } from './gradient-check.js';
import type { ParameterIndex } from './loss-plane.js';
import type { Point } from './descent.js';
import type { Rows } from './train.js';

/** Everything that a fit found, for the terminal, the report and `--json`. */
export interface Outcome {
  readonly title: string;
  readonly train: DataSet;
  readonly test?: DataSet;
  /** How many rows there are, where `train` and `test` are a sample of them. */
  readonly rows?: { readonly train: number; readonly test: number };
  /** The training rows as the model sees them: standardized, except in the line. */
  readonly seen: Rows;
  readonly model: string;
  readonly check: GradientCheck;
  /** Fitted and closed-form parameters, in the units of the data and in those that the model sees. */
  readonly fitted: { readonly original: Point; readonly seen: Point };
  readonly closedForm: { readonly original: Point; readonly seen: Point };
  readonly trainError: number;
  readonly closedFormTrainError: number;
  readonly testError?: number;
  readonly closedFormTestError?: number;
  /** The loss at the start and after each epoch (or step, for the line). */
  readonly losses: readonly number[];
  readonly lossUnit: 'epoch' | 'step';
  readonly path: readonly Point[];
  readonly learningRate: number;
  readonly largestSafeRate: number;
  /** What kind of descent it was, and what became of it, in words. */
  readonly how: string;
  readonly verdict: string;
  /** The two parameters to draw the loss over, their names, and from where to where. */
  readonly plane: {
    readonly indices: readonly [ParameterIndex, ParameterIndex];
    readonly labels: readonly [string, string];
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
  };
}
