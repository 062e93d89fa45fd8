import { flatten, foldIn, mapTree, type Tree } from '@chainrule/core';
import type { Epoch, Progress, Trained, TrainOptions } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';
import { createCurves, type Curves } from './curves.js';
import { pacedTraining, type PacedTraining } from './paced-training.js';

/** How far to go: to so many steps more, or until so many milliseconds are over, whatever comes first. */
export interface Leave {
  readonly steps: number;
  readonly milliseconds: number;
  readonly rate: number;
}

/** Where training is. */
export interface Status {
  readonly step: number;
  readonly epoch: number;
  /** How it ended, when it did. */
  readonly ended?: { readonly verdict: string; readonly reason: string };
  /** Why it was halted, when the loss grows instead of falling; and the step that can be gone back to. */
  readonly diverged?: { readonly reason: string; readonly good: number };
}

export interface Trainer<P> {
  /** Trains on, and says where it is then. */
  advance(leave: Leave): Promise<Status>;
  /** From the best weights there were, or from the last: with the optimizer begun anew. */
  restart(from: 'good' | 'last'): void;
  readonly curves: Curves;
  params(): P;
  /** Steps taken. */
  step(): number;
}

/** What is trained, by an optimizer whose rate may change at any step; and the loss of guessing, from which losses that grow are told. */
export interface Subject<P, S> {
  readonly options: (rate: () => number) => Omit<TrainOptions<P, S>, 'signal' | 'onProgress' | 'checkpoint'>;
  readonly guessing: number;
}

interface Kept<P> {
  readonly params: P;
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
}

/** A training run that is let go on a little at a time, halts where the loss grows, and can be gone back in. */
export function createTrainer<P, S>({ options, guessing }: Subject<P, S>): Trainer<P> {
  let leave: Leave = { steps: 0, milliseconds: 0, rate: 0 };
  const what = options(() => leave.rate);
  const initial = what.from ?? what.model.init(foldIn(what.key, 'init'));
  const curves = createCurves();
  const begun: Kept<P> = { params: copied(initial.params), step: 0, epoch: 0, loss: Infinity };
  let [start, good] = [begun, begun];
  let [params, step, epoch] = [begun.params, 0, 0];
  let warned = false;
  let problem: string | undefined;
  let run: PacedTraining<P, S> | undefined;
  let over: Trained<P, S> | undefined;

  const observeEpoch = (done: Epoch): void => {
    epoch = start.epoch + done.epoch + 1;
    curves.addEpoch({ epoch, train: done.loss, test: done.figures?.['loss'] ?? NaN });
    if (done.loss < good.loss) good = { params: copied(params), step, epoch, loss: done.loss };
    const beyond = 3 * Math.max(guessing, good.loss);
    if (!warned && done.loss > beyond)
      problem = `After step ${step} the loss is ${shown(done.loss)}; guessing has ${shown(guessing)}. Each step goes so far that it lands higher on the other side, and the next goes further still: the rate is too large for this loss. The largest weight is now ${shown(largest(params))}.`;
  };
  /** Whether to halt here. */
  const observe = (progress: Progress): boolean => {
    step = start.step + progress.step;
    params = progress.params as P;
    curves.addBatch(start.epoch + progress.epochs * (progress.step / progress.steps), progress.loss);
    const newest = progress.history.at(-1);
    if (newest && newest.epoch + 1 + start.epoch > epoch) observeEpoch(newest);
    return problem !== undefined;
  };
  const status = (): Status => ({
    step,
    epoch,
    ...(problem !== undefined && { diverged: { reason: problem, good: good.step } }),
    ...(problem === undefined && over && { ended: { verdict: over.verdict, reason: over.reason } }),
  });

  return {
    curves,
    params: () => params,
    step: () => step,
    async advance(given) {
      if (over) return status();
      leave = given;
      if (problem !== undefined) [warned, problem] = [true, undefined];
      const current = (run ??= pacedTraining({ ...what, from: { params: start.params, state: initial.state } }, observe));
      const ended = await current.advance(given);
      if (ended === undefined || current !== run) return status();
      over = ended;
      params = ended.params;
      if (ended.verdict === 'not-finite') problem = `${ended.reason} The weights of the step before are kept.`;
      return status();
    },
    restart(from) {
      run?.abort();
      start = from === 'good' ? good : { params: copied(params), step, epoch, loss: good.loss };
      [params, step, epoch] = [start.params, start.step, start.epoch];
      [run, over, problem, warned] = [undefined, undefined, undefined, false];
      curves.forgetAfter(epoch);
    },
  };
}

const copied = <P>(params: P): P => mapTree(params as object, (leaf: Tensor) => leaf.clone()) as P;

const largest = (params: unknown): number =>
  flatten<Tensor>(params as Tree<Tensor>).leaves.reduce((most, leaf) => Math.max(most, leaf.abs().max().item()), 0);

const shown = (x: number): string => String(Number(x.toPrecision(3)));
