import { isFloat, sameShape, sizeOf, type Shape } from '@chainrule/core';
import { formula, type Instruction, type Program, type Register } from '@chainrule/program';
import type { View } from '../kernels/view.js';

/** A product that is not computed yet. */
export interface Waiting {
  readonly register: Register;
  readonly a: View;
  readonly b: View;
  readonly shape: Shape;
}

/**
 * Products that only formulas over the same elements read wait for them, so that the formulas can be computed on rows that are still in
 * the cache. Not where such a formula is a result of the program: that one may write over donated memory, in a pass of its own.
 */
export class Products {
  private readonly waiting = new Map<Register, Waiting>();

  constructor(
    private readonly program: Program,
    private readonly readers: ReadonlyMap<Register, readonly Instruction[]>,
    /** Computes a product. */
    private readonly emit: (product: Waiting) => void,
  ) {}

  /** Computes the product now, or lets it wait. */
  add(product: Waiting): void {
    if (this.mayWait(product)) this.waiting.set(product.register, product);
    else this.emit(product);
  }
  settle(register: Register): void {
    const product = this.take([register], undefined);
    if (product) this.emit(product);
  }
  /** The first of these products that waits, of this shape if one is given; it waits no longer. */
  take(registers: Iterable<Register>, shape: Shape | undefined): Waiting | undefined {
    for (const register of registers) {
      const product = this.waiting.get(register);
      if (product === undefined || (shape && !sameShape(product.shape, shape))) continue;
      this.waiting.delete(register);
      return product;
    }
    return undefined;
  }

  private mayWait({ register, shape }: Waiting): boolean {
    const { types, outputs } = this.program;
    const readers = this.readers.get(register) ?? [];
    return (
      sizeOf(shape) > 0 &&
      readers.length > 0 &&
      readers.every(
        ({ operation, outputs: [output] }) =>
          operation === formula.name &&
          sameShape(types[output!]!.shape, shape) &&
          isFloat(types[output!]!.dtype) &&
          !outputs.includes(output!),
      )
    );
  }
}
