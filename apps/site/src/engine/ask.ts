import type { Answers, Problem, Reply } from './answer.js';

type Request<A extends Answers, K extends keyof A> = Parameters<A[K]>[0];
type Result<A extends Answers, K extends keyof A> = Awaited<ReturnType<A[K]>>;

/** A page's worker, from the page's side. */
export interface Engine<A extends Answers> {
  /**
   * The answer to a question, or a problem in words. Of questions of one kind that pile up only the last is answered; those it
   * replaces give `undefined`. One that is asked apart replaces none, and is not replaced.
   */
  ask<K extends keyof A & string>(
    name: K,
    request: Request<A, K>,
    apart?: boolean,
  ): Promise<{ readonly value: Result<A, K> } | { readonly problem: Problem } | undefined>;
}

interface Waiting {
  readonly name: string;
  readonly request: unknown;
  readonly apart: boolean;
  readonly settle: (reply: Omit<Reply, 'id'> | undefined) => void;
}

/**
 * Starts a worker when it is first asked, and ends it when an answer takes too long: nothing typed can hang the page. How long it takes
 * to fetch the worker does not count.
 */
export function createEngine<A extends Answers>(start: () => Worker, { patience = 5000 }: { readonly patience?: number } = {}): Engine<A> {
  let worker: Worker | undefined;
  let there = false;
  let running: (Waiting & { readonly id: number }) | undefined;
  let timer: ReturnType<typeof setTimeout>;
  let count = 0;
  const queue: Waiting[] = [];

  const finish = (reply: Omit<Reply, 'id'>): void => {
    if (running === undefined) return;
    clearTimeout(timer);
    running.settle(reply);
    running = undefined;
    next();
  };
  const giveUp = (message: string): void => {
    worker?.terminate();
    worker = undefined;
    finish({ problem: { message } });
  };
  const hurry = (): void => {
    there = true;
    timer = setTimeout(() => giveUp(`This takes longer than ${patience / 1000} seconds, and was stopped.`), patience);
  };
  const next = (): void => {
    if (running !== undefined) return;
    const waiting = queue.shift();
    if (waiting === undefined) return;
    running = { ...waiting, id: count++ };
    if (worker === undefined) {
      there = false;
      worker = start();
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (data.id === undefined) hurry();
        else if (data.id === running?.id) finish(data);
      };
      worker.onerror = () => giveUp('This could not be computed: the part of the page that computes did not start, or failed.');
    }
    if (there) hurry();
    worker.postMessage({ id: running.id, name: waiting.name, request: waiting.request });
  };

  return {
    ask: (name, request, apart = false) =>
      new Promise((resolve) => {
        const older = apart ? -1 : queue.findIndex((waiting) => waiting.name === name && !waiting.apart);
        if (older >= 0) queue.splice(older, 1)[0]!.settle(undefined);
        queue.push({ name, request, apart, settle: resolve as Waiting['settle'] });
        next();
      }),
  };
}
