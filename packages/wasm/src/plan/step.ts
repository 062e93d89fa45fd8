import type { Callee } from '../assembler/function-builder.js';
import type { Term } from '../assembler/term.js';
import type { Place, View } from '../kernels/view.js';

/** What a compiled program does at one point: a call of a function with addresses. */
export interface Step {
  readonly callee: Callee;
  /** Given in this order, before `numbers`. */
  readonly reads: readonly View[];
  readonly writes: readonly Place[];
  /** Further arguments: sizes, strides. */
  readonly numbers?: readonly Term[];
  /** It reads each element before it writes in its place, in the same order: it may write over what it reads whole. */
  readonly inOrder: boolean;
  /** It may find its inputs unfit and throw. */
  readonly mayRefuse?: true;
  /** How `explain` tells of it. */
  readonly text: string;
}
