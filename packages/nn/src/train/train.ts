import { ChainruleError, flatten, foldIn, mapTree, type FloatDType, type Tree, type Value } from '@chainrule/core';
import { batches, chain, clipByGlobalNorm, type Optimizer } from '@chainrule/optim';
import type { Tensor } from '@chainrule/tensor';
import type { Setting, TrainingState } from './checkpoint.js';
import { epochsWithoutProgress, figureOf, type Patience } from './early-stop.js';
import { evaluator } from './evaluate.js';
import { asTensor, prepared, type Examples } from './examples.js';
import type { Epoch } from './history.js';
import type { Metric } from './metric.js';
import { nameTheOperation } from './name-the-operation.js';
import { keeper } from './keeper.js';
import type { Progress, Trained, TrainingVerdict, TrainOptions } from './options.js';
import { stepOf, type Moment } from './step.js';

/**
 * Trains a model by mini-batches: one compiled step, optimizer included, over every batch of every epoch.
 *
 * Same key, same bits; with a checkpoint, also when the program is killed in between and run again. A step after which a number would not be finite
 * changes nothing: training stops there, with the last good parameters, and `reason` names the operation. Optimizers that evaluate the loss
 * themselves (`lbfgs`, `sam`) are driven from the host, with loss and gradient compiled. Parameters returned are the optimizer's to judge by
 * (averages, where it keeps some); with a patience, those of the epoch that made progress last.
 *
 * Throws `argument` for options out of range and a checkpoint of another run, `input` for a damaged one, `shape` for data that do not fit.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { linearData } from '@chainrule/data';
 * import { linear, mse, sequential, train } from '@chainrule/nn';
 * import { sgd } from '@chainrule/optim';
 * const { features, target } = linearData(key(0), { noise: 0 });
 * const data = { features, target: target.reshape([100, 1]) };
 * const options = { model: linear(1, 1), loss: mse, optimizer: sgd({ learningRate: 0.1 }), epochs: 100, key: key(1) };
 * const { params, verdict } = await train({ ...options, data });
 * [verdict, params.bias.item().toFixed(2), params.weight.item().toFixed(2)]; // → ['finished', '4.00', '3.00']
 * ```
 */
