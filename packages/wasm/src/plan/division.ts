import type { Callee } from '../assembler/function-builder.js';
import type { ModuleBuilder } from '../assembler/module-builder.js';
import { i32, storeWord } from '../assembler/scalar.js';

/** How many threads there may be, and where they find a part's pointers. */
export interface Threads {
  readonly count: number;
  readonly pointers: number;
}

/** Work cut into blocks along one axis: the same function at other addresses. */
export interface Blocks {
  readonly count: number;
  /** The function of pointers that does a block, and that does the last one where it is smaller. */
  readonly each: Callee;
  readonly last: Callee;
  /** By how many bytes each pointer moves from block to block. */
  readonly steps: readonly number[];
  /** By how many from thread to thread: room that everyone needs for themselves. */
  readonly own?: readonly number[];
}

/** As many pointers as there is room for. */
const mostPointers = 64;
/** A block takes some ten microseconds at least; more blocks than this only cost. */
const [leastWork, mostBlocks] = [50_000, 32];

/** Parts of a program that several threads do together, block by block. */
export class Division {
  readonly parts: { readonly callee: Callee; readonly pointers: number }[] = [];

  constructor(
    private readonly module: ModuleBuilder,
    private readonly fork: Callee,
    private readonly threads: Threads,
  ) {}

  get threadCount(): number {
    return this.threads.count;
  }
  /** How many rows of so many a block has when a row is so much work, counted in numbers handled; `undefined`: not worth dividing. */
  rows(rows: number, work: number, multiple = 1): number | undefined {
    const blocks = Math.min(mostBlocks, Math.floor((rows * work) / leastWork));
    let each = Math.ceil(rows / Math.max(1, blocks) / multiple) * multiple;
    // Code for a single row may be of another kind.
    while (each < rows && rows % each === 1) each += multiple;
    return this.threads.count > 1 && each < rows ? each : undefined;
  }

  /** As many rows each as keep every thread busy, where blocks cost more the more there are. */
  share(rows: number, work: number, multiple: number, least: number): number | undefined {
    const { count } = this.threads;
    const several = rows >= 4 * count * least ? 2 * count : count;
    const each = Math.max(least, Math.ceil(rows / several / multiple) * multiple);
    return count > 1 && rows * work >= 2 * leastWork && each < rows ? each : undefined;
  }

  /** A function of the pointers that does all blocks. */
  all(blocks: Blocks): Callee {
    const { module, fork, threads, parts } = this;
    const block = this.block(blocks);
    const pointers = blocks.steps.length;
    if (threads.count === 1 || pointers > mostPointers)
      return module.function(Array<'i32'>(pointers).fill('i32'), [], (f) => {
        const at = f.local('i32');
        f.count(at, i32.const(0), i32.const(blocks.count), 1, () =>
          f.call(block, at.value, i32.const(0), ...f.parameters.map(({ value }) => value)),
        );
        return undefined;
      });
    const part = parts.push({ callee: block, pointers }) - 1;
    return module.function(Array<'i32'>(pointers).fill('i32'), [], (f) => {
      f.parameters.forEach(({ value }, i) => f.do(storeWord(4 * i), i32.const(threads.pointers), value));
      f.call(fork, i32.const(part), i32.const(blocks.count));
      return undefined;
    });
  }
  /** The function (part, block, thread) that any thread calls; the pointers are found in memory. */
  part(): Callee {
    const { module, parts, threads } = this;
    return module.function(['i32', 'i32', 'i32'], [], (f) => {
      const [number, block, thread] = f.parameters;
      parts.forEach(({ callee, pointers }, k) =>
        f.when(i32.eq(number!.value, i32.const(k)), () =>
          f.call(
            callee,
            block!.value,
            thread!.value,
            ...Array.from({ length: pointers }, (_, i) => i32.load(i32.const(threads.pointers), 4 * i)),
          ),
        ),
      );
      return undefined;
    });
  }

  /** A function (block, thread, …pointers). */
  private block({ count, each, last, steps, own }: Blocks): Callee {
    return this.module.function(Array<'i32'>(2 + steps.length).fill('i32'), [], (f) => {
      const [block, thread, ...pointers] = f.parameters;
      pointers.forEach((pointer, i) => {
        for (const [number, bytes] of [
          [block, steps[i]],
          [thread, own?.[i]],
        ] as const)
          if (bytes) f.set(pointer, i32.add(pointer.value, i32.mul(number!.value, i32.const(bytes))));
      });
      const given = pointers.map(({ value }) => value);
      if (each === last) f.call(each, ...given);
      else
        f.when(
          i32.lt(block!.value, i32.const(count - 1)),
          () => f.call(each, ...given),
          () => f.call(last, ...given),
        );
      return undefined;
    });
  }
}
