import type { ArrayData } from './array-data.js';

const edge = 3;
const most = 100;

/** Nested brackets with aligned rows, the middle of long axes left out. */
export function nestedText({ shape, data, dtype }: ArrayData): string {
  const long = data.length > most;
  const show = (x: number): string =>
    dtype === 'bool'
      ? String(x !== 0)
      : Object.is(x, -0)
        ? '-0'
        : String(dtype === 'float32' ? Number(x.toPrecision(7)) : Number(x.toPrecision(10)));
  const go = (axis: number, offset: number, size: number, indent: string): string => {
    if (axis === shape.length) return show(data[offset]!);
    const n = shape[axis]!;
    const step = n === 0 ? 0 : size / n;
    const parts: string[] = [];
    for (let i = 0; i < n; i++) {
      if (long && n > 2 * edge && i === edge) {
        parts.push('…');
        i = n - edge;
      }
      parts.push(go(axis + 1, offset + i * step, step, `${indent} `));
    }
    return `[${parts.join(axis === shape.length - 1 ? ', ' : `,\n${indent}`)}]`;
  };
  return go(0, 0, data.length, ' ');
}
