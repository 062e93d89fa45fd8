import { uniform, type Key } from '@chainrule/core';
import type { Layer } from '@chainrule/nn';
import { compile, softmax, tensor, type CompileOptions, type Tensor } from '@chainrule/tensor';

/** A network's numbers. */
interface Numbers<P, S> {
  readonly params: P;
  readonly state: S;
}

/** A network of letters in use. Letters it does not know are passed over; without any, it begins with the first of its alphabet. */
export interface Speaker<P, S> {
  /** How likely each letter of the alphabet is to come next. */
  chances(numbers: Numbers<P, S>, beginning: string): number[];
  write(numbers: Numbers<P, S>, beginning: string, letters: number, key: Key): string;
}

/** Lets a network of letters speak: the last ones it sees are as many as its context. */
export function speaker<P, S>(
  model: Layer<P, S>,
  alphabet: readonly string[],
  context: number,
  backend: CompileOptions['backend'],
): Speaker<P, S> {
  // Places after the last letter may hold anything: no place sees what comes after it.
  const next = compile(
    (params: P, state: S, letters: Tensor) => softmax(model.apply(params, state, letters, { mode: 'eval' }).y),
    backend && { backend },
  );
  const chances = ({ params, state }: Numbers<P, S>, beginning: string): number[] => {
    const seen = codesOf(beginning, alphabet).slice(-context);
    const filled = [...seen, ...Array<number>(context - seen.length).fill(0)];
    const all = next(params, state, tensor([filled], { dtype: 'int32' })).dataSync();
    return Array.from(all.subarray((seen.length - 1) * alphabet.length, seen.length * alphabet.length));
  };
  return {
    chances,
    write: (numbers, beginning, letters, key) => {
      let written = beginning;
      for (const luck of uniform(key, [letters]).data) {
        let left = luck;
        const found = chances(numbers, written).findIndex((chance) => (left -= chance) < 0);
        written += alphabet[found] ?? alphabet.at(-1)!;
      }
      return written;
    },
  };
}

/** The letters that the alphabet has, as numbers; at least one. */
export function codesOf(text: string, alphabet: readonly string[]): number[] {
  const known = Array.from(text, (letter) => alphabet.indexOf(letter)).filter((code) => code >= 0);
  return known.length > 0 ? known : [0];
}
