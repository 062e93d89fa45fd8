import type { Links } from './ranks.js';

const sweeps = 12;

/**
 * Layers in which few links between neighbours cross: each node goes to the mean place of those it is linked to, layer by layer, there and
 * back, and the best order met is kept (Sugiyama, Tagawa and Toda 1981).
 */
export function ordered(layers: readonly (readonly number[])[], links: Links): number[][] {
  const [before, after] = [new Map<number, number[]>(), new Map<number, number[]>()];
  for (const [from, to] of links) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  let current = layers.map((layer) => [...layer]);
  let best = current;
  let fewest = crossings(current, after);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const back = sweep % 2 === 1;
    const next = current.map((layer) => [...layer]);
    const turn = back ? [...next.keys()].reverse() : [...next.keys()];
    for (const at of turn) {
      const beside = next[back ? at + 1 : at - 1];
      if (beside === undefined) continue;
      const place = new Map(beside.map((node, i) => [node, i]));
      const own = new Map(next[at]!.map((node, i) => [node, i]));
      const mean = (node: number): number => {
        const linked = ((back ? after : before).get(node) ?? []).flatMap((other) => place.get(other) ?? []);
        return linked.length === 0 ? own.get(node)! : linked.reduce((sum, x) => sum + x, 0) / linked.length;
      };
      const means = new Map(next[at]!.map((node) => [node, mean(node)]));
      next[at]!.sort((a, b) => means.get(a)! - means.get(b)! || own.get(a)! - own.get(b)!);
    }
    current = next;
    const count = crossings(current, after);
    if (count < fewest) [best, fewest] = [current, count];
  }
  return best;
}

/** How many pairs of links cross. */
export function crossings(layers: readonly (readonly number[])[], after: ReadonlyMap<number, readonly number[]>): number {
  let count = 0;
  layers.slice(0, -1).forEach((layer, i) => {
    const place = new Map(layers[i + 1]!.map((node, at) => [node, at]));
    const ends = layer.map((node) => (after.get(node) ?? []).flatMap((to) => place.get(to) ?? []));
    ends.forEach((own, a) => ends.slice(a + 1).forEach((other) => own.forEach((x) => other.forEach((y) => (count += x > y ? 1 : 0)))));
  });
  return count;
}
