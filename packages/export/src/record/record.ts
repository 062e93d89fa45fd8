import { ChainruleError, type Tree } from '@chainrule/core';
import { namedLeaves, type Named } from './named.js';

/**
 * One step of training as an exporter takes it: a function of the parameters, of the state (the optimizer's, and the layers'), of a batch
 * whose arrays have the examples along their first axis, and of the numbers that change from step to step on the host.
 */
export type TrainingStep<P, S, B, H> = (parameters: P, state: S, batch: B, hyper: H) => StepResult<P, S>;

/** What a step gives. The gradients may be left out; with them, more is compared. */
export interface StepResult<P, S> {
  readonly loss: Tree<unknown>;
  readonly gradients?: P;
  readonly parameters: P;
  readonly state: S;
}

/** The results of a step, by kind. */
export type ResultRole = keyof StepResult<unknown, unknown>;
const roles: readonly string[] = ['loss', 'gradients', 'parameters', 'state'] satisfies ResultRole[];

/** One step as it was recorded: what went in, and what came out. */
export interface RecordedStep {
  readonly batch: readonly Named[];
  readonly hyper: readonly Named[];
  readonly loss: readonly Named[];
  readonly gradients: readonly Named[];
  readonly parameters: readonly Named[];
  readonly state: readonly Named[];
}

/** A run of a training step: what it started from, was given, and gave; what another engine is held against. */
export interface Recording {
  readonly parameters: readonly Named[];
  readonly state: readonly Named[];
  readonly steps: readonly RecordedStep[];
  /** The kinds of the results in the order in which the step gives them. */
  readonly order: readonly ResultRole[];
}

/** A training step and all that it is called with, for `record`. */
export interface RecordOptions<P, S, B, H> {
  readonly parameters: P;
  readonly state: S;
  /** One for every step to be recorded. */
  readonly batches: readonly B[];
  /** The numbers of a step: an optimizer's `hyper`. */
  readonly hyper: (step: number) => H;
}

/**
 * Runs a training step over batches and keeps what it was given and what came out, so that an exported copy can prove itself.
 *
 * The step may be a plain function or a compiled one. Throws `argument` when there is no batch, or a result is missing.
 *
 * @example
 * ```ts
 * import { record } from '@chainrule/export';
 * import { tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
 * const loss = (p: { w: Tensor }, x: Tensor) => x.mul(p.w).sub(1).pow(2).mean();
 * const step = (p: { w: Tensor }, state: object, batch: { x: Tensor }, hyper: { rate: number | Tensor }) => {
 *   const [value, gradients] = valueAndGrad(loss)(p, batch.x);
 *   return { loss: value, gradients, parameters: { w: p.w.sub(gradients.w.mul(hyper.rate)) }, state };
 * };
 * const recording = record(step, {
 *   parameters: { w: tensor(0) },
 *   state: {},
 *   batches: [{ x: tensor([1, 1]) }, { x: tensor([1, 1]) }],
 *   hyper: () => ({ rate: 0.25 }),
 * });
 * recording.steps.map(({ loss }) => loss[0]!.value.data[0]); // → [1, 0.25]
 * ```
 */
export function record<P, S, B, H>(step: TrainingStep<P, S, B, H>, options: RecordOptions<P, S, B, H>): Recording {
  let { parameters, state } = options;
  let order: ResultRole[] = [];
  const start = { parameters: namedLeaves(parameters), state: namedLeaves(state) };
  const steps = options.batches.map((batch, at): RecordedStep => {
    const hyper = options.hyper(at);
    const result = step(parameters, state, batch, hyper);
    order = checkedOrder(result);
    ({ parameters, state } = result);
    return {
      batch: namedLeaves(batch),
      hyper: namedLeaves(hyper),
      loss: namedLeaves({ loss: result.loss }),
      gradients: namedLeaves(result.gradients ?? {}),
      parameters: namedLeaves(parameters),
      state: namedLeaves(state),
    };
  });
  if (steps.length === 0) throw new ChainruleError('argument', 'there is no batch to record a step with', { operation: 'record' });
  return { ...start, steps, order };
}

function checkedOrder(result: object): ResultRole[] {
  const given = Object.keys(result);
  const [odd] = given.filter((name) => !roles.includes(name));
  const [missing] = roles.filter((name) => name !== 'gradients' && !given.includes(name));
  if (odd !== undefined || missing !== undefined)
    throw new ChainruleError('argument', odd === undefined ? `the step gives no ${missing!}` : `the step gives "${odd}"`, {
      operation: 'record',
      hint: 'a step gives { loss, gradients, parameters, state }, state being {} where there is none',
    });
  return given as ResultRole[];
}
