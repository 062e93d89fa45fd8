import { train, type Progress, type Trained, type TrainOptions } from '@chainrule/nn';

export interface PacedTraining<P, S> {
  /** Goes on for so many steps or milliseconds, whatever comes first; says how training ended, when it has. */
  advance(leave: { readonly steps: number; readonly milliseconds: number }): Promise<Trained<P, S> | undefined>;
  /** Never to go on again. */
  abort(): void;
}

/** A run of `train` that waits between steps until it is told to go on, and where it is told to halt. */
export function pacedTraining<P, S>(
  options: Omit<TrainOptions<P, S>, 'signal' | 'onProgress'>,
  halts: (progress: Progress) => boolean,
): PacedTraining<P, S> {
  const signal = { aborted: false };
  let [step, lastStep, until] = [0, 0, 0];
  let begun = false;
  let over: Trained<P, S> | undefined;
  let failed: { readonly error: unknown } | undefined;
  let [proceed, report] = [(): void => undefined, (): void => undefined];

  const onProgress = (progress: Progress): void | Promise<void> => {
    if (signal.aborted) return;
    step = progress.step;
    const halt = halts(progress);
    if (!halt && step < lastStep && performance.now() < until) return;
    report();
    return new Promise((go) => (proceed = go));
  };
  const begin = (): void => {
    begun = true;
    void train({ ...options, signal, onProgress })
      .then((trained) => (over = trained))
      .catch((error: unknown) => (failed = { error }))
      .finally(() => report());
  };

  return {
    async advance({ steps, milliseconds }) {
      [lastStep, until] = [step + steps, performance.now() + milliseconds];
      const told = new Promise<void>((done) => (report = done));
      if (begun) proceed();
      else begin();
      await told;
      if (failed) throw failed.error;
      return over;
    },
    abort() {
      signal.aborted = true;
      proceed();
    },
  };
}
