import { executable, inline, outputTypes, traceSubprogram, type Subprogram } from '../graph/subprogram.js';
import type { Primitive } from '../graph/primitive.js';
import { readArray } from '@chainrule/program';
import { barrier } from '../primitives/barrier.js';
import { apply } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { pushforward } from '../transform/pushforward.js';
import { batchedBody } from './batched-body.js';

interface Parameters {
  readonly body: Subprogram;
}

/** A function whose inner values are forgotten after it is computed, and computed again when its derivative needs them. */
const checkpointed: Primitive<Parameters> = {
  name: 'checkpoint',
  types: (_, { body }) => outputTypes(body),
  value: (inputs, { body }) => executable(body).run(inputs).map(readArray),
  jvp: (tangents, { inputs, parameters: { body } }) => {
    // Behind barriers, so that nothing is shared with the first computation.
    const again = inputs.map((x) => x.bind(barrier, [x], {}));
    return pushforward(inline(body, again), again, tangents);
  },
  batch: (inputs, axes, { body }) => {
    const batched = batchedBody(
      body,
      inputs.map(({ type }) => type),
      axes,
    );
    return { outputs: apply(checkpointed, [...inputs, ...batched.captured], { body: batched.body }), axes: outputTypes(body).map(() => 0) };
  },
  describe: ({ body }) => `{${body.program.instructions.length} instructions}`,
};

/**
 * The same function, with less memory in reverse mode: what it computes inside is not kept but computed again.
 *
 * Source: A. Griewank and A. Walther, "Algorithm 799: revolve", ACM Trans. Math. Softw. 26 (2000); for networks T. Chen et al., "Training deep nets
 * with sublinear memory cost" (2016).
 *
 * @example
 * ```ts
 * import { checkpoint, grad, tensor, Tensor } from '@chainrule/tensor';
 * const block = checkpoint((x: Tensor) => x.sin().exp());
 * grad((x: Tensor) => block(x).sum())(tensor([0])).toString(); // → 'f32[1] [1]'
 * ```
 */
export function checkpoint<Args extends readonly unknown[], R>(f: (...args: Args) => R): (...args: Args) => R {
  return (...args) => {
    const given = leavesOf([...args], 'checkpoint');
    let rebuild: ((leaves: readonly unknown[]) => R) | undefined;
    const { body, captured } = traceSubprogram(
      (...inner) => {
        const result = leavesOf(f(...given.rebuild<Args>(inner)), 'checkpoint');
        rebuild = result.rebuild;
        return result.tensors;
      },
      given.tensors.map(({ type }) => type),
    );
    return rebuild!(apply(checkpointed, [...given.tensors, ...captured], { body }));
  };
}
