/** Where a command writes: data to standard output, narration and progress to standard error. */
export interface Io {
  /** A line of the answer. */
  out(text: string): void;
  /** A line of narration. */
  note(text: string): void;
  /** Characters in a line of the answer. */
  readonly width: number;
  /** Whether the answer may have colours. */
  readonly colour: boolean;
  /** Whether narration goes to a terminal, where it may be rewritten. */
  readonly live: boolean;
}

const usualWidth = 80;

/** The terminal, or whatever the streams lead to. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const columns = stdout.isTTY ? stdout.columns : Number(env['COLUMNS']);
  const refusesColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    out: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    width: Math.min(120, Math.max(40, columns > 0 ? columns : usualWidth)),
    colour: stdout.isTTY && !refusesColour,
    live: stderr.isTTY && env['TERM'] !== 'dumb',
  };
}
