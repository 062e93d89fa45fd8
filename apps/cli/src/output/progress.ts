import type { Io } from './io.js';

/** Shows how far a piece of work has come. */
export interface Progress {
  at(done: number, detail: string): void;
  end(): void;
}

/** A bar on a terminal; elsewhere a line for every tenth of the work. */
export async function progressOf(io: Io, total: number, what: string): Promise<Progress> {
  if (!io.live) {
    const step = Math.max(1, Math.ceil(total / 10));
    return {
      at: (done, detail) => (done % step === 0 || done === total ? io.note(`${what} ${done}/${total}  ${detail}`) : undefined),
      end: () => undefined,
    };
  }
  const { Presets, SingleBar } = await import('cli-progress');
  const bar = new SingleBar(
    {
      format: `${what} {bar} {value}/{total}  {detail}`,
      // Training does not yield: an interrupt must end it at once, and find the cursor where it was.
      gracefulExit: false,
      hideCursor: false,
      clearOnComplete: true,
      barsize: Math.min(30, Math.max(10, io.width - 50)),
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { detail: '' });
  return { at: (done, detail) => bar.update(done, { detail }), end: () => bar.stop() };
}
