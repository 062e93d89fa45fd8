import { createInterface } from 'node:readline';

/** Where a command reads and writes: data to standard output, narration and progress to standard error. */
export interface Io {
  /** A line of the answer. */
  out(text: string): void;
  /** The bytes of an answer that is not text. */
  bytes(content: Uint8Array): void;
  /** A line of narration. */
  note(text: string): void;
  /** The lines of standard input. */
  lines(): AsyncIterable<string>;
  /** Calls back at the first interrupt (Ctrl-C) instead of ending; a second one ends. Gives what takes it back. */
  onInterrupt(called: () => void): () => void;
  /** Characters in a line of the answer. */
  readonly width: number;
  /** Characters in a line of prose: without end where no terminal breaks it, so that what is searched for stays on its line. */
  readonly prose: number;
  /** Whether the answer may have colours. */
  readonly colour: boolean;
  /** Whether narration goes to a terminal, where it may be rewritten. */
  readonly live: boolean;
  /** Whether a person reads the answer and types on the same terminal. */
  readonly interactive: boolean;
}

const usualWidth = 80;

/** The terminal, or whatever the streams lead to. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  const columns = stdout.isTTY ? stdout.columns : Number(env['COLUMNS']);
  const width = Math.min(120, Math.max(40, columns > 0 ? columns : usualWidth));
  const refusesColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    out: (text) => void stdout.write(`${text}\n`),
    bytes: (content) => void stdout.write(content),
    note: (text) => void stderr.write(`${text}\n`),
    lines: () => createInterface({ input: stdin, crlfDelay: Infinity }),
    onInterrupt(called) {
      process.once('SIGINT', called);
      return () => void process.off('SIGINT', called);
    },
    width,
    prose: stdout.isTTY ? width : Infinity,
    colour: stdout.isTTY && !refusesColour,
    live: stderr.isTTY && env['TERM'] !== 'dumb',
    interactive: stdin.isTTY && stdout.isTTY,
  };
}
