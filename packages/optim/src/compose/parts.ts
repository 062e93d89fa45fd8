import type { Hyper, Optimizer, UpdateContext } from '../optimizer.js';

/** Several optimizers by label, as the parts of one. */
export type Parts = Readonly<Record<string, Optimizer>>;

/** The scalars of all parts, each under its label: `0.negativeRate`. */
export function hyperOf(parts: Parts, step: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([label, part]) =>
      Object.entries(part.hyper?.(step) ?? {}).map(([name, value]) => [`${label}.${name}`, value] as const),
    ),
  );
}

/** What one part is told of a step. */
export function contextOf<P>(context: UpdateContext<P>, label: string): UpdateContext<P> {
  const prefix = `${label}.`;
  const own: Hyper = Object.fromEntries(
    Object.entries(context.hyper).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
  return { ...context, hyper: own };
}
