// Finds import cycles between files. Type-only imports are left out: they vanish in what runs, so they can neither break an
// initialisation order nor keep a bundler from dropping a file (docs/decisions has the page).
import { dirname, join, normalize } from 'node:path';
import { importsOf } from './lib/imports.mjs';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn, sourceOf, sourcesOf } from './lib/workspace.mjs';

/** File → the files it imports for their values, over the whole repository: a package's name stands for its index. */
export function importGraph(root) {
  const packages = packagesIn(root);
  const indexOf = new Map(packages.map((item) => [item.name, join(item.folder, 'src', 'index.ts')]));
  const graph = new Map();
  for (const item of packages)
    for (const file of sourcesOf(root, item)) {
      const targets = importsOf(join(root, file))
        .filter((found) => !found.typeOnly)
        .map(({ specifier }) =>
          specifier.startsWith('.') ? sourceOf(root, normalize(join(dirname(file), specifier))) : indexOf.get(specifier),
        )
        .filter((target) => target !== undefined);
      graph.set(file, targets);
    }
  return graph;
}

/** The strongly connected components with more than one file, or one that imports itself (Tarjan's algorithm, without recursion). */
export function cyclesOf(graph) {
  const index = new Map();
  const low = new Map();
  const onStack = new Set();
  const stack = [];
  const cycles = [];
  for (const start of graph.keys()) {
    if (index.has(start)) continue;
    const work = [{ node: start, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1);
      const { node } = frame;
      if (frame.next === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node));
        stack.push(node);
        onStack.add(node);
      }
      const targets = graph.get(node) ?? [];
      if (frame.next < targets.length) {
        const target = targets[frame.next++];
        if (!index.has(target)) work.push({ node: target, next: 0 });
        else if (onStack.has(target)) low.set(node, Math.min(low.get(node), index.get(target)));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) low.set(parent.node, Math.min(low.get(parent.node), low.get(node)));
      if (low.get(node) !== index.get(node)) continue;
      const component = stack.splice(stack.indexOf(node));
      component.forEach((member) => onStack.delete(member));
      if (component.length > 1 || targets.includes(node)) cycles.push(component);
    }
  }
  return cycles;
}

/** One shortest way round inside a component, for the message. */
function wayRound(graph, component) {
  const members = new Set(component);
  const start = component[0];
  const from = new Map();
  const queue = [start];
  for (const node of queue)
    for (const target of graph.get(node) ?? []) {
      if (target === start) {
        const path = [start];
        for (let at = node; at !== start; at = from.get(at)) path.splice(1, 0, at);
        return [...path, start];
      }
      if (members.has(target) && !from.has(target)) queue.push((from.set(target, node), target));
    }
  return component;
}

const graph = importGraph(rootArgument());
const cycles = cyclesOf(graph);
report(
  'cycles',
  cycles.map((component) => `import cycle (${component.length} files): ${wayRound(graph, component).join(' → ')}`),
  `${graph.size} files`,
);
