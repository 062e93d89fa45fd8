import { bytesPerElement, hashText, sizeOf, type DType, type FloatDType } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { Callee, FunctionBuilder, Local } from '../../assembler/function-builder.js';
import type { Term } from '../../assembler/term.js';
import { storeLanes } from '../../kernels/cells.js';
import { f32x4, highHalf, i32x4, joinLow, v128 } from '../../vector/lanes.js';
import { normalOf, threefry } from '../../vector/random.js';
import type { Lowering } from '../lowering.js';

/** The second word of core's counters: what a block is for. */
const purpose = { bits: 0, split: 1, fold: 2, name: 3 } as const;

const oneAfterTheOther = /* @__PURE__ */ i32x4.lanes([0, 1, 2, 3]);

/** So many words from a key: eight at once, from four blocks; the rest of them at the end. `give` stores what comes of them. */
function draws(f: FunctionBuilder, key: Local, words: number, kind: number, give: (a: Term, b: Term, words: number) => void): void {
  const counter = f.let(oneAfterTheOther);
  const [k0, k1] = [0, 4].map((at) => f.let(v128.load32Splat(key.value, at)).value) as [Term, Term];
  const four = (wanted: number): void => {
    const [a, b] = f.evaluate(threefry(k0, k1, counter.value, i32x4.const(kind)));
    give(a!, b!, wanted);
    f.set(counter, i32x4.add(counter.value, i32x4.const(4)));
  };
  f.times(Math.floor(words / 8), () => four(8));
  if (words % 8 > 0) four(words % 8);
}

/** The first words of blocks, one after the other. */
function storeWords(f: FunctionBuilder, to: Local, a: Term, b: Term, count: number): void {
  const pairs = [
    v128.shuffle(a, b, [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23]),
    v128.shuffle(a, b, [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31]),
  ];
  pairs.forEach((words, half) => {
    const left = Math.min(4, count - 4 * half);
    if (left > 0) storeLanes(f, 'uint32', 32, to.value, words, 16 * half, left);
  });
  f.advance(to, 4 * count);
}

/** A step that draws from every key of a stack. */
function draw(
  lowering: Lowering,
  { inputs, outputs }: Instruction,
  what: string,
  each: (f: FunctionBuilder, key: Local, to: Local) => void,
): true {
  const keys = lowering.dense(lowering.view(inputs[0]!));
  const place = lowering.place(outputs[0]!);
  const callee: Callee = lowering.workshop.module.function(['i32', 'i32'], [], (f) => {
    const [key, to] = f.parameters;
    f.times(sizeOf(keys.shape) / 2, () => {
      each(f, key!, to!);
      f.advance(key!, 8);
    });
    return undefined;
  });
  lowering.emit({ callee, reads: [keys], writes: [place], inOrder: false, text: what });
  return true;
}

const words = (count: number, kind: number) => (f: FunctionBuilder, key: Local, to: Local) =>
  draws(f, key, count, kind, (a, b, wanted) => storeWords(f, to, a, b, wanted));

/** Random words. */
export function randomBits(lowering: Lowering, instruction: Instruction): boolean {
  const { count } = instruction.parameters as { readonly count: number };
  return draw(lowering, instruction, `${count} random words`, words(count, purpose.bits));
}

/** Keys from keys. */
export function splitKeys(lowering: Lowering, instruction: Instruction): boolean {
  const { count } = instruction.parameters as { readonly count: number };
  return draw(lowering, instruction, `${count} keys`, words(2 * count, purpose.split));
}

/** Standard normal numbers: four from four blocks. */
export function randomNormal(lowering: Lowering, instruction: Instruction): boolean {
  const { count, dtype } = instruction.parameters as { readonly count: number; readonly dtype: FloatDType };
  return draw(lowering, instruction, `${count} normal numbers`, (f, key, to) => {
    draws(f, key, 2 * count, purpose.bits, (a, b, drawn) => {
      const wanted = drawn / 2;
      const [low, high] = f.evaluate([normalOf(a, b), normalOf(highHalf(a), highHalf(b))]) as [Term, Term];
      if (dtype === 'float32') storeLanes(f, dtype, 32, to.value, joinLow(f32x4.fromF64(low), f32x4.fromF64(high)), 0, wanted);
      else
        [low, high].forEach((pair, half) => {
          const left = Math.min(2, wanted - 2 * half);
          if (left > 0) storeLanes(f, dtype, 64, to.value, pair, 16 * half, left);
        });
      f.advance(to, wanted * bytesPerElement(dtype));
    });
  });
}

/** The words of a counter for a place: beside the purpose goes what does not fit into one word, of integers of 32 bits their sign. */
const givenPlace = (pointer: Local, dtype: DType): readonly [Term, Term] => {
  const at = v128.load32Splat(pointer.value);
  const fold = i32x4.const(purpose.fold);
  return [at, dtype === 'uint32' ? fold : i32x4.add(i32x4.shl(i32x4.sar(at, 31), 2), fold)];
};
const knownPlace = (place: number | string): readonly [Term, Term] =>
  typeof place === 'string'
    ? [i32x4.const(hashText(place)), i32x4.const(purpose.name)]
    : [i32x4.const(place), i32x4.const(Math.floor(place / 2 ** 32) * 4 + purpose.fold)];

/** The keys below keys for one place, or for as many integers as there are keys. */
export function foldInKeys(lowering: Lowering, instruction: Instruction): boolean {
  const { place } = instruction.parameters as { readonly place?: number | string };
  const { inputs, outputs } = instruction;
  const types = [...inputs, ...outputs].map((register) => lowering.program.types[register]!);
  const count = sizeOf(types.at(-1)!.shape) / 2;
  const [first, second] = inputs.map((register) => lowering.dense(lowering.view(register)));
  const strides = [first!, ...(second ? [second] : [])].map(({ shape }, i) => {
    const own = sizeOf(shape) / (2 - i);
    return own === count ? 4 * (2 - i) : own === 1 ? 0 : undefined;
  });
  if (strides.includes(undefined)) return false;
  const result = lowering.place(outputs[0]!);
  const reads = second ? [first!, second] : [first!];
  const callee = lowering.workshop.module.function(
    [...reads, result].map(() => 'i32' as const),
    [],
    (f) => {
      const [key, to] = [f.parameters[0]!, f.parameters.at(-1)!];
      f.times(count, () => {
        const [at, beyond] = place === undefined ? givenPlace(f.parameters[1]!, types[1]!.dtype) : knownPlace(place);
        const [a, b] = f.evaluate(threefry(v128.load32Splat(key.value), v128.load32Splat(key.value, 4), at, beyond));
        storeWords(f, to, a!, b!, 2);
        reads.forEach((_, i) => f.advance(f.parameters[i]!, strides[i]!));
      });
      return undefined;
    },
  );
  lowering.emit({ callee, reads, writes: [result], inOrder: false, text: `keys for ${place === undefined ? 'places' : String(place)}` });
  return true;
}
