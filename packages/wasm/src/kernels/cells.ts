import { bytesPerElement, type DType } from '@chainrule/core';
import type { FunctionBuilder } from '../assembler/function-builder.js';
import { i32 } from '../assembler/scalar.js';
import type { Term } from '../assembler/term.js';
import type { Width } from '../vector/formula.js';
import { i32x4, i64x2, storeLane, storeVector, v128, zeros } from '../vector/lanes.js';

/** How an operand's elements lie along the axis that vectors run along. */
export type Along = 'dense' | 'constant' | { readonly apart: number };

export const along = (stride: number): Along => (stride === 1 ? 'dense' : stride === 0 ? 'constant' : { apart: stride });

/** The lanes that are read at an address, truth values as masks. */
export function loadLanes(dtype: DType, width: Width, layout: Along, address: Term, offset: number, lanes = 128 / width): Term {
  const size = bytesPerElement(dtype);
  const count = 128 / width;
  if (dtype === 'bool') {
    const bytes =
      layout !== 'dense'
        ? laneByLane(zeros, 0, lanes, layout === 'constant' ? 0 : layout.apart, address, offset, v128.load8Lane)
        : count === 4
          ? v128.load32Zero(address, offset)
          : v128.load16Zero(address, offset);
    const spread = v128.shuffle(
      bytes,
      zeros,
      Array.from({ length: 16 }, (_, i) => (i % (width / 8) === 0 ? i / (width / 8) : 16)),
    );
    return width === 32 ? i32x4.ne(spread, zeros) : i64x2.ne(spread, zeros);
  }
  if (layout === 'dense') return v128.load(address, offset);
  const first = size === 4 ? v128.load32Splat : v128.load64Splat;
  if (layout === 'constant') return first(address, offset);
  return laneByLane(
    first(...reachable(address, offset)),
    1,
    lanes,
    layout.apart * size,
    address,
    offset,
    size === 4 ? v128.load32Lane : v128.load64Lane,
  );
}

/** Lanes read one by one; those beyond `lanes` do not exist and are not read. */
function laneByLane(
  start: Term,
  from: number,
  lanes: number,
  apart: number,
  address: Term,
  offset: number,
  load: (address: Term, into: Term, index: number, offset: number) => Term,
): Term {
  let vector = start;
  for (let index = from; index < lanes; index++) {
    const [place, rest] = reachable(address, offset + index * apart);
    vector = load(place, vector, index, rest);
  }
  return vector;
}

/** Offsets of instructions are not negative: steps backwards are taken on the address. */
const reachable = (address: Term, offset: number): [Term, number] =>
  offset >= 0 ? [address, offset] : [i32.add(address, i32.const(offset)), 0];

/** Stores the first `count` lanes at an address, side by side or elements apart. */
export function storeLanes(
  f: FunctionBuilder,
  dtype: DType,
  width: Width,
  address: Term,
  value: Term,
  offset: number,
  count = 128 / width,
  apart = 1,
): void {
  const bytes = dtype === 'bool' ? packedTruth(width, value) : value;
  const log = { 1: 0, 4: 2, 8: 3 }[bytesPerElement(dtype)] as 0 | 2 | 3;
  if (apart === 1 && dtype !== 'bool' && count === 128 / width) {
    f.do(storeVector(offset), address, bytes);
    return;
  }
  const held = f.let(bytes).value;
  for (let at = 0; at < count;) {
    // As many at once as there are left, up to eight bytes.
    let align = log as 0 | 1 | 2 | 3;
    if (apart === 1) while (align < 3 && at % (2 << (align - log)) === 0 && at + (2 << (align - log)) <= count) align++;
    const place = offset + ((at * apart) << log);
    f.do(storeLane(align, at >> (align - log), Math.max(0, place)), place < 0 ? i32.add(address, i32.const(place)) : address, held);
    at += 1 << (align - log);
  }
}

/** Masks as bytes 0 and 1, side by side. */
function packedTruth(width: Width, value: Term): Term {
  const bytes = width / 8;
  return v128.shuffle(
    v128.and(value, i32x4.const(0x01010101)),
    zeros,
    Array.from({ length: 16 }, (_, i) => (i < 128 / width ? i * bytes : 16)),
  );
}
