import type { Hlo, Value } from './hlo.js';

const parity = 0x1bd11bda;
const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Threefry-2x32 (Salmon et al. 2011) on words of one shape: bit for bit core's. */
export function threefry(hlo: Hlo, k0: Value, k1: Value, c0: Value, c1: Value): [Value, Value] {
  const number = (value: number): Value => hlo.full(value, k0);
  const keys = [k0, k1, hlo.each('xor', hlo.each('xor', k0, k1), number(parity))];
  let [x, y] = [hlo.each('add', c0, k0), hlo.each('add', c1, k1)];
  for (let group = 0; group < 5; group++) {
    for (const rotation of rotations[group % 2]!) {
      x = hlo.each('add', x, y);
      const [left, right] = [hlo.each('shift_left', y, number(rotation)), hlo.each('shift_right_logical', y, number(32 - rotation))];
      y = hlo.each('xor', hlo.each('or', left, right), x);
    }
    x = hlo.each('add', x, keys[(group + 1) % 3]!);
    y = hlo.each('add', hlo.each('add', y, keys[(group + 2) % 3]!), number(group + 1));
  }
  return [x, y];
}

/** The two words of every key `[…, 2]`, stretched to a shape that has the keys' axes first. */
export function keyWords(hlo: Hlo, keys: Value, shape: readonly number[]): [Value, Value] {
  const lead = keys.shape.slice(0, -1);
  const word = (at: number): Value => {
    const starts = [...lead.map(() => 0), at];
    const slice = hlo.slice(
      keys,
      starts,
      [...lead, at + 1],
      starts.map(() => 1),
    );
    return hlo.inAxes(
      hlo.reshape(slice, lead),
      shape,
      lead.map((_, axis) => axis),
    );
  };
  return [word(0), word(1)];
}
