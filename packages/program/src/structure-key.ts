import { Expr, Pool, type TypedArray } from '@chainrule/core';
import type { Program } from './program.js';
import { typeText } from './type.js';

/** Texts that are equal just when plain data, formulas included, are equal. */
export class StructureKeys {
  private readonly pool = new Pool();
  private readonly numbers = new Map<Expr, number>();

  of(value: unknown): string {
    if (value instanceof Expr) return `E${this.number(this.pool.intern(value))}`;
    if (Array.isArray(value)) return `[${value.map((item) => this.of(item)).join()}]`;
    if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${Array.from(value as TypedArray, numberText).join()})`;
    if (typeof value === 'object' && value !== null)
      return `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}:${this.of(item)}`)
        .join()}}`;
    return typeof value === 'string' ? JSON.stringify(value) : typeof value === 'number' ? numberText(value) : String(value);
  }
  private number(expr: Expr): number {
    const known = this.numbers.get(expr);
    if (known !== undefined) return known;
    this.numbers.set(expr, this.numbers.size);
    return this.numbers.size - 1;
  }
}

const numberText = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/**
 * A text equal for programs of the same structure: what compiled programs are cached by. The values of constants do not count.
 *
 * @example
 * ```ts
 * import { structureKey, StructureKeys } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * structureKey(program, new StructureKeys()) === structureKey(program, new StructureKeys()); // → true
 * ```
 */
export function structureKey(program: Program, keys: StructureKeys): string {
  return [
    program.types.map(typeText).join(';'),
    program.inputs.join(),
    program.constants.map(({ register }) => register).join(),
    ...program.instructions.map(
      ({ operation, inputs, outputs, parameters }) => `${operation}(${inputs.join()})>${outputs.join()}${keys.of(parameters)}`,
    ),
    program.outputs.join(),
  ].join('|');
}
