import type { FunctionBuilder, Local } from '../assembler/function-builder.js';

/** A pointer that moves with the loops: by so many bytes along each axis. */
export interface Cursor {
  readonly pointer: Local;
  readonly steps: readonly number[];
}

/** Loops over the axes; `inner` moves each pointer along the last axes itself, by `moved(cursor)` bytes in all. */
export function nest(
  f: FunctionBuilder,
  sizes: readonly number[],
  cursors: readonly Cursor[],
  inner: () => void,
  moved: (cursor: Cursor) => number,
): void {
  const level = (axis: number): void => {
    if (axis === sizes.length) {
      inner();
      return;
    }
    f.times(sizes[axis]!, () => {
      level(axis + 1);
      for (const cursor of cursors) {
        const below = axis + 1 === sizes.length ? moved(cursor) : sizes[axis + 1]! * cursor.steps[axis + 1]!;
        f.advance(cursor.pointer, cursor.steps[axis]! - below);
      }
    });
  };
  level(0);
}
