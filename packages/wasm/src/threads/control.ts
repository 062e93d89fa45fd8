/**
 * The words by which threads agree, in the memory they share: a job is a number of blocks of one part of a program; whoever is free
 * takes the next block. Values are set before `left`, and stay until the last block is done.
 */
export const word = {
  /** Blocks that nobody has taken yet; below one, none. */
  left: 0,
  /** Blocks that are not done yet. */
  pending: 1,
  /** The part of the program that the blocks are of. */
  part: 2,
  /** The program, by number; 0 while it changes. */
  program: 3,
  /** Where the program's code lies in memory, and its length in bytes. */
  codeAt: 4,
  codeBytes: 5,
  /** Rung for every job and for the end; workers sleep on it. */
  bell: 6,
  sleepers: 7,
  /** Rung when the first thread may have to do something; it may sleep on it. */
  answer: 8,
  waiting: 9,
  /** Workers that have started. */
  ready: 10,
  /** Not 0 when workers are to end. */
  leave: 11,
  /** Not 0 when a block failed. */
  failed: 12,
} as const;

/** Bytes of the words above, then of each worker's slip, then of the pointers that a part is given. */
export const [wordBytes, slipBytes, pointerBytes] = [64, 64, 4 * 64];

/** A worker's slip, on which it asks for the reference value of a function: in words, whether it asks and for which; in doubles, what. */
export const slip = { asks: 0, number: 1, arguments: 1, value: 4 } as const;
export const slipAt = (control: number, thread: number): number => control + wordBytes + (thread - 1) * slipBytes;
export const controlBytes = (threads: number): number => wordBytes + (threads - 1) * slipBytes + pointerBytes;
export const pointersAt = (control: number, threads: number): number => control + wordBytes + (threads - 1) * slipBytes;

/** What a worker is told when it starts. */
export interface Start {
  readonly memory: WebAssembly.Memory;
  /** The matrix products. */
  readonly library: readonly WebAssembly.Module[];
  /** Where the words lie in memory. */
  readonly control: number;
  /** 1 for the first worker. */
  readonly thread: number;
}

/** A program's function that does one block: of a part, by number, on a thread. */
export type Part = (part: number, block: number, thread: number) => void;
