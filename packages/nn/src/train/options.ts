import type { Key } from '@chainrule/core';
import type { Optimizer, Plateau } from '@chainrule/optim';
import type { CompileOptions } from '@chainrule/tensor';
import type { Layer } from '../layer.js';
import type { Loss } from '../losses/loss.js';
import type { Patience } from './early-stop.js';
import type { Examples } from './examples.js';
import type { Epoch } from './history.js';
import type { Metric } from './metric.js';
import type { Storage } from './storage.js';

/** Where training is, told after every step. */
export interface Progress {
  /** Steps taken, of all there will be. */
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** The loss of the batch just learned from. */
  readonly loss: number;
  /** The epochs that are over. */
  readonly history: readonly Epoch[];
  /** The parameters after the step, until the next one overwrites them: copy what is to be kept. */
  readonly params: unknown;
}

/** What `train` trains, on what, how long, and what it tells on the way. */
export interface TrainOptions<P, S> {
  readonly model: Layer<P, S>;
  readonly loss: Pick<Loss, 'apply'>;
  /** Rows to learn from: a data set, or anything of its shape. Real numbers are cast to the element type of the parameters. */
  readonly data: Examples;
  readonly optimizer: Optimizer;
  /** Passes over the data. */
  readonly epochs: number;
  /** Rows in a batch. Default 32. */
  readonly batchSize?: number;
  /** Where initial weights, the order of the rows and dropout come from: the same key trains to the same bits. */
  readonly key: Key;
  /** Default: the one set with `useBackend`. */
  readonly backend?: CompileOptions['backend'];
  /** Where to begin instead of `model.init(key)`. */
  readonly from?: { readonly params: P; readonly state: S };
  readonly metrics?: readonly Metric[];
  /** Rows to judge by after every epoch. */
  readonly validation?: Examples;
  /** The largest norm of all gradients together, or any optimizer that changes gradients, such as `clipByValue`. */
  readonly clip?: number | Optimizer;
  /** Rates that depend on how training goes: told the validation loss (else the training loss) after every epoch. */
  readonly plateau?: Plateau;
  /** Kept every so many steps and at the end; training goes on from one that is found. */
  readonly checkpoint?: { readonly storage: Storage; readonly every: number; readonly name?: string };
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** Stops early: when a figure stops getting better, or when asked after a step. */
  readonly stop?: Patience | ((progress: Progress) => boolean);
  /** Ends training after the step during which it is aborted, whatever `stop` says: an `AbortSignal`. */
  readonly signal?: { readonly aborted: boolean };
}

/** How training ended: all epochs done; a figure stopped getting better; it was asked to stop; or a number was no longer finite. */
export type TrainingVerdict = 'finished' | 'early' | 'stopped' | 'not-finite';

/** What `train` gives: parameters, state, history, and a verdict in words. */
export interface Trained<P, S> {
  /** The last ones; with a `stop` by patience, those of the epoch that made progress last. */
  readonly params: P;
  readonly state: S;
  readonly history: readonly Epoch[];
  readonly verdict: TrainingVerdict;
  /** The verdict in words; after `not-finite` it names the operation. */
  readonly reason: string;
  /** Steps taken, those before a checkpoint that was gone on from included. */
  readonly steps: number;
}
