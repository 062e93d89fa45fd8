import { allocate, ChainruleError, dtypeOf, dtypes, Expr, type DType, type TypedArray } from '@chainrule/core';
import type { FormulaWriter } from './formulas.js';
import { readNumber, writeNumber } from './number.js';

/** Deeper data is refused: nothing a program is made of comes near it. */
const deepest = 200;

/**
 * Data as JSON. What JSON has no word for stands in an object whose one or two keys begin with `$`:
 * `{ $number: 'NaN' }`, `{ $undefined: true }`, `{ $formula: place }`, `{ $array: 'float32', data: […] }`, and `{ $object: [[key, value], …] }`
 * for an object with such keys of its own.
 */
export function writeData(value: unknown, formulas: FormulaWriter, depth = 0): unknown {
  if (depth > deepest) throw tooDeep('serialize');
  const write = (item: unknown): unknown => writeData(item, formulas, depth + 1);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'number') {
    const plain = writeNumber(value);
    return typeof plain === 'number' ? plain : { $number: plain };
  }
  if (value instanceof Expr) return { $formula: formulas.write(value) };
  if (Array.isArray(value)) return value.map(write);
  if (ArrayBuffer.isView(value)) return { $array: dtypeOf(value as TypedArray), data: Array.from(value as TypedArray, writeNumber) };
  if (typeof value === 'object' && isPlain(value)) {
    const entries = Object.entries(value);
    return entries.some(([key]) => key.startsWith('$'))
      ? { $object: entries.map(([key, item]) => [key, write(item)]) }
      : Object.fromEntries(entries.map(([key, item]) => [key, write(item)]));
  }
  throw new ChainruleError('argument', `a ${typeof value === 'object' ? value.constructor.name : typeof value} cannot be written`, {
    operation: 'serialize',
    hint: 'parameters of an instruction are plain data, formulas and programs',
  });
}

/** The data of a JSON value. Throws `argument` for what `writeData` does not write. */
export function readData(plain: unknown, formulas: readonly Expr[], depth = 0): unknown {
  if (depth > deepest) throw tooDeep('deserialize');
  const read = (item: unknown): unknown => readData(item, formulas, depth + 1);
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(read);
  const entries = Object.entries(plain);
  if (!entries.some(([key]) => key.startsWith('$'))) return Object.fromEntries(entries.map(([key, item]) => [key, read(item)]));
  const { $number, $undefined, $formula, $array, $object, data } = plain as Record<string, unknown>;
  if ($number !== undefined) return readNumber($number);
  if ($undefined === true) return undefined;
  if (typeof $formula === 'number' && formulas[$formula]) return formulas[$formula];
  if (dtypes.includes($array as DType) && Array.isArray(data)) return filled($array as DType, data);
  if (Array.isArray($object) && $object.every(isEntry)) return Object.fromEntries($object.map(([key, item]) => [key, read(item)]));
  throw new ChainruleError('argument', `{ ${entries.map(([key]) => key).join(', ')} } is nothing that serialize writes`, {
    operation: 'deserialize',
  });
}

function filled(dtype: DType, numbers: readonly unknown[]): TypedArray {
  const array = allocate(dtype, numbers.length);
  numbers.forEach((x, i) => (array[i] = readNumber(x)));
  return array;
}

const isEntry = (entry: unknown): entry is [string, unknown] => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || 'shape' in value;
}

const tooDeep = (operation: string): ChainruleError => new ChainruleError('limit', `data nested more than ${deepest} deep`, { operation });