export async function train<P, S>(options: TrainOptions<P, S>): Promise<Trained<P, S>> {
  const { model, loss, backend, metrics = [], checkpoint, plateau, stop, key, epochs, batchSize = 32 } = options;
  check('epochs', epochs, 0);
  check('batchSize', batchSize, 1);
  if (checkpoint) check('checkpoint.every', checkpoint.every, 1);
  const patience = typeof stop === 'object' ? stop : undefined;
  if (patience) checkFigure(patience, metrics);
  const optimizer = clipped(options);
  // What is given stays the caller's: training overwrites its own copies.
  const begun = copied(options.from ?? model.init(foldIn(key, 'init'))) as Pick<Moment<P, S>, 'params' | 'state'>;
  const dtype = dtypeOf(begun.params);
  const data = prepared(options.data, dtype);
  const validation = options.validation && prepared(options.validation, dtype);
  const judge = validation || metrics.length > 0 ? evaluator({ model, loss, metrics, backend }) : undefined;
  const step = stepOf({ model, loss, optimizer, backend }, begun.params);
  const fresh: TrainingState = {
    params: begun.params as object,
    state: begun.state as object,
    optimizer: copied(optimizer.init(begun.params as Tree<Value>) as object),
    best: {},
    ...{ step: 0, epoch: 0, batch: 0, lossSum: 0, rows: 0, history: [] },
  };
  const setting: Setting = { key, batchSize, optimizer: (optimizer as Partial<Named>)['~chainrule']?.name ?? 'unnamed' };
  const kept = checkpoint && keeper(checkpoint, setting);
  const found = await kept?.find(fresh);
  let at = found?.state ?? fresh;
  for (const epoch of at.history) plateau?.observe(figureOf(epoch));

  const rows = data.features.shape[0]!;
  const steps = epochs * Math.ceil(rows / batchSize);
  const judged = (): P => (optimizer.evalParams?.(at.optimizer, at.params) ?? at.params) as P;
  const end = async (verdict: TrainingVerdict, reason: string): Promise<Trained<P, S>> => {
    await kept?.keep(at);
    const result = 'params' in at.best ? at.best : { params: judged(), state: at.state };
    return {
      ...(result as { params: P; state: S }),
      history: at.history,
      verdict,
      reason: `${reason}${found?.note ?? ''}`,
      steps: at.step,
    };
  };

  for (let epoch = at.epoch; epoch < epochs; epoch++) {
    if (patience && epochsWithoutProgress(at.history, patience) >= patience.patience)
      return end('early', `${patience.figure ?? 'loss'} has not got better for ${patience.patience} epochs.`);
    let index = -1;
    for (const batch of batches<Examples>(data, { size: batchSize, key: foldIn(key, 'batches'), epoch })) {
      if (++index < at.batch) continue;
      const [x, y] = [asTensor(batch.features), asTensor(batch.target)];
      const forLayers = foldIn(foldIn(key, 'layers'), at.step);
      const taken = step(at as unknown as Moment<P, S>, x, y, forLayers, at.step);
      const { params, state, optimizer: inner } = taken as Moment<object, object>;
      at = { ...at, params, state, optimizer: inner as object };
      if (!taken.finite) {
        const operation = nameTheOperation({ model, loss }, at.params as P, at.state as S, x, y, forLayers);
        return end('not-finite', `At step ${at.step} (epoch ${epoch}) a number is not finite. ${operation}`);
      }
      const count = x.shape[0]!;
      at = { ...at, step: at.step + 1, batch: index + 1, lossSum: at.lossSum + count * taken.loss, rows: at.rows + count };
      const over = at.rows === rows;
      if (over) {
        const figures = judge?.(judged(), at.state as S, validation ?? data);
        const done: Epoch = { epoch, loss: at.lossSum / at.rows, ...(figures && { figures }) };
        at = { ...at, epoch: epoch + 1, batch: 0, lossSum: 0, rows: 0, history: [...at.history, done] };
        plateau?.observe(figureOf(done));
        if (patience && patience.restoreBest !== false && epochsWithoutProgress(at.history, patience) === 0)
          at = { ...at, best: copied({ params: judged() as object, state: at.state }) };
      }
      if (kept && at.step % checkpoint.every === 0) await kept.keep(at);
      if (options.signal?.aborted) return end('stopped', `It was interrupted after step ${at.step}.`);
      if (!options.onProgress && typeof stop !== 'function') continue;
      const progress: Progress = { ...{ step: at.step, steps, epoch, epochs }, loss: taken.loss, history: at.history, params: at.params };
      await options.onProgress?.(progress);
      if (typeof stop === 'function' && stop(progress)) return end('stopped', `It was asked to stop after step ${at.step}.`);
    }
  }
  return end('finished', `All ${epochs} epochs are done.`);
}

interface Named {
  readonly '~chainrule': { readonly name: string };
}

const isTensor = (leaf: unknown): leaf is Tensor => typeof leaf === 'object' && leaf !== null && 'clone' in leaf;

const copied = <T extends object>(tree: T): T => mapTree(tree, (leaf: unknown) => (isTensor(leaf) ? leaf.clone() : leaf)) as T;

const dtypeOf = (params: unknown): FloatDType => (flatten<Tensor>(params as Tree<Tensor>).leaves[0]?.dtype ?? 'float32') as FloatDType;

const clipped = <P, S>({ optimizer, clip }: TrainOptions<P, S>): Optimizer =>
  clip === undefined ? optimizer : chain(typeof clip === 'number' ? clipByGlobalNorm({ max: clip }) : clip, optimizer);

function checkFigure({ figure = 'loss' }: Patience, metrics: readonly Metric[]): void {
  const known = ['loss', ...metrics.map(({ key }) => key)];
  if (known.includes(figure)) return;
  throw new ChainruleError('argument', `stop.figure is "${figure}", which nothing measures`, {
    operation: 'train',
    hint: `it is one of ${known.join(', ')}; add a metric for others`,
  });
}

function check(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new ChainruleError('argument', `${name} is ${value}`, { operation: 'train', hint: `${name} is an integer of at least ${least}` });
}
