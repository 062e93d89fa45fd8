import { ChainruleError } from '@chainrule/core';

/** One named test, for any test runner. */
export interface TestCase {
  readonly name: string;
  /** Throws `plugin` where what is tested does not do what it must. */
  run(): void;
}

/** Throws unless the claim holds. */
export function claim(holds: boolean, problem: () => string): asserts holds {
  if (!holds) throw new ChainruleError('plugin', problem(), { operation: 'conformance' });
}

/** What a contract promises, by name: each checks a subject, and throws where it is not so. */
export type Promises<S> = Readonly<Record<string, (subject: S) => void>>;

/** The promises of a contract as named tests of one subject. */
export const casesOf = <S>(promises: Promises<S>, subject: S): TestCase[] =>
  Object.entries(promises).map(([name, check]) => ({
    name,
    run: () => {
      check(subject);
    },
  }));
