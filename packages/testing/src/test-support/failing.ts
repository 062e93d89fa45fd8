import type { TestCase } from '../test-case.js';

/** The names of the cases that do not pass. */
export const failing = (cases: readonly TestCase[]): string[] =>
  cases.flatMap(({ name, run }) => {
    try {
      run();
      return [];
    } catch {
      return [name];
    }
  });

/** A plugin that is broken in one way, and the case that must catch it. */
export interface Breach<S> {
  readonly breach: string;
  readonly caughtBy: string;
  readonly broken: S;
}
