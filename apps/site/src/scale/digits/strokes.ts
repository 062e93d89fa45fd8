/** Lines drawn by hand, each a list of points x, y of a square of side 1. */
export type Strokes = readonly (readonly (readonly [x: number, y: number])[])[];

const [fine, cells] = [32, 8];
/** Half of the pen's width, in fine pixels. */
const pen = 1.9;

/**
 * Strokes as the data set's images were made: moved and scaled so that they fill the height, in 32 × 32 pixels that are black or white,
 * of which every 4 × 4 are counted, which gives 0 to 16. (E. Alpaydin and C. Kaynak 1998, "Optical recognition of handwritten digits".)
 */
export function pixelsOf(strokes: Strokes): number[] {
  const points = strokes.flat();
  const counts = Array<number>(cells * cells).fill(0);
  if (points.length === 0) return counts;
  const [left, right, top, bottom] = [
    Math.min(...points.map(([x]) => x)),
    Math.max(...points.map(([x]) => x)),
    Math.min(...points.map(([, y]) => y)),
    Math.max(...points.map(([, y]) => y)),
  ];
  const room = fine - 2 * pen;
  const scale = room / Math.max(bottom - top, right - left, 0.15);
  const middle = (low: number, high: number): number => fine / 2 - (scale * (low + high)) / 2;
  const placed = strokes.map((line) => line.map(([x, y]) => [scale * x + middle(left, right), scale * y + middle(top, bottom)] as const));
  for (let y = 0; y < fine; y++)
    for (let x = 0; x < fine; x++)
      if (placed.some((line) => isNear(line, x + 0.5, y + 0.5))) counts[Math.floor(y / 4) * cells + Math.floor(x / 4)]!++;
  return counts;
}

const isNear = (line: readonly (readonly [number, number])[], x: number, y: number): boolean =>
  line.some((point, i) => {
    const [[x0, y0], [x1, y1]] = [line[Math.max(0, i - 1)]!, point];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - x0 - along * dx, y - y0 - along * dy) <= pen;
  });
