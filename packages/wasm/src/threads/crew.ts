import { ChainruleError } from '@chainrule/core';
import type { Arena } from '../memory/arena.js';
import { controlBytes, pointersAt, slip, slipAt, slipBytes, word, wordBytes, type Part } from './control.js';
import { floats, type Library } from '../kernels/matmul/library.js';
import type { Thread } from '../spawn.js';

/** How often the first thread looks whether the others are done before it sleeps, where it may. */
const patience = 20_000;

/** What outlives the crew: its workers, which have to be told when it is gone. */
interface Staff {
  readonly words: Int32Array;
  readonly workers: Thread[];
  /** Why there are fewer than wanted. */
  problem?: string;
}

/** Module-wide, so that it outlives the crews it watches. */
const gone = /* @__PURE__ */ new FinalizationRegistry<Staff>(dismiss);

function dismiss({ words, workers }: Staff): void {
  Atomics.store(words, word.leave, 1);
  Atomics.add(words, word.bell, 1);
  Atomics.notify(words, word.bell);
  for (const worker of workers.splice(0)) void worker.terminate();
}

/**
 * Threads that share a backend's memory. The first is the one that calls; it puts up a job and does blocks of it itself, and nobody is
 * waited for but those who have taken a block: a worker that has not started, sleeps or is still fetching code costs nothing.
 */
export class Crew {
  private readonly control: number;
  private readonly staff: Staff;
  private readonly slips: readonly { readonly words: Int32Array; readonly numbers: Float64Array }[];
  private programs = 0;
  private started = false;
  private readonly mayWait: boolean;
  private readonly forgotten = new FinalizationRegistry<{ program: number; at: number; bytes: number }>(({ program, at, bytes }) => {
    // A worker that is just reading the code sees that it was not to be trusted.
    Atomics.compareExchange(this.staff.words, word.program, program, 0);
    this.arena.give(at, bytes);
  });
  /** Blocks that workers have done. */
  private helped = 0;

  constructor(
    private readonly arena: Arena,
    readonly threads: number,
    private readonly spawn: () => Thread,
    private readonly library: Library,
  ) {
    this.control = arena.take(controlBytes(threads));
    const { buffer } = arena.memory;
    this.staff = { words: new Int32Array(buffer, this.control, wordBytes / 4), workers: [] };
    this.slips = Array.from({ length: threads - 1 }, (_, i) => ({
      words: new Int32Array(buffer, slipAt(this.control, i + 1), slipBytes / 4),
      numbers: new Float64Array(buffer, slipAt(this.control, i + 1), slipBytes / 8),
    }));
    this.mayWait = maySleep(this.staff.words);
    gone.register(this, this.staff);
  }

  /** Where a part's pointers are put for whoever does its blocks. */
  get pointers(): number {
    return pointersAt(this.control, this.threads);
  }
  /** Lets the workers know of a program, and starts them if it is the first. */
  enlist(owner: object, code: Uint8Array): { readonly number: number; readonly at: number; readonly bytes: number } {
    const at = this.arena.take(code.length);
    this.arena.view('bool', at, code.length).set(code);
    const number = ++this.programs;
    this.forgotten.register(owner, { program: number, at, bytes: code.length });
    this.start();
    return { number, at, bytes: code.length };
  }

  /** Does all blocks of a part, with whoever is there to help. `ask` gives the values of functions, by number. */
  fork(
    program: ReturnType<Crew['enlist']>,
    part: number,
    blocks: number,
    run: Part,
    ask: (number: number, a: number, b: number, c: number) => number,
  ): void {
    const { words } = this.staff;
    if (this.staff.workers.length === 0 || Atomics.load(words, word.ready) === 0) {
      for (let block = 0; block < blocks; block++) run(part, block, 0);
      return;
    }
    if (words[word.program] !== program.number) {
      Atomics.store(words, word.program, 0);
      words[word.codeAt] = program.at;
      words[word.codeBytes] = program.bytes;
      Atomics.store(words, word.program, program.number);
    }
    words[word.part] = part;
    Atomics.store(words, word.pending, blocks);
    Atomics.store(words, word.left, blocks);
    Atomics.add(words, word.bell, 1);
    if (Atomics.load(words, word.sleepers) > 0) Atomics.notify(words, word.bell);
    let own = 0;
    try {
      for (let block = Atomics.sub(words, word.left, 1) - 1; block >= 0; block = Atomics.sub(words, word.left, 1) - 1) {
        own++;
        try {
          run(part, block, 0);
        } finally {
          Atomics.sub(words, word.pending, 1);
        }
      }
    } finally {
      // What was not taken because of an error is nobody's any more.
      const left = Atomics.exchange(words, word.left, 0);
      if (left > 0) Atomics.sub(words, word.pending, left);
      this.join(ask);
      this.helped += blocks - own;
    }
    if (Atomics.exchange(words, word.failed, 0) !== 0)
      throw new ChainruleError('backend', 'a worker thread could not do its part of a program', { operation: 'run' });
  }

  close(): void {
    dismiss(this.staff);
  }
  /** How many threads there are and how much they helped, or why there is one. */
  describe(): string {
    const { problem, workers } = this.staff;
    if (problem !== undefined) return `one thread: ${problem}`;
    if (this.started && workers.length === 0) return 'one thread: the others were closed';
    return `${this.threads} threads, of which the others have done ${this.helped} blocks`;
  }

  private start(): void {
    if (this.started) return;
    this.started = true;
    const { staff } = this;
    try {
      for (let thread = 1; thread < this.threads; thread++) {
        const worker = this.spawn();
        staff.workers.push(worker);
        worker.unref?.();
        watch(worker, staff);
        worker.postMessage({
          memory: this.arena.memory,
          library: floats.map((dtype) => this.library.module(dtype)),
          control: this.control,
          thread,
        });
      }
    } catch (error) {
      staff.problem = `a worker could not be started: ${error instanceof Error ? error.message : String(error)}`;
      dismiss(staff);
    }
  }
  /** Waits for the blocks that workers have taken, and answers what they ask. */
  private join(ask: (number: number, a: number, b: number, c: number) => number): void {
    const { words } = this.staff;
    for (let looks = 0; Atomics.load(words, word.pending) > 0; looks++) {
      const rung = Atomics.load(words, word.answer);
      for (const { words: slipWords, numbers } of this.slips) {
        if (Atomics.load(slipWords, slip.asks) === 0) continue;
        const [a, b, c] = [0, 1, 2].map((i) => numbers[slip.arguments + i]!) as [number, number, number];
        numbers[slip.value] = ask(slipWords[slip.number]!, a, b, c);
        Atomics.store(slipWords, slip.asks, 0);
        Atomics.notify(slipWords, slip.asks);
      }
      if (looks < patience || !this.mayWait || Atomics.load(words, word.pending) <= 0) continue;
      Atomics.store(words, word.waiting, 1);
      Atomics.wait(words, word.answer, rung);
      Atomics.store(words, word.waiting, 0);
      looks = 0;
    }
  }
}

/** A worker that fails is done without, and so are the others. */
function watch(worker: Thread, staff: Staff): void {
  const failed = ({ message }: { readonly message?: string }): void => {
    staff.problem = `a worker failed${message ? `: ${message}` : ''}`;
    dismiss(staff);
  };
  if (worker.on) worker.on('error', failed);
  else worker.addEventListener?.('error', failed);
}

/** Whether this thread may sleep: the one that draws a page may not. */
function maySleep(words: Int32Array): boolean {
  try {
    Atomics.wait(words, word.answer, -1);
    return true;
  } catch {
    return false;
  }
}
