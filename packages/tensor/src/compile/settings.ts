import type { Backend } from '@chainrule/program';
import { settings } from '../graph/realize.js';

/**
 * What values are computed with from now on, where nothing else is said. Default: the reference backend.
 *
 * @example
 * ```ts
 * import { reference } from '@chainrule/program';
 * import { tensor, useBackend } from '@chainrule/tensor';
 * useBackend(reference);
 * tensor([1, 2]).sum().item(); // → 3
 * ```
 */
export function useBackend(backend: Backend): void {
  settings.backend = backend;
}

/**
 * Checks every result from now on, operation by operation, and throws at the first not-a-number, naming the operation and the line that called it. Slow.
 *
 * @example
 * ```ts
 * import { debugNaN, log, tensor } from '@chainrule/tensor';
 * debugNaN(true);
 * const negative = tensor([-1]);
 * log(negative).item(); // → throws log
 * debugNaN(false);
 * ```
 */
export function debugNaN(on: boolean): void {
  settings.debugNaN = on;
}
