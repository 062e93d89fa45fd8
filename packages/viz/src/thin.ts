/** Line points that a drawing of this many pixels can tell apart: in each of `most`/2 stretches the lowest and the highest. */
export function thin(x: ArrayLike<number>, y: ArrayLike<number>, most: number): [number, number][] {
  const points = Array.from(x, (at, i): [number, number] => [at, y[i]!]);
  if (points.length <= most) return points;
  const kept = new Set([0, points.length - 1]);
  const stretch = points.length / (most / 2);
  for (let from = 0; from < points.length; from += stretch) {
    let [low, high] = [Math.floor(from), Math.floor(from)];
    for (let i = low; i < Math.min(points.length, Math.floor(from + stretch)); i++) {
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b).map((i) => points[i]!);
}
