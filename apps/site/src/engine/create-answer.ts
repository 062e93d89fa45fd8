import { createEffect, createSignal, type Accessor } from 'solid-js';
import type { Answers, Problem } from './answer.js';
import type { Engine } from './ask.js';

export interface LiveAnswer<R> {
  /** The last answer there was: it stays while the next is computed, and while what is typed is not a formula yet. */
  readonly value: Accessor<R | undefined>;
  readonly problem: Accessor<Problem | undefined>;
}

/** Asks again whenever the request changes; no request, no question. `first` is an answer that is there before. */
export function createAnswer<A extends Answers, K extends keyof A & string>(
  engine: Engine<A>,
  name: K,
  request: () => Parameters<A[K]>[0] | undefined,
  first?: Awaited<ReturnType<A[K]>>,
): LiveAnswer<Awaited<ReturnType<A[K]>>> {
  type R = Awaited<ReturnType<A[K]>>;
  const [value, setValue] = createSignal<R | undefined>(first);
  const [problem, setProblem] = createSignal<Problem>();
  createEffect(() => {
    const asked = request();
    if (asked === undefined) return;
    void engine.ask(name, asked).then((reply) => {
      if (reply === undefined) return;
      if ('problem' in reply) return setProblem(reply.problem);
      setProblem(undefined);
      setValue(() => reply.value);
    });
  });
  return { value, problem };
}
