import { bytesPerElement, sizeOf } from '@chainrule/core';
import { formula } from '../operations/formula.js';
import { lastUses, type Instruction, type Program, type Register } from '../program.js';
import { sameType } from '../type.js';

/** Where in one arena every computed value of a program lives. */
export interface MemoryPlan {
  /** Bytes the arena needs. */
  readonly size: number;
  /** The first byte of every register that an instruction sets; inputs and constants live elsewhere. */
  readonly offsets: ReadonlyMap<Register, number>;
}

/** Every value begins on a cache line. */
const alignment = 64;

/** Values that take turns in the same bytes, from the first one's instruction to the last one's last use, both included. */
interface Block {
  readonly registers: Register[];
  readonly bytes: number;
  readonly from: number;
  to: number;
}

/**
 * Static places for what a program computes, values that are never alive together sharing memory: the largest first, each in the
 * smallest gap that holds it. A formula writes over an input of the same type that nobody reads afterwards.
 * Pisarchyk and Lee 2020, "Efficient memory management for deep neural net inference".
 *
 * @example
 * ```ts
 * import { inputVariable, memoryPlan } from '@chainrule/program';
 * const type = { dtype: 'float32', shape: [16] } as const;
 * const step = (from: number) => ({ operation: 'formula', inputs: [from], outputs: [from + 1], parameters: { formula: inputVariable(0).plus(1) } });
 * memoryPlan({ types: [type, type, type], inputs: [0], constants: [], instructions: [step(0), step(1)], outputs: [2] }).size; // → 64
 * ```
 */
export function memoryPlan(program: Program): MemoryPlan {
  const offsets = new Map<Register, number>();
  const placed: (Block & { readonly at: number })[] = [];
  let size = 0;
  for (const block of liveBlocks(program).sort((a, b) => b.bytes - a.bytes || a.from - b.from)) {
    const at = bestGap(
      placed.filter((other) => other.from <= block.to && block.from <= other.to),
      block.bytes,
    );
    placed.push({ ...block, at });
    for (const register of block.registers) offsets.set(register, at);
    size = Math.max(size, at + block.bytes);
  }
  return { size, offsets };
}

function liveBlocks(program: Program): Block[] {
  const last = lastUses(program);
  const blocks: Block[] = [];
  const blockOf = new Map<Register, Block>();
  program.instructions.forEach((instruction, at) => {
    const reused = overwritten(instruction, at, program, last, blockOf);
    for (const register of instruction.outputs) {
      const to = last.get(register) ?? at;
      const { dtype, shape } = program.types[register]!;
      const block = reused ?? {
        registers: [],
        bytes: Math.ceil((sizeOf(shape) * bytesPerElement(dtype)) / alignment) * alignment,
        from: at,
        to,
      };
      if (!reused) blocks.push(block);
      block.registers.push(register);
      block.to = to;
      blockOf.set(register, block);
    }
  });
  return blocks;
}

/** The block of an input that a formula may write its result over. */
function overwritten(
  { operation, inputs, outputs }: Instruction,
  at: number,
  { types }: Program,
  last: ReadonlyMap<Register, number>,
  blockOf: ReadonlyMap<Register, Block>,
): Block | undefined {
  if (operation !== formula.name) return undefined;
  const dying = inputs.find(
    (register) => last.get(register) === at && blockOf.has(register) && sameType(types[register]!, types[outputs[0]!]!),
  );
  return dying === undefined ? undefined : blockOf.get(dying);
}

/** The start of the smallest gap between blocks that holds so many bytes, or the end of them all. */
function bestGap(blocks: { readonly at: number; readonly bytes: number }[], bytes: number): number {
  let [best, bestSize, end] = [-1, Infinity, 0];
  for (const block of blocks.sort((a, b) => a.at - b.at)) {
    const gap = block.at - end;
    if (gap >= bytes && gap < bestSize) [best, bestSize] = [end, gap];
    end = Math.max(end, block.at + block.bytes);
  }
  return best === -1 ? end : best;
}
