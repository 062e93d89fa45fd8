import { bytesPerElement, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { nest } from '../../kernels/nest.js';
import { stretched, type View } from '../../kernels/view.js';
import type { Lowering } from '../lowering.js';
import { copier } from './copy.js';

/** What does not depend on the batch axes of a view: its own axes. */
const own = ({ place, shape, strides }: View, batch: number): View => ({
  place,
  offset: 0,
  shape: shape.slice(batch),
  strides: strides.slice(batch),
});

/** By how many bytes a view's examples lie apart, in a batch of the given shape. */
const apart = (view: View, lead: Shape): number[] =>
  stretched({ ...view, shape: view.shape.slice(0, lead.length), strides: view.strides.slice(0, lead.length) }, lead).strides.map(
    (stride) => stride * bytesPerElement(view.place.dtype),
  );

/** Whether a block at any of the places would not be all inside. */
function anyOutside(f: FunctionBuilder, starts: Term, lists: number, limits: readonly number[]): Local {
  const [bad, at] = [f.let(i32.const(0)), f.let(starts)];
  f.times(lists, () =>
    limits.forEach((limit) => {
      // Without its sign a negative number is larger than any size.
      f.set(bad, i32.or(bad.value, i32.sub(i32.const(1), i32.below(i32.load(at.value), i32.const(limit)))));
      f.advance(at, 4);
    }),
  );
  return bad;
}

/** The address of the block that a list of places along the first axes names. */
const blockAt = (base: Term, starts: Term, { strides, place }: View, axes: number): Term =>
  Array.from({ length: axes }, (_, axis) =>
    i32.mul(i32.load(starts, 4 * axis), i32.const(strides[axis]! * bytesPerElement(place.dtype))),
  ).reduce(i32.add, base);

/** For every axis that is sliced how many places a block of this shape can be at. */
const limitsOf = (whole: Shape, block: Shape, axes: number): number[] => Array.from({ length: axes }, (_, i) => whole[i]! - block[i]! + 1);

/** A block at a place that is known only when the program runs. */
export function dynamicSlice(lowering: Lowering, instruction: Instruction): boolean {
  const { batch = 0 } = instruction.parameters as { readonly batch?: number };
  const [x, starts] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View];
  const { shape } = lowering.program.types[instruction.outputs[0]!]!;
  const [lead, block] = [shape.slice(0, batch), shape.slice(batch)];
  const axes = starts.shape.at(-1)!;
  const copy = copier(lowering.workshop, { ...own(x, batch), shape: block });
  lowering.emitChecked(instruction, [x, starts], `a block [${block.join(', ')}] of [${x.shape.join(', ')}]`, (f, pointers, refuse) => {
    const [from, start, to] = pointers as [Local, Local, Local];
    const bad = anyOutside(f, start.value, sizeOf(starts.shape.slice(0, -1)), limitsOf(x.shape.slice(batch), block, axes));
    const size = sizeOf(block) * bytesPerElement(x.place.dtype);
    f.when(bad.value, refuse, () =>
      nest(
        f,
        lead,
        [
          { pointer: from, steps: apart(x, lead) },
          { pointer: start, steps: apart(starts, lead) },
          { pointer: to, steps: stridesOf(lead).map((stride) => stride * size) },
        ],
        () => f.call(copy, blockAt(from.value, start.value, own(x, batch), axes), to.value),
        () => 0,
      ),
    );
  });
  return true;
}

/** A value with a block written over at such a place. */
export function dynamicUpdateSlice(lowering: Lowering, instruction: Instruction): boolean {
  const { batch = 0 } = instruction.parameters as { readonly batch?: number };
  const [x, update, starts] = instruction.inputs.map((register) => lowering.dense(lowering.view(register))) as [View, View, View];
  const { shape } = lowering.program.types[instruction.outputs[0]!]!;
  const [lead, whole, block] = [shape.slice(0, batch), shape.slice(batch), update.shape.slice(batch)];
  const axes = starts.shape.at(-1)!;
  const strides = stridesOf(whole);
  // Exactly these elements: what lies behind a row is not the block's.
  const copyAll = copier(lowering.workshop, stretched(x, shape), stridesOf(shape));
  const copyBlock = copier(lowering.workshop, own(update, batch), strides);
  const text = `a block [${block.join(', ')}] of [${x.shape.join(', ')}] written over`;
  lowering.emitChecked(instruction, [x, update, starts], text, (f, pointers, refuse) => {
    const [from, patch, start, to] = pointers as [Local, Local, Local, Local];
    const bad = anyOutside(f, start.value, sizeOf(starts.shape.slice(0, -1)), limitsOf(whole, block, axes));
    const target = { ...x, strides };
    const size = sizeOf(whole) * bytesPerElement(x.place.dtype);
    f.when(bad.value, refuse, () => {
      f.call(copyAll, from.value, to.value);
      nest(
        f,
        lead,
        [
          { pointer: patch, steps: apart(update, lead) },
          { pointer: start, steps: apart(starts, lead) },
          { pointer: to, steps: stridesOf(lead).map((stride) => stride * size) },
        ],
        () => f.call(copyBlock, patch.value, blockAt(to.value, start.value, target, axes)),
        () => 0,
      );
    });
  });
  return true;
}
