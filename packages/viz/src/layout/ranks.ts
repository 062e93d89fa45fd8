/** A graph by the places of its nodes in a list: which lead to which. */
export type Links = readonly (readonly [from: number, to: number])[];

/**
 * The layer of every node: after all that lead to it (longest paths), and what nothing leads to right before what it leads to first.
 * A link that would close a cycle is left out of the count.
 */
export function ranksOf(count: number, links: Links): number[] {
  const after: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of links) after[from]!.push(to);
  const order: number[] = [];
  const seen = new Set<number>();
  const done = new Set<number>();
  for (let start = 0; start < count; start++) {
    const stack = [start];
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      seen.add(node);
      const next = after[node]!.find((to) => !seen.has(to));
      if (next !== undefined) stack.push(next);
      else {
        stack.pop();
        if (!done.has(node)) order.unshift(node);
        done.add(node);
      }
    }
  }
  const place = new Map(order.map((node, i) => [node, i]));
  const forward = links.filter(([from, to]) => place.get(from)! < place.get(to)!);
  const ranks = new Array<number>(count).fill(0);
  for (const node of order) for (const [from, to] of forward) if (from === node) ranks[to] = Math.max(ranks[to]!, ranks[node]! + 1);
  const led = new Set(forward.map(([, to]) => to));
  for (let node = 0; node < count; node++) {
    const targets = forward.filter(([from]) => from === node).map(([, to]) => ranks[to]!);
    if (!led.has(node) && targets.length > 0) ranks[node] = Math.min(...targets) - 1;
  }
  return ranks;
}
