import { emptyArray, type DType, type FloatDType, type Structure } from '@chainrule/core';
import { sameType, type Type } from '@chainrule/program';
import { isTensor, leaf, type Tensor } from '../tensor.js';

/** What an argument's leaf has to be for a call to be like an earlier one: a tensor of this type, a number, or this very value. */
type Expected = Type | 'number' | { readonly value: unknown };

/** Arguments of a kind that was seen before, recognised without writing their types down: a training step is called a million times. */
export class RepeatedCall {
  private readonly expected: readonly Expected[] | undefined;
  private readonly float: DType;

  constructor(
    private readonly structure: Structure,
    leaves: readonly unknown[],
  ) {
    const seen = leaves.map((value): Expected | undefined => {
      if (isTensor(value)) return value.type;
      if (typeof value === 'number') return 'number';
      return typeof value === 'object' && value !== null ? undefined : { value };
    });
    this.expected = seen.every((one) => one !== undefined) ? seen : undefined;
    this.float =
      leaves.filter(isTensor).find(({ dtype }) => dtype === 'float32' || dtype === 'float64')?.dtype ?? ('float32' satisfies FloatDType);
  }

  /** The tensors among the leaves, or `undefined` where the call is another. */
  tensors(args: readonly unknown[]): Tensor[] | undefined {
    if (this.expected === undefined) return undefined;
    const found: Tensor[] = [];
    return this.collect(this.structure, args, { next: 0 }, found) ? found : undefined;
  }

  private collect(node: Structure, value: unknown, at: { next: number }, found: Tensor[]): boolean {
    if (node.leaf) return this.accept(this.expected![at.next++]!, value, found);
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== node.array) return false;
    const { children } = node;
    if (node.array) {
      if ((value as readonly unknown[]).length !== children.length) return false;
    } else {
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) return false;
      let place = 0;
      for (const key in value) if (place >= children.length || children[place++]![0] !== key) return false;
      if (place !== children.length) return false;
    }
    for (let i = 0; i < children.length; i++) {
      const [key, child] = children[i]!;
      if (!this.collect(child, (value as Readonly<Record<string | number, unknown>>)[key], at, found)) return false;
    }
    return true;
  }
  private accept(expected: Expected, value: unknown, found: Tensor[]): boolean {
    if (expected === 'number') {
      if (typeof value !== 'number') return false;
      const number = emptyArray(this.float, []);
      number.data[0] = value;
      found.push(leaf(number));
      return true;
    }
    if ('value' in expected) return Object.is(expected.value, value);
    if (!isTensor(value)) return false;
    const tensor = value.now();
    if (tensor.type !== expected && !sameType(tensor.type, expected)) return false;
    found.push(tensor);
    return true;
  }
}
