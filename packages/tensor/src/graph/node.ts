import type { BackendArray, Type } from '@chainrule/program';
import type { Tensor } from '../tensor.js';
import type { Primitive } from './primitive.js';

/** A differentiation that may still ask how a node came about; closed when it has its answer. */
export class Source {
  open = true;
}

const noSources: readonly Source[] = [];

/**
 * One application of a primitive, or a leaf. Immutable in meaning; what changes is what is remembered: its values once
 * they are computed, and no longer its inputs once nobody can ask for a derivative through it.
 */
export class Node {
  values: readonly BackendArray[] | undefined;
  /** Where in the user's code it was made; kept only while `debugNaN` is on, and in what `trace` gives. */
  site: string | undefined;
  /** Depends on a placeholder, so it has no value of its own. */
  readonly abstract: boolean;
  /** A number written into a computation, as opposed to a tensor that someone holds. */
  readonly literal: boolean;
  sources: readonly Source[];
  /** At least how many operations have to run to compute it; counts shared ones twice. */
  readonly pending: number;

  constructor(
    public primitive: Primitive | undefined,
    public inputs: readonly Tensor[],
    public parameters: unknown,
    readonly types: readonly Type[],
    own?: { readonly values?: readonly BackendArray[]; readonly sources?: readonly Source[]; readonly literal?: boolean },
  ) {
    this.values = own?.values;
    this.literal = own?.literal ?? false;
    let [abstract, pending, sources] = [primitive === undefined && this.values === undefined, 1, own?.sources ?? noSources];
    for (const { node } of inputs) {
      if (node.abstract) abstract = true;
      if (node.values === undefined) pending += node.pending;
      if (node.sources !== noSources) sources = union(sources, node.sources);
    }
    this.abstract = abstract;
    this.pending = pending;
    this.sources = sources;
  }

  /** Whether a differentiation that is still open depends on it. */
  get watched(): boolean {
    if (this.sources === noSources) return false;
    if (this.sources.some((source) => source.open)) return true;
    this.sources = noSources;
    return false;
  }

  /** Forgets how a computed node came about, when nobody can ask. */
  release(): void {
    if (this.values === undefined || this.watched) return;
    this.primitive = undefined;
    this.inputs = [];
    this.parameters = undefined;
  }
}

function union(a: readonly Source[], b: readonly Source[]): readonly Source[] {
  if (a === b || b.every((source) => !source.open || a.includes(source))) return a;
  const open = b.filter((source) => source.open);
  return a.length === 0 && open.length === b.length ? b : [...new Set([...a, ...open])];
}
