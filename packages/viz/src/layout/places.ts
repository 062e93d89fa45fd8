import type { Links } from './ranks.js';

const passes = 24;

/**
 * Where along its layer each node stands: as near as can be to the mean of those it is linked to, in the order given, and no nearer to its
 * neighbours than their sizes and the gap allow. Each layer in turn is solved exactly, by pooling what would overlap.
 */
export function placesIn(
  layers: readonly (readonly number[])[],
  links: Links,
  sizeOf: (node: number) => number,
  gap: number,
): Map<number, number> {
  const linked = new Map<number, number[]>();
  for (const [from, to] of links) {
    linked.set(from, [...(linked.get(from) ?? []), to]);
    linked.set(to, [...(linked.get(to) ?? []), from]);
  }
  const layerOf = new Map(layers.flatMap((layer, i) => layer.map((node) => [node, i] as const)));
  const place = new Map<number, number>();
  for (const layer of layers) {
    let at = 0;
    for (const node of layer) {
      place.set(node, at + sizeOf(node) / 2);
      at += sizeOf(node) + gap;
    }
    for (const node of layer) place.set(node, place.get(node)! - at / 2);
  }
  for (let pass = 0; pass < passes; pass++) {
    const turn = pass % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of turn) {
      const wanted = layer.map((node) => {
        // There and back a layer looks at both of its neighbours in the last passes, before that at the one it comes from.
        const towards = pass % 2 === 0 ? -1 : 1;
        const all = linked.get(node) ?? [];
        const some = pass < passes - 6 ? all.filter((other) => layerOf.get(other) === layerOf.get(node)! + towards) : all;
        return some.length === 0 ? place.get(node)! : some.reduce((sum, other) => sum + place.get(other)!, 0) / some.length;
      });
      apart(layer.map(sizeOf), wanted, gap).forEach((at, i) => place.set(layer[i]!, at));
    }
  }
  return place;
}

/** The places nearest to those wanted, by the sum of squares, that keep order and distance (pool adjacent violators). */
export function apart(sizes: readonly number[], wanted: readonly number[], gap: number): number[] {
  // Measured from where they would stand side by side, distances become an order.
  let edge = 0;
  const beside = sizes.map((size) => {
    const middle = edge + size / 2;
    edge += size + gap;
    return middle;
  });
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((at, i) => {
    let block = { sum: at - beside[i]!, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const shifts = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return beside.map((middle, i) => middle + shifts[i]!);
}
