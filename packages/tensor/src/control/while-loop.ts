import { ChainruleError } from '@chainrule/core';
import { readArray, sameType, typeText } from '@chainrule/program';
import type { Primitive } from '../graph/primitive.js';
import { executable, inline, traceSubprogram, type Subprogram } from '../graph/subprogram.js';
import { apply, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { pushforward } from '../transform/pushforward.js';
import { vmap } from '../transform/vmap.js';

interface While {
  readonly test: Subprogram;
  readonly body: Subprogram;
  /** The first inputs go round; the others stay. */
  readonly carries: number;
}

/** A body run as long as a test holds. */
const whilePrimitive: Primitive<While> = {
  name: 'while',
  types: (inputs, { carries }) => inputs.slice(0, carries),
  value: (inputs, { test, body, carries }) => {
    const [check, step] = [executable(test), executable(body)];
    const constants = inputs.slice(carries);
    let carry = inputs.slice(0, carries);
    while (readArray(check.run([...carry, ...constants])[0]!).data[0] !== 0) carry = step.run([...carry, ...constants]).map(readArray);
    return carry;
  },
  jvp: (tangents, { inputs, parameters: { test, body, carries } }) => {
    // All carries move: which of them need not is known only when the loop has run.
    const moving = inputs.map((_, i) => i).filter((i) => i < carries || tangents[i] !== undefined);
    const directions = moving.map((i) => tangents[i] ?? inputs[i]!.fill(0));
    const types = [
      ...inputs.slice(0, carries),
      ...directions.slice(0, carries),
      ...inputs.slice(carries),
      ...directions.slice(carries),
    ].map(({ type }) => type);
    const split = (args: readonly Tensor[]) => ({
      primals: [...args.slice(0, carries), ...args.slice(2 * carries, inputs.length + carries)],
      moved: [...args.slice(carries, 2 * carries), ...args.slice(inputs.length + carries)],
    });
    const next = traceSubprogram((...args) => {
      const { primals, moved } = split(args);
      const results = inline(body, primals);
      const out = pushforward(
        results,
        moving.map((i) => primals[i]!),
        moved,
      );
      return [...results, ...results.map((y, k) => out[k] ?? y.fill(0))];
    }, types);
    const check = traceSubprogram((...args) => inline(test, split(args).primals), types);
    const outputs = apply(
      whilePrimitive,
      [...inputs.slice(0, carries), ...directions.slice(0, carries), ...inputs.slice(carries), ...directions.slice(carries)],
      { test: check.body, body: next.body, carries: 2 * carries },
    );
    return outputs.slice(carries);
  },
  transpose: () => {
    throw new ChainruleError('not-differentiable', 'a loop of unknown length has no reverse mode: what its rounds computed is not kept', {
      operation: 'grad of whileLoop',
      hint: 'use scan with a fixed number of rounds, or forward mode (jvp)',
    });
  },
  linearity: 'point',
  batch: (inputs, axes, { test, body, carries }, size) => {
    const moved = inputs.map((x, i) => (i < carries && axes[i] === null ? x.broadcastTo([size, ...x.shape]) : x));
    const inAxes = axes.map((axis, i) => (i < carries ? (axis ?? 0) : axis));
    const types = moved.map(({ type }) => type);
    const each = (of: Subprogram) => (args: readonly Tensor[]) =>
      vmap((...examples: Tensor[]) => inline(of, examples), { inAxes })(...args);
    // Goes on while any example does; the others keep what they have.
    const check = traceSubprogram((...args) => [each(test)(args)[0]!.cast('int32').max()], types);
    const next = traceSubprogram((...args) => {
      const going = each(test)(args)[0]!;
      return each(body)(args).map((y, k) => going.reshape([size, ...Array<number>(y.shape.length - 1).fill(1)]).where(y, args[k]!));
    }, types);
    return {
      outputs: apply(whilePrimitive, [...moved, ...check.captured, ...next.captured], { test: check.body, body: next.body, carries }),
      axes: inAxes.slice(0, carries),
    };
  },
};

/**
 * Runs `body` on the carry as long as `test` of it holds. Forward mode works; reverse mode is an error, since what the rounds computed is not kept.
 *
 * Throws `shape` when the carry changes its type.
 *
 * @example
 * ```ts
 * import { tensor, Tensor, whileLoop } from '@chainrule/tensor';
 * whileLoop((x: Tensor) => x.less(100), (x: Tensor) => x.mul(2), tensor(3)).item(); // → 192
 * ```
 */
export function whileLoop<C>(test: (carry: C) => Tensor, body: (carry: C) => C, init: C): C {
  const initial = leavesOf(init, 'whileLoop');
  const carries = initial.tensors.length;
  const types = initial.tensors.map(({ type }) => type);
  const check = traceSubprogram((...args) => [test(initial.rebuild<C>(args))], types);
  // Both get all that either uses from outside.
  const outer = [...types, ...check.captured.map(({ type }) => type)];
  const next = traceSubprogram((...args) => {
    const after = leavesOf(body(initial.rebuild<C>(args.slice(0, carries))), 'whileLoop').tensors;
    const at = initial.tensors.findIndex((x, i) => after[i] === undefined || !sameType(x.type, after[i].type));
    if (at !== -1)
      throw new ChainruleError(
        'shape',
        `the carry goes in as ${typeText(initial.tensors[at]!.type)} and comes out as ${after[at] ? typeText(after[at].type) : 'nothing'}`,
        { operation: 'whileLoop' },
      );
    return after;
  }, outer);
  const padded = traceSubprogram(
    (...args) => inline(check.body, args.slice(0, outer.length)),
    [...outer, ...next.captured.map(({ type }) => type)],
  );
  return initial.rebuild(
    apply(whilePrimitive, [...initial.tensors, ...check.captured, ...next.captured], { test: padded.body, body: next.body, carries }),
  );
}
