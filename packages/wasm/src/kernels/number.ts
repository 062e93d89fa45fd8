import type { DType } from '@chainrule/core';
import { unsigned } from '../assembler/bytes.js';
import type { FunctionBuilder } from '../assembler/function-builder.js';
import { f32, f64, i32, storeWord } from '../assembler/scalar.js';
import type { Term } from '../assembler/term.js';
import { storeLane, v128 } from '../vector/lanes.js';

/** An element as a double, which is what reference values calculate with. */
export function loadNumber(dtype: DType, address: Term, offset = 0): Term {
  switch (dtype) {
    case 'float64':
      return f64.load(address, offset);
    case 'float32':
      return f64.promote(f32.load(address, offset));
    case 'int32':
      return f64.fromI32(i32.load(address, offset));
    case 'uint32':
      return f64.fromU32(i32.load(address, offset));
    default:
      return f64.fromI32(i32.loadByte(address, offset));
  }
}

/** Stores a double as a floating-point element, rounded where that is narrower. */
export function storeNumber(f: FunctionBuilder, dtype: 'float32' | 'float64', address: Term, value: Term, offset = 0): void {
  if (dtype === 'float64') f.do([0x39, 3, ...unsigned(offset)], address, value);
  else f.do([0x38, 2, ...unsigned(offset)], address, f32.demote(value));
}

/** Copies one element, whatever its type. */
export function copyElement(f: FunctionBuilder, bytes: number, to: Term, from: Term): void {
  if (bytes === 1) f.do([0x3a, 0, 0], to, i32.loadByte(from));
  else if (bytes === 4) f.do(storeWord(0), to, i32.load(from));
  else f.do(storeLane(3, 0, 0), to, v128.load64Splat(from));
}
