/** Ratios of analytic to true derivative that tell what went wrong. */
const ratios: readonly { readonly ratio: number; readonly cause: string }[] = [
  { ratio: 0, cause: 'zero: the parameter is not connected to the result, or its term was dropped' },
  { ratio: -1, cause: 'the sign is turned around' },
  { ratio: 2, cause: 'twice too large: a factor ½ is missing, or a term is counted twice' },
  { ratio: 0.5, cause: 'half of what it should be: a factor 2 is missing, as from a square' },
  { ratio: -2, cause: 'sign turned around and twice too large' },
];

const near = (a: number, b: number, slack: number): boolean => Math.abs(a - b) <= slack * Math.max(1, Math.abs(b));

/** A guess at why analytic and measured derivative differ, from their ratio; undefined where the ratio says nothing. */
export function guessCause(analytic: number, measured: number, errorBound: number, batchSize?: number): string | undefined {
  if (Number.isNaN(analytic)) return 'the gradient is not a number';
  if (!Number.isFinite(analytic)) return 'the gradient is infinite';
  const ratio = analytic / measured;
  const slack = Math.max(1e-3, (3 * errorBound) / Math.abs(measured));
  if (slack > 0.1) return Math.abs(analytic) > 3 * errorBound ? 'not zero where the derivative is zero' : undefined;
  if (batchSize !== undefined && batchSize > 1) {
    if (near(ratio, batchSize, slack)) return `${batchSize} times too large: a sum over the batch where the loss takes the mean`;
    if (near(ratio * batchSize, 1, slack)) return `${batchSize} times too small: a mean over the batch where the loss takes the sum`;
  }
  const known = ratios.find((entry) => near(ratio, entry.ratio, slack));
  if (known) return known.cause;
  const [whole, part] = [Math.round(ratio), Math.round(1 / ratio)];
  if (whole > 2 && near(ratio, whole, slack)) return `${whole} times too large: a sum where a mean was meant?`;
  if (part > 2 && near(1 / ratio, part, slack)) return `${part} times too small: a mean where a sum was meant?`;
  return `off by a factor of ${ratio.toPrecision(4)}`;
}
