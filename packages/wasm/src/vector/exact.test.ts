import { elementwise, Expr, type Elementwise, type FloatDType } from '@chainrule/core';
import { formula, readArray, type Operations } from '@chainrule/program';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wasm } from '../wasm.js';

/** [arguments, the exact value rounded, (exact − rounded) in units in the last place]. */
type Row = readonly [given: readonly string[], value: string, residual: number];

const file = new URL('../../../../tooling/reference/vector/values.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<keyof typeof elementwise, Record<FloatDType, Row[]>>;

const backend = wasm();
const operations: Operations = new Map([[formula.name, formula]]);

/** A function of arrays of numbers by the backend, and what it says of how. */
function computed(
  fn: Elementwise,
  dtype: FloatDType,
  columns: readonly (readonly number[])[],
): { values: ArrayLike<number>; told: string } {
  const type = { dtype, shape: [columns[0]!.length] };
  const array = dtype === 'float32' ? Float32Array : Float64Array;
  const inputs = columns.map((_, i) => i);
  const executable = backend.compile(
    {
      types: [...columns.map(() => type), type],
      inputs,
      constants: [],
      instructions: [
        {
          operation: formula.name,
          inputs,
          outputs: [columns.length],
          parameters: { formula: fn.of(...inputs.map((i) => Expr.variable(`#${i}`))) },
        },
      ],
      outputs: [columns.length],
    },
    operations,
  );
  const [result] = executable.run(columns.map((column) => ({ ...type, data: array.from(column) })));
  return { values: readArray(result!).data, told: executable.explain() };
}

/** The unit in the last place of a number. */
function unit(x: number, dtype: FloatDType): number {
  const [digits, lowest, largest] = dtype === 'float32' ? [24, -149, 127] : [53, -1074, 1023];
  let exponent = Math.min(largest, Math.floor(Math.log2(Math.abs(x))));
  if (Math.abs(x) < 2 ** exponent) exponent--;
  return x === 0 ? 2 ** lowest : 2 ** Math.max(exponent - digits + 1, lowest);
}

/** How far a value is from the exact one, in units in the last place; zeros of the other sign and infinities must be met. */
function error(value: number, [, text, residual]: Row, dtype: FloatDType): number {
  const nearest = Number(text);
  if (Object.is(value, nearest)) return Math.abs(residual);
  if (!Number.isFinite(nearest)) {
    // Beyond the largest number by less than a unit, or not at all.
    const largest = dtype === 'float32' ? (2 - 2 ** -23) * 2 ** 127 : Number.MAX_VALUE;
    return Math.abs(nearest) === Infinity && value === Math.sign(nearest) * largest ? 1 : Infinity;
  }
  if (nearest === 0 && value === 0) return residual === 0 ? Infinity : Math.abs(residual);
  return Math.abs((value - nearest) / unit(nearest, dtype) - residual);
}

describe.each(Object.entries(recorded) as [keyof typeof elementwise, Record<FloatDType, Row[]>][])('%s', (name, kinds) => {
  test.each(['float32', 'float64'] as const)('is within 2 units in the last place of exact values, %s', (dtype) => {
    const rows = kinds[dtype];
    const columns = rows[0]![0].map((_, i) => rows.map(([given]) => Number(given[i])));
    const { values } = computed(elementwise[name], dtype, columns);
    let worst = { error: 0, given: '', value: NaN, exact: '' };
    rows.forEach((row, i) => {
      const found = error(values[i]!, row, dtype);
      if (found > worst.error) worst = { error: found, given: row[0].join(', '), value: values[i]!, exact: row[1] };
    });
    expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(2);
  });
});
