import { foldIn, key, mapTree } from '@chainrule/core';
import { crossEntropy, train, type Epoch, type Layer, type Progress, type Trained } from '@chainrule/nn';
import type { Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { createCurves, type Curves } from './curves.js';
import { lookInto, type NetworkView, type Params } from './look.js';
import { networkOf, optimizerOf } from './network.js';
import type { Recipe } from './recipe.js';
import type { Rows } from './rows.js';

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

export interface Trainer {
  /** Trains on, and says where it is then. */
  advance(leave: Leave): Promise<Status>;
  /** From the best weights there were, or from the last: with the optimizer begun anew. */
  restart(from: 'good' | 'last'): void;
  readonly curves: Curves;
  readonly look: NetworkView;
  params(): Params;
}

interface Kept {
  readonly params: Params;
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
}

/** A training run of `train` that is let go on a little at a time, and can be looked into in between. */
export function begin(recipe: Recipe, rows: Rows): Trainer {
  const backend = wasm();
  const model: Layer = networkOf(recipe, rows.names.length, rows.classes.length);
  const initial = model.init(foldIn(key(recipe.seed), 'init'));
  const curves = createCurves();
  const chance = Math.log(rows.classes.length);
  const begun: Kept = { params: copied(initial.params as Params), step: 0, epoch: 0, loss: Infinity };
  let [start, good] = [begun, begun];
  let [params, step, epoch] = [begun.params, 0, 0];
  let warned = false;
  let leave = { step: 0, until: 0, rate: 0 };
  /** The run under way, and how it is let go on. */
  let run: { over?: Trained<unknown, unknown>; failed?: unknown; aborted: boolean } | undefined;
  let proceed = (): void => undefined;
  let report = (): void => undefined;
  let problem: string | undefined;

  const observe = (done: Epoch): void => {
    epoch = start.epoch + done.epoch + 1;
    curves.addEpoch({ epoch, train: done.loss, test: done.figures?.['loss'] ?? NaN });
    if (done.loss < good.loss) good = { params: copied(params), step, epoch, loss: done.loss };
    const beyond = 3 * Math.max(chance, good.loss);
    if (!warned && done.loss > beyond)
      problem = `After step ${step} the loss is ${shown(done.loss)}; guessing has ${shown(chance)}. Each step goes so far that it lands higher on the other side, and the next goes further still: the rate is too large for this loss. The largest weight is now ${shown(largest(params))}.`;
  };
  const pauseWhereTold = (progress: Progress): void | Promise<void> => {
    step = start.step + progress.step;
    params = progress.params as Params;
    curves.addBatch(start.epoch + (progress.step * recipe.batch) / rows.train.target.shape[0]!, progress.loss);
    const newest = progress.history.at(-1);
    if (newest && newest.epoch + 1 + start.epoch > epoch) observe(newest);
    if (problem === undefined && step < leave.step && performance.now() < leave.until) return;
    report();
    return new Promise((go) => (proceed = go));
  };
  const launch = (): void => {
    const current: NonNullable<typeof run> = { aborted: false };
    run = current;
    void train({
      model,
      loss: crossEntropy,
      data: { features: rows.train.prepared, target: rows.train.target },
      validation: { features: rows.test.prepared, target: rows.test.target },
      optimizer: optimizerOf(recipe, () => leave.rate),
      epochs: recipe.epochs,
      batchSize: recipe.batch,
      key: key(recipe.seed),
      backend,
      from: { params: start.params, state: initial.state },
      signal: current,
      onProgress: pauseWhereTold,
      ...(recipe.patience > 0 && { stop: { patience: recipe.patience } }),
    })
      .then((over) => {
        if (current.aborted) return;
        current.over = over;
        params = over.params as Params;
      })
      .catch((error: unknown) => (current.failed = error))
      .finally(() => report());
  };
  const status = (): Status => ({
    step,
    epoch,
    ...(problem !== undefined && { diverged: { reason: problem, good: good.step } }),
    ...(problem === undefined && run?.over && { ended: { verdict: run.over.verdict, reason: run.over.reason } }),
  });

  return {
    curves,
    look: lookInto(model, initial.state, backend),
    params: () => params,
    async advance({ steps, milliseconds, rate }) {
      if (run?.over) return status();
      leave = { step: step + steps, until: performance.now() + milliseconds, rate };
      if (problem !== undefined) [warned, problem] = [true, undefined];
      const told = new Promise<void>((done) => (report = done));
      if (run) proceed();
      else launch();
      await told;
      if (run?.failed) throw run.failed as Error;
      if (run?.over?.verdict === 'not-finite') problem = `${run.over.reason} The weights of the step before are kept.`;
      return status();
    },
    restart(from) {
      if (run) run.aborted = true;
      proceed();
      start = from === 'good' ? good : { params: copied(params), step, epoch, loss: good.loss };
      [params, step, epoch] = [start.params, start.step, start.epoch];
      [run, problem, warned] = [undefined, undefined, false];
      curves.forgetAfter(epoch);
    },
  };
}

const copied = (params: Params): Params => mapTree(params as never, (leaf: Tensor) => leaf.clone());

const largest = (params: Params): number =>
  params.reduce((most, { weight }) => (weight ? Math.max(most, weight.abs().max().item()) : most), 0);

const shown = (x: number): string => String(Number(x.toPrecision(3)));
