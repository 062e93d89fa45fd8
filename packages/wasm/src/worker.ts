// What a worker thread of the backend runs: it takes blocks of what the first thread computes, sleeps when there are none for a
// while, and ends when it is told to. It never returns to its event loop in between, so all it learns, it learns from shared memory.
import { slip, slipAt, word, type Part, type Start } from './threads/control.js';

/** How often it looks for work before it sleeps: some tens of microseconds, so that a step's next part finds it awake. */
const patience = 4000;
/** Programs are remembered up to this many. */
const mostPrograms = 64;

function work({ memory, library, control, thread }: Start): void {
  const words = new Int32Array(memory.buffer, control, 16);
  const slipWords = new Int32Array(memory.buffer, slipAt(control, thread), 16);
  const slipNumbers = new Float64Array(memory.buffer, slipAt(control, thread), 8);
  const products = Object.assign(
    {},
    ...library.map((module) => new WebAssembly.Instance(module, { env: { memory } }).exports),
  ) as WebAssembly.Exports;
  const parts = new Map<number, Part>();

  const ring = (): void => {
    Atomics.add(words, word.answer, 1);
    if (Atomics.load(words, word.waiting) !== 0) Atomics.notify(words, word.answer);
  };
  /** Functions that only the first thread knows are asked of it. */
  const ask = (number: number, ...given: readonly number[]): number => {
    slipWords[slip.number] = number;
    given.forEach((value, i) => (slipNumbers[slip.arguments + i] = value));
    Atomics.store(slipWords, slip.asks, 1);
    ring();
    for (let looks = 0; Atomics.load(slipWords, slip.asks) === 1; looks++) if (looks >= patience) Atomics.wait(slipWords, slip.asks, 1);
    return slipNumbers[slip.value]!;
  };
  const firstOnly = (): never => {
    throw new Error('only the first thread runs whole operations');
  };
  const env = { ...products, memory, function: ask, pointer: firstOnly, instruction: firstOnly, fork: firstOnly };
  /** The present program's code, or `undefined` when the program changed meanwhile. */
  const load = (): Part | undefined => {
    const program = Atomics.load(words, word.program);
    // Another thread may have let the memory grow: this makes all of it visible.
    memory.grow(0);
    const code = new Uint8Array(memory.buffer, words[word.codeAt], words[word.codeBytes]).slice();
    if (program === 0 || Atomics.load(words, word.program) !== program) return undefined;
    const part = new WebAssembly.Instance(new WebAssembly.Module(code), { env }).exports['part'] as Part;
    parts.set(program, part);
    if (parts.size > mostPrograms) parts.delete(parts.keys().next().value!);
    return part;
  };
  const known = (): Part | undefined => parts.get(Atomics.load(words, word.program)) ?? load();

  /** Does one block, if there is one. */
  const help = (): boolean => {
    // The code is fetched before a block is taken, so that nobody waits for it.
    if (Atomics.load(words, word.left) <= 0 || !known()) return false;
    const block = Atomics.sub(words, word.left, 1) - 1;
    if (block < 0) return false;
    try {
      known()!(words[word.part]!, block, thread);
    } catch {
      Atomics.store(words, word.failed, 1);
    }
    if (Atomics.sub(words, word.pending, 1) === 1) ring();
    return true;
  };

  Atomics.add(words, word.ready, 1);
  for (let looks = 0; Atomics.load(words, word.leave) === 0; looks++) {
    const rung = Atomics.load(words, word.bell);
    if (help()) looks = 0;
    else if (looks >= patience) {
      Atomics.add(words, word.sleepers, 1);
      Atomics.wait(words, word.bell, rung);
      Atomics.sub(words, word.sleepers, 1);
      looks = 0;
    }
  }
}

interface Port {
  once(event: 'message', listener: (start: Start) => void): void;
}
const node = (globalThis as { process?: { getBuiltinModule?(name: string): { readonly parentPort: Port } | undefined } }).process;
const port = node?.getBuiltinModule?.('node:worker_threads')?.parentPort;
if (port) port.once('message', work);
else
  addEventListener(
    'message',
    ({ data }: MessageEvent<Start>) => {
      work(data);
      close();
    },
    { once: true },
  );
