import { emptyArray, sizeOf, uniform, foldIn, key, type ArrayData, type DType, type Key, type Shape } from '@chainrule/core';

/** An application to test the laws of a primitive with. */
export interface Sample<P = unknown> {
  readonly parameters: P;
  /** The inputs, in double precision where they are real; other draws give other numbers of the same types. */
  inputs(draw: Draw): readonly ArrayData[];
  /** The inputs with those that are computed from the others (factors of a matrix) computed again. */
  complete?(inputs: readonly ArrayData[]): readonly ArrayData[];
}

/** A source of numbers for samples: the same for the same seed. */
export class Draw {
  private count = 0;
  constructor(private readonly seed: number) {}

  /** Real numbers from an interval. */
  real(shape: Shape, from = -2, to = 2): ArrayData {
    return this.fill('float64', shape, (u) => from + u * (to - from));
  }
  /** Real numbers no two of which are near each other, nor near zero: order and sign stay when they change a little. */
  distinct(shape: Shape): ArrayData {
    const size = sizeOf(shape);
    const order = Array.from({ length: size }, (_, i) => i).map((i) => ({ i, u: uniform(this.next(), []).item() }));
    order.sort((a, b) => a.u - b.u);
    const made = emptyArray('float64', shape);
    order.forEach(({ i }, rank) => (made.data[i] = 0.37 * (rank - size / 2) + 0.1));
    return made;
  }
  /** Integers from 0 below a bound. */
  integers(shape: Shape, below: number, dtype: DType = 'int32'): ArrayData {
    return this.fill(dtype, shape, (u) => Math.floor(u * below));
  }
  truth(shape: Shape): ArrayData {
    return this.integers(shape, 2, 'bool');
  }
  /** A matrix, or a stack of them, in no way near to singular. */
  regular(shape: Shape): ArrayData {
    const made = this.real(shape, -1, 1);
    const n = shape.at(-1)!;
    made.data.forEach((_, at) => {
      if (Math.floor(at / n) % n === at % n) made.data[at]! += 3 + (at % n) * 0.7;
    });
    return made;
  }
  private fill(dtype: DType, shape: Shape, f: (u: number) => number): ArrayData {
    const made = emptyArray(dtype, shape);
    const numbers = uniform(this.next(), shape);
    numbers.data.forEach((u, i) => (made.data[i] = f(u)));
    return made;
  }
  private next(): Key {
    return foldIn(key(this.seed), this.count++);
  }
}
