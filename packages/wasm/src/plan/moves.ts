import type { Shape } from '@chainrule/core';
import { reshaped, sliced, stretched, transposed, type View } from '../kernels/view.js';

type MoveRule = (view: View, parameters: never, shape: Shape) => View | undefined;

/** Operations that only read the same elements in another order. */
export const moves: Readonly<Record<string, MoveRule>> = {
  reshape: (view, _, shape) => reshaped(view, shape),
  transpose: (view, { axes }: { readonly axes: readonly number[] }) => transposed(view, axes),
  broadcast: (view, _, shape) => stretched(view, shape),
  slice: (view, { starts, steps, counts }: { readonly starts: number[]; readonly steps: number[]; readonly counts: number[] }) =>
    sliced(view, starts, steps, counts),
  barrier: (view) => view,
  alias: (view) => view,
  stopGradient: (view) => view,
};
