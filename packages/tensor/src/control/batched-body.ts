import type { Type } from '@chainrule/program';
import type { BatchAxes } from '../graph/primitive.js';
import { inline, traceSubprogram, type Subprogram } from '../graph/subprogram.js';
import type { Tensor } from '../tensor.js';
import { vmap } from '../transform/vmap.js';

/** A subprogram for a whole batch: inputs of these types with these batch axes, every output with the batch axis first. */
export function batchedBody(
  body: Subprogram,
  types: readonly Type[],
  axes: BatchAxes,
): { readonly body: Subprogram; readonly captured: readonly Tensor[] } {
  return traceSubprogram((...inner) => vmap((...examples: Tensor[]) => inline(body, examples), { inAxes: [...axes] })(...inner), types);
}
