import type { Backend } from '@chainrule/program';
import { settings } from '../graph/realize.js';

/** What values are computed with from now on, where nothing else is said. Default: the reference backend. */
export function useBackend(backend: Backend): void {
  settings.backend = backend;
}

/** Checks every result from now on, operation by operation, and throws at the first not-a-number, naming the operation and the line that called it. Slow. */
export function debugNaN(on: boolean): void {
  settings.debugNaN = on;
}
