import { shapeText, type ArrayData } from '@chainrule/core';
import { sameType, typeText } from '@chainrule/program';

/** A claim of a law that turned out false. */
export function claim(holds: boolean, problem: () => string): void {
  if (!holds) throw new Error(problem());
}

/** Equal types, and numbers equal up to a part of the largest. */
export function requireClose(actual: ArrayData, expected: ArrayData, tolerance: number, what: string): void {
  claim(sameType(actual, expected), () => `${what}: ${typeText(actual)} instead of ${typeText(expected)}`);
  const scale = Array.from(expected.data).reduce((most, x) => Math.max(most, Number.isFinite(x) ? Math.abs(x) : 0), 1e-3);
  expected.data.forEach((x, i) => {
    const y = actual.data[i]!;
    claim(
      Object.is(x, y) || Math.abs(x - y) <= tolerance * scale,
      () => `${what}: element ${i} of ${shapeText(expected.shape)} is ${y} instead of ${x}`,
    );
  });
}

/** Two numbers that must be one. */
export function requireEqual(a: number, b: number, tolerance: number, what: string): void {
  claim(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)), () => `${what}: ${a} on one side, ${b} on the other`);
}
