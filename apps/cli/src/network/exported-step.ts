import { ChainruleError, foldIn, ndarray, type Tree, type Value } from '@chainrule/core';
import { record, type ModuleDefinition, type Recipe, type Recording, type TrainingStep } from '@chainrule/export';
import { applyUpdates, batches, chain, clipByGlobalNorm, evaluatesLoss, type Optimizer } from '@chainrule/optim';
import { compile, tensor, trace, valueAndGrad, type Tensor } from '@chainrule/tensor';
import type { Layer } from '@chainrule/nn';
import { backendOf, rowsInDtype, type Network, type Numbers } from './network.js';

interface State {
  readonly optimizer: unknown;
  /** Of the layers, under the name that a module is exported with. */
  readonly model: unknown;
}
interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
}
type Hyper = Readonly<Record<string, number | Tensor>>;
type Step = TrainingStep<unknown, State, Batch, Hyper>;

/** A training step as exporters take it: traced, and recorded over some batches; and the network in use. */
export interface ExportedStep {
  readonly step: ReturnType<typeof trace>;
  readonly recording: Recording;
  /** The network on so many rows. */
  readonly inUse: (rows: number) => ReturnType<typeof trace>;
  /** What it was made of, for an engine that has the same parts. */
  readonly module: ModuleDefinition;
}

/** Traces a network's training step and records it. Throws `unsupported` for optimizers that evaluate the loss themselves. */
export function exportedStep(network: Network, { params, state }: Numbers, recipe: Recipe, steps: number): ExportedStep {
  const { training, layer, key, train } = network;
  const optimizer =
    training.clip === undefined ? training.optimizer.value : chain(clipByGlobalNorm({ max: training.clip }), training.optimizer.value);
  const given: Batch[] = [];
  for (let epoch = 0; given.length < steps; epoch++)
    for (const { features, target } of batches(rowsInDtype(train, training), {
      size: training.batchSize,
      key: foldIn(key, 'batches'),
      epoch,
      dropLast: true,
    })) {
      given.push({ x: tensor(features as never), y: tensor(target as never) });
      if (given.length === steps) break;
    }
  const begin: State = { optimizer: optimizer.init(params as Tree<Value>), model: state };
  const first = given[0]!;
  const random = drawsRandomNumbers(layer, { params, state }, first.x);
  const hyper = (at: number): Hyper => ({
    ...optimizer.hyper?.(at),
    ...(random && { key: tensor(ndarray(Uint32Array.from(foldIn(foldIn(key, 'layers'), at)))) }),
  });
  const step = stepOf(network, optimizer);
  return {
    step: trace(step, params, begin, first, hyper(0)),
    recording: record(compile(step, backendOf(training)), { parameters: params, state: begin, batches: given, hyper }),
    module: {
      layer,
      loss: training.loss.value,
      optimizer: training.clip === undefined ? recipe : [{ name: 'clipByGlobalNorm', options: { max: training.clip } }, recipe],
    },
    inUse: (rows) =>
      trace((p: unknown, s: unknown, x: Tensor) => layer.apply(p, s, x, { mode: 'eval' }).y, params, state, rowsOf(first.x, rows)),
  };
}

function stepOf({ training, layer }: Network, optimizer: Optimizer): Step {
  return (parameters, state, batch, { key, ...hyper }) => {
    const loss = (p: unknown): [Tensor, unknown] => {
      const { y, state: model } = layer.apply(p, state.model, batch.x, { mode: 'train', key: key as Tensor | undefined });
      return [training.loss.value.apply(y, batch.y), model];
    };
    const [[value, model], gradients] = valueAndGrad(loss as (p: object) => [Tensor, object], { hasAux: true })(parameters as object);
    const { updates, state: next } = optimizer.update(gradients, state.optimizer, parameters as Tree<Value>, { step: NaN, hyper });
    return { loss: value, gradients, parameters: applyUpdates(parameters as never, updates as never), state: { optimizer: next, model } };
  };
}

/** So many rows, those there are one after the other. */
const rowsOf = (x: Tensor, rows: number): Tensor => x.take(tensor(Int32Array.from({ length: rows }, (_, i) => i % x.shape[0]!)));

/** Whether what layers give in training depends on their key. */
function drawsRandomNumbers(layer: Layer, { params, state }: Numbers, x: Tensor): boolean {
  const { inputs, instructions } = trace(
    (key: Tensor) => layer.apply(params, state, x, { mode: 'train', key }).y,
    tensor(Uint32Array.of(0, 0)),
  );
  return instructions.some((instruction) => instruction.inputs.includes(inputs[0]!));
}

/** Throws `unsupported` for an optimizer whose step is not a program. */
export function checkExportable({ training, initial }: Network): void {
  if (!evaluatesLoss(training.optimizer.value, initial.params as Tree<Value>)) return;
  throw new ChainruleError(
    'unsupported',
    `${training.optimizer.code} evaluates the loss as often as it needs: its step is no fixed program`,
    {
      operation: 'export',
      hint: 'train with it here, and export the weights; or take another optimizer',
    },
  );
}
