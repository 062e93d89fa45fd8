import { bytesPerElement, type DType } from '@chainrule/core';
import type { FunctionBuilder } from '../assembler/function-builder.js';
import { i32 } from '../assembler/scalar.js';
import { term, type Term } from '../assembler/term.js';
import type { Width } from '../vector/formula.js';
import { i32x4, i64x2, storeLane, storeVector, v128, zeros } from '../vector/lanes.js';

/** How an operand's elements lie along the axis that vectors run along. */
export type Along = 'dense' | 'constant' | { readonly apart: number };

export const along = (stride: number): Along => (stride === 1 ? 'dense' : stride === 0 ? 'constant' : { apart: stride });

/** The lanes that are read at an address, truth values as masks. */
export function loadLanes(dtype: DType, width: Width, layout: Along, address: Term, offset: number): Term {
  const size = bytesPerElement(dtype);
  const count = 128 / width;
  if (dtype === 'bool') {
    const bytes =
      layout === 'dense'
        ? count === 4
          ? v128.load32Zero(address, offset)
          : v128.load16Zero(address, offset)
        : gathered(count, layout === 'constant' ? 0 : layout.apart, (at, into, index) =>
            term('v128', [0xfd, 0x54, 0, ...leb(offset + at), index], address, into),
          );
    const spread = v128.shuffle(
      bytes,
      zeros,
      Array.from({ length: 16 }, (_, i) => (i % (width / 8) === 0 ? i / (width / 8) : 16)),
    );
    return width === 32 ? i32x4.ne(spread, zeros) : i64x2.ne(spread, zeros);
  }
  if (layout === 'dense') return v128.load(address, offset);
  if (layout === 'constant') return size === 4 ? v128.load32Splat(address, offset) : v128.load64Splat(address, offset);
  const lane = size === 4 ? v128.load32Lane : v128.load64Lane;
  const first = size === 4 ? v128.load32Splat(address, offset) : v128.load64Splat(address, offset);
  let vector = first;
  for (let index = 1; index < count; index++) vector = far(lane, address, vector, index, offset + index * layout.apart * size);
  return vector;
}

/** Offsets of instructions are not negative: steps backwards are taken on the address. */
function far(
  lane: (address: Term, into: Term, index: number, offset?: number) => Term,
  address: Term,
  into: Term,
  index: number,
  offset: number,
): Term {
  return offset >= 0 ? lane(address, into, index, offset) : lane(i32.add(address, i32.const(offset)), into, index);
}

function gathered(count: number, apart: number, load: (at: number, into: Term, index: number) => Term): Term {
  let vector: Term = zeros;
  for (let index = 0; index < count; index++) vector = load(index * apart, vector, index);
  return vector;
}

const leb = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]);

/** Stores the first `count` lanes at an address. */
export function storeLanes(
  f: FunctionBuilder,
  dtype: DType,
  width: Width,
  address: Term,
  value: Term,
  offset: number,
  count = 128 / width,
): void {
  if (dtype === 'bool') {
    const bytes = width / 8;
    const packed = v128.shuffle(
      v128.and(value, i32x4.const(0x01010101)),
      zeros,
      Array.from({ length: 16 }, (_, i) => (i < 128 / width ? i * bytes : 16)),
    );
    const held = f.let(packed).value;
    for (let at = 0; at < count;) {
      const align = count - at >= 4 ? 2 : count - at >= 2 ? 1 : 0;
      f.do(storeLane(align, at >> align, offset + at), address, held);
      at += 1 << align;
    }
    return;
  }
  if (count === 128 / width) {
    f.do(storeVector(offset), address, value);
    return;
  }
  const held = f.let(value).value;
  if (width === 64) f.do(storeLane(3, 0, offset), address, held);
  else {
    if (count >= 2) f.do(storeLane(3, 0, offset), address, held);
    if (count % 2 === 1) f.do(storeLane(2, count - 1, offset + 4 * (count - 1)), address, held);
  }
}
