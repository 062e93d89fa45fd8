import { canonicalPass } from '../../kernels/canonical-names.js';
import { elementwise, type Definition, type Operand } from '../../kernels/elementwise.js';
import type { Place, View } from '../../kernels/view.js';
import type { Width } from '../../vector/formula.js';
import type { Waiting } from '../products.js';
import type { Step } from '../step.js';
import type { Workshop } from '../workshop.js';
import { productStep } from './product.js';

/** Formulas over the elements of a product, and what else they read, repeated to its shape. */
export interface OnProduct {
  readonly width: Width;
  readonly definitions: readonly Definition[];
  /** The product's name in the formulas. */
  readonly name: string;
  readonly operands: readonly { readonly name: string; readonly view: View }[];
  /** What is kept of the formulas. */
  readonly results: readonly { readonly name: string; readonly place: Place }[];
}

/**
 * A product and formulas that read it, as one step: block by block the formulas are computed while the block is in the cache. `result` is
 * where the product is put, a place of its own or that of a result. `undefined` where this does not pay.
 */
export function productWithFormulas(
  workshop: Workshop,
  { a, b, shape }: Waiting,
  { width, definitions, name, operands, results }: OnProduct,
  result: Place,
): (Step & { readonly byReference: readonly string[] }) | undefined {
  const read = [{ name, dtype: a.place.dtype }, ...operands.map(({ name: own, view }) => ({ name: own, dtype: view.place.dtype }))];
  const canonical = canonicalPass({
    shape,
    width,
    operands: read.map((operand) => ({ ...operand, strides: [] })),
    definitions,
    results: results.map((kept) => kept.name),
  });
  return productStep(workshop, a, b, shape, result, {
    operands: operands.map(({ view }) => view),
    results: results.map(({ place }) => place),
    description: [canonical, results.findIndex(({ place }) => place === result)],
    pass: ([rows, columns], strides) => {
      const all = canonical.operands.map((operand, k): Operand => ({ ...operand, strides: strides[k - 1] ?? [columns, 1] }));
      // What lies behind the block may be another thread's already.
      const exact = (rows * columns * width) % 128 === 0 ? {} : { scattered: [columns, 1] };
      const pass = { ...canonical, shape: [rows, columns], operands: all, ...exact };
      return workshop.once(['on a product', pass], () => elementwise(workshop.module, workshop.setting, pass));
    },
  });
}
