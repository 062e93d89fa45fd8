import { bytesPerElement, ChainruleError, type ArrayData, type DType, type Shape, type TypedArray } from '@chainrule/core';
import type { ResidentArray } from '@chainrule/program';
import type { Arena } from './arena.js';

/** A stretch of memory that an executable gives results in, over and over. */
export class Buffer {
  readonly at: number;
  /** Whose numbers are in it now. */
  holder: Resident | undefined;
  /** The array whose numbers were copied in: need not be copied again. */
  source: ArrayData | undefined;
  /** The last run that reads it. */
  run = 0;
  private numbers: TypedArray | undefined;

  constructor(
    readonly arena: Arena,
    readonly dtype: DType,
    readonly size: number,
  ) {
    this.at = arena.hold(this, size * bytesPerElement(dtype));
  }
  fill(array: ArrayData): void {
    if (this.numbers?.buffer !== this.arena.memory.buffer) this.numbers = this.arena.view(this.dtype, this.at, this.size);
    this.numbers.set(array.data);
    this.source = array;
  }
  copy(): TypedArray {
    if (this.numbers?.buffer !== this.arena.memory.buffer) this.numbers = this.arena.view(this.dtype, this.at, this.size);
    return this.numbers.slice();
  }
  /** Makes the buffer free to be written: numbers that someone may still want are copied out. */
  vacate(): void {
    this.holder?.leave();
    this.source = undefined;
  }
}

/** A result that stays in the backend's memory until it is read, handed over, or its buffer is needed. */
export class Resident implements ResidentArray {
  private numbers: ArrayData | undefined;

  constructor(
    readonly dtype: DType,
    readonly shape: Shape,
    public buffer: Buffer | undefined,
  ) {
    if (buffer) buffer.holder = this;
  }

  read(): ArrayData {
    if (this.numbers !== undefined) return this.numbers;
    if (this.buffer === undefined)
      throw new ChainruleError('donated', 'these numbers were handed over to a compiled program, which has reused their memory', {
        operation: 'read',
        hint: 'read them before, or do not donate them',
      });
    return (this.numbers = { dtype: this.dtype, shape: this.shape, data: this.buffer.copy() });
  }
  /** Takes the numbers out of the buffer, which is needed for others. */
  leave(): void {
    this.read();
    this.detach();
  }
  /** The numbers belong to someone else from now on. */
  handOver(): void {
    this.numbers = undefined;
    this.detach();
  }
  private detach(): void {
    if (this.buffer?.holder === this) this.buffer.holder = undefined;
    this.buffer = undefined;
  }
}
