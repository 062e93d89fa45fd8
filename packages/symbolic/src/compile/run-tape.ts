import type { Tape } from './tape.js';

/** The numbers a tape gives for one point; `r` holds its registers. Arithmetic stands here in the open: a call for each number would cost ten times as much. */
export function runOnce({ steps }: Tape, r: Float64Array): void {
  for (const { kernel, out, a, b, c, constant: k } of steps) {
    switch (kernel.name) {
      case 'add':
        r[out] = r[a]! + r[b]!;
        break;
      case 'sub':
        r[out] = r[a]! - r[b]!;
        break;
      case 'mul':
        r[out] = r[a]! * r[b]!;
        break;
      case 'multiplyAdd':
        r[out] = r[a]! * r[b]! + r[c]!;
        break;
      case 'addConstant':
        r[out] = r[a]! + k;
        break;
      case 'subtractFrom':
        r[out] = k - r[a]!;
        break;
      case 'scale':
        r[out] = r[a]! * k;
        break;
      default:
        r[out] = kernel.value(r[a]!, r[b]!, r[c]!, k);
    }
  }
}

/** Points computed together: a block of each register stays in the processor's cache. */
const blockSize = 1024;

/** Whether a column has a value per point, or one for all. */
export type Column = Float64Array | number;

/** The columns a tape gives for columns of `count` points, block by block. */
export function runColumns(
  { steps, inputs, constants, outputs, registers }: Tape,
  columns: readonly Column[],
  count: number,
): Float64Array[] {
  const size = Math.min(blockSize, count);
  const results = outputs.map(() => new Float64Array(count));
  // A register that a step writes for an output is that output's column itself.
  const written = new Map(steps.map(({ out }) => [out, outputs.indexOf(out)]));
  const memory: Float64Array[] = Array.from({ length: registers }, (_, r) => {
    const fixed = r < inputs ? columns[r] : constants[r - inputs];
    return typeof fixed === 'number'
      ? new Float64Array(size).fill(fixed)
      : r >= inputs + constants.length && (written.get(r) ?? -1) < 0
        ? new Float64Array(size)
        : empty;
  });
  const streamed = columns.flatMap((column, r) => (typeof column === 'number' ? [] : [{ r, column }]));
  const produced = [...written].flatMap(([r, output]) => (output < 0 ? [] : [{ r, column: results[output]! }]));

  for (let start = 0; start < count; start += size) {
    const end = Math.min(start + size, count);
    for (const { r, column } of streamed) memory[r] = column.subarray(start, end);
    for (const { r, column } of produced) memory[r] = column.subarray(start, end);
    for (const { kernel, out, a, b, c, constant } of steps)
      kernel.block(memory[out]!, memory[a]!, memory[b]!, memory[c]!, constant, end - start);
    // Outputs that are an input, a constant or another output's value.
    outputs.forEach((r, i) => {
      if (written.get(r) !== i) results[i]!.set(memory[r]!.subarray(0, end - start), start);
    });
  }
  return results;
}

const empty = /* @__PURE__ */ new Float64Array(0);
