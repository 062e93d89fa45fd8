import { ChainruleError } from '@chainrule/core';

/**
 * A source that is read ahead of its use, by at most `ahead` items: the next batch is read while this one is computed with, and no more is held.
 *
 * Errors of the source come where their item would have come. When the reader stops early, the source is told to.
 * Throws `argument` unless `ahead` is a positive integer.
 *
 * @example
 * ```ts
 * import { prefetch } from '@chainrule/data';
 * async function* numbers() { yield* [1, 2, 3]; }
 * const seen: number[] = [];
 * for await (const n of prefetch(numbers(), { ahead: 2 })) seen.push(n);
 * seen; // → [1, 2, 3]
 * ```
 */
export function prefetch<T>(source: AsyncIterable<T> | Iterable<T>, { ahead = 2 }: { readonly ahead?: number } = {}): AsyncIterable<T> {
  if (!Number.isInteger(ahead) || ahead < 1)
    throw new ChainruleError('argument', `ahead is ${ahead}`, { operation: 'prefetch', hint: 'ahead is a positive integer' });
  return {
    async *[Symbol.asyncIterator]() {
      const iterator: AsyncIterator<T> | Iterator<T> =
        Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
      const waiting: Promise<IteratorResult<T>>[] = [];
      let last = Promise.resolve();
      // One at a time: sources need not be ready for two questions at once.
      const ask = (): void => {
        const next = last.then(() => iterator.next());
        last = next.then(
          () => undefined,
          () => undefined,
        );
        waiting.push(next);
      };
      try {
        for (let i = 0; i < ahead; i++) ask();
        for (;;) {
          const next = await waiting.shift()!;
          if (next.done === true) return;
          ask();
          yield next.value;
        }
      } finally {
        await Promise.allSettled(waiting);
        await iterator.return?.();
      }
    },
  };
}
