import type { Level } from './ladder.js';

/**
 * Whether the slopes from the left and from the right differ at every one of the finest scales, by more than truncation and noise
 * explain. Costs no evaluation: the samples are those of the ladder.
 */
export function hasKink(levels: readonly Level[], slope: number): boolean {
  const finest = levels.slice(-6);
  // f(x + h) + f(x − h) − 2f(x) falls with h² where f is smooth, with h at a kink: there this tends to the jump of the slope.
  const gaps = finest.map((l) => (l.after + l.before) / l.h);
  const jumps = gaps.slice(1).map((gap, k) => 2 * gap - gaps[k]!);
  return (
    jumps.length > 1 &&
    jumps.every((jump, k) => {
      const { noise, h } = finest[k + 1]!;
      const uncertain = Math.abs(jump - jumps[k - 1]!) + (12 * noise) / h;
      return k === 0 || Math.abs(jump) > 2 * uncertain + 1e-4 * (Math.abs(slope) + Math.abs(jump));
    })
  );
}
