/** The most likely class of each row, and how often each is taken for each: `[actual][said]`. */
export function confusionOf(chances: ArrayLike<number>, target: ArrayLike<number>, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (let i = 0; i < target.length; i++) {
    let said = 0;
    for (let k = 1; k < classes; k++) if (chances[i * classes + k]! > chances[i * classes + said]!) said = k;
    counts[target[i]!]![said]!++;
  }
  return counts;
}

/** The share of rows that are on the diagonal. */
export const accuracyOf = (confusion: readonly (readonly number[])[]): number =>
  confusion.reduce((sum, row, i) => sum + row[i]!, 0) /
  Math.max(
    1,
    confusion.flat().reduce((a, b) => a + b, 0),
  );
