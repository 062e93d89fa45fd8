import { ChainruleError, isFloat, type Mapped } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import { Source, type Node } from '../graph/node.js';
import { between, topologicalOrder } from '../graph/order.js';
import { realize } from '../graph/realize.js';
import { record } from '../graph/recording.js';
import type { Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { pullback } from '../transform/pullback.js';

/** How long a tape can be asked. */
export interface TapeOptions {
  /** Allow more than one gradient. Default: the tape closes with the first, and frees what it held. */
  readonly persistent?: boolean;
}

/**
 * Records a computation so that gradients can be asked for afterwards, as TensorFlow's tape does.
 *
 * @example
 * ```ts
 * import { GradientTape, variable } from '@chainrule/tensor';
 * const [w, b] = [variable(3), variable(1)];
 * const tape = GradientTape.record(() => w.mul(2).add(b).sub(6).pow(2));
 * const [dw, db] = tape.gradient(tape.value, [w, b]);
 * [tape.value.item(), dw.item(), db.item()]; // → [1, 4, 2]
 * ```
 */
export class GradientTape<R = Tensor> {
  private readonly source = new Source();
  private readonly variables = new Map<Tensor, Tensor>();
  readonly value: R;

  private constructor(
    f: () => R,
    private readonly options: TapeOptions,
  ) {
    this.value = record({ source: this.source, variables: this.variables }, f);
  }

  static record<R>(f: () => R, options: TapeOptions = {}): GradientTape<R> {
    return new GradientTape(f, options);
  }

  /**
   * The gradient of a recorded value by variables or tensors, in the structure they are given in; 0 where it does not depend on them.
   * A target that is no scalar is an error; a second call on a tape that is not persistent is, too.
   */
  gradient<const S>(target: Tensor, sources: S): Mapped<S, Tensor, Tensor> {
    if (!this.source.open)
      throw new ChainruleError('argument', 'this tape has given its gradient and is closed', {
        operation: 'tape.gradient',
        hint: 'record it with { persistent: true } for several gradients',
      });
    if (target.shape.length !== 0 || !isFloat(target.dtype))
      throw new ChainruleError('shape', `the target is ${typeText(target.type)}, a gradient needs one floating-point number`, {
        operation: 'tape.gradient',
        hint: 'add .sum() or .mean()',
      });
    const { tensors, rebuild } = leavesOf(sources, 'tape.gradient');
    const recorded = tensors.map((tensor) => this.variables.get(tensor) ?? tensor.now());
    const output = target.now();
    const found = pullback([output], [output.constant(1)], recorded).map((gradient, i) => gradient ?? recorded[i]!.fill(0));
    if (!this.options.persistent) this.close(between(recorded, [output]), [output, ...found]);
    return rebuild(found);
  }

  /** Ends a persistent tape, and frees what it held. */
  close(
    nodes: readonly Node[] = topologicalOrder(
      leavesOf(this.value, 'tape').tensors.map(({ node }) => node),
      () => false,
    ),
    answer: readonly Tensor[] = leavesOf(this.value, 'tape').tensors,
  ): void {
    this.source.open = false;
    if (!answer.some(({ node }) => node.abstract || node.watched)) realize(answer);
    for (const node of nodes) node.release();
  }
}
